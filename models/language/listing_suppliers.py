"""Which words of a pasted list name the supplier, so that they are never posted?

A draft is built from products, times and the place alone, so nothing else of a supplier's text can get out; these
words are for checking what is about to go out, and for what an organizer writes around her list.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.language.listing_fees import LINK, PHONE
from models.language.listing_text import text_lines
from models.language.patterns import unhurried

_CHARACTER = "[\u3400-\u9fff]"
_ROLE = (
    "供应商|供货商|供货人|批发商?|厂家|老板娘?|对接人?|联系人?|业务员?|客服|销售|负责人|代理|仓库|司机|"
    "联系(?:请找|我|电话)?"
)
_TITLE = "总|经理|老板|先生|女士|师傅"
_END = r"(?=\s*(?:[,;。!)]|\s|$|1[3-9]\d))"
_NAMED = unhurried(
    rf"(?:{_ROLE})\s*[:是]?\s*"
    rf"(?P<name>{_CHARACTER}{{1,6}}(?:{_TITLE}|姐|哥)|[老小阿]{_CHARACTER}|{_CHARACTER}{{2,4}}{_END})"
)
_TITLED = unhurried(rf"(?P<name>{_CHARACTER}{{1,3}}(?:{_TITLE}))(?=\s*[:,]?\s*(?:电话|手机|微信|1[3-9]\d|0\d{{2,3}}-))")
_ACCOUNT = unhurried(r"(?:微信|wx|vx|v信|薇信|威信|qq)(?:同?号)?\s*[:]?\s*(?P<name>[a-z][a-z0-9_-]{4,19}|\d{6,12})")
_TRADE = "海鲜|水产|粮油|果业|水果|食品|批发部?|商行|农场|供应链|冻品|肉业|蔬菜|合作社|基地|贸易"
_SHOP = unhurried(rf"^[\s\W]*(?P<name>{_CHARACTER}{{2,10}}?(?:{_TRADE}))(?:】|\s*(?:报价|供货|批发|[:]\s*1[3-9]\d))")
_NO_NAME = frozenset({"我们", "大家", "团长", "价格", "方式", "电话", "微信", "发货", "直发", "代发", "零售"})


def supplier_words(text: str) -> tuple[str, ...]:
    """Phones, accounts, links, and names of people and shops of a supplier, as written, each once."""
    return tuple(dict.fromkeys(word for word in _words(text) if word not in _NO_NAME))


def _words(text: str) -> Iterator[str]:
    for line in text_lines(text):
        for pattern in (PHONE, LINK):
            yield from (line.written[found.start() : found.end()] for found in pattern.finditer(line.folded))
        for pattern in (_NAMED, _TITLED, _ACCOUNT, _SHOP):
            yield from (line.written[slice(*found.span("name"))] for found in pattern.finditer(line.folded))
