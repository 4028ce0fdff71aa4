"""Which households does she name? `501 502 王芳`, `3栋`, `23号`, `除了501`, or all: one reader for every command.

whom   = [named] ["除" ["了"] named ["以外"]] | all
named  = word {separator word}
word   = room | name | name room | building [unit] | pickup number "号"
all    = "" | "都" | "全部" | "大家" | "所有人" | "剩下的"

A word that fits several households is asked about with their rooms; one that fits nobody is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers import commands as c
from handlers.book_commands import Household
from handlers.conversation import Choice, remember_menu
from handlers.households import meant_households
from handlers.kept_text import whom
from handlers.replies import on_orders, to_organizer
from handlers.turn import Turn
from handlers.whose import Names, names_for, whole_whose
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.values import OrderId

#: More households than these are not told apart by a digit.
MOST_SHOWN = 9
_BUT = re.compile(r"(?P<named>.*?)除(?:了|开|去)?(?P<but>.+?)(?:以外|之外)?")
_ALL = re.compile(r"(?:全部|全都|全|都|所有人?|大家|每家|剩下的?|其他的?|其余的?|别的)*(?:人|家)?")
_SEPARATORS = str.maketrans(dict.fromkeys("、,，;；和跟及。", " "))
#: `23号`, `23号 45号`, `23 45 67号`: how bags are called at the pickup.
_NUMBERS = re.compile(r"(?:第\s*)?\d{1,4}号?(?:\s*\d{1,4}号?)*(?<=号)")
_NUMBER = re.compile(r"(?:第\s*)?(\d{1,4})号")


@dataclass(frozen=True, slots=True)
class Meant:
    """The orders of those who are named, in the order in which they are. ``named`` is empty where all were meant."""

    orders: tuple[OrderStanding, ...]
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nobody:
    """A word for which nobody is found who has an order."""

    word: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that several households fit, each with those; what else was said is clear, and what is meant with each
    choice is told by ``meaning``."""

    words: Mapping[str, tuple[Household, ...]]
    meaning: Callable[[Sequence[OrderId]], tuple[OrderStanding, ...]]


Whom = Meant | Nobody | Unclear


def speaks_of_all(text: str) -> bool:
    """Whether nobody is named, but for those who are excepted: `都`, `除了501`."""
    parts = _BUT.fullmatch(simplify(text).strip())
    return _ALL.fullmatch(_named(simplify(text).strip(), parts)) is not None


def _named(written: str, parts: re.Match[str] | None) -> str:
    return written if parts is None else parts["named"].strip(" ,，、的")


def read_whom(
    text: str,
    group_buy: GroupBuy,
    turn: Turn,
    *,
    among: Sequence[OrderStanding],
) -> Whom:
    """Whose orders of a group-buy a text names. ``among``: of these all are meant where nobody is named, and of these
    the others where some are excepted. Once goods are there `23号` is a pickup number, and no product any more."""
    written = simplify(text).strip()
    reader = _Reader(group_buy, turn, names_for(group_buy, turn))
    parts = _BUT.fullmatch(written)
    named = _named(written, parts)
    wanted = reader.words(named) if not _ALL.fullmatch(named) else ()
    left_out = reader.words(parts["but"]) if parts is not None else ()
    found = {word: reader.households(word) for word in (*wanted, *left_out)}
    unknown = next((word for word, households in found.items() if not households), None)
    if unknown is not None:
        return Nobody(unknown)

    def meaning(chosen: Sequence[OrderId]) -> tuple[OrderStanding, ...]:
        hers = {word: _orders_of(found[word], chosen) for word in found}
        inside = {order for word in wanted for order in hers[word]}
        outside = {order for word in left_out for order in hers[word]}
        pool = [one for one in reader.orders if one.id in inside] if wanted else among
        return tuple(one for one in pool if one.id not in outside)

    unclear = {word: tuple(households) for word, households in found.items() if _may_be_several(word, households)}
    return Unclear(unclear, meaning) if unclear else Meant(meaning(()), wanted)


def certainly_named(text: str, group_buy: GroupBuy, turn: Turn) -> list[OrderStanding]:
    """The orders of all who are named; none where one of them is nobody or may be several people, or all are meant."""
    meant = read_whom(text, group_buy, turn, among=())
    return list(meant.orders) if isinstance(meant, Meant) else []


def _orders_of(households: Sequence[Household], chosen: Sequence[OrderId]) -> set[str]:
    orders = {str(one.order) for one in households}
    return orders & set(chosen) or orders


def ask_whom(
    unclear: Unclear, command: Callable[[Sequence[OrderStanding]], c.AnyCommand], turn: Turn, *, example: str
) -> None:
    """`说的是哪一户？`, each with its room; where that is open of several, she says it with their buildings."""
    if len(unclear.words) > 1:
        turn.tell(to_organizer.refused(turn.person, "say_which_building", example=example))
        return
    ((_, households),) = unclear.words.items()
    shown = households[:MOST_SHOWN]
    choices = [Choice("", command(unclear.meaning([OrderId(str(one.order))]))) for one in shown]
    remember_menu(turn, choices)
    turn.tell(on_orders.which_household(turn.person, [whom(one, turn) for one in shown]))


def _may_be_several(word: str, households: Sequence[Household]) -> bool:
    """Whether a word for one household may be any of several; `3栋` is all who live there."""
    return len({one.member for one in households}) > 1 and not _names_a_building(word)


def _names_a_building(word: str) -> bool:
    found = list(find_addresses(word))
    return len(found) == 1 and found[0].recipient.room is None and (found[0].start, found[0].end) == (0, len(word))


class _Reader:
    """Reads words against one group-buy."""

    def __init__(self, group_buy: GroupBuy, turn: Turn, names: Names) -> None:
        self._group_buy = group_buy
        self._turn = turn
        self._names = names
        book = turn.unit.books.read(group_buy.id)
        self._numbers = {number: order for order, number in book.numbers().items()}
        self.orders = book.orders()

    def words(self, text: str) -> tuple[str, ...]:
        """One word for each; a name with its room stays one."""
        written = re.sub(r"(?:家|们)?(?:的|都|全)+$", "", text.translate(_SEPARATORS).strip()).strip()
        if not self._turn.settings.number_is_house and _NUMBERS.fullmatch(written):
            return tuple(f"{number}号" for number in re.findall(r"\d+", written))
        if whole_whose(written, self._names) is not None:
            return (written,)
        return tuple(dict.fromkeys(word.removesuffix("的") for word in written.split()))

    def households(self, word: str) -> list[Household]:
        """Those with an order whom a word fits."""
        number = _NUMBER.fullmatch(word)
        if number is not None and not self._turn.settings.number_is_house:
            order = self._numbers.get(int(number[1]))
            return [Household(member=one.member, order=one.id) for one in self.orders if one.id == order]
        whose = whole_whose(word, self._names)
        if whose is None:
            return []
        return [one for one in meant_households(whose, self._group_buy, self._turn) if one.order]
