"""How is the site put together, and where does it listen? Parts in, one aiohttp application out."""

from __future__ import annotations

import errno
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.web import guards
from bot.web.frame import FRAME_FOLDER, FRAME_NAME, Part, StaticFiles, renderer, template_environment
from models.errors import ConfigError

#: The largest body that a page may send: a photo from a phone, a supplier's workbook.
LARGEST_BODY_BYTES = 12 * 1024 * 1024
#: How long a handler that runs may go on when the server stops; streams are ended before.
SHUTDOWN_SECONDS = 5.0

LOOPBACK_ONLY = web.AppKey("loopback_only", bool)


@dataclass(frozen=True, slots=True)
class Served:
    """A site that listens. ``address`` is what to open in a browser."""

    address: str
    host: str
    port: int
    _runner: web.AppRunner = field(repr=False)

    async def close(self) -> None:
        await self._runner.cleanup()


def create_site(parts: Iterable[Part], *, hosts: Collection[str] = ()) -> web.Application:
    """One application of all ``parts``, each with its own routes.

    ``hosts`` are names, beside this computer's own, under which the site may be asked for; they go unheard on a site
    with a part for this computer alone.
    """
    parts = list(parts)
    loopback_only = any(part.loopback_only for part in parts)
    statics = StaticFiles(_folders(parts, "static"))
    render = renderer(template_environment(_folders(parts, "templates"), statics))
    site = web.Application(
        client_max_size=LARGEST_BODY_BYTES,
        middlewares=[
            guards.telling_errors(render),
            guards.known_host_only(() if loopback_only else hosts),
            guards.same_origin_only,
        ],
    )
    site[LOOPBACK_ONLY] = loopback_only
    site.on_response_prepare.append(guards.add_security_headers)
    site.router.add_get(r"/static/{digest}/{name:.+}", statics.get)
    for part in parts:
        site.add_routes(part.routes(render))
        site.on_shutdown.append(_closing(part))
    return site


async def serve(site: web.Application, host: str, port: int, *, section: str = "playground") -> Served:
    """Listen; ``port`` 0 takes a free one. Raises ConfigError, naming the key in the configuration's ``section``."""
    if site.get(LOOPBACK_ONLY, True) and not guards.is_loopback(host):
        raise ConfigError(
            f"{section}.host: {host} can be reached from other computers, and whoever reaches the playground may "
            "speak as the organizer; allowed are 127.0.0.1, ::1 and localhost"
        )
    # The name stands for two addresses on most machines, which would get two different free ports.
    bound_host = "127.0.0.1" if host == "localhost" else host
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, bound_host, port).start()
    except (OSError, OverflowError) as exception:
        await runner.cleanup()
        raise ConfigError(f"{section}.{_why_not(host, port, exception)}") from exception
    bound_port = runner.addresses[0][1]
    shown_host = f"[{bound_host}]" if ":" in bound_host else bound_host
    return Served(address=f"http://{shown_host}:{bound_port}/", host=bound_host, port=bound_port, _runner=runner)


def _folders(parts: Iterable[Part], kind: str) -> dict[str, Path]:
    return {FRAME_NAME: FRAME_FOLDER / kind} | {part.name: part.folder / kind for part in parts}


def _closing(part: Part) -> Callable[[web.Application], Awaitable[None]]:
    async def close(_: web.Application) -> None:
        await part.close()

    return close


def _why_not(host: str, port: int, exception: OSError | OverflowError) -> str:
    """The key, and what is wrong with it."""
    if isinstance(exception, OSError) and exception.errno == errno.EADDRINUSE:
        return f"port: {port} on {host} is taken by another program; choose another one, or 0 for any free one"
    if isinstance(exception, OSError) and exception.errno == errno.EACCES:
        return f"port: {port} needs an administrator's rights; choose one from 1024 up, or 0 for any free one"
    return f"host: cannot listen on {host}, port {port}: {exception}"
