"""Which filters do templates have? Telling times, money, amounts and people; a missing value becomes no text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import Environment, Undefined

from bot.rendering import told_amounts, told_houses, told_times
from bot.rendering.kinds import KIND_WORDS
from bot.rendering.names import Name, clean_name, flatten, shorten

#: Stand around a person's place in a rendered text until mentions are written; no value can hold them.
MENTION_OPENS, MENTION_CLOSES = "\ue000", "\ue001"

#: A text that somebody wrote is shown to the organizer up to this length.
LONGEST_QUOTE = 40


#: How jobs are called (models.schedule.Job).
JOB_NAMES = {
    "daily_list": "清单",
    "cutoff_reminder": "截单提醒",
    "cutoff": "截单",
    "arrival_check": "问到货",
    "pickup_notice": "取货通知",
    "daily_summary": "日报",
    "open_again": "开团",
    "not_collected": "喊没拿的",
    "fresh_left": "生鲜提醒",
    "left_overnight": "没拿的名单",
    "price_answers": "收变价的回话",
    "grace_over": "问报货",
}


#: How posts are called, where the organizer must look whether one went out.
def install(environment: Environment) -> None:
    environment.filters.update({name: _absent_is_nothing(told) for name, told in _FILTERS.items()})
    environment.tests["some"] = told_amounts.is_some


def _absent_is_nothing(told: Callable[..., Any]) -> Callable[..., Any]:
    def tell(value: Any, *arguments: Any) -> Any:
        return "" if value is None or isinstance(value, Undefined) else told(value, *arguments)

    return tell


def _job(job: object) -> str:
    return JOB_NAMES.get(str(job), str(job))


def _post(kind: object) -> str:
    return KIND_WORDS.get(str(kind), "消息")


def _mention(who: object) -> str:
    if isinstance(who, Name):
        return f"{MENTION_OPENS}{who.place}{MENTION_CLOSES}"
    return clean_name(str(who))


def _at_home(who: object, *told: object) -> str:
    """`王芳 3-501`: a person, with where the order goes and what was said of it; what stands there already, a name or a
    part of the address, stands once. Of somebody unknown what was said is all there is."""
    words: list[str] = []
    for part in (who, *told):
        text = "" if part is None or isinstance(part, Undefined) else str(part)
        words += [word for word in text.split(" ") if word and not any(word in known for known in words)]
    return " ".join(words)


def _households(people: Sequence[Mapping[str, object]]) -> list[str]:
    """Each by name, with their home where it is told: `王芳 3-501`."""
    return [_at_home(one["who"], one.get("home")) for one in people]


def _quote(text: object, longest: int = LONGEST_QUOTE) -> str:
    """`「鸡蛋2盒」`"""
    return f"「{shorten(flatten(str(text)), longest)}」"


def _before_figures(word: object) -> str:
    """A name that ends in letters or digits keeps a space before the figure behind it."""
    return f"{word} " if str(word)[-1:].isascii() and str(word) else str(word)


def _row(text: object, number: int | None) -> str:
    """One line of a text that has several, by its number from 0; all of it where none is told."""
    rows = str(text).split("\n")
    return rows[number] if number is not None and number < len(rows) else str(text)


def _listed(texts: Sequence[object], most: int = 0) -> str:
    """Joined with 、; beyond ``most`` of them, where one is given, with 等 at the end."""
    shown = [str(text) for text in texts]
    return "、".join(shown) if not most or len(shown) <= most else "、".join(shown[:most]) + "等"


def _either(texts: Sequence[object], most: int) -> str:
    """`排骨还是五花`, `排骨、五花还是里脊`; of very many some, with 还是别的 at the end."""
    shown = [str(text) for text in texts]
    if len(shown) > most:
        return f"{'、'.join(shown[:most])}还是别的"
    return "还是".join(filter(None, ["、".join(shown[:-1]), *shown[-1:]]))


_FILTERS: dict[str, Callable[..., Any]] = {
    "when": told_times.when,
    "hour": told_times.hour,
    "clock": told_times.clock,
    "clock_with_part": told_times.clock_with_part,
    "day": told_times.day_words,
    "date": told_times.date_words,
    "weekday_of": told_times.weekday_of,
    "span": told_times.span,
    "stamp": told_times.stamp,
    "money": told_amounts.money,
    "yuan": told_amounts.yuan_number,
    "price": told_amounts.plain_price,
    "amount": told_amounts.amount,
    "amounts": told_amounts.amounts,
    "goods_told": told_amounts.goods_told,
    "short_amount": told_amounts.short_amount,
    "short_amounts": told_amounts.short_amounts,
    "with_waiting": told_amounts.with_waiting,
    "names": told_amounts.names,
    "whose": told_amounts.whose,
    "by_person": told_amounts.by_person,
    "one_order_each": told_amounts.one_order_each,
    "building": told_houses.building_of,
    "inside": told_houses.inside_of,
    "job": _job,
    "post": _post,
    "mention": _mention,
    "name": str,
    "at_home": _at_home,
    "households": _households,
    "quote": _quote,
    "row": _row,
    "before_figures": _before_figures,
    "listed": _listed,
    "either": _either,
}
