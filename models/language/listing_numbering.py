"""Which lines of a pasted list bear a number or a letter of their own, and where does their text begin?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.language.listing_text import NUMBER_CLOSE, NUMBER_OPEN, TextLine
from models.language.listing_units import CONTENTS, UNIT
from models.language.patterns import unhurried

_LEAD = r"^[\s*·•\-—~>#⧗⧐⧫⨯⧠⟶]*"
#: 23号早上, 23号前, 23号(周一): a day, not a product.
_DAY_GOES_ON = (
    r"\s*(?:一早|一?大早|早(?=[上晨点送到杀发\s,]|$)|凌晨|上午|中午(?!餐)|下午(?!茶)|傍晚|晚(?=[上点间\s,]|$)|截|到|送|发货|"
    r"之[前后]|[前后](?=[\s,截下报到送]|$)|起(?=[\s,发送陆]|$)|左右|[-~至]|[(]?(?:周|星期))"
)
_STRONG = unhurried(
    rf"{_LEAD}(?:{NUMBER_OPEN}(?P<picture>\d{{1,3}}|[a-z]){NUMBER_CLOSE}\s*[.、):]?"
    r"|(?:no|n0|第|编号|序号|货号|商品)?\s*[.:]?\s*(?P<plain>\d{1,3})\s*(?:[.](?!\d)|[、)](?!\d{2}\b)|:(?![0-5]\d(?!\d))|,(?!\d)|[.、):]\s+(?=\S)|/\s+(?=[\u4e00-\u9fff]))"
    r"|[(\[【](?P<inside>\d{1,3}|[a-z])[)\]】]"
    rf"|(?:第|no\.?\s*)?(?P<said>\d{{1,3}})\s*(?:[#](?!\d)|号(?!{_DAY_GOES_ON})(?:链接|商品|品)?[、.:\s]?(?![楼栋幢店门馆仓桌院线库])|款(?!式)|(?<=\d)[)])"
    r"|no\.?\s*(?P<called>\d{1,3})(?=\s)"
    r"|#(?P<hash>\d{1,3})\b"
    r"|(?P<letter>[a-z])\s*(?:[.、):,](?!\w*\.com)|款|号|\s+(?=[\u4e00-\u9fff【]))"
    r"|(?P<chinese>[一二三四五六七八九十]{1,2})\s*[、.](?=\s*\S))\s*"
)
_NO_NUMBER = rf"(?!\s*(?:{UNIT}|元|块|月|日|号|点|折|年|天|度|寸|吋|英寸|头|℃|楼|栋|种|款))"
_WEAK = unhurried(
    rf"{_LEAD}(?:(?P<plain>\d{{1,3}})(?:(?P<dot>[.])(?=\d)|(?P<colon>:)(?=\d)|(?P<gap>\s+)(?=\S)"
    rf"|(?P<dash>\s*[-_]+\s*)(?=[\u4e00-\u9fff])|(?P<none>)(?=[\u4e00-\u9fff【]){_NO_NUMBER})"
    r"|(?P<code>[a-z]-?\d{1,2})(?:[.、):]|\s)\s*(?=[\u4e00-\u9fff【]))\s*"
)
_BUNDLE = unhurried(
    rf"{_LEAD}(?:(?:套餐|组合|礼包|方案|款式)\s*{NUMBER_OPEN}?(?P<after>[a-z]|[1-9](?!\d)|[一二三四五六七八九十]){NUMBER_CLOSE}?(?![a-z])|(?P<before>[a-z])\s*(?:套餐|组合|礼包|套(?!装)|包|篮|餐|档))"
)
_NAME_AFTER_BUNDLE = unhurried(r"\s*(?:[:\s]\s*(?=[\u3400-\u9fff]{2})|(?=[【\[「]))")
_INLINE = unhurried(
    rf"(?:(?<=[\s,;:。、元块斤份盒箱袋包个只板瓶)])|^|(?={NUMBER_OPEN}))(?:(?P<plain>\d{{1,2}})\s*[.、)](?!\d)|{NUMBER_OPEN}(?P<picture>\d{{1,2}}){NUMBER_CLOSE}|(?P<said>\d{{1,2}})号\s*[:、.]?(?![楼栋幢门院弄截到送发下提取早晚上中前])|(?P<hash>\d{{1,2}})#)\s*(?=[^\s\d])"
)
#: 自提点：①南门超市 ②北门驿站
_SEVERAL_PLACES = unhurried(r"\W*(?:自提|提货|取货|自取|领取|取菜|领货)(?:点|地|处|位置|门店)")
#: How many numbers may be missing (sold out) between two neighbours.
_WIDEST_GAP = 3
_CHINESE = {word: str(index) for index, word in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with the number that it bears (None where it bears none); its text begins at ``start``."""

    line: TextLine
    number: str | None
    start: int


