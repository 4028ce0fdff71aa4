"""What are the lines of a pasted list, once its decoration is off?

Pictures become gaps, or the marks that they stand for (a number, a price, a clock, a truck, a place, a cross).
``folded`` is for matching only; a name or a measure is cut from ``written``, which has the same length.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.language.normalize import normalize
from models.language.patterns import unhurried

#: What an emoji leaves behind: a gap that no word crosses, told apart from a space that somebody typed.
GAP = "\u2003"
#: A number that was a picture (``①`` ``❷`` ``3️⃣``) stands between these two.
NUMBER_OPEN, NUMBER_CLOSE = "⟦", "⟧"
#: What other pictures say. These signs survive folding, and nobody types them.
CLOCK_MARK, TRUCK_MARK, PLACE_MARK, CROSS_MARK, CHECK_MARK, ARROW_MARK = "⧗", "⧐", "⧫", "⨯", "⧠", "⟶"
MARKS = CLOCK_MARK + TRUCK_MARK + PLACE_MARK + CROSS_MARK + CHECK_MARK + ARROW_MARK

_MEANINGS = {
    **dict.fromkeys("⏰⏱⏲⌚⌛⏳🕰🔚", CLOCK_MARK),
    **{chr(code): CLOCK_MARK for code in range(0x1F550, 0x1F568)},
    **dict.fromkeys("🚚🚛🚐🛵", TRUCK_MARK),
    **dict.fromkeys("📍🚩", PLACE_MARK),
    **dict.fromkeys("❌❎✖✘✗⛔", CROSS_MARK),
    **dict.fromkeys("✅✔☑", CHECK_MARK),
    **dict.fromkeys("💰💵💴💲🧧💸¥￥", "¥"),
    **dict.fromkeys("➡→👉⇒", ARROW_MARK),
    "➕": "+",
}
_CIRCLED = (
    (0x2460, 1, 20), (0x2474, 1, 20), (0x2488, 1, 20), (0x2776, 1, 10), (0x2780, 1, 10), (0x278A, 1, 10),
    (0x24EB, 11, 10), (0x24F5, 1, 10), (0x3251, 21, 15), (0x32B1, 36, 15), (0x3220, 1, 10), (0x3280, 1, 10),
)  # fmt: skip
_CIRCLED_LETTERS = (0x24B6, 0x1F150, 0x1F170, 0x1F130, 0x249C)
_KEYCAPS = unhurried(r"(?:[0-9]\ufe0f?\u20e3)+|🔟")
_STRUCK = unhurried(r"(?:[^\n\u0335-\u0338][\u0335-\u0338])+|~~[^~\n]{1,40}~~")
_STICKERS = unhurried(
    r"\[(?:玫瑰|太阳|庆祝|强|弱|鼓掌|爱心|礼物|烟花|爆竹|红包|福|發|发|呲牙|微笑|愉快|咖啡|啤酒|月亮|心碎|炸弹|拥抱|握手|OK|耶|合十|"
    r"抱拳|加油|加油加油|机智|奸笑|捂脸|嘿哈|旺柴|哇|好的|打脸|666|天啊|叹气|苦涩|裂开|胜利|勾引|拳头|憨笑|偷笑|害羞|得意|色|可爱|"
    r"闪电|嘴唇|凋谢|跳跳|转圈|吃瓜|让我看看|社会社会|亲亲|哈欠|疑问|嘘|晕|吐|再见|坏笑)\]"
)
#: Leaders between a name and its price; two dots between digits are a range.
_DOTS = unhurried(r"…+|[.·]{3,}|(?<!\d)[.·]{2}(?=\s*[¥￥\d])")
_LONGEST_RUN = 12
_LONGEST_LINE = 240
_RUN = unhurried(r"\s{4,}|(\S)\1{12,}")
_BULLET = unhurried(r"^\s*[*•·◦▪‣>-]+(?=\s)")
_CUT = unhurried(r"[,，;；。!！、\s]")
_BREAK = unhurried(r"\\r\\n|\\n|\r\n?|\n|[\u2028\u2029\x0b\x0c\x85]")
_PICTURE = unhurried(
    r"[①-⓿❶-➓㉑-㉟㊱-㊿㈠-㈩㊀-㊉]|[^\w\s.,;:!?'\"()/*+%@#&=<>|~^`$，。、；：！？（）《》【】「」『』“”‘’…—·／～｜\[\]{}\\-]"
)
_INVISIBLE = unhurried(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


def _picture_numbers() -> dict[str, str]:
    table = {chr(first + step): str(number + step) for first, number, count in _CIRCLED for step in range(count)}
    letters = {chr(first + step): chr(ord("A") + step) for first in _CIRCLED_LETTERS for step in range(26)}
    return {**table, **letters}


_PICTURE_NUMBERS = _picture_numbers()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: as people would read it, folded for matching (same length), and where it stood in the text."""

    written: str
    folded: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        return not self.folded.strip()


def text_lines(text: str) -> tuple[TextLine, ...]:
    """The lines of ``text`` (blank ones too), with pictures turned into gaps or marks."""
    lines, start = [], 0
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        for written in _short_pieces(_RUN.sub(_shortened, _BULLET.sub(" ", plain(text[start:end])))):
            lines.append(TextLine(written, normalize(written).text, start, end))
        start = found.end() if found else end
    return tuple(lines)


def single_spaced(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Blank lines part products; behind each and every line they say nothing."""
    filled = [line for line in lines if not line.blank]
    stands_apart = all(one.blank or other.blank for one, other in itertools.pairwise(lines))
    return filled if stands_apart and len(filled) > 2 else lines


def _shortened(found: re.Match[str]) -> str:
    """Long runs say no more than short ones, and what reads a line looks back over them."""
    run = found[0]
    if run.isspace():
        return "\t" if "\t" in run else "   "
    return run[:_LONGEST_RUN]


def _short_pieces(written: str) -> Iterator[str]:
    """A list that lost its line breaks, in pieces: reading a line costs more than its length."""
    start = 0
    while len(written) - start > _LONGEST_LINE:
        cuts = [found.end() for found in _CUT.finditer(written, start, start + _LONGEST_LINE)]
        end = cuts[-1] if cuts else start + _LONGEST_LINE
        yield written[start:end]
        start = end
    yield written[start:]


def plain(text: str) -> str:
    """One line without pictures: struck-out text is said in words, stickers and emoji are gaps."""
    text = _DOTS.sub("  ", _STRUCK.sub(_say_struck, text))
    text = _KEYCAPS.sub(_say_keycaps, text)
    text = _INVISIBLE.sub("", _STICKERS.sub(GAP, text))
    return _PICTURE.sub(_picture, text)


def _say_struck(found: re.Match[str]) -> str:
    struck = re.sub(r"[\u0335-\u0338~]", "", found[0])
    return f" 原价{struck} " if re.search(r"\d", struck) else f"{struck}(售罄)"


def _say_keycaps(found: re.Match[str]) -> str:
    digits = "10" if found[0] == "🔟" else re.sub(r"[^0-9]", "", found[0])
    return f"{NUMBER_OPEN}{digits}{NUMBER_CLOSE}"


def _picture(found: re.Match[str]) -> str:
    char = found[0]
    if char in _PICTURE_NUMBERS:
        return f"{NUMBER_OPEN}{_PICTURE_NUMBERS[char]}{NUMBER_CLOSE}"
    if char in _MEANINGS:
        return _MEANINGS[char]
    is_sign = char in "×✕−－" + NUMBER_OPEN + NUMBER_CLOSE + MARKS or unicodedata.category(char)[0] in "LNPZ"
    return char if is_sign else GAP
