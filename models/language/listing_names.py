"""What is the product called, among what is left of its line?"""

from __future__ import annotations

import re

from models.language.listing_remarks import (
    CATEGORY,
    FILLER,
    GRADE,
    GRADE_THEN_END,
    HEADER,
    LABEL_OF_FIELD,
    LABEL_OF_NAME,
    PRAISE,
    PROMOTION,
)
from models.language.listing_slate import TAKEN, Slate
from models.language.listing_text import GAP, MARKS
from models.language.listing_units import any_of
from models.language.normalize import normalize
from models.language.patterns import unhurried

_BRACKETS = unhurried(r"[【「『《<\[](?P<inside>[^】」』》>\]]*)[】」』》>\]]")
_PARENTHESIS = unhurried(r"[(](?P<inside>[^()]*)[)]")
_DIVIDER = unhurried(r"[,;。!?|:\t]|\s+[-~=—]+\s+|[-=~.—]{2,}|\s*\\\s*")
_EDGES = (
    " \t\u3000\xa0"
    + GAP
    + MARKS
    + ",.;:!?，。；：！？、·•…-—–~～=_*#/\\|+^&'\"“”‘’()（）[]【】「」『』<>《》¥$@%`"
    + TAKEN
)
_WORD = unhurried(r"[\u3400-\u9fff]|[A-Za-z]{2}")
_TRAILING_VERB = unhurried(
    r"(?:只要|仅需|仅|只需|只卖|特价|团购价|团购|现价|售价|卖|每|约|共|规格|价格|才|净重|单价"
    r"|(?<!特)(?<!高)(?<!评)(?<!半)价|(?<![餐包合])一)$"
)
_PLACES = any_of(
    """
    内蒙古? 新疆 云南 山东 四川 广西 广东 福建 海南 江苏 浙江 东北 黑龙江 吉林 辽宁 河北 河南 湖北 湖南 安徽
    江西 陕西 甘肃 宁夏 青海 西藏 贵州 山西 北京 上海 天津 重庆 智利 泰国 越南 新西兰 澳洲 厄瓜多尔 挪威 美国
    日本 韩国 进口 国产 本地 农家 正宗 老字号
    """
)
#: A short word or a place in brackets says where the goods after it come from; a longer one is what they are called.
_ORIGIN = unhurried(rf"^(?:.{{1,2}}|(?:{_PLACES}).{{0,4}}|.{{1,4}}(?:产|直供|特产|进口|老店|品牌|家))$")
_NO_NAMES = any_of(
    """
    代理价? 供货价? 拿货价? 批发价? 底价 进货?价 成本价? 结算价 团长价
    全场 任选 任意 每样 一律 统一 所有 均价 总价 合计 人均 全部 都是
    打包价? 自提 送货 单买 两份 一份 整箱 半箱 大盒 小盒 大份 小份 大 小 单 买 送 拍 下单 再 满 其他 以上 以下
    加 多 另 即 还 还有 仅剩 最后 大约 年货价 价位 预计 左右 起
    """
)
#: 【宠粉团】水仙芒
_IS_A_TAG = unhurried("(?:团|专场|专区|福利|秒杀|推荐|套餐)$")
#: 【蔬菜】 before nothing but a price is what is sold.
_TAG_AT_START = unhurried(r"[\s\x00\u2003]*【(?P<inside>[\u3400-\u9fff]{2,4})】")
#: 今天团购的是：
_INTRODUCES = unhurried(f"(?:的是|[的还]有|如下|{HEADER.pattern})$")
_NO_NAME = unhurried(rf"^(?:{_NO_NAMES}|[\da-zA-Z]+号?[楼栋幢座](?:下|\d+室?)?)$")


def name_of(slate: Slate) -> str:
    """The name on what is left of a line: the first words that are no label, praise or filler; "" where none are."""
    label = LABEL_OF_NAME.match(slate.folded)
    if label:
        slate.blank(0, label.end())
    elif found := LABEL_OF_FIELD.match(slate.folded):
        slate.blank(found.start(), found.end())
    tag = _TAG_AT_START.match(slate.folded) if TAKEN in slate.folded else None
    kind = slate.written[slice(*tag.span("inside"))] if tag else ""
    bracket = _bracketed(slate)
    name = _first_name(slate)
    if bracket and bracket in name:
        return name
    if bracket and name and _IS_A_TAG.search(bracket) and not PRAISE.search(name):
        return name
    if bracket and (not name or PRAISE.search(name) or not _ORIGIN.match(bracket)):
        return bracket
    return name or bracket or (kind if CATEGORY.match(kind) else "")


