"""What does a day in the group sound like? One whole day as data: who says what, at what time, quoting what.

It holds what people really do: plain orders, numbers, ``+1`` on a quote, dictation, pinyin, a chain with a fork,
changes, withdrawals, orders for others, questions, small talk, one who comes too late, payment and pickup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from bot.channels.playground.cast import ORGANIZER_ID, ZONE
from models.values import MessageKind, Quantity


@dataclass(frozen=True, slots=True)
class Saying:
    """One message of the day. ``at`` is a wall-clock time in the cast's zone; ``id`` is unique within the day.

    ``quotes`` and ``recalls`` are ids of earlier sayings.
    """

    id: str
    at: time
    person: str
    text: str = ""
    quotes: str | None = None
    recalls: str | None = None
    private: bool = False
    kind: MessageKind = MessageKind.TEXT

    def moment(self, day: date) -> datetime:
        return datetime.combine(day, self.at, tzinfo=ZONE)


#: What the supplier asks of her stands in it, as it does in real ones; nobody else may ever see that.
LIST_TEXT = """今天的货
1. 散养土鸡蛋 30枚/板 供货价25 零售32元
2. 丹东草莓 1斤/盒 29.9元
3. 纯牛奶 12盒/箱 58元
4. 黑猪五花肉 26元/斤
5. 黑猪排骨 42元/斤
6. 红富士苹果 5斤/箱 39元（团长价31）
7. 老豆腐 6元/块
8. 上海青 4.5元/份
9. 麒麟西瓜 35元/个
10. 鲜肉馄饨 20只/盒 22元
中午12点截单
下午4点半到
取货：3号楼架空层"""

_CHAIN_HEAD = """#接龙
今天的货，报品名和数量
例 张三 3-501 鸡蛋2

