"""What do all pages share? Templates (always escaped) and static files under one hash of their contents."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

FRAME_NAME = "frame"
FRAME_FOLDER = Path(__file__).parent

#: Renders the template named first with the values given by name.
Render = Callable[..., str]


class Part(Protocol):
    """A set of pages. ``folder`` holds ``templates/`` and ``static/``, which the site offers under ``name``.

    A part on a site makes that site reachable from this computer alone where ``loopback_only`` says so.
    """

    @property
    def name(self) -> str: ...

    @property
    def folder(self) -> Path: ...

    @property
    def loopback_only(self) -> bool: ...

    def routes(self, render: Render) -> Iterable[web.RouteDef]: ...

    async def close(self) -> None:
        """End streams that would otherwise hold the server open."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    content: bytes = field(repr=False)
    content_type: str


class StaticFiles:
    """Every part's static files, read once: what is served is what the hash in its address says.

    One hash stands for all of them, so that a script can import its neighbour by a relative name.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._files = {
            f"{name}/{path.relative_to(folder).as_posix()}": _read(path)
            for name, folder in sorted(folders.items())
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self.digest = _digest(self._files)

    def url(self, name: str) -> str:
        """The address of a file, as ``playground/chat.js``. Raises KeyError where there is none."""
        self._files[name]
        return f"/static/{self.digest}/{name}"

    async def get(self, request: web.Request) -> web.Response:
        found = self._files.get(request.match_info["name"])
        if found is None or request.match_info["digest"] != self.digest:
            raise web.HTTPNotFound
        response = web.Response(body=found.content, content_type=found.content_type, charset=_charset(found))
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def template_environment(folders: Mapping[str, Path], statics: StaticFiles) -> Environment:
    """Templates of every part, each under its name (``playground/page.html``); a missing value is an error."""
    loaders = {name: FileSystemLoader(folder) for name, folder in folders.items()}
    environment = Environment(
        loader=PrefixLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["static"] = statics.url
    return environment


def renderer(environment: Environment) -> Render:
    def render(template: str, /, **values: object) -> str:
        return environment.get_template(template).render(**values)

    return render


def _read(path: Path) -> StaticFile:
    content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return StaticFile(content=path.read_bytes(), content_type=content_type)


def _charset(file: StaticFile) -> str | None:
    textual = file.content_type.startswith("text/") or file.content_type.endswith(("javascript", "svg+xml"))
    return "utf-8" if textual else None


def _digest(files: Mapping[str, StaticFile]) -> str:
    digest = hashlib.sha256()
    for name, file in files.items():
        digest.update(f"{name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()[:16]
