"""nginx on loopback over folders, with its own configuration, as the current user, ended by its own id."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.access_log import FORMAT, Entry, read_entries

CONFIGURATION = """
{modules}
{user}
daemon off; worker_processes 1; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 8192; }}
http {{
  {types}
  default_type application/octet-stream; charset utf-8; sendfile on; tcp_nodelay on;
  keepalive_requests 1000000; keepalive_timeout 65;
  # LinkChecker holds itself to a few requests a second unless the server sends this header.
  add_header LinkChecker 1 always;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
  uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  log_format short '{format}'; access_log {work}/access.log short;
  {servers}
}}
"""
SERVER = """
  server {{
    listen {address}:{port}; root {root}; port_in_redirect on; absolute_redirect off;
    {slow}
    {locations}
    location = / {{ try_files {home} =404; }}
    location / {{ index index.html; }}
  }}
"""
# In the access phase: it comes before the answer, whatever the answer is.
SLOW = "access_by_lua_block { ngx.sleep(0.05 + 0.05 * math.random()) }"
MODULES = ("ndk_http_module.so", "ngx_http_lua_module.so")
MODULE_FOLDERS = (Path("/usr/lib/nginx/modules"), Path("/usr/share/nginx/modules"))


@dataclass(frozen=True, slots=True)
class Site:
    """A folder and how it is served. `home`: what `/` answers with; `locations`: more lines for nginx."""

    root: Path
    address: str = "127.0.0.1"
    home: str = "/index.html /sitemap.html"
    locations: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server; the sites of one server share its log."""

    url: str
    log: Path

    def mark(self) -> int:
        """Where the log ends now."""
        return self.log.stat().st_size

    def since(self, mark: int) -> list[Entry]:
        """What was answered since a mark."""
        return read_entries(self.log, mark)


def free_port(address: str = "127.0.0.1") -> int:
    with socket.socket() as listener:
        listener.bind((address, 0))
        return int(listener.getsockname()[1])


def find_nginx() -> str:
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        raise SystemExit("找不到 nginx：请先 apt install nginx-light，再运行一次。")
    return path


def lua_modules() -> str:
    """The lines that load what a slow server needs. Exits where it is not installed."""
    for folder in MODULE_FOLDERS:
        if all((folder / name).is_file() for name in MODULES):
            return " ".join(f"load_module {folder / name};" for name in MODULES)
    raise SystemExit("找不到 nginx 的 Lua 模块：请先 apt install libnginx-mod-http-lua，再运行一次。")


def wait_for(port: int, seconds: float = 10, address: str = "127.0.0.1") -> None:
    """Returns once somebody listens on the port; exits where nobody does in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex((address, port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"服务器没有在 {seconds:g} 秒内启动。")


def configuration(work: Path, sites: Sequence[tuple[Site, int]], *, slow: bool) -> str:
    """The text of nginx.conf for sites on their ports."""
    types = Path("/etc/nginx/mime.types")
    servers = [
        SERVER.format(
            address=site.address,
            port=port,
            root=site.root,
            slow=SLOW if slow else "",
            locations=site.locations,
            home=site.home,
        )
        for site, port in sites
    ]
    return CONFIGURATION.format(
        modules=lua_modules() if slow else "",
        user="user root;" if os.geteuid() == 0 else "",
        types=f"include {types};" if types.is_file() else "types { text/html html htm; image/png png; }",
        work=work,
        format=FORMAT,
        servers="".join(servers),
    )


@contextmanager
def serve(site: Path) -> Iterator[Served]:
    """Serves a folder until the block ends."""
    with serve_sites([Site(site)]) as (served,):
        yield served


@contextmanager
def serve_sites(sites: Sequence[Site], *, slow: bool = False) -> Iterator[list[Served]]:
    """Serves several sites until the block ends; `slow`: each answer takes 50 to 100 ms, 75 on average."""
    ports = [(site, free_port(site.address)) for site in sites]
    with tempfile.TemporaryDirectory(prefix="xunjian-nginx-") as name:
        work = Path(name)
        settings = work / "nginx.conf"
        settings.write_text(configuration(work, ports, slow=slow))
        command = [find_nginx(), "-c", str(settings), "-p", str(work), "-e", str(work / "error.log")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            for site, port in ports:
                wait_for(port, address=site.address)
            yield [Served(f"http://{site.address}:{port}/", work / "access.log") for site, port in ports]
        finally:
            process.terminate()
            process.wait(10)
