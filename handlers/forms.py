"""How is a command's text taken apart? Small readers of what stands behind a command's name, or instead of one.

Commands are typed on a phone with bags in both hands, or dictated: full stops, full-width digits, spaces around them,
traditional characters and numbers in words (`停二`) do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from models.language.listing_times import moments, resolve
from models.language.normalize import simplify
from models.language.numerals import parse_house_number, parse_number
from models.schedule import Job

_FULL_WIDTH: dict[int, int] = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    0x3000: ord(" "),
    ord("。"): ord("."),
}
#: A full stop of dictation, and neither the point of a figure nor the one behind a number of a list (`1. 豆腐`).
_STOP = re.compile(r"(?<!\d)\.|(?<=\d{3})\.(?!\d)")
_NUMERAL = re.compile(r"(?<![周期拜])[零一二两三四五六七八九十百]+")
_SIMPLER = re.compile("[\u3400-\u9fff\u200b-\u200f\u2060\ufeff]")
_EDGES = " \t\r\n.,!~?;:、…\u2005"


@dataclass(frozen=True, slots=True)
class WrongForm:
    """A command was meant, and a part of it could not be read. ``what`` says which, in words for her."""

    what: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a text was sent, in whose day."""

    at: datetime
    zone: ZoneInfo

    @property
    def local(self) -> datetime:
        return self.at.astimezone(self.zone)


def folded(text: str) -> str:
    """A command's text in simplified characters, with what is full-width made narrow, its edges trimmed and its full
    stops gone; inner spaces are single."""
    written = _simplified(text).translate(_FULL_WIDTH).strip(_EDGES)
    return re.sub(r"\s+", " ", _STOP.sub(" ", written)).strip(_EDGES)


def _simplified(text: str) -> str:
    """In simplified characters, without what nobody sees; capitals and everything else are left as they are."""
    return "".join(simplify(written) if _SIMPLER.match(written) else written for written in text)


def in_figures(text: str) -> str:
    """The same with numbers in words, as dictation gives them, in figures: `停二`, `收三 五`, `五零一`."""

    def figures(match: re.Match[str]) -> str:
        return parse_house_number(match[0]) or match[0]

    return _NUMERAL.sub(figures, text)


_DAY_THAT_IS_OVER = re.compile(r"昨|前[天晚]|上个?(?:周|星期|礼拜|月)")


def read_moment(text: str, sent: Moment) -> datetime | None:
    """The one moment that a text names (`9点`, `今晚9点半`, `明早8点`, `20:30`), after it was sent; None for none or
    several, a day without an hour, or a day that is over (`昨天5点`)."""
    if _DAY_THAT_IS_OVER.search(text):
        return None
    found = list(moments(text))
    if len(found) != 1:
        return None
    moment = resolve(found[0], sent.local)
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=sent.zone)


_MONEY = re.compile(r"(\d{1,6}(?:\.\d{1,2})?)\s*(?:元|块|块钱)?")


def read_fen(text: str) -> int | None:
    """An amount of yuan (`12.8`, `3块`) in fen; None where it is none, or not more than nothing."""
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        return None
    fen = int(Decimal(match[1]) * 100)
    return fen if fen > 0 else None


def read_count(text: str) -> Decimal | None:
    """A figure, or a numeral (`两`, `二十`); None where it is none."""
    return Decimal(text) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", text) else parse_number(text)


#: How jobs are called; the first word is the one shown.
JOB_WORDS: dict[Job, tuple[str, ...]] = {
    Job.DAILY_LIST: ("清单", "发清单", "列表", "菜单"),
    Job.DAILY_SUMMARY: ("日报", "总结", "小结", "汇总"),
    Job.CUTOFF_REMINDER: ("提醒", "截单提醒"),
    Job.CUTOFF: ("截单", "截"),
    Job.ARRIVAL_CHECK: ("问到货", "到货确认"),
    Job.PICKUP_NOTICE: ("取货通知", "取货", "到货通知"),
    Job.OPEN_AGAIN: ("开团",),
}


def read_job(text: str) -> Job | None:
    return next((job for job, words in JOB_WORDS.items() if text.strip() in words), None)
