"""How much is there, how much may one household have, and is it gone? Patterns over folded lines of a list."""

from __future__ import annotations

import re
from decimal import Decimal

from models.language.listing_units import PIECE, UNIT, any_of
from models.language.numerals import parse_number
from models.language.patterns import unhurried

_EACH = any_of("每人 每户 每家 每单 每位 每id 一人 一户 一家 单人 单户 人均 每样 每种 每款 每个品 单品")
_AT_MOST = r"(?:最多|限购|限|只能|可|不超过)\s*(?:买|购|领|拍|订)?\s*[:]?\s*"
_FOR_EACH = rf"(?:{_EACH})(?:每样|每种|每款)?\s*{_AT_MOST}"


def _count(group: str) -> str:
    return rf"(?P<{group}>\d{{1,5}})\s*(?:{UNIT})?"


LIMIT = unhurried(
    rf"{_FOR_EACH}{_count('each')}"
    rf"|限购\s*[:]?\s*{_count('bought')}(?:\s*/\s*[人户家单])?"
    rf"|限\s*[每一][人户家单位]\s*(?:最多|买|购)?\s*{_count('for_one')}"
    rf"|限\s*{_count('behind')}\s*(?:/|每|一)\s*[人户家单]"
    rf"|{_count('capped')}\s*封顶"
    rf"|限(?!量|时)\s*{_count('plain')}"
)
LIMIT_IN_WORDS = unhurried(rf"{_FOR_EACH}(?P<word>[一二两三四五六七八九十])\s*{UNIT}")
#: ``限2份`` is for each household; ``限20个`` is all that there is: nobody forbids a household the twenty-first.
_MOST_FOR_ONE = 5
_IN_STOCK = any_of(
    rf"""
    库存 现货(?:仅|只)? 仅剩 只剩 还剩 剩余 剩下 剩 余量 余(?=\d) 限量(?:供应)? 总量 备货 只有 仅有
    只接 只做 只收 只拿了?到?
    仅(?=\s*\d+\s*{UNIT}) 还有
    """
)
STOCK = unhurried(
    rf"(?:{_IN_STOCK})\s*[:]?\s*(?:约|最后)?\s*(?P<count>\d{{1,5}})(?![\d.])\s*(?:{UNIT}(?!\s*\d*\s*[元块]))?"
    rf"|最后\s*(?P<last>\d{{1,5}})\s*{UNIT}"
    rf"|(?<![\d.])(?P<there>\d{{1,5}})\s*{UNIT}?\s*(?:现货|库存)(?!\s*:?\s*\d)"
)
#: ``39元/箱 共20箱`` tells how many there are; ``一箱共20袋`` what a 箱 holds.
TOTAL = unhurried(rf"(?:一共|总共|总计|共计|共有?)\s*(?P<count>\d{{1,5}})\s*(?P<unit>{PIECE})(?=\s*(?:[,;。!)]|\s|$))")
BARE_SUM_AT_END = unhurried(r"(?<![*x\d.])\d+(?:\.\d+)?\s*$")
COUNT_AT_END = unhurried(rf"\d\s*{PIECE}\s*$")
_GONE = any_of("售罄 售完 卖完 卖光 抢光 抢完 抢空 秒光 无货 没货 缺货 断货 下架 停售 暂停 约满 订满 已满 完售")
SOLD_OUT = unhurried(rf"已?(?:{_GONE})了?|(?:没有|卖没|抢没)了|(?<=\x00)(?:暂?缺|暂?无|空缺?)(?=\s*$)")


def counted(found: re.Match[str] | None) -> Decimal | None:
    """The number in what a pattern above found."""
    words = (found[name] for name in found.re.groupindex if name != "unit" and found[name]) if found else ()
    return next((parse_number(word) for word in words), None)


def limit_and_stock(found: re.Match[str] | None) -> tuple[Decimal | None, Decimal | None]:
    """What ``found`` by LIMIT says: how much one household may have, or how much there is."""
    count = counted(found)
    if found and found["plain"] and count is not None and count > _MOST_FOR_ONE:
        return None, count
    return count, None