def cut_at_inline_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines in which several numbers follow each other (``1.鸡蛋25元 2.牛奶66元``) become one line for each."""
    pieces: list[TextLine] = []
    for line in lines:
        pieces.extend(_cut(line))
    return pieces


def _cut(line: TextLine) -> list[TextLine]:
    if _SEVERAL_PLACES.match(line.folded):
        return [line]
    starts: list[int] = []
    expected: int | None = None
    for found in _INLINE.finditer(line.folded):
        number = int(found["plain"] or found["picture"] or found["said"] or found["hash"])
        if expected is None or number == expected:
            starts.append(found.start())
            expected = number + 1
    if len(starts) < 2:
        return [line]
    bounds = [0, *(start for start in starts if start), len(line.folded)]
    return [
        TextLine(line.written[first:last], line.folded[first:last], line.start, line.end)
        for first, last in itertools.pairwise(bounds)
        if line.folded[first:last].strip()
    ]


def number_lines(lines: Sequence[TextLine]) -> list[Numbered]:
    """Each line with its number. ``1 鸡蛋`` and ``1.5斤草莓`` bear one only where their neighbours go on counting."""
    weak = [_weak(line) for line in lines]
    counted = _in_sequence(weak)
    bundles = {found["after"] or found["before"] for line in lines if (found := _BUNDLE.match(line.folded))}
    return [_numbered(line, weak[index] if index in counted else None, bundles) for index, line in enumerate(lines)]


def _numbered(line: TextLine, weak: re.Match[str] | None, bundles: set[str]) -> Numbered:
    if found := _STRONG.match(line.folded):
        return Numbered(line, _as_written(line, found), found.end())
    if weak:
        return Numbered(line, weak["plain"] or weak["code"].upper(), weak.end())
    bundle = _BUNDLE.match(line.folded)
    if bundle and len(bundles) > 1:
        word = bundle["after"] or bundle["before"]
        return Numbered(line, _CHINESE.get(word, word).upper(), _after_bundle(line.folded, bundle))
    return Numbered(line, None, 0)


def _after_bundle(folded: str, bundle: re.Match[str]) -> int:
    """``A套餐：光明鲜奶 66元`` and ``套餐1【水果包】`` say what it is; ``套餐A：土豆2斤 白菜1颗`` is called 套餐A."""
    colon = _NAME_AFTER_BUNDLE.match(folded, bundle.end())
    is_name = colon and (folded[colon.end()] in "【[「" or not CONTENTS.search(folded, colon.end()))
    return colon.end() if colon and is_name else 0


def _as_written(line: TextLine, found: re.Match[str]) -> str:
    group = found.lastgroup or "plain"
    word = found[group]
    return _CHINESE.get(word, word) if group == "chinese" else word.upper()


def _weak(line: TextLine) -> re.Match[str] | None:
    return None if _STRONG.match(line.folded) else _WEAK.match(line.folded)


def _in_sequence(weak: Sequence[re.Match[str] | None]) -> set[int]:
    """Indices of the lines whose number is followed, or was preceded, by a near one of the same style."""
    codes = {index for index, found in enumerate(weak) if found and found["code"]}
    near = codes if len(codes) > 1 else set()
    places = [
        (index, found.lastgroup, int(found["plain"])) for index, found in enumerate(weak) if found and found["plain"]
    ]
    for (index, style, number), (next_index, next_style, next_number) in itertools.pairwise(places):
        if style == next_style and 1 <= next_number - number <= _WIDEST_GAP:
            near = near | {index, next_index}
    return _with_late_ones(near, places)


def _with_late_ones(near: set[int], places: Sequence[tuple[int, str | None, int]]) -> set[int]:
    """Messages pasted out of their order (1 2 5 6 3 7): a number that fills a gap in the others counts too."""
    styles: dict[str | None, set[int]] = {}
    for index, style, number in places:
        if index in near:
            styles.setdefault(style, set()).add(number)
    late = set()
    for index, style, number in places:
        known = styles.get(style, set())
        if index not in near and number not in known and any(abs(number - other) <= _WIDEST_GAP for other in known):
            late.add(index)
    return near | late
