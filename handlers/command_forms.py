"""What stands behind a command's name, or instead of one? A reader for each command's arguments."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from pydantic import ValidationError

from handlers import catch_up_commands as u
from handlers import collecting_commands as k
from handlers import commands as c
from handlers import outbox_commands as o
from handlers.forms import Moment, WrongForm, read_fen, read_moment
from handlers.plan_clock import has_clock
from handlers.plan_words import read_plan, read_relative

Read = Callable[[str, Moment], "c.AnyCommand | WrongForm"]
Natural = Callable[[re.Match[str], Moment], "c.AnyCommand | WrongForm | None"]
Shapes = tuple[tuple[re.Pattern[str], Natural], ...]


def within_bounds(read: Callable[[], c.AnyCommand | WrongForm | None]) -> c.AnyCommand | WrongForm | None:
    """What a reader makes of a text; a figure beyond its bounds is a wrong form, and no fault of ours."""
    try:
        return read()
    except ValidationError:
        return WrongForm("这个数不行")


def plain(command: c.AnyCommand) -> Read:
    """A command without arguments."""

    def read(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
        return WrongForm(f"“{rest}”没看懂") if rest else command

    return read


def read_catch_up(rest: str, sent: Moment) -> c.AnyCommand:
    return u.SayCatchUp(text=rest)


def read_start_draft(rest: str, sent: Moment) -> c.AnyCommand:
    return c.StartDraft(text=rest)


def plain_or_plan(command: c.AnyCommand, name: str) -> Read:
    """A command without arguments; with an hour behind it (`清单 每天8点`) it is a plan."""

    def read(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
        if not rest:
            return command
        meant = read_plan(f"{name} {rest}", sent) if has_clock(rest) else None
        return WrongForm(f"“{rest}”没看懂") if meant is None else meant

    return read


def read_arrived(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`到货`; `到货后10分钟 通知` says what is to be done each time that goods are there."""
    if not rest:
        return c.MarkArrived()
    return read_relative(f"到货{rest}") or WrongForm(f"“{rest}”没看懂")


def read_close(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest or rest == "了":
        return c.CloseOrders()
    each_time = read_relative(f"截单{rest}")
    if each_time is not None:
        return each_time
    until = read_moment(rest, sent)
    return WrongForm(f"“{rest}”不像时间") if until is None else c.MoveCutoff(until=until)


def read_reopen(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest:
        return c.ReopenOrders()
    minutes = re.fullmatch(r"(?:再开)?(?:(半)小时|(\d{1,3})\s*(分钟|小时))", rest)
    if minutes:
        length = 30 if minutes[1] else int(minutes[2]) * (60 if minutes[3] == "小时" else 1)
        return c.ReopenOrders(until=c.later(sent.at, length))
    until = read_moment(rest, sent)
    return WrongForm(f"“{rest}”不像时间") if until is None else c.ReopenOrders(until=until)


def read_hold(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest:
        return c.HoldArrival()
    expected = read_moment(rest, sent)
    return WrongForm(f"“{rest}”不像时间") if expected is None else c.HoldArrival(expected=expected)


def read_orders(rest: str, sent: Moment) -> c.AnyCommand:
    return c.TellOrders(whose=rest)


def read_why(rest: str, sent: Moment) -> c.AnyCommand:
    return c.TellWhy(whose=rest)


def read_why_of(match: re.Match[str], sent: Moment) -> c.AnyCommand:
    """`501为什么是3板`: whose it is stands before, what is said of it behind."""
    return c.TellWhy(whose=match[1], about=match[2])


def read_late(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return read_late_numbers(f"收{rest}") if rest else c.TellLate()


def read_late_numbers(text: str) -> c.AnyCommand | WrongForm:
    """`收3 5`, `收3、5`: numbers of the late list."""
    numbers = re.findall(r"\d{1,3}", text)
    return c.TakeLate(numbers=tuple(int(number) for number in numbers)) if numbers else WrongForm("收哪几单没看懂")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,2}", text))


_WHICH_POSTS = r"((?:\s*\d{1,2}\s*[、, ]?)*)"
#: `重发`, `重发1 3`, `都重发`; `不补`, `不补2`, `都不补`.
AGAIN_OR_NOT: Shapes = (
    (
        re.compile(rf"(都|全|全部)?(?:重发|补发){_WHICH_POSTS}(?:号|条)?(?:吧|一下|一次)?"),
        lambda m, sent: o.SendAgain(numbers=_numbers(m[2]), all=m[1] is not None),
    ),
    (
        re.compile(rf"(都|全|全部)?不补{_WHICH_POSTS}(?:号|条)?了?"),
        lambda m, sent: o.LeavePosts(numbers=_numbers(m[2]), all=m[1] is not None),
    ),
)


_HAS = r"(?:拿|取|领|提)(?:走|到|好|完)?(?:了|啦|喽)"
#: `501 502 拿了`, `都拿了`, `除了501都拿了`.
COLLECTED: Shapes = (
    (
        re.compile(rf"除了?(.{{1,40}}?)(?:以外)?[,，]?(?:其他|剩下|别)?的?(?:人|家)?都{_HAS}"),
        lambda m, sent: _but(m[1]),
    ),
    (re.compile(rf"(?:全|大家|剩下的?|都)+{_HAS}"), lambda m, sent: _but("")),
    (re.compile(rf"(.{{1,60}}?)\s*(?:都|的)?{_HAS}"), lambda m, sent: k.SayCollected(whose=m[1].strip())),
)


def _but(text: str) -> k.SayCollected:
    return k.SayCollected(whose=text.strip(), but=True)


def read_collected(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`拿了 501 502`."""
    return k.SayCollected(whose=rest) if rest else WrongForm("谁拿了没写")


def read_help(rest: str, sent: Moment) -> c.AnyCommand:
    return c.GiveHelp(about=rest)


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


def read_cutoff_until(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm | None:
    until = read_moment(match[1] or match[2], sent)
    return None if until is None else c.MoveCutoff(until=until)


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
    for shape, build in DRAFT_SHAPES:
        match = shape.fullmatch(text)
        if match:
            return within_bounds(partial(build, match, sent))
    return None
