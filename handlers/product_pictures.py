"""Which product does a picture of hers show? One that she posts within three minutes of the words about it, before or
after; whoever quotes either means that product (organizer-notes, 1.13).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers import goods_commands as g
from handlers.conversation import Choice, offer
from handlers.open_goods import catalog_of
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.shown_product import shown_product
from models.groupbuy.stages import Stage
from models.language.listing import read_listing
from models.mail import ChatLine
from models.values import Incoming, MessageId, MessageKind, ProductId, Quote

TOGETHER_WITHIN = timedelta(minutes=3)
#: So many messages of the room are looked back over.
_LOOKED_BACK = 12
_PICTURE_WORDS = frozenset({"[图片]", "图片", "【图片】", "[Photo]", "[照片]", "[image]"})


def noted(incoming: Incoming, turn: Turn) -> None:
    """Put a picture of hers, and the words beside it, together with the product that they show."""
    group = turn.speaker.group
    if group is None or not turn.speaker.commands or incoming.kind not in (MessageKind.IMAGE, MessageKind.TEXT):
        return
    lists = [one for one in turn.unit.group_buys.live_in(group.id) if one.stage is Stage.OPEN]
    if not lists:
        return
    before = [line for line in _before(turn) if line.person == turn.person]
    if incoming.kind is MessageKind.IMAGE:
        _beside_words(before, lists, turn)
    else:
        _beside_pictures(incoming.text, before, lists, turn)


def _before(turn: Turn) -> list[ChatLine]:
    """What stood in the group in the three minutes before, newest first."""
    assert turn.speaker.group is not None
    recent = turn.unit.chat_log.recent(turn.speaker.group.id, before=turn.speaker.message, limit=_LOOKED_BACK)
    since = turn.speaker.at - TOGETHER_WITHIN
    return [line for line in reversed(recent) if line.sent_at >= since and not line.recalled and not line.by_bot]


def _beside_words(before: Sequence[ChatLine], lists: Sequence[GroupBuy], turn: Turn) -> None:
    """A picture behind its words: where those have one already, it belongs to words that are to come."""
    words = next((line for line in before if line.kind == MessageKind.TEXT.value), None)
    shown = None if words is None else _shown(words.text or "", lists, turn)
    if words is None or shown is None:
        return
    group_buy, product = shown
    if words.message not in {one.message for one in turn.unit.product_posts.of([group_buy.id])}:
        turn.unit.product_posts.put(group_buy.organizer, group_buy.id, product, [words.message, turn.speaker.message])


def _beside_pictures(text: str, before: Sequence[ChatLine], lists: Sequence[GroupBuy], turn: Turn) -> None:
    """Words behind their pictures: all since the last words of hers."""
    pictures: list[MessageId] = []
    for line in before:
        if line.kind != MessageKind.IMAGE.value:
            break
        pictures.append(line.message)
    if not pictures:
        return
    shown = _shown(text, lists, turn)
    taken = {one.message for one in turn.unit.product_posts.of([one.id for one in lists])}
    free = [message for message in pictures if message not in taken]
    if shown is not None and free:
        group_buy, product = shown
        turn.unit.product_posts.put(group_buy.organizer, group_buy.id, product, [*free, turn.speaker.message])
    elif shown is None and free:
        _ask_about_new(text, [*free, turn.speaker.message], turn)


def _ask_about_new(text: str, messages: Sequence[MessageId], turn: Turn) -> None:
    """A picture with goods and a price that no list holds: are they to join it?"""
    listing = read_listing(text, turn.said_at)
    priced = [one for one in listing.products if one.price_fen is not None]
    here = turn.speaker.group
    if len(listing.products) == 1 and len(priced) == 1 and here is not None:
        command = g.AddGoods(text=text, shown_by=tuple(messages))
        offer(turn, "heard_you_say", [Choice(f"上架{priced[0].name}", command, here.id)], said=text)


def _shown(text: str, lists: Sequence[GroupBuy], turn: Turn) -> tuple[GroupBuy, ProductId] | None:
    """The one product of one list that words show."""
    found = [(one, product) for one in lists if (product := shown_product(text, catalog_of(one, turn))) is not None]
    return found[0] if len(found) == 1 else None


def quoted_picture(quote: Quote | None, group_buys: Sequence[GroupBuy], turn: Turn) -> ProductId | None:
    """The product that a quoted picture, or the words beside it, shows; where no id is told, of the only product of
    which there is a picture."""
    if quote is None or not group_buys:
        return None
    row = turn.unit.inbox.get(turn.speaker.message)
    known = None
    if row is not None and quote.message_id:
        known = turn.unit.inbox.by_channel_id(row.incoming.channel, quote.message_id)
    if known is None and quote.text.strip() not in _PICTURE_WORDS:
        return None
    shown = turn.unit.product_posts.of([one.id for one in group_buys])
    if known is not None:
        return next((one.product for one in shown if one.message == known), None)
    pictured = {one.product for one in shown}
    return next(iter(pictured)) if len(pictured) == 1 else None
