"""Who lives in the make-believe group? Its organizer, its residents, and the bot."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.values import Role

ROOM_ID = "room-1"
ROOM_NAME = "幸福里鲜货群"
ORGANIZER_ID = "organizer"
BOT_ID = "bot"
BOT_NAME = "小助手"
ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in the group. ``home`` and ``about`` are for who plays them; the bot never sees either.

    ``regular`` marks those whom the page offers first. Who is no friend can't be written to privately.
    """

    id: str
    nickname: str
    home: str = ""
    about: str = ""
    is_friend: bool = False
    regular: bool = False
    role: Role = Role.RESIDENT


ORGANIZER = Character(ORGANIZER_ID, "雅姐", "3-102", "开团的人", is_friend=True, regular=True, role=Role.ORGANIZER)

REGULARS = (
    Character("res-01", "芳芳妈", "3-501", "几乎天天买", is_friend=True, regular=True),
    Character("res-02", "老周", "3-1202", "退休了，爱跟着买", regular=True),
    Character("res-03", "林小鹿", "5-302", "上班族，总让送上门", is_friend=True, regular=True),
    Character("res-04", "何姐", "3-502", "热心，爱帮邻居捎", is_friend=True, regular=True),
    Character("res-05", "张伯", "2-101", "独居，一句话分三条发", regular=True),
    Character("res-06", "豆豆爸", "7-1201", "只用接龙", regular=True),
    Character("res-07", "Lily", "7-803", "报号不报名", regular=True),
    Character("res-08", "陈师傅", "1-402", "语音转文字", regular=True),
    Character("res-09", "王阿姨", "5-601", "买菜的行家", is_friend=True, regular=True),
    Character("res-10", "小土豆", "2-205", "刚搬来，第一次买", regular=True),
    Character("res-11", "大鹏", "6-1804", "话多，总赶不上截单", regular=True),
    Character("res-12", "徐老师", "1-1101", "订完要核对一遍", is_friend=True, regular=True),
)

NEIGHBOURS = (
    Character("res-13", "静待花开", "6-702"),
    Character("res-14", "海阔天空", "4-301"),
    Character("res-15", "二宝妈", "4-1003", is_friend=True),
    Character("res-16", "阿亮", "8-201"),
    Character("res-17", "桂花", "8-902"),
    Character("res-18", "米粒妈", "3-803"),
    Character("res-19", "老郑", "5-1401"),
    Character("res-20", "芒果", "7-402"),
    Character("res-21", "周末不加班", "6-1101"),
    Character("res-22", "青青", "2-1502"),
    Character("res-23", "冯姨", "1-203"),
    Character("res-24", "老李头", "4-102"),
    Character("res-25", "小钟", "8-1603"),
    Character("res-26", "糖糖", "3-1601"),
    Character("res-27", "阿珍", "5-805"),
    Character("res-28", "江南", "6-305"),
    Character("res-29", "强子", "7-1502"),
    Character("res-30", "苗苗妈", "2-804", is_friend=True),
    Character("res-31", "老宋", "8-504"),
    Character("res-32", "七七", "1-1602"),
    Character("res-33", "月半", "4-1404"),
    Character("res-34", "阿木", "5-204"),
    Character("res-35", "晓晓", "3-702"),
)

RESIDENTS = REGULARS + NEIGHBOURS
EVERYBODY = (ORGANIZER, *RESIDENTS)

_BY_ID = {character.id: character for character in EVERYBODY}


def character(person: str) -> Character | None:
    """The one with this id; None for the bot and for nobody."""
    return _BY_ID.get(person)


def name_of(person: str) -> str:
    """The nickname to show for an id, the bot's own included. Raises KeyError for nobody."""
    return BOT_NAME if person == BOT_ID else _BY_ID[person].nickname


def mentioned_in(text: str) -> tuple[str, ...]:
    """The ids of all whom a text mentions (``@小助手 帮助``), in the order of the cast, the bot first.

    A longer nickname goes before one that it begins with.
    """
    names = {BOT_NAME: BOT_ID} | {one.nickname: one.id for one in EVERYBODY}
    found: set[str] = set()
    for part in text.split("@")[1:]:
        fitting = [name for name in names if part.startswith(name)]
        if fitting:
            found.add(names[max(fitting, key=len)])
    return tuple(person for person in names.values() if person in found)
