"""What was said, as people copy it out of WeChat? Names, times and texts, taken apart again.

::

    王芳:                    王芳 11月22日 09:12       王芳 2026/11/22 9:12      —————  2026-11-22  —————
    鸡蛋2盒                  鸡蛋2盒                    鸡蛋2盒
                                                                                王芳  09:12
    老周:                    老周 11月22日 09:13       [聊天记录]
    +1                       +1                        王芳: 鸡蛋2盒             鸡蛋2盒
                                                       老周: +1

A merged forward may also come as the XML of its app message. Within one text a block ends where the next head begins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from html import unescape

from models.groupbuy.names import name_key
from models.language.quoted import own_words

_NAME = r"(?P<name>[^\n:：]{1,32}?)"
_DAY = (
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"|(?P<named>今天|昨天|前天|(?:星期|周)[一二三四五六日天])"
)
_CLOCK = (
    r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)?\s*"
    r"(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2}))?"
)
#: ``王芳 11月22日 09:12``, ``王芳 2026/11/22 9:12``, ``王芳  09:12``, ``王芳 昨天 下午3:05``.
_TIMED = re.compile(
    rf"\s*{_NAME}[ \t\u2005\u3000]*[:：]?[ \t\u2005\u3000]+(?:(?:{_DAY})[ \tT，,]*)?{_CLOCK}\s*[:：]?\s*"
)
#: ``王芳:`` on a line of its own.
_NAMED = re.compile(rf"\s*[\[【]?{_NAME}[\]】]?\s*[:：]\s*")
#: ``王芳: 鸡蛋2盒``, as merged forwards have it.
_INLINE = re.compile(rf"\s*[\[【]?{_NAME}[\]】]?\s*[:：]\s*(?P<text>\S.*)")
#: ``—————  2026-11-22  —————``: the day of what follows.
_DAY_LINE = re.compile(rf"\s*[-—–─=_]{{2,}}\s*(?:{_DAY})(?:\s*(?:星期|周)[一二三四五六日天])?\s*[-—–─=_]{{2,}}\s*")
_MERGED = re.compile(r"\s*[\[【]?\s*(?:.{0,24}的)?聊天记录\s*[\]】]?\s*[:：]?\s*")
_UNSAID = re.compile(
    r"\s*(?:以[下上](?:是|为)(?:新|打招呼).*|.{1,40}撤回了一条消息.*|.{1,40}(?:加入了?群聊|拍了拍.*|修改群名为.*)|查看更多消息|\[?以上为聊天记录\]?)\s*"
)
#: Words before a colon that are no names.
_NO_NAMES = re.compile(
    r"\d+|例[子如]?|示例|备注|地址|电话|手机|收货人|姓名|价格?|规格|产地|取货.{0,4}|自提.{0,4}|截[单止].{0,4}|时间|到货.{0,4}"
    r"|注意.{0,4}|说明|https?|#?接[龙龍].*|合计|总计|共"
)
#: A chain's tag, or its first entry.
_OF_A_CHAIN = re.compile(
    r"\s*(?:.{0,12}[#＃]\s*(?:接[龙龍]|group\s*note)|[【\[]?接[龙龍]|1\s*[.．、，,)）])", re.IGNORECASE
)
_ITEM = re.compile(r"<dataitem\b.*?</dataitem>", re.DOTALL)
_FIELD = r"<{0}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{0}>"
_WEEKDAYS = {char: number for number, char in enumerate("一二三四五六日")} | {"天": 6}
_HALF_DAY = 12
#: ``中午1:05``: these hours are still called noon.
_AFTER_NOON = (1, 2)


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One message as it was copied. ``at`` is None where no time stands with it, and else mostly a whole minute;
    ``quoted`` is the text that it replied to."""

    name: str
    text: str
    at: datetime | None = None
    quoted: str | None = None


@dataclass(slots=True)
class _Block:
    """A message while its lines are gathered."""

    name: str
    at: datetime | None
    lines: list[str]


def read_pasted(text: str, *, now: datetime, names: Collection[str] = ()) -> tuple[PastedLine, ...]:
    """The messages of a text that was copied out of WeChat, in order; empty where it is none.

    ``now`` is when it was handed in, by the clock on the wall there: times without a day are before it. ``names`` are
    those of the group, by which a name and a colon are told from other words.
    """
    items = _ITEM.findall(unescape(text) if "&lt;dataitem" in text else text)
    if items:
        return tuple(line for item in items if (line := _from_item(item, now)) is not None)
    blocks = list(_blocks(text.replace("\r\n", "\n").replace("\u2028", "\n"), now, {name_key(each) for each in names}))
    return tuple(line for block in blocks if (line := _line(block)) is not None)


