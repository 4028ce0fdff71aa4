"""What does the organizer say in passing that she has done to somebody's order? `501给你加了一板`, `草莓给你退了`.

Such words are put as the change that they tell of (`501加一板`), which is read like any word of hers; what only looks
like one (`501的鸡蛋放门口了`, `501退你8块`, `501改到明天了`) is talk.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from models.language.units import UNIT_PATTERN

_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百半]+)"
_AMOUNT = rf"{_NUMBER}\s*(?:{UNIT_PATTERN})?"
#: Questions, wishes of others, other days, what is carried, collected or found bad, and money: no change of an order.
_TALK = re.compile(
    r"[?？]|[吗么嘛呢]\s*$|要不要|好不好|行不行|是不是|能不能|可不可以|有没有|怎么|什么|为啥"
    r"|昨|前天|上次|上回|上周|明天|明早|后天|下次|下回|下周|改天|改日|改到|晚上|一会|等会|待会|回头|到时"
    r"|要是|如果|万一|假如|的话|可能|应该|估计|好像|听说|以为|记得|打算|准备"
    r"|放门|门口|放[到在]|送过|送到|送上|送去|在送|拎|拿|取货|取走|来取|领|收到|到货|到了|装|打包|带[给走上]"
    r"|碎|坏|烂|臭|破|霉|漏|化了|补[你您他她给一两]|赔|下单了|群"
    r"|付|转账|转了|转我|收了?钱|钱|红包|余额|发票|问|说[了是好要不她他]|告诉|别忘|谢"
)
_MONEY = re.compile(rf"{_NUMBER}\s*(?:块钱?|元|毛)(?!豆|肉|五花)")
#: `给你`, `帮他家`, `已经我给您`: to whom she says it.
_TO_THEM = re.compile(
    r"(?:已经|刚刚?|刚才|先|也)?(?:我)?(?:已经)?(?:给|帮|替)(?:你们?|您|他们?|她们?)(?:家)?(?:也|又|先|已经|再)?"
)
_ALREADY = re.compile(r"(?:已经|刚刚|刚才|(?<!^)(?:这边|那边|我这|我))(?=[改加添减退取去删换记留多给])")
_TAIL = r"(?:了|哈|啦|啊|哦|噢|呀|哟|咯|喽|吧|好|\s|[。.!！~～])*$"
#: All of it: `单子取消了`, `整单退了`, `都退了`.
_WHOLE = re.compile(
    rf"(?:的)?(?:整单|全单|单子|订单|那单|这单|单|全部?|都|整个)(?:的)?(?:都|全)?"
    rf"(?:取消|退|去掉?|删掉?|作废|撤){_TAIL}"
)
#: None of it: `草莓没了，退了`, `草莓去掉了`.
_GONE = re.compile(
    rf"(?:没了|没货了?|缺货了?|断货了?|卖完了?)?\s*[,，]?\s*"
    rf"(?:取消|退掉?|去掉?|删掉?|划掉?|不要了[,，]?(?:取消|退)?){_TAIL}"
)
#: The verb first: `退了草莓`, `取消了草莓`.
_GONE_FIRST = re.compile(rf"(?:取消|退|去掉|删)(?:掉|好)?了(?P<goods>[^,，。\d]{{1,10}}?){_TAIL}")
#: `改好了，3盒`, `改成了3板`, `鸡蛋改了3板`.
_SET = re.compile(rf"(?:改|换|调)(?:好|完|过)?(?:成|为|到)?了?\s*[,，:：]?\s*(?:成|为)?(?P<amount>{_AMOUNT}){_TAIL}")
#: `加了一板`, `多加了一板鸡蛋`, `加好了，草莓一盒`, `减了一盒`, `留了两盒草莓`.
_MORE_OR_LESS = re.compile(
    rf"(?P<verb>多?加|添|追加|减|记|留)(?:好|上|下|掉|完|过)*(?:了)?\s*[,，:：]?\s*"
    rf"(?P<rest>[^,，]{{0,10}}?{_AMOUNT}[^,，\d]{{0,10}}?){_TAIL}"
)
#: `苹果加上了`: one of it.
_ONE_MORE = re.compile(rf"(?P<goods>[^,，\s\d]{{1,10}}?)(?:加|添|记)(?:上|好)+{_TAIL}")
_EXCHANGED = re.compile(rf"换(?:好|成)?了?(?P<goods>[^,，]{{1,12}}?){_TAIL}")
_VERBS = {"多加": "加", "添": "加", "追加": "加", "加": "加", "减": "减", "记": " ", "留": " "}

Written = Callable[[re.Match[str]], str]
#: Each shape, and how the change is written; the first that fits is meant.
_SHAPES: tuple[tuple[re.Pattern[str], Written], ...] = (
    (_WHOLE, lambda found: "都不要了"),
    (_GONE_FIRST, lambda found: f"{found['goods']}不要了"),
    (_GONE, lambda found: "不要了"),
    (_SET, lambda found: f"改成{found['amount']}"),
    (_MORE_OR_LESS, lambda found: f"{_VERBS[found['verb']]}{found['rest']}"),
    (_ONE_MORE, lambda found: f"加{found['goods']}"),
    (_EXCHANGED, lambda found: f"换成{found['goods']}"),
)


def is_talk(text: str) -> bool:
    """Whether a text of hers can be nothing that she has done to an order."""
    return _TALK.search(text) is not None or _MONEY.search(text) is not None


def speaks_to_them(text: str) -> bool:
    """Whether it is said to whose order it is: `601给你留了两盒草莓` is no order of her own."""
    return _TO_THEM.search(text) is not None


def as_change(text: str) -> str:
    """What is said to be done, as the change itself; a text that says nothing of the kind, as it is."""
    plain = _ALREADY.sub("", _TO_THEM.sub("", text, count=1)).rstrip()
    for shape, written in _SHAPES:
        found = shape.search(plain)
        if found and found.start():
            return f"{plain[: found.start()]}{written(found)}"
    return plain
