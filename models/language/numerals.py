"""Which number is written here? Arabic, Chinese, circled, fractions, halves, dozens, ranges and vague amounts.

Works on normalized text (see ``normalize``). The grammar::

    numeral  = digits [("." | "点") digits] | digits "/" digits | circled | chinese | mixed | fraction | "半"
    chinese  = [section "万"] section            三百二十, 一百二 and 百二 (the last digit counts tens), 两千零五
    mixed    = digits place {["零"] digits [place]}      5万4千6百, 1千零20
    fraction = [chinese "又"] number "分之" number       四分之三, 一又二分之一
             | digit+                            五零一 (read out, digit by digit)
    digit    = 零 一 二 两 三 … 九 俩 仨 廿 卅
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.language.patterns import unhurried

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "幺": 1}
_WORDS = {"俩": Decimal(2), "仨": Decimal(3), "半": Decimal("0.5")}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_LARGE_PLACES = {"万": 10000, "亿": 100000000}
CIRCLED = {chr(0x2460 + value - 1): value for value in range(1, 21)}
CIRCLED.update({chr(0x2474 + value - 1): value for value in range(1, 21)})
CIRCLED.update({chr(0x2488 + value - 1): value for value in range(1, 21)})
CIRCLED.update({chr(0x3251 + value - 21): value for value in range(21, 36)})
CIRCLED.update({chr(0x3220 + value - 1): value for value in range(1, 11)})

CHINESE_DIGIT = "零一二三四五六七八九"
CHINESE = CHINESE_DIGIT + "两十百千万亿廿卅卌"
CIRCLES = "".join(CIRCLED)
#: 两 is a digit at the head and before a place (两百, 一千两百), else the unit of 50 g (二两); 千 of 千克 is a unit.
CHINESE_RUN = rf"[{CHINESE}](?:[{CHINESE_DIGIT}十百万亿廿卅卌]|千(?![克米瓦])|两(?=[百千万亿])){{0,14}}"
_MIXED = (
    r"[0-9]{1,4}(?:\.[0-9]{1,4})?[百千万亿](?![克瓦])"
    r"(?:(?:零?[0-9]{1,4}(?![0-9.])|零?[一二三四五六七八九])[千百十]?){0,4}"
)
_FRACTION = (
    rf"(?:[{CHINESE_DIGIT}0-9十]{{1,3}}又)?(?:[0-9]{{1,4}}|[{CHINESE}]{{1,4}})分之(?:[0-9]{{1,4}}|[{CHINESE}]{{1,4}})"
)
#: One numeral; longest first. Bounded, so that a run of a thousand digits is no number of ours.
NUMERAL = (
    rf"(?:{_FRACTION}|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|{_MIXED}"
    rf"|[0-9]{{1,3}}/[0-9]{{1,2}}(?![0-9])|[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?|{CHINESE_RUN}(?:点[{CHINESE_DIGIT}]{{1,4}})?"
    rf"|[俩仨半]|[{CIRCLES}])"
)
#: Two neighbours in a row, 两三 or 五六, name a range; so do 三五 and the ends 几 and 来.
_RANGES = frozenset(
    {a + b for a, b in zip("一两三四五六七八", "两三四五六七八九", strict=True)} | {"一二", "二三", "三五", "百八十"}
)
#: A range of two numbers counts goods only where a unit follows: 2-3盒, but 1到5各一份 names products.
_RANGE_UNITS = "份盒箱个件单袋包提瓶板把条只颗棵筐桶罐组套块枚根片杯斤公千克串粒"
VAGUE = unhurried(
    rf"[{CHINESE}0-9]{{0,4}}几(?![点号栋幢单时])|[0-9]{{1,6}}[多余](?=[个份斤盒箱袋])|[0-9]{{1,5}}0来(?=[个份斤盒箱袋])|十[多来余]|若干|好几|百八十"
    rf"|(?:[0-9]{{1,4}}(?:-|~|到|至|或者?|or)[0-9]{{1,4}}|[{CHINESE}]{{1,4}}(?:到|至|或者?)[{CHINESE}]{{1,4}})(?=\s?[{_RANGE_UNITS}])"
)
_FINDER = unhurried(NUMERAL)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in the normalized text; ``value`` is None where it is a range or vague."""

    value: Decimal | None
    start: int
    end: int