def forwarded_from(text: str) -> str | None:
    """The head of a merged forward, which tells whose talk it is: `群聊的聊天记录`, `王芳和团长的聊天记录`, or nothing.
    None where a text is no merged forward."""
    written = unescape(text) if "&lt;dataitem" in text else text
    if _ITEM.search(written):
        return _field(_ITEM.sub("", written), "title")
    head = written.strip().split("\n", 1)[0]
    return head.strip(" []【】:：") if _MERGED.fullmatch(head) else None


def is_timed(lines: Sequence[PastedLine]) -> bool:
    """Whether a text can't be anything but copied talk: its messages bear times."""
    return bool(lines) and all(line.at is not None for line in lines)


def _blocks(text: str, now: datetime, known: Collection[str]) -> Iterator[_Block]:
    merged, day, block, blank = bool(_MERGED.match(text.strip().split("\n", 1)[0])), None, None, True
    for line in text.split("\n"):
        if found := _DAY_LINE.fullmatch(line):
            day = _day_of(found, now)
        elif head := _timed_head(line, now, day) or _untimed_head(line, known, block, blank=blank, merged=merged):
            if block is not None:
                yield block
            block = head
        elif block is not None and not _UNSAID.fullmatch(line):
            block.lines.append(line)
        blank = not line.strip()
    if block is not None:
        yield block


def _timed_head(line: str, now: datetime, day: date | None) -> _Block | None:
    timed = _TIMED.fullmatch(line)
    at = _at(timed, day, now) if timed is not None and _may_be_name(timed["name"]) else None
    return None if timed is None or at is None else _Block(timed["name"].strip(), at, [])


def _untimed_head(
    line: str, known: Collection[str], block: _Block | None, *, blank: bool, merged: bool
) -> _Block | None:
    """The block that a name and a colon begin. Where times stand with the names, all heads have them; and in a chain
    what stands before a colon is mostly a part of its header, or of its tail."""
    if block is not None and block.at is not None:
        return None
    named = _NAMED.fullmatch(line)
    if named is not None and _may_be_name(named["name"]):
        may_begin = blank and (block is None or not any(_OF_A_CHAIN.match(each) for each in block.lines))
        if may_begin or name_key(named["name"]) in known:
            return _Block(named["name"].strip(), None, [])
    inline = _INLINE.fullmatch(line)
    if inline is not None and _may_be_name(inline["name"]) and (merged or name_key(inline["name"]) in known):
        return _Block(inline["name"].strip(), None, [inline["text"]])
    return None


def _may_be_name(name: str) -> bool:
    return bool(name.strip()) and _NO_NAMES.fullmatch(name.strip()) is None and _MERGED.fullmatch(name) is None


def _line(block: _Block) -> PastedLine | None:
    written = "\n".join(block.lines).strip()
    if not written:
        return None
    said = own_words(written).strip()
    quoted = written[: len(written) - len(said)].strip(" \t\n-－—–─") if said != written else ""
    return PastedLine(block.name, said, block.at, quoted or None) if said else None


def _from_item(item: str, now: datetime) -> PastedLine | None:
    """One message of a merged forward's XML."""
    name, text, sent = (_field(item, each) for each in ("sourcename", "datadesc", "sourcetime"))
    if not name or not text:
        return None
    timed = _TIMED.fullmatch(f"甲 {sent}") if sent else None
    line = _line(_Block(name, _at(timed, None, now) if timed else None, text.split("\n")))
    return None if line is None else replace(line, name=name)


def _field(item: str, name: str) -> str:
    found = re.search(_FIELD.format(name), item, re.DOTALL)
    return unescape(found[1]).strip() if found else ""


# When


def _at(found: re.Match[str], day: date | None, now: datetime) -> datetime | None:
    part = found["part"]
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    midnight = hour == _HALF_DAY and part in ("凌晨", "晚上")
    if midnight:
        hour = 0
    elif (part in ("下午", "傍晚", "晚上") and hour < _HALF_DAY) or (part == "中午" and hour in _AFTER_NOON):
        hour += _HALF_DAY
    if hour > 23 or minute > 59 or second > 59:
        return None
    told = _day_of(found, now) if found["month"] or found["named"] else day
    if (found["month"] or found["named"]) and told is None:
        return None
    at = datetime.combine(told or now.date(), time(hour, minute, second), now.tzinfo)
    if midnight and part == "晚上" and told is not None and at + timedelta(days=1) <= now:
        # The night of a day ends in the next one.
        return at + timedelta(days=1)
    # A time without a day is the last one that there was.
    return at - timedelta(days=1) if told is None and at > now else at


def _day_of(found: re.Match[str], now: datetime) -> date | None:
    if named := found["named"]:
        back = {"今天": 0, "昨天": 1, "前天": 2}.get(named)
        back = (now.weekday() - _WEEKDAYS[named[-1]]) % 7 if back is None else back
        return now.date() - timedelta(days=back)
    year = int(found["year"]) if found["year"] else now.year
    try:
        told = date(year, int(found["month"]), int(found["day"]))
        if found["year"] is None and told > now.date():
            told = told.replace(year=year - 1)
    except ValueError:
        return None
    return told
