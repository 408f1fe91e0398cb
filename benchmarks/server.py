"""nginx on loopback over a folder, with its own configuration, as the current user, ended by its own id."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIGURATION = """
{user}
daemon off; worker_processes 1; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 1024; }}
http {{
  {types}
  default_type application/octet-stream; charset utf-8; sendfile on; tcp_nodelay on;
  keepalive_requests 1000000; keepalive_timeout 65;
  # LinkChecker holds itself to a few requests a second unless the server sends this header.
  add_header LinkChecker 1 always;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
  uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  log_format short '$status $request_method $uri'; access_log {work}/access.log short;
  server {{
    listen 127.0.0.1:{port}; root {site}; port_in_redirect on; absolute_redirect off;
    location = / {{ try_files /index.html /sitemap.html =404; }}
    location / {{ index index.html; }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    url: str
    log: Path

    def count_requests(self) -> int:
        """Requests answered so far."""
        with self.log.open("rb") as file:
            return sum(1 for _ in file)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def find_nginx() -> str:
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        raise SystemExit("找不到 nginx：请先 apt install nginx-light，再运行一次。")
    return path


def wait_for(port: int, seconds: float = 10) -> None:
    """Returns once somebody listens on the port; exits where nobody does in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"服务器没有在 {seconds:g} 秒内启动。")


@contextmanager
def serve(site: Path) -> Iterator[Served]:
    """Serves a folder until the block ends."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="xunjian-nginx-") as name:
        work = Path(name)
        types = Path("/etc/nginx/mime.types")
        text = CONFIGURATION.format(
            user="user root;" if os.geteuid() == 0 else "",
            types=f"include {types};" if types.is_file() else "types { text/html html htm; image/png png; }",
            work=work,
            port=port,
            site=site,
        )
        (work / "nginx.conf").write_text(text)
        command: list[str | Path] = [
            find_nginx(),
            "-c",
            work / "nginx.conf",
            "-p",
            work,
            "-e",
            work / "error.log",
        ]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            yield Served(f"http://127.0.0.1:{port}/", work / "access.log")
        finally:
            process.terminate()
            process.wait(10)
