"""For whom does a text speak? Names and addresses, as the organizer and her neighbours write them before an order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from handlers.households import Whose
from handlers.targets import groups_of
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.language import Catalog
from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.language.units import UNIT_PATTERN
from models.values import PersonId, Recipient

#: What stands around names and addresses, and says nothing.
EDGES = " \t\r\n:：,，、;；。.·-—"
#: `我是王芳 3-501`, `收货人：王芳`, `给王芳`.
_BEFORE = re.compile(r"^\s*(?:我是|我叫|这是|这里是|收货人|收件人|姓名|名字|房号|地址|给|帮|替|@|＠)\s*[:：]?\s*(?=\S)")
_BEHIND = re.compile(r"(?:的|家的|家|要的|订的)$")
_TITLE = (
    r"(?:阿姨|叔叔?|大爷|大妈|大叔|大伯|伯伯?|婶婶?|奶奶|爷爷|婆婆|姐|哥|嫂子?|老师|师傅|妈妈?|爸爸?|太太|先生|女士)"
)
#: A name of nobody known: what people call a neighbour by.
_TITLED = re.compile(rf"^[\u4e00-\u9fff]{{1,4}}?{_TITLE}家?")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_PLAIN_NAME = re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,6}$")
#: Words that stand where a name could, and are none: 送到 5-302, 给我留两盒.
_NO_NAME = re.compile(
    r"^(?:我|你|您|他|她|它|咱|俺|自己|大家|谁|哪|送|放|寄|住|到|在|也|和|跟|帮|请|就|对|好|那|这|今天|明天|后天|昨天"
    r"|早上|上午|中午|下午|晚上|麻烦|谢谢|团长|老板)"
)
#: Words with which a wish begins, and a name ends: `王芳不要草莓了`, `小李来两盒馄饨`.
_WISH = re.compile(r"(?:再|多|还|少|不|别|都|全|改|换|加|减|去|取消|退|要|来|订|拿|把|只|留|带|送|记|买).*$")
_NUMBER = r"[\d一二两俩三仨四五六七八九十百半几]+"
_AMOUNT = re.compile(rf"{_NUMBER}\s*(?:{UNIT_PATTERN})?\s*$")
#: `两盒` of `501两盒草莓` is nobody.
_COUNTED = re.compile(rf"{_NUMBER}\s*(?:{UNIT_PATTERN})")
#: By which she says that it is for herself; only where she is asked whose it is: who writes 我 elsewhere may be
#: anybody whose words she hands on.
_HER_OWN = re.compile(r"(?:我们?|自己?|咱|俺)(?:自己|自个儿?)?家?(?:要|订|买)?的?")
_PHONE = re.compile(r"(?<!\d)1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Names:
    """The names by which somebody is called, longest first, and those of the goods, which go before them."""

    known: tuple[str, ...]
    catalog: Catalog


def names_for(group_buy: GroupBuy, turn: Turn) -> Names:
    """Nicknames, names on orders and on whose behalf they are; and the names of what is on sale."""
    nicknames: dict[PersonId, str] = {}
    for group in groups_of(turn, group_buy):
        nicknames.update(turn.unit.people.names_in(group.id))
    orders = turn.unit.books.read(group_buy.id).orders()
    members: Mapping[PersonId, object] = turn.unit.people.many({one.member for one in orders} - nicknames.keys())
    households = [str(getattr(person, "nickname", "")) for person in members.values()]
    stated = [name for one in orders for name in (one.name, one.on_behalf_of) if name]
    found = {simplify(name).strip() for name in (*nicknames.values(), *households, *stated)}
    known = tuple(sorted((name for name in found if name), key=len, reverse=True))
    return Names(known, turn.house.memory.catalog(group_buy.products))


def whose_of(text: str, names: Names) -> tuple[Whose, str]:
    """For whom a text begins to speak, and the rest of it: an address, a known name, or both in either order. What is
    a name of goods is none of a person's: neighbours are called 苹果, and a sauce 老干妈."""
    rest, name = _BEFORE.sub("", text).lstrip(EDGES), None
    recipient: Recipient | None = None
    while True:
        address = next((each for each in find_addresses(rest) if each.start == 0), None)
        called = None if name else _name_at_the_head(rest, names)
        if recipient is None and address is not None:
            recipient, rest = address.recipient, rest[address.end :].lstrip(EDGES)
        elif called:
            name, rest = called, rest[len(called) :].lstrip(EDGES)
        else:
            return (Whose(name, recipient), rest) if name or recipient else (Whose(), text)


