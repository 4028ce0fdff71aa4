"""Which products stand on one line in turn, where each says only what tells it from the others?

::

    前腿28 后腿26 五花32 (都论斤)      names with sums
    橙子 大果39.9 中果35.9             grades of one product
    橙子 10斤 39.9 / 5斤 22.9          sizes of one product
"""

from __future__ import annotations

import itertools
import re

from models.language.listing_money import ANY_LABEL, COST, COST_WORD, COSTS_FOLLOW, LABEL_OF_SUM, SIZE_WITH_PRICE
from models.language.listing_remarks import CATEGORY, ENDS_IN_CATEGORY, GRADE_OF_GOODS, HEADER
from models.language.listing_slate import TAKEN, Slate
from models.language.listing_units import NUMBER, PIECE, QUANTITY, UNIT, WEIGHT, YUAN
from models.language.patterns import unhurried


def _unnamed(pattern: re.Pattern[str] | str) -> str:
    """A pattern without its group names, so that it may stand twice in another."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern if isinstance(pattern, str) else pattern.pattern)


_BY_WEIGHT = unhurried(WEIGHT)
_ONE_UNIT = unhurried(rf"\s*(?:1|一)\s*{PIECE}")
_GAP = "包邮 \t,;、。|/和()\u2003"
_PAIR = unhurried(
    r"(?:[\u3400-\u9fff]{1,8}|[\u3400-\u9fff]{1,6}[(][\u3400-\u9fff]{1,4}[)])\s*[:]?\s*\d{1,4}(?:\.\d{1,2})?(?:元|块)?(?![\d.\u3400-\u9fff/])"
)
_UNIT_OF_PAIRS = (
    r"(?:[(,;\s]*(?:(?:以上|这些)?(?:都|均|全部?|统一|一律)(?:是|为)?(?:论|按|以)?|(?:论|按|以))每?一?(?P<unit>"
    rf"{UNIT})(?:装|卖|算|称|计价?|的?价|出)?的?[)]?)?"
)
_ONLY_PAIRS = unhurried(
    rf"[\s\x00]*(?P<pairs>(?:{_PAIR.pattern}[\s,;、。|/]*){{2,}}){_UNIT_OF_PAIRS}(?=[\s\x00,;。!]|$)"
)
#: 今日菜：白菜2.5，萝卜1.2
_LEAD_OF_PAIRS = unhurried(r"(?P<lead>[^:\d,;。]{0,12}):\s*(?=[\u3400-\u9fff])")
_GRADED = unhurried(
    rf"(?P<grade>(?:{GRADE_OF_GOODS})(?:[(][^()]{{1,10}}[)])?)\s*[:]?\s*¥?\s*\d{{1,4}}(?:\.\d{{1,2}})?(?![\d.]|\s*[*x~-])\s*{YUAN}?(?:\s*/\s*{UNIT})?"
)
#: 2斤装：大果78，中果58 under a name
_SIZE_OF_GRADES = unhurried(rf"[\s\x00]*(?P<name>{QUANTITY})\s*:\s*(?=(?:{GRADE_OF_GOODS})\s*:?\s*¥?\d)")
_BRACKETED_KIND = unhurried(
    rf"[(][\u3400-\u9fff]{{1,4}}[)]\s*:?\s*¥?\d{{1,4}}(?:\.\d{{1,2}})?(?![\d.])\s*{YUAN}?(?:\s*/\s*{UNIT})?"
)
_BRACKETED_KINDS = unhurried(
    rf"[\s\x00]*(?P<name>[\u3400-\u9fff]{{1,10}})"
    rf"(?P<kinds>{_unnamed(_BRACKETED_KIND)}(?:[\s,;/、]*{_unnamed(_BRACKETED_KIND)})+)[\s\x00]*"
)
_FLAVOUR = unhurried(
    rf"(?P<name>[\u3400-\u9fff]{{1,6}})\s*[:]?\s*(?P<sum>¥?\d{{1,4}}(?:\.\d{{1,2}})?(?:\s*{YUAN})?(?:\s*/\s*{UNIT})?)(?![\d.*x\u3400-\u9fff])"
)
_NAMES_OF_ONE_PRICE = unhurried(
    r"[\s\x00]*(?P<names>[\u3400-\u9fff]{1,8}(?:、[\u3400-\u9fff]{1,8}){1,20}?)\s*(?:都是?|均为?|各|一律|统一|每样)\s*"
    rf"(?P<sum>¥?{NUMBER}\s*{YUAN}?\s*(?:[/每一]?\s*{UNIT})?)[\s\x00]*"
)
_FLAVOURS = unhurried(
    rf"[\s:,(]*(?:{QUANTITY}[\s,)]+)?(?P<pairs>{_unnamed(_FLAVOUR)}(?:[\s,;、。|/]+{_unnamed(_FLAVOUR)})+)(?=\s|[,;(。]|$)"
)
#: Words beside a number that tell something else than a kind and its price.
_NO_FLAVOUR = unhurried(
    "库存|现货|限|剩|共|约|净|毛重|单买|单独|拼|成团|买|送|满|减|加|省|起|运费|押金|第|每|各|只有|仅|截|到|长|宽|高|直径|[一两半]"
)
_LABELLED_SIZE = unhurried(
    rf"{QUANTITY}(?:\s*[,;]?\s*(?:{_unnamed(ANY_LABEL)})\s*[:]?\s*¥?\d+(?:\.\d+)?\s*{YUAN}?(?![\d.]))+"
)
_LABELLED_SIZES = unhurried(
    rf"[\s\x00]*(?P<name>[^\d\s,;]+)[\s:,]*(?P<sizes>{_unnamed(_LABELLED_SIZE)}(?:[\s,;/、]*{_unnamed(_LABELLED_SIZE)})+)[\s\x00]*"
)
_COST_HEADING = unhurried(rf"[\s\x00]*(?:{COST_WORD.pattern})\s*[:]?\s*")
_COST_OF_SIZE = unhurried(rf"\s*(?:{COST})\s*[:]?\s*¥?\d+(?:\.\d+)?\s*{YUAN}?")
_FAMILY = unhurried(r"[\s\x00]*(?P<name>[\u3400-\u9fff]{1,10})(?=[\s:,(])")
_FAMILY_OF_GRADES = unhurried(
    rf"[\s\x00]*(?P<name>[\u3400-\u9fff]{{1,10}}?)(?=[\s:,(]|(?:{GRADE_OF_GOODS})\s*:?\s*¥?\d)"
)


def in_turn(slate: Slate) -> list[Slate]:
    """One line for each product; none where the line is no such one."""
    return (
        _bare_pairs(slate)
        or _of_one_price(slate)
        or _kinds_in_brackets(slate)
        or _grades(slate)
        or _labelled_sizes(slate)
        or _sizes(slate)
        or _flavours(slate)
    )


def _bare_pairs(slate: Slate) -> list[Slate]:
    """``前腿28 后腿26 五花32``: names and numbers in turn, and nothing else but the unit of all of them."""
    heading = COSTS_FOLLOW.match(slate.folded) or _COST_HEADING.match(slate.folded)
    lead = heading or _lead_of_pairs(slate)
    line = _ONLY_PAIRS.match(slate.folded, lead.end() if lead else 0)
    if not line or LABEL_OF_SUM.search(slate.folded) or re.search(r"\d", slate.folded[line.end() :]):
        return []
    before, behind = "进价 " if heading else "", f"/{line['unit']}" if line["unit"] else ""
    spans = [found.span() for found in _PAIR.finditer(slate.folded, *line.span("pairs"))]
    return [Slate(before + slate.written[a:b] + behind, before + slate.folded[a:b] + behind) for a, b in spans]


def _lead_of_pairs(slate: Slate) -> re.Match[str] | None:
    lead = _LEAD_OF_PAIRS.match(slate.folded)
    is_heading = lead and (
        TAKEN in lead["lead"] or HEADER.search(lead["lead"]) or ENDS_IN_CATEGORY.search(lead["lead"])
    )
    return lead if is_heading else None


def _grades(slate: Slate) -> list[Slate]:
    """``橙子 大果39.9 中果35.9``: what stands before and behind the grades holds for each of them."""
    family = _FAMILY_OF_GRADES.match(slate.folded) or _SIZE_OF_GRADES.match(slate.folded)
    found = list(_GRADED.finditer(slate.folded, family.end())) if family else []
    if not family or len(found) < 2 or len({grade["grade"] for grade in found}) < len(found):
        return []
    between = [slate.folded[one.end() : other.start()] for one, other in itertools.pairwise(found)]
    before = slate.folded[family.end() : found[0].start()]
    if any(gap.strip(_GAP) for gap in between) or LABEL_OF_SUM.search(before):
        return []
    rest = [(family.end(), found[0].start()), (found[-1].end(), len(slate.folded))]
    own = [((grade.span("grade")), (grade.end("grade"), grade.end())) for grade in found]
    return [_joined(slate, [family.span("name"), *spans, *rest]) for spans in own]


def _of_one_price(slate: Slate) -> list[Slate]:
    """``鸡毛菜、米苋、空心菜 都是5元一斤``."""
    line = _NAMES_OF_ONE_PRICE.fullmatch(slate.folded)
    if not line or CATEGORY.match(line["names"]):
        return []
    names = re.finditer(r"[\u3400-\u9fff]+", slate.folded[: line.end("names")])
    return [_joined(slate, [name.span(), line.span("sum")]) for name in names]


def _kinds_in_brackets(slate: Slate) -> list[Slate]:
    """``牛肉面（大）18 （小）15``."""
    line = _BRACKETED_KINDS.fullmatch(slate.folded)
    if not line:
        return []
    pairs = _BRACKETED_KIND.finditer(slate.folded, *line.span("kinds"))
    return [_joined(slate, [line.span("name"), found.span()], glue="") for found in pairs]


def _flavours(slate: Slate) -> list[Slate]:
    """``馄饨 荠菜18 鲜肉16``: kinds of what stands first, or goods of their own behind a mere heading."""
    family = _FAMILY.match(slate.folded)
    line = _FLAVOURS.match(slate.folded, family.end()) if family else None
    if not family or not line or LABEL_OF_SUM.search(line["pairs"]) or _NO_FLAVOUR.search(line["pairs"]):
        return []
    if _NO_FLAVOUR.search(family["name"]) or COST_WORD.search(family["name"]):
        return []
    is_heading = (
        HEADER.search(family["name"])
        or CATEGORY.match(family["name"])
        or _heads_with_colon(slate, family)
        or family["name"].endswith(("有", "了", "的", "是", "的菜"))
    )
    first = [] if is_heading else [family.span("name")]
    rest = [(family.end(), line.start("pairs")), (line.end("pairs"), len(slate.folded))]
    pairs = [(found.span("name"), found.span("sum")) for found in _FLAVOUR.finditer(slate.folded, *line.span("pairs"))]
    return [_joined(slate, [*first, *pair, *rest]) for pair in pairs]


def _heads_with_colon(slate: Slate, family: re.Match[str]) -> bool:
    """``新鲜蔬菜：``, ``今日鲜花：``: a kind of goods, or a day, and a colon."""
    if slate.folded[family.end()] != ":":
        return False
    return bool(ENDS_IN_CATEGORY.search(family["name"])) or TAKEN in family[0]


def _labelled_sizes(slate: Slate) -> list[Slate]:
    """``大米 10斤装 进42 卖52 20斤装 进80 卖98``."""
    line = _LABELLED_SIZES.fullmatch(slate.folded)
    if not line:
        return []
    spans = [found.span() for found in _LABELLED_SIZE.finditer(slate.folded, *line.span("sizes"))]
    return [_joined(slate, [line.span("name"), span]) for span in spans]


def _joined(slate: Slate, spans: list[tuple[int, int]], *, glue: str = " ") -> Slate:
    return Slate(
        glue.join(slate.written[start:end] for start, end in spans),
        glue.join(slate.folded[start:end] for start, end in spans),
    )


def _sizes(slate: Slate) -> list[Slate]:
    """``橙子 10斤 39.9 / 5斤 22.9``: the same name in several sizes."""
    found = list(SIZE_WITH_PRICE.finditer(slate.folded))
    if (
        len(found) < 2
        or len({size["size"] or size["amount"] for size in found}) < len(found)
        or any(_ONE_UNIT.match(size[0]) for size in found)
        or len({bool(_BY_WEIGHT.search(size["size"] or size["amount"])) for size in found}) > 1
    ):
        return []
    head = found[0].start()
    between = (slate.folded[one.end() : other.start()] for one, other in itertools.pairwise(found))
    has_name = re.search(r"[\u3400-\u9fff]", slate.folded[:head])
    if not has_name and slate.folded[:head].strip(_GAP + "\x00"):
        return []
    if any(_COST_OF_SIZE.sub("", gap).strip(_GAP) for gap in between):
        return []
    ends = [size.start() for size in found[1:]]
    spans = [
        (size.start(), end) for size, end in zip(found, [*ends, _end_of_cost(slate, found[-1].end())], strict=True)
    ]
    return [_joined(slate, [(0, head), span]) for span in spans]


def _end_of_cost(slate: Slate, end: int) -> int:
    cost = _COST_OF_SIZE.match(slate.folded, end)
    return cost.end() if cost else end
