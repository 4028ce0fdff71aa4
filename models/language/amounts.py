"""Which amounts, prices, times and product numbers does a text hold? One scan over what names and addresses left.

The grammar (``n`` a numeral, ``u`` a unit)::

    amount  = sign? n size? u half? (n 两)? (装|的)?  |  sign n  |  n          2盒, 一斤半, 3斤5两, x2, +1, 5斤装
            | 斤半 | vague u?                                                  斤半, 两三盒, 几个, 2-3盒
    money   = ¥ n | n (元 | 块钱 | 块 …)
    price   = n (元|块)? (/ | 一 | 每) u                                       32一板, 25元/盒
    number  = 第 n (个|款|种) | n (号|#) | circled | letter (款|号)?            names a product
    time    = date | clock
    kinds   = n (种|样|款)
    other   = n (小时 | 岁 | 度 …)                                              counts no goods
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from models.language.normalize import longest_first
from models.language.numerals import CHINESE_DIGIT, CIRCLES, DIGITS, NUMERAL, VAGUE, parse_number
from models.language.units import COUNTERS, DOZENS, MISHEARD, OTHER_PATTERN, OTHER_UNITS, VOLUMES, WEIGHTS


@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """A number, with its unit where one is said. ``value`` None is vague (两三盒).

    ``sign`` is ``+``, ``x`` or empty; ``restates`` is true of ``5斤装`` and ``30枚的``, which describe a size.
    """

    value: Decimal | None
    unit: str | None = None
    sign: str = ""
    restates: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Money:
    """An amount of money in yuan; ``unit`` is set where it is the price of one unit, or 块, which may count goods."""

    value: Decimal
    unit: str | None = None


@dataclass(slots=True, unsafe_hash=True)
class Found:
    """Something with a number in it. ``kind`` is the letter that stands for it in a sketch."""

    kind: str
    start: int
    end: int
    value: Amount | Money | str | None


#: Counters that are surnames, where a title follows.
_SURNAMES_TOO = frozenset("张包管连")
NO_TITLE = "(?!奶奶|爷爷|阿姨|叔|伯|婶|姨|姐|哥|老师|师傅|大妈|大爷|女士|先生|太太|姥)"
#: How many sorts of goods are meant.
_KINDS = frozenset({"种", "样", "款"})
_NOT_AFTER = {
    "版": "本", "扳": "[手]", "相": "[当比信同]", "厢": "[房]", "和": "[^\\s,。;、!]",
    "合": "[适计起一]", "代": "[表购收领替]", "粉": "[色丝条]", "今": "[天晚日年早后]", "金": "[额龙华]",
}  # fmt: skip
_MISHEARD_UNIT = "|".join(f"{heard}(?!{_NOT_AFTER[heard]})" for heard in MISHEARD)
_PART_OF_DAY = "早上|上午|中午|下午|晚上|今晚|明晚|明早|傍晚|凌晨|夜里"
_TIME = (
    rf"[0-9]{{4}}[-/.年][0-9]{{1,2}}(?:[-/.月][0-9]{{1,2}}[日号]?)?|[0-9]{{1,2}}月(?:[0-9]{{1,2}}[日号]?|底"
    rf"|初|中)?|{NUMERAL}月{NUMERAL}[日号]"
    r"|[0-9]{1,3}(?:比[0-9]{1,3}|:[0-9](?![0-9]))(?![0-9.盒袋斤份箱])|[0-9]{1,2}[:.][0-9]{2}(?=[之以]?[前后])|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[-~到至]\s?[0-9]{1,2}:[0-9]{2})?"
    rf"|{NUMERAL}[日号](?=到(?![0-9一二三四五六七八九十])|[送前发取晚早截中才那之以左]|下午|上午|来[拿取]"
    rf"|再[送来拿]|能到|就[送到])"
    rf"|{NUMERAL}(?:点(?:[半钟多]|{NUMERAL}分?"
    rf"|[一三]刻)?(?:左右)?)(?![个{CHINESE_DIGIT}0-9])(?!\s?[斤两块份盒箱袋板条只瓶包公千克升])"
)


#: Units of one character that say the same wherever nothing else follows: most amounts are one of these by itself.
_PLAIN_UNITS = "".join(sorted({unit for unit in (*COUNTERS, "斤") if len(unit) == 1} - set(OTHER_UNITS)))


@dataclass(frozen=True, slots=True)
class Scanner:
    """The scan for one set of units."""

    pattern: re.Pattern[str]

    def find(self, text: str) -> Iterator[Found]:
        """What has a number in it, from left to right; capitals in the text stand for what was found before."""
        for match in self.pattern.finditer(text):
            found = _read(match)
            if found is not None:
                yield found


def _scan_pattern(unit: str) -> str:
    number = NUMERAL
    vague = VAGUE.pattern
    return (
        rf"(?=[0-9一二三四五六七八九十两零百千万廿卅卌俩仨半{CIRCLES}第¥+x*斤公几若好.点])(?:"
        rf"(?P<plain>[0-9]{{1,4}}|[一二两三四五六七八九十半])(?P<plain_unit>[{_PLAIN_UNITS}])(?=[P,;。\s]|$)|"
        rf"(?P<time>(?<![0-9.])(?:{_TIME}))"
        rf"|¥\s?(?P<yuan>[0-9]{{1,6}}(?:\.[0-9]{{1,2}})?)(?:元|块钱?)?(?:(?:/|一|每)(?P<yuan_per>{unit}))?"
        rf"|(?P<ref>第(?P<ordinal>{number})(?:[个款种样号项]|道菜)|(?P<numbered>[0-9]{{1,3}}|{number})(?:号链接"
        rf"|号商品|号产品|号(?![楼线院门台厅馆机店字店召码令航])|#))"
        rf"|(?P<price>{number})(?:(?:元钱?|块钱?|圆)(?:/|一|每)|/)(?P<price_per>{unit})"
        rf"|(?P<each_price>[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?)(?:一|每)(?P<each_per>{unit})(?![半0-9])"
        rf"|(?P<money>{number})(?:块钱|元钱|元(?!店|旦|宵)|圆(?!形)|rmb)(?:(?P<dime>[0-9{CHINESE_DIGIT}])[毛角]?)?"
        rf"|(?P<kuai>{number})块(?P<kuai_dime>[0-9{CHINESE_DIGIT}])(?:毛|角)?(?![个块份盒0-9])"
        rf"|(?P<vague>(?:好几|若干|{vague}))\s?(?P<vague_unit>{unit})?(?!\s?(?:{OTHER_PATTERN}))"
        rf"|(?P<jin>公斤|斤)半"
        rf"|(?<=P)\s?[.点](?P<decimals>[0-9]{{1,3}}|[{CHINESE_DIGIT}]{{1,3}})(?P<decimals_unit>斤|公斤|千克|kg)"
        rf"|(?P<sign>[+x*]\s?)?(?P<number>{number})"
        rf"(?:(?P<other>\s?(?:{OTHER_PATTERN}))"
        rf"|\s?[大小整满中](?P<sized>{unit})|\s?(?<![\s①-⑳](?=两))(?P<unit>{unit}(?:儿(?![童子女媳科]))?|{_MISHEARD_UNIT})"
        rf"(?:(?P<half>半(?![个天价小年夜]))|(?<=[斤克g])(?P<tail>{number})(?P<tail_unit>两|克"
        rf"|g)(?![a-z])(?!\s?(?:{unit}))"
        rf"|(?<=斤)(?P<odd>[{CHINESE_DIGIT[1:]}1-9])(?!\s?(?:{unit}|[号点楼栋年月日、.:x*/+-]"
        rf"|[{CHINESE_DIGIT}0-9])))?)?"
        r"(?P<restates>/(?:{unit})(?![0-9])|装(?![w一在好到箱盒上起开进满不得着了]))?(?P<times>[x*](?=P))?"
        r")"
    )


@lru_cache(maxsize=64)
def scanner(extra_units: frozenset[str]) -> Scanner:
    """The scan for the usual units and those that a catalogue adds."""
    units = sorted({*COUNTERS, *WEIGHTS, *VOLUMES, *DOZENS, *extra_units}, key=lambda unit: (-len(unit), unit))
    words = "|".join(re.escape(unit) + _not_before(unit) for unit in units)
    return Scanner(re.compile(_scan_pattern(f"(?:{words})")))


def _not_before(unit: str) -> str:
    """What must not follow a unit: 单 of 单元, g of a word in letters, 张 of a neighbour's name (302张奶奶)."""
    if unit.isascii():
        return "(?![a-z])"
    if unit in _SURNAMES_TOO:
        return NO_TITLE
    return {"单": "(?!元)", "条": "(?!件)", "对": "(?!面|门|不)", "头": "(?!发)", "把": "(?!握)"}.get(unit, "")


