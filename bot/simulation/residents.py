"""Who lives in a group? Residents with a name, a home and ways of their own, the same each time for one seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from random import Random

from bot.simulation.profiles import Character, Profile


class Manner(StrEnum):
    """How somebody writes an order."""

    PLAIN = "plain"
    POLITE = "polite"
    NUMBERS = "numbers"
    DICTATES = "dictates"
    SLOPPY = "sloppy"
    IN_PARTS = "in_parts"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Resident:
    """``answers``: how likely they are to answer what they are asked. ``captain_of``: a building, in a lock-down."""

    contact: str
    name: str
    home: str
    manner: Manner
    answers: float
    captain_of: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """One group: its room, the organizer, and who lives there, those first who write most."""

    number: int
    profile: Profile
    organizer: Resident
    residents: tuple[Resident, ...]

    @property
    def room_id(self) -> str:
        return f"{70_000 + self.number}@chatroom"

    @property
    def room_name(self) -> str:
        words = {Character.SHOP: "号院团购群", Character.LOCKDOWN: "号院互助群", Character.VILLAGE: "村便民群"}
        return f"{self.number + 1}{words[self.profile.character]}"

    @property
    def owner_id(self) -> str:
        """The organizer's id in the configuration."""
        return f"organizer-{self.number}"


_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华玉萍红娜玲芬芳燕彩兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼"
_TITLES = {
    Character.SHOP: ("姐", "哥", "阿姨", "师傅", "老师", "叔"),
    Character.LOCKDOWN: ("姐", "哥", "阿姨", "叔", "医生", "老师"),
    Character.VILLAGE: ("婶", "大爷", "大娘", "叔", "奶奶", "伯"),
}
_CHILDREN = ("朵朵", "果果", "乐乐", "安安", "小宝", "二宝", "糖糖", "可可", "萌萌", "阳阳", "童童", "欣欣", "诺诺")
_SELF_MADE = (
    "静待花开",
    "海阔天空",
    "周末不加班",
    "Lily",
    "Anna",
    "阿亮",
    "月半弯",
    "江南雨",
    "Tony",
    "晴天",
    "七七",
    "岁月静好",
)

#: How manners are spread; old people in a village dictate, and in a lock-down everybody joins the chain.
_MANNERS = {
    Character.SHOP: (34, 12, 12, 8, 10, 6, 18),
    Character.LOCKDOWN: (26, 6, 18, 6, 8, 4, 32),
    Character.VILLAGE: (36, 4, 8, 26, 12, 8, 6),
}


@lru_cache(maxsize=2048)
def neighbourhood(seed: int, profile: Profile, group: int) -> Neighbourhood:
    """Who lives in this group."""
    chance = Random(f"neighbourhood {seed} {profile.name} {group}")
    count = max(16, profile.messages // 2 + 20)
    names = _names(profile.character, count + 1, chance)
    homes = _homes(profile.character, count + 1, chance)
    people = [
        Resident(
            contact=f"wxid_{group}_{place}",
            name=name,
            home=home,
            manner=chance.choices(tuple(Manner), weights=_MANNERS[profile.character])[0],
            answers=chance.choice((0.0, 0.5, 0.9, 0.9)),
        )
        for place, (name, home) in enumerate(zip(names, homes, strict=True))
    ]
    residents = people[1:]
    if profile.character is Character.LOCKDOWN:
        residents = _with_captains(residents)
    return Neighbourhood(group, profile, people[0], tuple(residents))


def _names(character: Character, count: int, chance: Random) -> list[str]:
    """Names of which none stands within another, so that whoever is named in a post can be told."""
    found: list[str] = []
    while len(found) < count:
        name = _name(character, chance)
        if not any(name in other or other in name for other in found):
            found.append(name)
    return found


def _name(character: Character, chance: Random) -> str:
    kind = chance.random()
    if kind < 0.25:
        return chance.choice(_CHILDREN) + chance.choice(("妈", "爸", "奶奶", "外婆"))
    if kind < 0.5:
        return chance.choice(_SURNAMES) + chance.choice(_TITLES[character])
    if kind < 0.58:
        return chance.choice(_SELF_MADE)
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2))


def _homes(character: Character, count: int, chance: Random) -> list[str]:
    if character is Character.VILLAGE:
        # Houses without buildings: people say whose it is.
        return [""] * count
    buildings, floors = (8, 18) if character is Character.SHOP else (6, 11)
    every = [
        f"{building}-{floor}{door:02}"
        for building in range(1, buildings + 1)
        for floor in range(1, floors + 1)
        for door in (1, 2, 3)
    ]
    return chance.sample(every, count)


def _with_captains(residents: Sequence[Resident]) -> list[Resident]:
    """One of each building speaks for it."""
    named: set[str] = set()
    found: list[Resident] = []
    for resident in residents:
        building = resident.home.partition("-")[0]
        captain = "" if building in named else building
        named.add(building)
        found.append(
            Resident(
                resident.contact, resident.name, resident.home, resident.manner, resident.answers, captain_of=captain
            )
        )
    return found


def somebody(people: Sequence[Resident], chance: Random) -> Resident:
    """Whoever writes next: few write much, many write little."""
    return people[min(int(len(people) * chance.random() ** 1.8), len(people) - 1)]
