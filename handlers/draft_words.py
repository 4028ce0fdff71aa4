"""What do short words mean while a list is put together? `3号 12.8`, `删5`, `每样加3`, `8点发`, `发`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from handlers import commands as c
from handlers.command_table.spec import Shapes, first_of, within_bounds
from handlers.forms import Moment, WrongForm, read_fen, read_moment


def read_draft_price(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm:
    fen = read_fen(match[2])
    return WrongForm("价钱没看懂") if fen is None else c.PriceDraft(number=match[1].upper(), price_fen=fen)


def read_draft_mark_up(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm:
    if match[2]:
        return c.MarkUpDraft(add_percent=Decimal(match[1]))
    fen = read_fen(match[1])
    return WrongForm("加多少没看懂") if fen is None else c.MarkUpDraft(add_fen=fen)


def read_publish_at(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm:
    at = read_moment(match[1], sent)
    return WrongForm("几点发没看懂") if at is None else c.PublishDraft(at=at)


#: Words of a draft that are said about anything: they mean it only while it was spoken of just now.
SAID_ABOUT_ANYTHING = frozenset({"好", "好的", "可以", "行", "ok", "OK", "没问题", "算了", "取消"})

#: What may be typed while a draft is open, beside the commands.
DRAFT_SHAPES: Shapes = (
    (re.compile(r"发|发吧|发出去|好|好的|可以|行|ok|OK|没问题"), lambda _, sent: c.PublishDraft()),
    (re.compile(r"(.*[点:时早晚明今].*?)\s*(?:再|准时)?发(?:吧|出去)?"), read_publish_at),
    (re.compile(r"好了|完了|没了|就这些|发完了|齐了"), lambda _, sent: c.FinishDraft()),
    (re.compile(r"不发了|算了|不开了|作废|取消"), lambda _, sent: c.DropDraft()),
    (
        # Figures alone (`35`, `3.5`, `8:30`) are no price of anything: something has to stand between them.
        re.compile(
            r"([0-9]{1,3}(?=\s|号|款|、|改|卖|价|=|\.\s)|[A-Za-z])\s*(?:号|款|\.|、)?\s*(?:改成?|卖|价|:|=)?\s*"
            r"(\d+(?:\.\d+)?\s*(?:元|块)?)"
        ),
        read_draft_price,
    ),
    (re.compile(r"删掉?\s*([0-9]{1,3}|[A-Za-z])\s*号?"), lambda m, sent: c.RemoveFromDraft(number=m[1].upper())),
    (re.compile(r"(?:每样|都|各|全部)?加\s*(\d+(?:\.\d+)?)\s*(?:元|块)?(%)?"), read_draft_mark_up),
)


def read_draft_word(text: str, sent: Moment) -> c.AnyCommand | WrongForm | None:
    """What a folded text means while a draft is open."""
    return within_bounds(partial(first_of, DRAFT_SHAPES, text, sent))