def _section(text: str) -> int | None:
    """Below ten thousand, with places: 三百二十, 一百二, 一千零五, 廿三."""
    total, digit, last_place = 0, None, 0
    for index, character in enumerate(text):
        if character in _TENS:
            total, last_place = total + _TENS[character], 10
        elif character in _PLACES:
            place = _PLACES[character]
            bare = (index == 0 and len(text) > 1) or (place == 10 and (index == 0 or text[index - 1] in "百千零"))
            if digit is None and not bare:
                return None
            if last_place and place >= last_place:
                return None
            total, digit, last_place = total + (1 if digit is None else digit) * place, None, place
        elif character not in DIGITS or (digit is not None and not (digit == 0 and text[index - 1] == "零")):
            return None
        else:
            digit = DIGITS[character]
            if digit == 0 and index + 1 < len(text):
                digit = None
    if digit is None:
        return total
    trailing_tens = last_place >= 100 and text[-2] in "百千"
    return total + digit * (last_place // 10 if trailing_tens else 1)


def _chinese(text: str) -> int | None:
    if not any(character in "十百千万亿廿卅卌" for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    if "亿" in text:
        head, _, tail = text.partition("亿")
        high, low = _chinese(head) if head else None, _chinese(tail) if tail else 0
        return None if high is None or low is None else high * 100000000 + low
    if "万" not in text:
        return _section(text)
    head, _, tail = text.partition("万")
    high = None if "万" in tail else _section(head) if head else 1 if len(tail) == 1 else None
    low = _section(tail) if tail else 0
    if high is None or low is None:
        return None
    return high * 10000 + (low * 1000 if len(tail) == 1 and tail != "零" else low)


def _fraction(text: str) -> Decimal | None:
    over, _, under = text.partition("/")
    if not int(under):
        return None
    value = Decimal(int(over)) / int(under)
    return value if value == round(value, 4) else round(value, 4)


_HAS_PLACE = unhurried("[百千万亿十]")
_PIECE = unhurried(r"[0-9]+(?:\.[0-9]+)?|.")


def _arabic(text: str) -> Decimal | None:
    """Digits, with a comma for thousands, a fraction's stroke, or Chinese places: 1,000, 1/2, 3百20, 1.5万."""
    if "/" in text:
        return _fraction(text)
    return _mixed(text) if _HAS_PLACE.search(text) else Decimal(text.replace(",", ""))


def _mixed(text: str) -> Decimal:
    """Digits of both writings with Chinese places between: 5万4千6百, 9千零85, 3百2 (the last digit counts tens)."""
    total, section, number, place = Decimal(0), Decimal(0), Decimal(0), 1
    pieces = _PIECE.findall(text)
    for piece in pieces:
        if piece in _LARGE_PLACES:
            place = _LARGE_PLACES[piece]
            total, section, number = total + (section + number) * place, Decimal(0), Decimal(0)
        elif piece in _PLACES:
            place = _PLACES[piece]
            section, number = section + (number or 1) * place, Decimal(0)
        else:
            number = Decimal(DIGITS.get(piece, piece))
    if len(pieces[-1]) == 1 and pieces[-2] in "百千万亿":
        number *= place // 10
    return total + section + number


def _of_parts(text: str) -> Decimal | None:
    """``四分之三``, ``一又二分之一``: the parts of a whole."""
    whole, both, fraction = text.rpartition("又")
    under, _, over = fraction.partition("分之")
    one, other, more = parse_number(over), parse_number(under), parse_number(whole) if both else Decimal(0)
    if one is None or not other or more is None:
        return None
    return more + round(one / other, 4).normalize()


#: The numbers that nearly all amounts are.
_SMALL = {str(value): Decimal(value) for value in range(101)} | {
    "一": Decimal(1),
    "两": Decimal(2),
    "半": Decimal("0.5"),
}


def parse_number(text: str) -> Decimal | None:
    """The value of one numeral as written, whole; None where it is no single number (两三, 百百, a bare 点).

    >>> parse_number("一百二"), parse_number("1/2"), parse_number("②"), parse_number("两三")
    (Decimal('120'), Decimal('0.5'), Decimal('2'), None)
    """
    small = _SMALL.get(text)
    if small is not None:
        return small
    if not text:
        return None
    if "分之" in text:
        return _of_parts(text)
    if text[0] in "0123456789":
        return _arabic(text)
    if text in CIRCLED:
        return Decimal(CIRCLED[text])
    if text in _WORDS:
        return _WORDS[text]
    if text in _RANGES:
        return None
    whole, _, decimals = text.partition("点")
    if not all(character in CHINESE for character in whole) or not whole:
        return None
    value = _chinese(whole)
    if value is None or not decimals:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}.{''.join(str(DIGITS[character]) for character in decimals)}")


def parse_house_number(text: str) -> str | None:
    """A number of a house or room, in Arabic digits: 五零一 and 五百零一 are 501, 十二 is 12."""
    if text.isdecimal() and text.isascii():
        return text
    value = "".join(str(DIGITS[character]) for character in text) if all(c in DIGITS for c in text) else None
    number = parse_number(text) if value is None else None
    return value if number is None else str(number)


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of a normalized text with its place; a range (两三, 2-3) is one with no value."""
    place = 0
    while place < len(text):
        found = _FINDER.search(text, place)
        if found is None:
            return
        vague = VAGUE.match(text, found.start())
        if vague is not None and vague.end() >= found.end():
            yield Number(None, vague.start(), vague.end())
            place = vague.end()
        else:
            yield Number(parse_number(found.group()), found.start(), found.end())
            place = found.end()
