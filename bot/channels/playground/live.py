"""How does the page stay alive without being loaded again? One stream of server-sent events for each open page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress

from aiohttp import web

from bot.channels.playground.channel import PlaygroundChannel
from bot.channels.playground.conversation import ChatMessage
from bot.channels.playground.panel import Panel
from bot.channels.playground.views import view_message

#: A stream that says nothing for long is cut by what stands between, and a reader who left is noticed by a write.
KEEPALIVE_SECONDS = 15.0


class LiveStreams:
    """Each stream goes on from the number of the last change that its page has seen (``run:number``).

    The number is the event's id, so a browser that was cut off comes back with it by itself. A page of an earlier run
    of the process is told to load itself again.
    """

    def __init__(self, channel: PlaygroundChannel, panel: Panel, render: Callable[..., str]) -> None:
        self._channel = channel
        self._panel = panel
        self._render = render
        self._closed = False

    def position(self) -> str:
        return f"{self._channel.run}:{self._channel.conversation.cursor}"

    def close(self) -> None:
        self._closed = True
        self._channel.bell.ring()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        seen = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        with suppress(ConnectionResetError), self._panel.watched():
            await self._tell(response, self._cursor_of(seen))
        return response

    async def _tell(self, response: web.StreamResponse, cursor: int | None) -> None:
        bell, conversation = self._channel.bell, self._channel.conversation
        shown: Mapping[str, str] = {}
        while not self._closed:
            rings = bell.rings
            changed = None if cursor is None else conversation.changed_since(cursor)
            if changed is None:
                await response.write(_event("reload", {}, self.position()))
                return
            cursor = conversation.cursor
            position, parts = self.position(), self._panel.parts
            for message in changed:
                await response.write(_event("message", self._describe(message), position))
            fresh = {name: html for name, html in parts.items() if shown.get(name) != html}
            if fresh:
                await response.write(_event("panel", fresh, position))
            shown = parts
            if not await bell.wait_beyond(rings, KEEPALIVE_SECONDS):
                await response.write(b": still here\n\n")

    def _cursor_of(self, seen: str) -> int | None:
        run, _, number = seen.partition(":")
        return int(number) if run == self._channel.run and number.isascii() and number.isdigit() else None

    def _describe(self, message: ChatMessage) -> dict[str, str]:
        html = self._render("playground/message.html", message=view_message(message), viewer="")
        return {"id": message.id, "place": message.place, "author": message.author, "html": html}


def _event(name: str, data: Mapping[str, str], position: str) -> bytes:
    return f"id: {position}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
