"""The whole hostile site: every trap, linked from one home page, and the sites around it."""

from xunjian.testing.hostile import Asked, Trap, Wire, page
from xunjian.testing.hostile_bodies import BODIES
from xunjian.testing.hostile_endless import ENDLESS
from xunjian.testing.hostile_protocol import PROTOCOL
from xunjian.testing.hostile_redirects import REDIRECTS
from xunjian.testing.hostile_robots import robots_sites
from xunjian.testing.hostile_server import HostileSite
from xunjian.testing.hostile_shields import LOGINS, shielded_sites
from xunjian.testing.hostile_status import BUSY, STATUS
from xunjian.testing.hostile_tls import tls_sites

MAIN = "main"
TRAPS: tuple[Trap, ...] = (*REDIRECTS, *STATUS, *PROTOCOL, *BODIES, *LOGINS, *ENDLESS)


def hostile_sites() -> tuple[HostileSite, ...]:
    """The main site, whose home page links to every trap; `busy` belongs to its unit, the others do not."""
    around = (HostileSite("busy", BUSY), *robots_sites(), *tls_sites())
    return (_linking(MAIN, TRAPS, around), *around)


def shielded_unit() -> tuple[HostileSite, ...]:
    """A sound home page that links to many hosts, each behind another shield."""
    around = shielded_sites()
    return (_linking(MAIN, (), around), *around)


def _linking(name: str, traps: tuple[Trap, ...], around: tuple[HostileSite, ...]) -> HostileSite:
    site = HostileSite(name, traps)

    async def home(asked: Asked, wire: Wire) -> None:
        links = [trap.path for trap in traps if trap.linked and not _is_picture(trap)]
        links += [f"{other.origin}{trap.path}" for other in around for trap in other.traps if trap.linked]
        pictures = "".join(f'<img src="{trap.path}">' for trap in traps if trap.linked and _is_picture(trap))
        body = page(*links, title="某市人民政府").replace("</body>", f"{pictures}</body>")
        await wire.reply(asked, body)

    site.home = home
    return site


def _is_picture(trap: Trap) -> bool:
    return trap.path.endswith(".png")
