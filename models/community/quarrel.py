"""Is there a quarrel, about money or in anger? Told from several heated words of several people; jokes are none.

Never from one message alone, unless it can't be meant otherwise: an insult that is flung at somebody, or a price held
against the organizer together with what she is said to earn (organizer-notes, situation 15).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Flag, auto

#: Words that were heated count together over this time.
WITHIN = timedelta(minutes=10)


class Heat(Flag):
    """What is heated in a message."""

    NONE = 0
    #: Said at somebody, to hurt.
    FLUNG = auto()
    #: Of anything that makes people angry.
    ANGRY = auto()
    #: She cheats, it is too dear.
    CHEATED = auto()
    #: What she is said to earn by it.
    EARNS = auto()
    #: What it costs somewhere else.
    ELSEWHERE = auto()


#: What is said against a price, and against whoever asks it.
_OF_MONEY = Heat.CHEATED | Heat.EARNS
_HEATED = Heat.FLUNG | Heat.ANGRY | _OF_MONEY


@dataclass(frozen=True, slots=True)
class Said:
    """One message: who said it (any id), when, and what."""

    who: Hashable
    at: datetime
    text: str


#: Laughter, and what is said of oneself: whoever quarrels doesn't laugh.
_LAUGHS = re.compile(
    r"哈{2,}|hh+|嘻嘻|嘿嘿|呵呵呵|笑死|笑哭|开玩笑|逗你|说笑|玩笑|调侃|开个玩笑|狗头|🐶|😂|🤣|😄|😁|😆|😜|😝|😅|\[(?:捂脸|偷笑|笑哭|呲牙|憨笑|破涕为笑|旺柴|坏笑|奸笑|愉快|调皮|嘿哈)\]"
)
#: Goods and recipes in which such words stand harmlessly.
_HARMLESS = re.compile(
    r"滚(?:筒|烫|开水|水|圆|石|动|刀|雪球|边)|(?:水|汤|锅|油|煮|烧|再)滚|滚(?:了|开)(?:再|就|以后|之后)?(?:下|放|加)"
    r"|避坑|坑(?:底|位|爹)?(?:洼|里的水)|挖坑|水坑|坑口|黑心(?:萝卜|菜|红薯|土豆|苹果|梨|了)|心黑了"
    r"|(?:不|没|别|从不|从来不|不会|没有|又不|哪会)(?:坑|骗|黑心|宰|赚)|(?:怕|防|小心|当心|谨防)(?:被)?(?:骗|坑)|防骗|骗局|诈骗|骗子(?:电话|短信|链接)"
    r"|(?:赚|挣)(?:到|大|翻|了个|人气|吆喝|口碑|眼泪)|(?:太)?(?:值|划算|便宜).{0,4}赚"
)

#: An insult that is flung at somebody.
_FLUNG = re.compile(
    r"(?:你|你们|他|她|这种人|团长|这人|某些人|那谁)(?:这|这个|这种|们这种|们|就是|真|真是|真的|还真|是|是个|就是个)?"
    r"(?:傻[逼比屄叉]|[煞傻]笔|[sS][bB](?![a-zA-Z0-9])|骗子|不要脸|臭不要脸|没良心|缺德|黑心|无耻|混蛋|王八蛋|畜生|脑子有病|脑残|贱人|奸商)"
    r"|(?:给我|赶紧|你|你们)滚(?:出去|蛋|远点|开)?(?=吧|啊|[!！,，。.]|$)|^滚(?:蛋|出去|远点|开)?[!！。.]*$|滚蛋|不得好死|操你|草泥马"
    r"|放屁|放你(?:娘|妈)|(?:要点|要不要|臭不要|真不要|还要)脸(?:了|吗|不|么|$)|闭上?你的?嘴|你算(?:什么东西|老几|哪根)"
)
_ANGRY = re.compile(
    r"缺德|太过分|过分了|不讲理|不讲道理|胡说八道|睁眼说瞎话|凭什么|凭啥|闭嘴|恶心人|举报你|投诉你|去投诉|曝光你|打12315|要退群|跟你没完|没完了是"
    r"|等着瞧|你什么(?:意思|态度)|什么态度|爱买不买|爱要不要|不买拉倒|不买别买|嫌贵别买|傻[逼比]|神经病|有病吧|脑子有病|不要脸|骂谁|你再说一遍|吵什么|说话客气"
)
#: That she cheats.
_CHEATED = re.compile(
    r"骗子|骗人|骗钱|黑心|奸商|(?:心|价|这也|真|也)太黑|(?:心|价)真黑|^(?:就是)?[,，\s]*太黑|坑人|坑我们?|坑钱|坑邻居|宰人|宰客|宰我们|当我们(?:是)?(?:傻|冤大头)|冤大头|割韭菜"
)
#: A price elsewhere, held against the one here.
_ELSEWHERE = re.compile(
    r"(?:隔壁|别的|别家|其他|人家|外面|超市|菜场|菜市场|盒马|拼多多|美团|网上|淘宝|对面|另一个|其它)"
    r"(?:的)?(?:群|家|团|团长|店|那家|那个群|小区|里|上)?[^,，。\s]{0,6}?(?:才|只要|只卖|卖|都)?\s*\d+(?:\.\d+)?(?:块|元)?(?![\d个点号栋层楼分])"
    r"|比(?:隔壁|别家|超市|人家|外面|网上|菜场).{0,4}贵|(?:隔壁|别家|超市|人家|外面|网上|菜场).{0,6}便宜"
)
#: What she is said to earn by it.
_EARNS = re.compile(
    r"(?:你|你们|团长|他|她)(?:到底|究竟|一共|这是|这|[每一][单份斤箱盒])?(?:要|得)?(?:赚|挣|黑|抽)了?(?:我们|大家|邻居)?(?:走)?(?:多少|好多|不少|几块|几个点)(?!哦)"
    r"|赚(?:我们|大家|邻居)的?钱|赚差价|黑心钱|昧心钱|吃回扣|吃差价|拿回扣|中间商赚|(?:赚|挣)(?:得|的)?(?:太|这么|那么)(?:多|狠|黑)|加价(?:太|这么|那么)(?:多|狠|黑)"
)
_SHAPES = (
    (_FLUNG, Heat.FLUNG),
    (_ANGRY, Heat.ANGRY),
    (_CHEATED, Heat.CHEATED),
    (_EARNS, Heat.EARNS),
    (_ELSEWHERE, Heat.ELSEWHERE),
)


def heat_of(text: str) -> Heat:
    """What is heated in one message. Laughter takes all of it away."""
    if not text or _LAUGHS.search(text):
        return Heat.NONE
    clear = _HARMLESS.sub(" ", text)
    found = Heat.NONE
    for shape, heat in _SHAPES:
        if shape.search(clear):
            found |= heat
    return found


def is_quarrel(talk: Sequence[Said]) -> bool:
    """Whether the talk, oldest first, has turned into a quarrel with its last message."""
    if not talk:
        return False
    last = talk[-1]
    heat = heat_of(last.text)
    if Heat.FLUNG in heat or Heat.EARNS | Heat.ELSEWHERE in heat:
        return True
    before = [heat_of(said.text) for said in talk[:-1] if last.at - said.at <= WITHIN and said.who != last.who]
    return any(_goes_with(heat, other) for other in before)


def _goes_with(one: Heat, other: Heat) -> bool:
    """Whether the heated words of two people are of one quarrel: both angry, or both against the price."""
    if one & _OF_MONEY and other & (_OF_MONEY | Heat.ELSEWHERE):
        return True
    if other & _OF_MONEY and one & Heat.ELSEWHERE:
        return True
    return bool(one & _HEATED and other & _HEATED)
