"""Whom are the goods for? Names, phones and on whose behalf, where a text states them (order-language, section 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.language.patterns import unhurried

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴"
    "严莫孔向常汤康易乔赖文庞樊兰殷施洪翟安颜倪温芦牛鲁葛庄柳申齐岳梅祁俞章柯裴童阮季成耿关左宁焦柴纪尚舒"
    "詹穆凌盛路费卓喻包岑洛桂佟鲍霍管解连商祝苗伍邢项巩单冷辛聂饶房"
)
_TITLE = (
    "阿婆|阿公|阿伯|嬢嬢|孃孃|大娘|大伯|婶子|师母|阿姨|叔叔|奶奶|爷爷|大妈|大爷|大叔|大婶|大姐|大哥|老师|师傅|婆婆|伯伯|伯母|女士|先生|小姐|医生|护士"
    "|嫂子|姐姐|哥哥|妹妹|弟弟|老太太|老爷子|妈妈|爸爸|姥姥|太太|经理|主任|姐|哥|叔|姨|婶|嫂|伯|总|工|妈"
    "|爸|爷|奶|妹|弟"
)
_KIN = (
    "[大小](?:姑子|姨子|舅子|叔子|伯子)|妯娌|[大二三四五小幺表堂](?:姨|姑|舅|叔|伯|婶|姐|哥|妹|弟|嫂|爷|奶|姨妈|姑妈|舅妈|舅舅)|爸妈|妈妈|爸爸|老妈"
    "|老爸|父母|爷爷奶奶|外公外婆|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|公公|公婆|岳母|岳父|丈母娘|老丈人"
    "|姐姐|妹妹|哥哥|弟弟|嫂子|弟妹|姑姑|姑妈|舅舅|舅妈|阿姨|叔叔|婶婶|姨妈|姨|老公|老婆|媳妇|儿子"
    "|老汉儿?|老爹|老娘|阿婆|阿公|阿爷|家婆|家公|老伴|老姑|老姨|老舅|老叔|爱人|对象|姐夫|妹夫|弟媳|儿媳妇?|女婿|孙子|孙女|幺妹|幺儿|婶子|舅母|徒弟|护工|月嫂|阿姨家"
    "|女儿|闺女|孩子|邻居|闺蜜|同事|朋友|室友|同学|保姆|房东|租客|亲家|对门|对面|隔壁|楼上|楼下|妈|爸|姐|妹|哥"
    "|弟|姑|舅|娘|爹|婆|奶|爷|老人|家人|领导|老板|老乡|老师|他们|她们"
)
_NAME = (
    rf"(?:[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?(?:{_TITLE})"
    rf"|[小老阿大][{_SURNAMES}强明华丽芳军杰勇敏静燕红玲]|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
)
#: The shortest name that leaves a verb behind it: 帮王芳订.
_NAME_BEFORE_VERB = _NAME.replace("{1,2})", "{1,2}?)")
_WHO = (
    rf"(?:(?:我们?)?(?:楼上|楼下|隔壁|对门|对面)的?[\u4e00-\u9fff]{{1,3}}(?:{_TITLE})|(?:我们?|俺|咱们?)?(?:{_KIN})(?:的)?(?:{_NAME_BEFORE_VERB}|{_TITLE})?|(?:我们?|俺"
    rf"|咱们?)(?:家)?(?:{_KIN})|{_NAME_BEFORE_VERB}|[\u4e00-\u9fff]{{1,3}}(?:{_TITLE}))"
)
_GOODS_NEXT = (
    r"(?=(?:家)?(?:里)?(?:也|再|都|先|顺便|多)?(?:订|定|买|带|要|拿|记|留|来|加|捎|下单|点|报|接|登记|代"
    r"|选|弄|整|搞|称|取|领|送(?=[QNP])|\s|[,:]|P|Q|N|R|T|$|的))"
)
_FOR = unhurried(
    rf"(?:也|还|再|顺便|另外)?(?P<for>帮|替|代|给|为"
    rf"|幫)(?:忙)?\s?(?P<r>(?:我们?)?(?:{_KIN})?R(?:的)?\s?)?(?P<who>{_WHO}){_GOODS_NEXT}(?P<home>家里?)?(?P<of>的)?"
)
#: With an address before them it may be anybody: 帮2-1104的Amy订, 帮1203小胖带.
_BRINGS = r"(?:订|定|买|带|要|拿|记|留|来|加|捎|下单|报|接)"
#: What may stand between a room and what is done for it, and is nobody's name.
_NOBODY = r"(?:的|也|再|都|先|还|又|就|多|顺便|顺手|顺带|一起|一块儿?|家里?|那[边家]?|这[边家]?|[他她]们?|\s)"
_FOR_ADDRESS = unhurried(
    rf"(?:帮|替|代|给|为)(?:忙)?\s?R(?:的)?\s?(?!{_NOBODY}*{_BRINGS})(?P<who>[\u4e00-\u9fff]{{1,4}}?|[a-z]{{2,12}})"
    rf"(?P<home>家里?)?(?=[也再都还]?{_BRINGS})"
)
#: An address that leads what is done for who lives there: 帮501再带一盒.
_FOR_ROOM = unhurried(rf"(?:帮|替|代|给|F)(?:忙)?\s?(?P<room>R){_NOBODY}*{_BRINGS}")
_AT_HOME = unhurried(rf"(?P<who>(?:我|俺|咱)(?:{_KIN}))(?P<home>家)?(?=R|\s?R|那?边?也?(?:要|来|订|拿)(?:[QNP]|两|一))")
_TOGETHER = unhurried(rf"(?<=我)(?P<with>[和跟])(?P<who>(?:我们?)?(?:{_KIN}))(?P<home>家)?(?=各)")
_OWNED = unhurried(
    rf"(?P<for>(?:这)?是?(?:给|帮|替|代))(?P<r>R(?:的)?)?(?P<who>{_WHO})(?:家)?(?P<of>的|订的|带的|买的"
    rf"|拿的|定的|代订|代买)(?=$|[\s,;。)])"
)
_STATED = unhurried(
    rf"(?:收货人|收件人|取货人|提货人|联系人|姓名|名字|收货|我叫|名叫|称呼)(?:姓名|名字)?(?:是|叫|改成|改为"
    rf"|换成)?[:\s]*(?P<name>{_NAME}|[\u4e00-\u9fff]{{2,4}}(?=$|[\s,;。TR]))"
)
#: A character of each word that states a name.
_STATING = unhurried("[人名叫货呼]")
#: What stands in no given name: 钱转了 is nobody.
_GIVEN = (
    r"(?![了吗吧呢啊呀哈哦的得地转付送到来要订拿取提领退换加减不没有是在和跟就都也还再个份盒箱袋斤块板件单上下前后左右谢])"
    r"[\u4e00-\u9fff]"
)
_FULL_NAME = (
    rf"(?!谢谢|多谢|麻烦|辛苦)(?:[{_SURNAMES}](?:{_GIVEN}){{1,2}}|[{_SURNAMES}](?:{_TITLE})|[小老阿][{_SURNAMES}])"
)
_BY_PHONE = unhurried(
    rf"(?<![\u4e00-\u9fff])(?P<name>{_FULL_NAME})[\s,:]{{0,2}}(?:电话|手机号?|tel)?[:\s]{{0,2}}(?=T)"
    rf"|(?<=T)[\s,]{{0,2}}(?P<after>{_FULL_NAME})(?![\u4e00-\u9fff])"
)
_BY_ADDRESS = unhurried(
    rf"(?<=R)[\s,]?(?P<name>{_FULL_NAME})(?=$|[\s,;。TP])|(?:^|(?<=[\s,;]))(?P<before>{_FULL_NAME})(?=\s?[,]?R)"
)
_IN_PLACE_OF = unhurried(rf"(?:替|代)(?=\s?R{_NOBODY}*{_BRINGS})")
_PHONE_LABEL = unhurried(
    r"(?:[我她他]的?)?(?:联系)?(?:电话|手机|号码|tel|联系方式)(?:号码?)?(?:是|为)?[:\s]*(?=T)|(?<=T)(?:微信同号|\(微信同号\))"
    r"|(?<![到给至])[她他]们?(?:现在)?(?:家)?(?:住在?|在|是|家)?\s?(?=R)"
)
_SOMEBODY = unhurried("[帮替代给为幫]|我[和跟妈爸姐婆爷奶哥弟妹舅姑姨公岳邻闺同外老大小二三四表堂]|俺|咱")
_NO_ONE = frozenset({"大家", "我家", "他们", "她们", "孩子", "老板"})


@dataclass(slots=True, unsafe_hash=True)
class Person:
    """Somebody stated in a sketch. ``start``..``end`` is the whole phrase, ``who`` the place of the name in it."""

    start: int
    end: int
    who: tuple[int, int]
    on_behalf: bool


def find_people(sketch: str) -> list[Person]:
    """Stated recipients' names and on whose behalf, in order. Words of a phone's label count as its phrase."""
    found: list[Person] = []
    if _SOMEBODY.search(sketch) is not None:
        addressed = (_FOR_ADDRESS,) if "R" in sketch else ()
        for pattern in (_OWNED, _FOR, *addressed, _AT_HOME, *((_TOGETHER,) if "各" in sketch else ())):
            found += [_behalf(match) for match in pattern.finditer(sketch) if match["who"] not in _NO_ONE]
    placed = "T" in sketch or "R" in sketch
    stating = (_STATED,) if _STATING.search(sketch) is not None else ()
    for pattern in (*stating, *((_BY_PHONE, _BY_ADDRESS) if placed else ())):
        for match in pattern.finditer(sketch):
            group = next(name for name in ("name", "after", "before") if match.groupdict().get(name))
            found.append(Person(match.start(), match.end(), match.span(group), on_behalf=False))
    return _without_overlap(found) if found else found


def addresses_of_others(sketch: str) -> frozenset[int]:
    """Where addresses stand for which somebody else does something: what was ordered before them is the sender's."""
    return frozenset(match.start("room") for match in _FOR_ROOM.finditer(sketch)) if "R" in sketch else frozenset()


def labels(sketch: str) -> list[tuple[int, int]]:
    """Words beside a phone or an address that only say that it is one, or for whom something is done."""
    if "T" not in sketch and "R" not in sketch:
        return []
    return [match.span() for pattern in (_PHONE_LABEL, _IN_PLACE_OF) for match in pattern.finditer(sketch)]


def _behalf(match: re.Match[str]) -> Person:
    return Person(match.start(), match.end(), match.span("who"), on_behalf=True)


def _without_overlap(people: list[Person]) -> list[Person]:
    """The first found of those that overlap; patterns were tried in order of what they are sure of."""
    kept: list[Person] = []
    taken: set[int] = set()
    for person in people:
        places = range(person.start, person.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(person)
    return sorted(kept, key=lambda person: person.start)
