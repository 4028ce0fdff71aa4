"""Does what somebody says answer a question? `29.9`, `有`, `没了`, `8点`, `架空层`, `看群公告`.

Asked of talk that follows a question, to see whether neighbours have answered it already. Where in doubt it is an
answer: a bot that says again what was just said is worse than one that is silent.
"""

from __future__ import annotations

import re

from models.language.asked_facts import Fact
from models.language.normalize import simplify

#: A longer text is about something else.
_LONGEST = 40
_ASKS = re.compile(r"[?]|[吗么]\W*$|^(?:同问|我也想问|我也想知道)")
_POINTS_TO_IT = re.compile(
    r"公告|爬楼|往上翻|翻上面|上面(?:有|写|说)|(?:接龙|清单|单子|群)里(?:有|写|说)|看(?:上面|接龙|清单|单子|图)"
)
_NUMBER = r"[0-9一二两三四五六七八九十半]"
_SHAPES: dict[Fact, re.Pattern[str]] = {
    Fact.PRICE: re.compile(rf"[0-9]|{_NUMBER}+(?:块|元)|免费|白送|没定价|价.{{0,3}}没"),
    Fact.STOCK: re.compile(r"有|没|无|剩|[完光]了|缺|抢|卖|多的是|够"),
    Fact.ABSENT: re.compile(r"有|没|无|卖"),
    Fact.CUTOFF: re.compile(rf"{_NUMBER}+(?:点|:[0-9])|截|半夜|晚上|今晚|明天|来得及|来不及|赶紧|还早|可以|能|不急"),
    Fact.ARRIVAL: re.compile(
        rf"{_NUMBER}+(?:点|:[0-9]|分|个?小时)|到|路上|今天|明天|后天|下午|上午|晚上|傍晚|周[一二三四五六日天]|快了|还早|堵|晚点"
    ),
    Fact.HERE: re.compile(rf"{_NUMBER}+(?:点|:[0-9]|分|个?小时)|到|没|路上|快了|来了|还早|堵|晚点|等"),
    Fact.PLACE: re.compile(r"楼|门口|门卫|架空|驿站|亭|店|老地方|栋|单元|车库|物业|花园|[那这]儿|[那这]里|团长家"),
}
#: Somebody who asked has got what they wanted.
_GOT_IT = re.compile(
    r"(?:哦|噢|好|嗯|行|ok)*(?:的)?,?(?:谢谢|多谢|谢了|知道了|看到了|明白了?|晓得了?|收到|找到了|不用了|没事了)"
)


def answers(text: str, facts: frozenset[Fact]) -> bool:
    """Whether talk has the shape of an answer to a question about ``facts``; to one about the goods themselves (no
    facts) any short remark may be one."""
    said = simplify(text).strip()
    if not said or len(said) > _LONGEST or _ASKS.search(said) is not None:
        return False
    if _POINTS_TO_IT.search(said) is not None:
        return True
    return any(_SHAPES[fact].search(said) is not None for fact in facts)


def is_question(text: str) -> bool:
    return _ASKS.search(simplify(text).strip()) is not None


def has_got_it(text: str) -> bool:
    """Whether somebody who asked says that they know by now."""
    return _GOT_IT.match(simplify(text).strip()) is not None