def _decimal(text: str) -> Decimal | None:
    return parse_number(text)


def _read(got: re.Match[str]) -> Found | None:
    start, end = got.span()
    last = got.lastgroup
    if last == "plain_unit":
        return Found("Q", start, end, Amount(parse_number(got["plain"]), got["plain_unit"]))
    if last in ("unit", "number"):  # a number with its unit, and nothing else that can be said of it: most are
        return _plain_amount(start, end, got, last)
    if got["number"]:
        return _amount(start, end, got)
    if got["time"]:
        return Found("D", start, end, None)
    if got["ref"]:
        number = _decimal(got["ordinal"] or got["numbered"])
        return None if number is None else Found("C", start, end, str(number))
    if got["yuan"] or got["price"] or got["each_price"] or got["money"] or got["kuai"]:
        return _money(start, end, got)
    if got["vague"]:
        kind = "U" if got["vague"] == "几" else "Q"
        return Found(kind, start, end, Amount(None, _unit(got["vague_unit"])))
    if got["decimals"]:
        digits = "".join(str(DIGITS.get(digit, digit)) for digit in got["decimals"])
        return Found("Q", start, end, Amount(Decimal(f"0.{digits}"), got["decimals_unit"]))
    if got["jin"]:
        return Found("Q", start, end, Amount(Decimal("1.5"), got["jin"]))
    return None


