"""What does the playground show? Its one page, the pieces that are loaded into it, and the files that were sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.channels.playground import cast, chains, views
from bot.channels.playground.actions import Actions
from bot.channels.playground.backstage import PlaygroundBackstage
from bot.channels.playground.channel import PlaygroundChannel
from bot.channels.playground.conversation import GROUP_PLACE, private_place
from bot.channels.playground.day_player import DayPlayer
from bot.channels.playground.live import LiveStreams
from bot.channels.playground.panel import Panel
from bot.channels.playground.sample_day import LIST_TEXT

Render = Callable[..., str]

_FOLDER = Path(__file__).parent
#: Only what these bytes begin with is shown as a picture; whatever else a name says is offered to be saved.
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)
FIRST_VIEWER = cast.REGULARS[0]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Who looks, and where: in the group, or in the private chat with the bot."""

    character: cast.Character
    private: bool

    @property
    def place(self) -> str:
        return private_place(self.character.id) if self.private else GROUP_PLACE


class Playground:
    """A part of the site (``bot.web.frame.Part``), for this computer alone: whoever reaches it speaks as anybody."""

    name = "playground"
    folder = _FOLDER
    loopback_only = True

    def __init__(self, channel: PlaygroundChannel, backstage: PlaygroundBackstage) -> None:
        self._channel = channel
        self._backstage = backstage
        self.player = DayPlayer(channel, backstage, channel.bell)
        self._panel: Panel | None = None
        self._live: LiveStreams | None = None

    def routes(self, render: Render) -> Iterable[web.RouteDef]:
        panel = self._panel = Panel(self._backstage, self.player, self._channel.bell, render)
        live = self._live = LiveStreams(self._channel, panel, render)
        pages = Pages(self._channel, panel, live, render)
        actions = Actions(self._channel, self._backstage, self.player, panel)
        return (*pages.routes(), web.get("/playground/events", live.handle), *actions.routes())

    async def close(self) -> None:
        if self._live is not None:
            self._live.close()
        if self._panel is not None:
            await self._panel.close()
        await self.player.close()


def create_playground(channel: PlaygroundChannel, backstage: PlaygroundBackstage) -> Playground:
    """The playground's pages over a channel, to be put on a site with ``bot.web.server.create_site``."""
    return Playground(channel, backstage)


class Pages:
    def __init__(self, channel: PlaygroundChannel, panel: Panel, live: LiveStreams, render: Render) -> None:
        self._channel = channel
        self._panel = panel
        self._live = live
        self._render = render

    def routes(self) -> Iterable[web.RouteDef]:
        return (
            web.get("/", self.page),
            web.get("/playground/messages", self.messages),
            web.get("/playground/chain", self.chain),
            web.get("/playground/files/{key}", self.file),
        )

    async def page(self, request: web.Request) -> web.Response:
        viewpoint = _viewpoint(request)
        # Before anything is rendered: what happens meanwhile comes by the stream once more, which does no harm.
        position = self._live.position()
        await self._panel.refresh()
        return _html(
            self._render(
                "playground/page.html",
                position=position,
                people=views.view_people(),
                viewer=views.view_person(viewpoint.character.id),
                private=viewpoint.private,
                messages=self._messages_in(viewpoint.place),
                parts=self._panel.parts,
                room=cast.ROOM_NAME,
                sample_list=LIST_TEXT,
                bot=views.view_person(cast.BOT_ID),
            )
        )

    async def messages(self, request: web.Request) -> web.Response:
        viewpoint = _viewpoint(request)
        messages = self._messages_in(viewpoint.place)
        return _html(self._render("playground/messages.html", messages=messages, viewer=viewpoint.character.id))

    async def chain(self, request: web.Request) -> web.Response:
        character = _viewpoint(request).character
        newest = self._channel.conversation.newest_chain()
        if newest is None:
            draft = chains.start_chain(character.nickname, character.home)
        else:
            draft = chains.join_chain(newest.text, character.nickname, character.home)
        return web.json_response({"before": draft.before, "after": draft.after, "joins": newest is not None})

    async def file(self, request: web.Request) -> web.Response:
        found = self._channel.conversation.file(request.match_info["key"])
        if found is None:
            raise web.HTTPNotFound
        kind = next((kind for beginning, kind in _PICTURES if found.content.startswith(beginning)), None)
        disposition = "inline" if kind else "attachment"
        headers = {
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(found.name, safe='')}",
            "Cache-Control": "private, max-age=3600",
        }
        return web.Response(body=found.content, content_type=kind or "application/octet-stream", headers=headers)

    def _messages_in(self, place: str) -> list[views.MessageView]:
        return views.view_messages(self._channel.conversation.in_place(place))


def _viewpoint(request: web.Request) -> Viewpoint:
    character = cast.character(request.query.get("as", "")) or FIRST_VIEWER
    return Viewpoint(character, private=character.is_friend and request.query.get("in") == "private")


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html")
