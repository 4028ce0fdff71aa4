"""Does somebody say that the bot is too loud? `太吵了`, `别发了`, `消息太多`, `刷屏`: of the bot, not of the builders
upstairs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import Enum, auto


class Loud(Enum):
    #: Of the group's messages, whatever it stands beside.
    OF_MESSAGES = auto()
    #: Of anything: it depends on what was heard before.
    OF_ANYTHING = auto()
    #: Of what somebody sends: it depends on whose post it stands behind.
    OF_A_POST = auto()


_LONGEST = 30
_NOT_SAID = re.compile(r"[\s,，.。!！?？~～…、;；:：@\u2005]+|\[[^\]]{1,4}\]|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_ENDS = re.compile(r"(?:[了啦啊呀哦噢吧嘛呢的哈哎唉]|真的|好不好|行不行|可以吗|行吗|好吗|谢谢)+$")
_BEGINS = re.compile(
    r"^(?:哎呀?|唉|天哪?|真的?|实在|也|都|又|这|你们?|大家|拜托|求求|麻烦|团长|能不能|可不可以|可以|请)+"
)

_OF_MESSAGES = re.compile(
    r"(?:群里?|消息|信息|通知|提醒|手机)(?:的?消息|的?信息)?(?:也|都|实在|真)?(?:太|好|真|这么|那么|有点)(?:多|吵|烦|频繁|闹)"
    r"|(?:一直|老|总)(?:在)?(?:刷屏|响)|(?:别|不要|不)(?:再)?刷屏|刷屏"
    r"|(?:太|好)多(?:消息|信息)|消息(?:刷|响)个?不停|手机(?:一直|老|总|都)?响个?不?停?"
)
_OF_ANYTHING = re.compile(r"(?:太|好|真|有点)(?:吵|闹|吵闹)|吵死(?:人|我)?|吵")
_OF_A_POST = re.compile(
    r"(?:别|不要|不用)(?:再|一直|老|总)?发(?:消息)?|少发(?:点|几条|一点)?(?:消息|信息)?|发(?:得|的)?(?:太|好)(?:多|勤|频繁)"
)

#: What is said of the bot itself, once it is clear that it is meant.
_OF_THE_BOT = re.compile(
    r"吵|好烦|太烦|真烦|烦死|烦人|闭嘴|话(?:太|真|好|这么)?(?:多|密)|啰嗦|罗嗦|唠叨|刷屏"
    r"|(?:别|不要|少)(?:再|一直|老)?(?:说|讲|发|叫|响)|(?:消息|信息)(?:太|好|真)多|安静"
)
_BOT_WORDS = ("机器人", "小助手", "助手")
_NOT_LOUD = re.compile(r"不吵|不烦|不算吵|不太吵|没(?:有)?刷屏|别吵架|争吵|吵架|吵起来|吵吵")

#: Noise that is heard with the ears.
_OTHER_NOISE = re.compile(
    r"装修|楼上|楼下|隔壁|施工|工地|电钻|钻|打孔|敲|砸|广场舞|音响|喇叭|唱歌|K歌|狗|猫|孩子|小孩|娃|鞭炮|放炮|烟花|蹦|跳|麻将|吵架"
)


def loud_in(text: str) -> Loud | None:
    """What a short text that speaks of nothing else may mean by being loud; None for any other text."""
    if len(text) > _LONGEST or _NOT_LOUD.search(text):
        return None
    bare = _ENDS.sub("", _BEGINS.sub("", _NOT_SAID.sub("", text)))
    for shape, loud in (
        (_OF_MESSAGES, Loud.OF_MESSAGES),
        (_OF_A_POST, Loud.OF_A_POST),
        (_OF_ANYTHING, Loud.OF_ANYTHING),
    ):
        if shape.fullmatch(bare):
            return loud
    # `群里太吵了，消息太多`: each piece of it says so.
    pieces = [piece for piece in re.split(r"[,，.。!！?？~～…、;；\s]+", text) if piece]
    if len(pieces) > 1 and all(loud_in(piece) for piece in pieces):
        return Loud.OF_MESSAGES if any(loud_in(piece) is Loud.OF_MESSAGES for piece in pieces) else Loud.OF_ANYTHING
    return None


def is_of_the_bot(text: str, names: Collection[str]) -> bool:
    """Whether a text names the bot and says that it is too loud: `机器人太吵了`, `小助手能不能少说点`."""
    named = any(name in text for name in (*names, *_BOT_WORDS))
    return named and says_it_to_the_bot(text)


def says_it_to_the_bot(text: str) -> bool:
    """Whether a text that is known to be said to the bot tells it to be less loud."""
    return len(text) <= _LONGEST and not _NOT_LOUD.search(text) and _OF_THE_BOT.search(text) is not None


def is_other_noise(texts: Iterable[str]) -> bool:
    """Whether people were just speaking of noise in the house."""
    return any(_OTHER_NOISE.search(text) for text in texts)