def _bracketed(slate: Slate) -> str:
    """Takes brackets off; gives the words in the first that may be a name. A tag (``【冻品】``) never is."""
    best = ""
    for found in slate.take_all(_BRACKETS):
        inside = _trim(slate.written[found.start("inside") : found.end("inside")])
        before = slate.folded[: found.start()].strip(_EDGES)
        if (
            best
            or before
            or TAKEN in found[0]
            or CATEGORY.match(inside)
            or PRAISE.search(inside)
            or not _WORD.search(inside)
        ):
            continue
        best = PROMOTION.sub("", inside) if not FILLER.match(inside) else ""
    return best


def _first_name(slate: Slate) -> str:
    whole = [found.span() for found in _PARENTHESIS.finditer(slate.folded) if TAKEN not in found["inside"]]
    slate.take_all(_PARENTHESIS)
    named = [(_plain_name(slate.written[start:end]), end) for start, end in slate.left(_DIVIDER)]
    named = [(name, end) for name, end in named if name]
    if len(named) > 1 and slate.folded[named[0][1] : named[0][1] + 1] == ":" and _INTRODUCES.search(named[0][0]):
        del named[0]
    if not named:
        return _grade_in(slate, whole)
    calm = next(((name, end) for name, end in named if not PRAISE.search(name)), None)
    name, end = calm or next(iter(named), ("", 0))
    return name + _behind(slate, end, whole) if name else ""


def _grade_in(slate: Slate, remarks: list[tuple[int, int]]) -> str:
    """``10斤（大果）¥39`` under a name: the grade is all that tells it from its neighbours."""
    said = (slate.written[start + 1 : end - 1].strip() for start, end in remarks)
    first = GRADE_THEN_END.match(slate.folded.lstrip(_EDGES))
    return next((inside for inside in said if GRADE.fullmatch(inside)), first[0] if first else "")


def _behind(slate: Slate, end: int, remarks: list[tuple[int, int]]) -> str:
    """The kind in parentheses behind a name, and the grade right behind that (``火龙果（红心）大果``)."""
    remark = _remark_after(slate, end, remarks)
    if not remark:
        return ""
    last = next(last for start, last in remarks if start >= end)
    grade = GRADE_THEN_END.match(slate.folded, last)
    return remark + slate.written[last : grade.end()] if grade else remark


def _remark_after(slate: Slate, end: int, remarks: list[tuple[int, int]]) -> str:
    """A short kind in parentheses right after a name belongs to it (``鸡蛋（可生食）``); praise does not."""
    for start, last in remarks:
        if start == end or (start > end and not slate.folded[end:start].strip()):
            inside = slate.written[start + 1 : last - 1].strip()
            is_kind = GRADE.fullmatch(normalize(inside).text) or (
                0 < len(inside) <= 6 and _WORD.search(inside) and not PRAISE.search(inside) and not FILLER.match(inside)
            )
            return slate.written[start:last] if is_kind else ""
    return ""


def _plain_name(piece: str) -> str:
    piece = PROMOTION.sub("", piece.strip(_EDGES))
    words = [word for word in re.split(rf"[\s{GAP}]+", piece) if word.strip(_EDGES)]
    while words and (
        FILLER.match(words[0].strip(_EDGES).lower())
        or _NO_NAME.match(words[0])
        or (len(words) > 1 and CATEGORY.match(words[0].strip(_EDGES)))
    ):
        del words[0]
    while len(words) > 1 and (PRAISE.search(words[-1]) or FILLER.match(words[-1].strip(_EDGES).lower())):
        del words[-1]
    if not words:
        return ""
    start, end = piece.index(words[0]), piece.rindex(words[-1]) + len(words[-1])
    name = _trim(piece[start:end])
    name = re.sub("^的(?=..)", "", name)
    name = _TRAILING_VERB.sub("", name).strip(_EDGES) or name
    return "" if not _WORD.search(name) or FILLER.match(name.lower()) or _NO_NAME.match(name) else name


def _trim(text: str) -> str:
    """Edges off; a picture in the middle of a word leaves nothing behind."""
    text = re.sub(rf"(?<=[\u3400-\u9fff]){GAP}+(?=[\u3400-\u9fff])", "", text.strip(_EDGES))
    return re.sub(rf"[\s{GAP}{MARKS}]+", " ", text).strip(_EDGES)