1. 豆豆爸 7-1201 西瓜1 馄饨2"""


def _group(id_: str, at: str, person: str, text: str, quotes: str | None = None) -> Saying:
    return Saying(id_, time.fromisoformat(at), person, text, quotes=quotes)


def _chain(id_: str, at: str, person: str, *entries: str) -> Saying:
    text = "\n".join((_CHAIN_HEAD, *entries))
    return Saying(id_, time.fromisoformat(at), person, text, kind=MessageKind.GROUP_NOTE)


def _recall(id_: str, at: str, person: str, recalls: str) -> Saying:
    return Saying(id_, time.fromisoformat(at), person, recalls=recalls, kind=MessageKind.RECALL)


def _private(id_: str, at: str, person: str, text: str) -> Saying:
    return Saying(id_, time.fromisoformat(at), person, text, private=True)


MORNING = (
    _private("list", "07:36", ORGANIZER_ID, LIST_TEXT),
    _private("publish", "07:38", ORGANIZER_ID, "发"),
    _group("fang-1", "07:44", "res-01", "鸡蛋2板 草莓1盒 3-501"),
    _group("zhou-1", "07:46", "res-02", "鸡蛋一板"),
    _group("he-1", "07:47", "res-04", "+1", quotes="zhou-1"),
    _group("lily-1", "07:49", "res-07", "2号3份"),
    _group("doudou-fog", "07:52", "res-06", "今天雾真大"),
    _group("peng-fog", "07:53", "res-11", "是啊，开车都慢点"),
    _group("wang-1", "07:55", "res-09", "五花肉两斤 豆腐3块，5-601"),
    _group("chen-1", "07:58", "res-08", "我要一箱牛奶，一斤半排骨。1-402。"),
    _group("lu-asks", "08:03", "res-03", "草莓还有吗"),
    _group("lu-1", "08:05", "res-03", "来两盒草莓，送到5-302"),
    _group("xu-1", "08:08", "res-12", "1、3、8各一份"),
    _group("zhang-1", "08:11:00", "res-05", "鸡蛋"),
    _group("zhang-2", "08:11:25", "res-05", "1板"),
    _group("zhang-3", "08:11:50", "res-05", "2-101"),
    _chain("chain-1", "08:15:00", "res-06"),
    _chain("chain-2", "08:19:00", "res-15", "2. 二宝妈 4-1003 牛奶2"),
    # She had not seen the entry above when she wrote hers: a fork, as it happens every morning.
    _chain("chain-3", "08:19:20", "res-18", "2. 米粒妈 3-803 草莓2 上海青1"),
    _chain("chain-4", "08:26", "res-13", "2. 二宝妈 4-1003 牛奶2", "3. 静待花开 6-702 苹果1"),
    _group("potato-asks", "08:30", "res-10", "新来的问一下，怎么付款呀"),
    _group("hai-1", "08:33", "res-14", "西瓜来一个"),
    _group("liang-1", "08:36", "res-16", "我要2盒馄饨和一份上海青"),
    _group("gui-1", "08:40", "res-17", "排骨2斤，要小排"),
    _group("fang-2", "08:44", "res-01", "草莓改成2盒"),
    _group("zhou-2", "08:50", "res-02", "再来一板鸡蛋"),
    _group("zheng-1", "08:55", "res-19", "五花肉一斤，豆腐两块"),
)

FORENOON = (
    _group("mango-1", "09:02", "res-20", "jidan 1板"),
    _group("weekend-1", "09:06", "res-21", "苹果一箱"),
    _recall("weekend-recall", "09:07", "res-21", "weekend-1"),
    _group("weekend-2", "09:08", "res-21", "苹果两箱 6-1101"),
    _group("qing-chat", "09:15", "res-22", "昨天的馄饨真好吃"),
    _group("feng-1", "09:20", "res-23", "帮我妈订一箱牛奶"),
    _group("li-1", "09:27", "res-24", "鸡旦一版"),
    _group("zhong-1", "09:33", "res-25", "3号要1箱"),
    _group("tang-1", "09:40", "res-26", "豆腐2块，上海青2份，3-1601"),
    _group("zhen-1", "09:52", "res-27", "两斤五花肉 一斤排骨"),
    _group("jiang-asks", "10:05", "res-28", "西瓜一个大概多重"),
    _group("jiang-1", "10:08", "res-28", "西瓜来1个"),
    _group("qiang-1", "10:15", "res-29", "馄饨*3"),
    _group("miao-1", "10:24", "res-30", "牛奶1箱 草莓1盒，钱转了"),
    _group("song-1", "10:31", "res-31", "鸡蛋两板，8-504"),
    _group("qi-1", "10:38", "res-32", "草莓2盒"),
    _group("yue-1", "10:46", "res-33", "豆腐1块"),
    _group("qi-2", "10:55", "res-32", "草莓不要了"),
    _group("mu-1", "11:02", "res-34", "苹果一箱 牛奶一箱"),
    _group("xiao-1", "11:10", "res-35", "要点排骨"),
    _group("xiao-2", "11:17", "res-35", "2斤"),
    _group("peng-cat", "11:20", "res-11", "楼下那只橘猫是谁家的呀"),
    _group("potato-1", "11:25", "res-10", "馄饨1盒 鸡蛋1板 2-205"),
    _private("xu-mine", "11:40", "res-12", "我的订单"),
    _group("hai-2", "11:48", "res-14", "都不要了，不好意思"),
    _group("wang-paid", "11:52", "res-09", "钱转了"),
)

AFTERNOON = (
    _group("peng-late", "12:06", "res-11", "刚看到，鸡蛋来一板"),
    _private("take-late", "12:12", ORGANIZER_ID, "全收"),
    _private("purchase", "12:20", ORGANIZER_ID, "报货"),
    _private("arrived", "16:26", ORGANIZER_ID, "到了"),
    _group("zhou-picked", "16:41", "res-02", "拿到了"),
    _group("fang-picked", "16:50", "res-01", "拿到啦，草莓真新鲜"),
    _group("he-picked", "16:58", "res-04", "拿走啦，谢谢"),
    _group("xu-claim", "17:20", "res-12", "鸡蛋碎了两个"),
    _group("mu-asks", "18:10", "res-34", "刚到家，现在还能拿吗"),
    _group("erbao-picked", "18:30", "res-15", "拿到了"),
    _group("lily-paid", "20:10", "res-07", "转了89.7"),
)

SAMPLE_DAY = MORNING + FORENOON + AFTERNOON

#: When the day is over: after the summary to the organizer.
DAY_ENDS_AT = time(21, 40)

CUTOFF_AT = time(12, 0)


def _standing(**quantities: str) -> Mapping[str, Quantity]:
    """Quantities by product number: ``n1="2"`` is two of number 1."""
    return MappingProxyType({number.removeprefix("n"): Decimal(quantity) for number, quantity in quantities.items()})


#: What each person's order must hold at the cut-off, by product number. Whoever is missing has none.
STANDING_AT_CUTOFF: Mapping[str, Mapping[str, Quantity]] = MappingProxyType(
    {
        "res-01": _standing(n1="2", n2="2"),
        "res-02": _standing(n1="2"),
        "res-03": _standing(n2="2"),
        "res-04": _standing(n1="1"),
        "res-05": _standing(n1="1"),
        "res-06": _standing(n9="1", n10="2"),
        "res-07": _standing(n2="3"),
        "res-08": _standing(n3="1", n5="1.5"),
        "res-09": _standing(n4="2", n7="3"),
        "res-10": _standing(n10="1", n1="1"),
        "res-12": _standing(n1="1", n3="1", n8="1"),
        "res-13": _standing(n6="1"),
        "res-15": _standing(n3="2"),
        "res-16": _standing(n10="2", n8="1"),
        "res-17": _standing(n5="2"),
        "res-18": _standing(n2="2", n8="1"),
        "res-19": _standing(n4="1", n7="2"),
        "res-20": _standing(n1="1"),
        "res-21": _standing(n6="2"),
        "res-23": _standing(n3="1"),
        "res-24": _standing(n1="1"),
        "res-25": _standing(n3="1"),
        "res-26": _standing(n7="2", n8="2"),
        "res-27": _standing(n4="2", n5="1"),
        "res-28": _standing(n9="1"),
        "res-29": _standing(n10="3"),
        "res-30": _standing(n3="1", n2="1"),
        "res-31": _standing(n1="2"),
        "res-33": _standing(n7="1"),
        "res-34": _standing(n6="1", n3="1"),
        "res-35": _standing(n5="2"),
    }
)

#: What comes on top when the organizer takes in who came too late.
TAKEN_LATE: Mapping[str, Mapping[str, Quantity]] = MappingProxyType({"res-11": _standing(n1="1")})


def totals(*standing: Mapping[str, Mapping[str, Quantity]]) -> dict[str, Quantity]:
    """How much of each product number all of them hold together."""
    sums: dict[str, Quantity] = {}
    for orders in standing:
        for lines in orders.values():
            _add(sums, lines.items())
    return sums


def _add(sums: dict[str, Quantity], lines: Iterable[tuple[str, Quantity]]) -> None:
    for number, quantity in lines:
        sums[number] = sums.get(number, Decimal()) + quantity
