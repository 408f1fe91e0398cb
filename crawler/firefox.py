"""A Firefox of the machine, started for one look and gone after it: the second browser beside Chromium.

It has no network of its own: whatever is not answered over the session (`crawler.bidi`) goes to a proxy that
is not there, and names are not looked up. Its profile is a folder of its own in the temporary one; process
group, memory and profile are the care of `crawler.guard`. The sandbox is as Firefox has it by itself.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from crawler.bidi import Bidi, BidiError, Heard, connect

_MOST_MEGABYTES = 1500
_STARTS_SECONDS = 30.0
_ENDS_SECONDS = 5.0
_LOOK_SECONDS = 0.05
_NOWHERE = 9
"""A port of this machine at which nobody listens."""
_PORT_FILE = "WebDriverBiDiServer.json"
_PREFERENCES: Mapping[str, str | int | bool] = {
    # What asks for something by itself is switched off by Firefox where it is driven from outside
    # (`remote.prefs.recommended`): updates, reports, lists of bad sites. The rest is here.
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.no_proxies_on": "",
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.failover_direct": False,
    "network.dns.disabled": True,
    "network.http.http3.enable": False,
    "network.prefetch-next": False,
    "network.http.speculative-parallel-limit": 0,
    "media.peerconnection.ice.proxy_only": True,
    # As Chromium is asked to show it: the address as given, one language, no icon of the site.
    "dom.security.https_first": False,
    "dom.security.https_first_schemeless": False,
    "intl.accept_languages": "zh-CN, zh",
    "browser.chrome.site_icons": False,
    # Small: one process for pages, nothing beside the page, nothing kept.
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "fission.autostart": False,
    "media.rdd-process.enabled": False,
    "gfx.webrender.software": True,
    "browser.startup.page": 0,
    "browser.newtab.preload": False,
    "browser.newtabpage.enabled": False,
    "browser.cache.disk.enable": False,
}


@asynccontextmanager
async def open_firefox(
    program: str, user_agent: str, heard: Heard, *, proxy_port: int = _NOWHERE
) -> AsyncIterator[Bidi]:
    """A session with one empty window. Raises BidiError, TimeoutError, OSError where it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="xunjian-firefox-"))
    try:
        _write_preferences(folder, user_agent, proxy_port)
        process = await _start(program, folder)
        try:
            async with asyncio.timeout(_STARTS_SECONDS):
                group = await _read_group(process)
            try:
                async with asyncio.timeout(_STARTS_SECONDS):
                    url = await _read_address(process, folder / _PORT_FILE)
                async with connect(url, heard) as bidi:
                    yield bidi
            finally:
                await _end(process, group)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_preferences(folder: Path, user_agent: str, proxy_port: int) -> None:
    ours = {
        **_PREFERENCES,
        "network.proxy.http_port": proxy_port,
        "network.proxy.ssl_port": proxy_port,
        "general.useragent.override": user_agent,
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in ours.items())
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")


async def _start(program: str, folder: Path) -> Process:
    """The guard, which starts the browser. Of our surroundings it gets only what it needs to start."""
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ} | {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "TZ": "Asia/Shanghai",
        "LANG": "C.UTF-8",
        "MOZ_CRASHREPORTER_DISABLE": "1",
        "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1",  # else a release passes over `services.settings.server`
    }
    command = (program, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0")
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "crawler.guard", str(folder), str(_MOST_MEGABYTES), *command),
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, start_new_session=True,
    )  # fmt: skip


async def _read_group(process: Process) -> int:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if not line.strip().isdigit():
        raise BidiError("Firefox did not start")
    return int(line)


async def _read_address(process: Process, path: Path) -> str:
    """Where the browser listens, on loopback; it writes that down once it does."""
    while process.returncode is None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            said = json.loads(path.read_text(encoding="utf-8"))
            return f"ws://{said['ws_host']}:{said['ws_port']}/session"
        await asyncio.sleep(_LOOK_SECONDS)
    raise BidiError("Firefox ended at once")


async def _end(process: Process, group: int) -> None:
    """The guard does it; where it is gone or hangs, we do."""
    assert process.stdin is not None
    process.stdin.close()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_ENDS_SECONDS):
            await process.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
