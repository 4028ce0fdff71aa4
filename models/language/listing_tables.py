"""How does a table (``品名 规格 供货价 零售价`` over rows) read as plain lines?

Each row becomes a line in which every sum bears its column's label, so that a cost can't pass for a price.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from models.language.listing_money import COMMISSION, COST, CROSSED
from models.language.listing_text import GAP, TextLine
from models.language.listing_units import UNIT
from models.language.normalize import normalize
from models.language.patterns import unhurried


class Column(Enum):
    NUMBER = auto()
    NAME = auto()
    SPEC = auto()
    UNIT = auto()
    COST = auto()
    COMMISSION = auto()
    CROSSED = auto()
    RETAIL = auto()
    PRICE = auto()
    STOCK = auto()
    LIMIT = auto()
    OTHER = auto()


#: How a cell is said outside its table; columns that are not here say nothing.
_SPELLED = {
    Column.NUMBER: "{}. ",
    Column.NAME: "{} ",
    Column.SPEC: "{} ",
    Column.UNIT: " 一{} ",
    Column.COST: " 团长价{} ",
    Column.COMMISSION: " 佣金{} ",
    Column.CROSSED: " 原价{} ",
    Column.RETAIL: " 零售价{} ",
    Column.PRICE: " 团购价{} ",
    Column.STOCK: " 库存{} ",
    Column.LIMIT: " 限购{} ",
}
_TITLES = (
    (Column.NUMBER, r"序号|编号|货号|序|号码?|no\.?|编码"),
    (Column.NAME, r"品名|名称|商品(?:名称?)?|产品(?:名称?)?|菜品|菜名|货品|品种|项目|品类|货名|水果|蔬菜|品项|套餐"),
    (Column.SPEC, r"规格|净含量|净重|重量|包装|装箱|分量|斤数"),
    (Column.UNIT, r"单位|计量单位"),
    (Column.COST, rf"(?:{COST}|团长|供货|代理|底价|成本|进货|批发|[进批供拿底代])(?:价格?)?"),
    (Column.COMMISSION, rf"(?:{COMMISSION})"),
    (Column.CROSSED, rf"(?:{CROSSED})|市场|原价|超市|门店|超市价|门店价"),
    (Column.RETAIL, r"建议(?:零售)?(?:售?价)?|零售价?|指导价|建议卖价|卖价|对外价|[卖售零]"),
    (Column.PRICE, r"团购价?|团价|价格|单价|售价|特价|优惠价|拼团价|活动价|现价|价|今日价|群价|到手价"),
    (Column.STOCK, r"库存|剩余|存量|余量|现货"),
    (Column.LIMIT, r"限购|限量|每人限购"),
    (
        Column.OTHER,
        r"备注|说明|产地|特点|图片|等级|品牌|保质期|数量|起订量?|条码|分类|类别|口味|发货|链接|订购数?|下单数?",
    ),
)
_TITLE_SUFFIX = r"\s*(?:[(](?:元|¥|元?/[^)]{1,3}|[^)]{1,4})[)]|/元|元)?"
_TITLE_PATTERNS = tuple((column, unhurried(rf"(?:{words}){_TITLE_SUFFIX}")) for column, words in _TITLES)
_TITLE_UNIT = unhurried(rf"[(]\s*元?\s*/\s*(?P<unit>{UNIT})[)]|元/(?P<plain>{UNIT})")
#: 代理/零售 heads two columns whose cells stand as 25/32.
_TITLES_AND_SLASHES = unhurried(r"\s*/\s*|\s+")
_CELLS_AND_SLASHES = unhurried(r"(?<=\d)\s*/\s*(?=\d)|\s+")
_DIVIDERS = (
    unhurried(r"\s*\|\s*"),
    unhurried(r"\t+"),
    unhurried(r"\s{2,}|\u2003+"),
    unhurried(r"\s*[,;]\s*"),
    unhurried(r"\s*/\s*"),
    unhurried(r"\s+"),
    _TITLES_AND_SLASHES,
)
_RULE = unhurried(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_SUM_COLUMNS = frozenset({Column.COST, Column.COMMISSION, Column.CROSSED, Column.RETAIL, Column.PRICE})
_SUM = unhurried(r"¥?\s*\d+(?:\.\d+)?\s*(?:元|块)?(?:\s*/\s*\S{1,3})?")


@dataclass(frozen=True, slots=True)
class _Heading:
    columns: tuple[Column, ...]
    divider: re.Pattern[str]
    unit: str | None


def spell_out_tables(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """The same lines; rows under a table's heading are spelled out, the heading and rules are blank."""
    heading: _Heading | None = None
    for line in lines:
        if found := _heading(line.folded):
            heading = found
            yield TextLine("", "", line.start, line.end)
        elif heading and _RULE.fullmatch(line.folded):
            yield TextLine("", "", line.start, line.end)
        else:
            spelled = _row(line, heading) if heading else None
            yield spelled or line


def _heading(folded: str) -> _Heading | None:
    text = folded.strip(" |\t" + GAP)
    for divider in _DIVIDERS:
        columns = tuple(map(_column, divider.split(text)))
        known = [column for column in columns if column]
        if len(columns) > 1 and len(known) == len(columns) and _is_table(known):
            unit = _TITLE_UNIT.search(text)
            cells = _CELLS_AND_SLASHES if divider is _TITLES_AND_SLASHES else divider
            return _Heading(tuple(known), cells, (unit["unit"] or unit["plain"]) if unit else None)
    return None


def _column(title: str) -> Column | None:
    return next((column for column, pattern in _TITLE_PATTERNS if pattern.fullmatch(title.strip())), None)


def _is_table(columns: Sequence[Column]) -> bool:
    return Column.NAME in columns and any(column in _SUM_COLUMNS for column in columns)


def _row(line: TextLine, heading: _Heading) -> TextLine | None:
    bounds = _cells(line.folded, heading.divider)
    if not 0 <= len(heading.columns) - len(bounds) <= 1:
        return None
    cells = [line.written[start:end].strip() for start, end in bounds]
    pairs = list(zip(heading.columns, cells, strict=False))
    if not any(column in _SUM_COLUMNS and _SUM.fullmatch(normalize(cell).text) for column, cell in pairs):
        return None
    written = "".join(_spell(column, cell) for column, cell in pairs)
    if heading.unit and Column.UNIT not in heading.columns:
        written += f" 一{heading.unit} "
    return TextLine(written, normalize(written).text, line.start, line.end)


def _spell(column: Column, cell: str) -> str:
    return _SPELLED[column].format(cell) if column in _SPELLED and re.search(r"\w", cell) else ""


def _cells(folded: str, divider: re.Pattern[str]) -> list[tuple[int, int]]:
    first = len(folded) - len(folded.lstrip(" |" + GAP))
    last = len(folded.rstrip(" |\t" + GAP))
    bounds, start = [], first
    for cut in divider.finditer(folded, first, last):
        bounds.append((start, cut.start()))
        start = cut.end()
    return [*bounds, (start, last)] if last > start else bounds