def _name_at_the_head(text: str, names: Names) -> str | None:
    """The longest name with which a text begins; one of a single character stands by itself. Before an address a plain
    word is a name too: `陈小明 5-602`."""
    known = next((each for each in names.known if text.startswith(each) and _ends_there(each, text)), "")
    titled = _TITLED.match(text)
    addressed = _before_an_address(text, names)
    name = max(known, titled[0] if titled else "", addressed, key=len)
    goods = max((mention.end for mention in names.catalog.find_names(text) if mention.start == 0), default=0)
    return name if len(name) > goods else None


def _ends_there(name: str, text: str) -> bool:
    return len(name) > 1 or not _LETTER.match(text[len(name) :])


def _before_an_address(text: str, names: Names) -> str:
    found = next(iter(find_addresses(text)), None)
    name = "" if found is None else text[: found.start].rstrip(EDGES)
    says_more = _WISH.search(name) or _AMOUNT.search(name) or any(names.catalog.find_names(name))
    return name if is_plain_name(name) and not says_more else ""


def is_plain_name(text: str) -> bool:
    return _PLAIN_NAME.fullmatch(text) is not None and _NO_NAME.match(text) is None


def unknown_name(text: str, names: Names) -> tuple[str | None, str]:
    """A name of nobody known before the first goods, where one must stand: behind `记`, or beside an address."""
    first = next((mention.start for mention in names.catalog.find_names(text)), len(text))
    name = _AMOUNT.sub("", _WISH.sub("", text[:first])).strip(EDGES + "的家")
    if not is_plain_name(name) or _COUNTED.match(name):
        return None, text
    return name, text[text.index(name) + len(name) :].lstrip(EDGES)


def whole_whose(text: str, names: Names) -> Whose | None:
    """A text that says for whom, and nothing else: `王芳 3-501`, `501`, `老周`, `王芳 3-501 13800138000`."""
    written = simplify(text).strip(EDGES)
    phone = _PHONE.search(written)
    if phone is not None:
        written = (written[: phone.start()].rstrip(EDGES) + " " + written[phone.end() :].lstrip(EDGES)).strip()
    written = _BEHIND.sub("", re.sub(r"^(?:是|这是)", "", written)).strip(EDGES)
    whose = _alone(written, names)
    if whose is None or phone is None:
        return whose
    number = re.sub(r"\D", "", phone[0])
    return replace(whose, recipient=replace(whose.recipient or Recipient(), phone=number))


def _alone(written: str, names: Names) -> Whose | None:
    whose, rest = whose_of(written, names)
    if whose and rest in ("", "的", "家", "家的"):
        return whose
    # 王芳 of 3-501 王芳 may be nobody known: beside an address, a name is one.
    if whose.recipient is not None and whose.name is None and _PLAIN_NAME.fullmatch(rest):
        return replace(whose, name=rest)
    return None


def her_own(text: str, names: Names) -> Whose | None:
    """`我自己的`, `我家 3-101`: the answer that it is for herself; None where it is something else."""
    written = simplify(text).strip(EDGES)
    found = next(iter(find_addresses(written)), None)
    before = written if found is None else written[: found.start].rstrip(EDGES)
    if _HER_OWN.fullmatch(before) is None or (found is not None and written[found.end :].strip(EDGES + "的")):
        return None
    return Whose(recipient=None if found is None else found.recipient, is_own=True)
