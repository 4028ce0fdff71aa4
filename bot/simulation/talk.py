"""What is said that orders nothing? Small talk, questions, payments, pickup, complaints, and that it is too loud."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bot.simulation.goods import Offer
from bot.simulation.profiles import Character
from bot.simulation.residents import Resident

_CHAT = {
    Character.SHOP: (
        "今天雾真大",
        "楼下快递柜又满了",
        "谁家的猫在三楼叫",
        "哈哈哈哈",
        "早呀",
        "电梯修好了吗",
        "物业说下午停水",
        "孩子放学了没人接，谁顺路",
        "昨天的馄饨真好吃",
        "我先去送孩子",
        "周末去哪儿玩",
        "好冷啊，穿秋裤了",
        "小区门口那家店关门了",
        "有人捡到钥匙吗，蓝色的",
        "今晚有球赛",
        "谢谢团长，辛苦了",
        "收到",
        "好的👌",
        "路上堵死了",
        "我下班去拿",
        "哪家医院看牙好",
        "这个天适合吃火锅",
        "上次的苹果挺甜的",
        "家里还有好多鸡蛋，先不买了",
        "听说要涨价了",
    ),
    Character.LOCKDOWN: (
        "今天做核酸了吗",
        "几点叫做核酸",
        "楼下大白来了",
        "居委会说再坚持几天",
        "我家还剩点面条",
        "谁有多的退烧药",
        "感谢志愿者",
        "辛苦团长和楼长了",
        "窗外能看到人了，真好",
        "孩子网课又卡了",
        "今天新增多少",
        "哪栋又封了",
        "收到",
        "好的",
        "加油",
        "抗原结果发楼长",
        "睡不着",
        "谁家做馒头的，教教我",
        "我们楼昨天送到的，都好",
        "快递还能进吗",
    ),
    Character.VILLAGE: (
        "吃了没",
        "今天逢集吗",
        "地里湿不湿",
        "下雨了，晒的快收",
        "娃们几时回来",
        "晚上村里唱戏",
        "大队部通知开会",
        "谁看见我家的鸡了",
        "好",
        "知道了",
        "收到",
        "天冷了",
        "我娃给我买的手机不会弄",
        "明天谁去镇上捎我一个",
        "麦子涨价没",
    ),
}

_QUESTIONS = (
    "{name}还有吗",
    "{name}多少钱一{unit}",
    "几点截单呀",
    "今天几点能到",
    "货到了没",
    "在哪儿拿",
    "{name}新鲜不",
    "能送上门吗",
    "怎么付款",
    "{name}一{unit}有多少",
)
_NEIGHBOURS_SAY = ("应该有吧", "老地方", "下午四点多", "群里发过，往上翻", "和昨天一样", "问团长", "我也想知道")

_PAID = ("钱转了", "已付", "转过去了", "付了哈", "微信转了", "已转，查收")
_PICKED = ("拿到了", "拿走啦，谢谢", "已取", "拿到了，很新鲜", "货收到了", "拿到了，辛苦团长")
_CLAIMS = ("{name}坏了两个", "{name}碎了", "{name}少了一{unit}", "收到的{name}有点烂", "{name}不新鲜啊，臭了")
_NOISE = ("太吵了", "小助手太吵了", "别老发了，太吵了")
_WITHDRAWN = ("都不要了，不好意思", "我的都取消吧", "整单退了吧")


def chat(character: Character, chance: Random) -> str:
    return chance.choice(_CHAT[character])


def question(offers: Sequence[Offer], chance: Random) -> str:
    return _of_some(_QUESTIONS, offers, chance)


def neighbours_word(chance: Random) -> str:
    """What a neighbour answers, before anybody else does."""
    return chance.choice(_NEIGHBOURS_SAY)


def paid(sum_yuan: str | None, chance: Random) -> str:
    return chance.choice(_PAID) if sum_yuan is None or chance.random() < 0.6 else f"转了{sum_yuan}"


def picked(resident: Resident, chance: Random) -> str:
    room = resident.home.rpartition("-")[2]
    return f"{room}拿了" if room and chance.random() < 0.15 else chance.choice(_PICKED)


def claim(offer: Offer, chance: Random) -> str:
    return _of_some(_CLAIMS, (offer,), chance)


def too_loud(chance: Random) -> str:
    return chance.choice(_NOISE)


def withdrawn(chance: Random) -> str:
    return chance.choice(_WITHDRAWN)


def _of_some(forms: Sequence[str], offers: Sequence[Offer], chance: Random) -> str:
    good = chance.choice(offers).good
    return chance.choice(forms).format(name=good.called, unit=good.unit)
