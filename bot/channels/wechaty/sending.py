"""How is one thing said? Handed to the gateway once; what failed is told by whether it may have gone out."""

from __future__ import annotations

from itertools import zip_longest

from bot.channels.mentions import with_mentions
from bot.channels.wechaty.calls import CallFailed, Cut, Garbled, NotReached, Refused
from bot.channels.wechaty.files import pack
from bot.channels.wechaty.link import Link
from bot.channels.wechaty.names import Names
from bot.channels.wechaty.settings import WechatySettings
from models.errors import NoSuchPlace, NotSent, SendUnknown
from models.values import Outgoing, Sent


class Sending:
    def __init__(self, settings: WechatySettings, names: Names) -> None:
        self._settings = settings
        self._names = names

    async def send(self, link: Link, outgoing: Outgoing) -> Sent:
        """Raises NotSent, SendUnknown, NoSuchPlace."""
        place = _place(outgoing)
        file_box = await self._packed(link, outgoing)
        text = with_mentions(outgoing.text, await self._called(outgoing))
        stub = link.stub(self._settings.send_seconds)
        try:
            if file_box is not None:
                return Sent(await stub.hand_file(place, file_box))
            return Sent(await stub.hand_text(place, text, outgoing.mention_ids))
        except NotReached as failure:
            raise NotSent(f"the gateway is out of reach: {failure}") from failure
        except Refused as failure:
            if failure.leaves_it_open:
                raise SendUnknown(f"the gateway gave up waiting: {failure}") from failure
            if await self._is_gone(link, outgoing):
                raise NoSuchPlace(f"{place} can't be written to: {failure}") from failure
            raise NotSent(f"the gateway refused: {failure}") from failure
        except (Cut, Garbled) as failure:
            raise SendUnknown(f"no word whether it went out: {failure}") from failure

    async def _called(self, outgoing: Outgoing) -> list[tuple[str, str]]:
        """Each mentioned person's name as given, and as the room shows it."""
        given = outgoing.mention_names
        called = []
        for contact_id, name in zip_longest(outgoing.mention_ids, given[: len(outgoing.mention_ids)], fillvalue=""):
            shown = (await self._names.member(outgoing.room_id, contact_id)).shown if outgoing.room_id else ""
            called.append((name, shown))
        return called

    async def _packed(self, link: Link, outgoing: Outgoing) -> str | None:
        if outgoing.attachment is None:
            return None
        try:
            return await pack(link.stub(self._settings.file_seconds), outgoing.attachment)
        except CallFailed as failure:
            # However the upload ended: the message that shows it was not handed over.
            raise NotSent(f"the file did not reach the gateway: {failure}") from failure

    async def _is_gone(self, link: Link, outgoing: Outgoing) -> bool:
        """Whether the account is no longer in the room, or not (or no longer) a friend.

        Gateways have no common word for this in their errors, so they are asked about the place itself.
        """
        stub = link.stub(self._settings.rpc_seconds)
        try:
            if outgoing.room_id is not None:
                room_ids = (await stub.room_list()).ids
                # No room at all means a gateway that has not read its rooms yet.
                return bool(room_ids) and outgoing.room_id not in room_ids
            return not (await stub.contact_payload(id=outgoing.contact_id)).friend
        except Refused as failure:
            return outgoing.contact_id is not None and not failure.leaves_it_open
        except CallFailed:
            return False


def _place(outgoing: Outgoing) -> str:
    places = [place for place in (outgoing.room_id, outgoing.contact_id) if place]
    if len(places) != 1:
        raise NotSent(f"{outgoing.key}: exactly one of a room and a contact is needed")
    return places[0]
