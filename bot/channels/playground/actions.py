"""What do the page's buttons do? One handler for each POST."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from aiohttp import BodyPartReader, web

from bot.channels.playground.backstage import PlaygroundBackstage
from bot.channels.playground.cast import ZONE
from bot.channels.playground.channel import PlaygroundChannel, Utterance
from bot.channels.playground.day_player import DayPlayer
from bot.channels.playground.forms import (
    ClockDeed,
    ClockForm,
    DayDeed,
    DayForm,
    RecallForm,
    SayForm,
    read_form,
)
from bot.channels.playground.panel import Panel
from models.errors import BadInput
from models.values import Attachment, MessageKind

LARGEST_FILE_BYTES = 10 * 1024 * 1024


class Actions:
    def __init__(
        self, channel: PlaygroundChannel, backstage: PlaygroundBackstage, player: DayPlayer, panel: Panel
    ) -> None:
        self._channel = channel
        self._backstage = backstage
        self._player = player
        self._panel = panel

    def routes(self) -> Iterable[web.RouteDef]:
        return (
            web.post("/playground/say", self.say),
            web.post("/playground/file", self.send_file),
            web.post("/playground/recall", self.recall),
            web.post("/playground/clock", self.set_clock),
            web.post("/playground/day", self.play_day),
        )

    async def say(self, request: web.Request) -> web.Response:
        form = read_form(SayForm, await request.read())
        utterance = Utterance(
            person=form.person,
            text=form.text.strip("\n"),
            private=form.private,
            quotes=form.quotes,
            kind=MessageKind.GROUP_NOTE if form.chain else MessageKind.TEXT,
        )
        message = self._channel.say(utterance)
        return web.json_response({"id": message.id})

    async def send_file(self, request: web.Request) -> web.Response:
        person, private = request.query.get("person", ""), request.query.get("private") == "true"
        attachment = await _read_attachment(request)
        message = self._channel.say(Utterance(person=person, private=private, attachment=attachment))
        return web.json_response({"id": message.id})

    async def recall(self, request: web.Request) -> web.Response:
        form = read_form(RecallForm, await request.read())
        self._channel.recall(form.person, form.message)
        return web.json_response({})

    async def set_clock(self, request: web.Request) -> web.Response:
        form = read_form(ClockForm, await request.read())
        # Two hands on one clock would make the day unlike any other.
        self._player.pause()
        await self._turn_clock(form)
        return await self._done()

    async def play_day(self, request: web.Request) -> web.Response:
        form = read_form(DayForm, await request.read())
        if form.do is DayDeed.PLAY:
            self._player.play(form.speed)
        else:
            self._player.pause()
        return await self._done()

    async def _turn_clock(self, form: ClockForm) -> None:
        match form.do:
            case ClockDeed.RUN:
                await self._backstage.run_clock()
            case ClockDeed.HOLD:
                await self._backstage.hold_clock()
            case ClockDeed.ADVANCE:
                await self._backstage.advance(timedelta(seconds=form.seconds))
            case ClockDeed.NEXT:
                await self._backstage.advance_to_next()
            case ClockDeed.REACH:
                await self._backstage.advance_to(_next_time(form, self._backstage.clock_state().now))

    async def _done(self) -> web.Response:
        await self._panel.refresh()
        return web.json_response({})


def _next_time(form: ClockForm, now: datetime) -> datetime:
    local = now.astimezone(ZONE)
    today = datetime.combine(local.date(), form.at, tzinfo=ZONE)
    return today if today > local else today + timedelta(days=1)


async def _read_attachment(request: web.Request) -> Attachment:
    if request.content_type != "multipart/form-data":
        raise BadInput("没有收到文件")
    part = await (await request.multipart()).next()
    if not isinstance(part, BodyPartReader) or not part.filename:
        raise BadInput("没有收到文件")
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > LARGEST_FILE_BYTES:
            raise BadInput("文件太大了，最多 10 MB")
    if not content:
        raise BadInput("这个文件是空的")
    return Attachment(file_name=part.filename, content=bytes(content))