def _unit(word: str | None) -> str | None:
    if word is None:
        return None
    word = word.removesuffix("儿") if len(word) > 1 else word
    return MISHEARD.get(word, word)


def _money(start: int, end: int, got: re.Match[str]) -> Found | None:
    if got["yuan"]:
        return Found("M", start, end, Money(Decimal(got["yuan"]), got["yuan_per"]))
    value = _decimal(got["price"] or got["each_price"] or got["money"] or got["kuai"] or "")
    if value is None:
        return None
    if got["each_price"]:
        return Found("E", start, end, Money(value, got["each_per"]))
    dime = got["dime"] or got["kuai_dime"]
    tenths = parse_number(dime) if dime else None
    return Found("M", start, end, Money(value + (tenths or Decimal(0)) / 10, got["price_per"]))


def _tail_of(got: re.Match[str], unit: str | None) -> Decimal:
    """The smaller part of a weight: 5两 of 3斤5两, 200克 of 1千克200克, the 2 of 三斤二."""
    if unit not in WEIGHTS:
        return Decimal(0)
    if got["odd"]:
        return (parse_number(got["odd"]) or Decimal(0)) / 10
    if not got["tail"] or not got["tail_unit"]:
        return Decimal(0)
    return (parse_number(got["tail"]) or Decimal(0)) * WEIGHTS[got["tail_unit"]] / WEIGHTS[unit]


def _plain_amount(start: int, end: int, got: re.Match[str], last: str) -> Found | None:
    number, sign, unit = got["number"], got["sign"], _unit(got["unit"]) if last == "unit" else None
    value = parse_number(number)
    sign = sign.strip().replace("*", "x") if sign else ""
    if value is None:
        return Found("Q", start, end, Amount(None, unit, sign)) if unit else None
    kind = "Q" if unit or sign else ("G" if number in CIRCLES else "N")
    return Found(kind, start, end, Amount(value, unit, sign))


def _amount(start: int, end: int, got: re.Match[str]) -> Found | None:
    value, sign = _decimal(got["number"] or ""), (got["sign"] or "").strip().replace("*", "x")
    if got["other"]:
        kinds = got["other"].strip() in _KINDS
        return Found("K", start, end, Amount(value)) if kinds else Found("O", start, end, got["other"])
    unit = _unit(got["sized"] or got["unit"])
    if value is None:
        return Found("Q", start, end, Amount(None, unit, sign)) if unit else None
    if got["half"]:
        value += Decimal("0.5")
    value += _tail_of(got, unit)
    number = got["number"] or ""
    kind = "Q" if unit or sign else ("G" if number in CIRCLES else "N")
    return Found(kind, start, end, Amount(value, unit, sign, restates=got["restates"] is not None))


UNITS_IN_TEXT = longest_first([*COUNTERS, *WEIGHTS, *VOLUMES, *DOZENS])
