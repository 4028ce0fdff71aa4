"""Of whose money does she speak? `501 45`, `王芳45`, `501 502`, `海阔天空`: households, and sums behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers import commands as c
from handlers.account_keeping import Lately
from handlers.book_commands import Household
from handlers.conversation import Choice, remember_menu
from handlers.households import meant_households
from handlers.kept_text import whom
from handlers.replies import on_orders, to_organizer
from handlers.turn import Turn
from handlers.whose import EDGES, names_for, whole_whose
from models.groupbuy.names import name_key
from models.language.normalize import simplify
from models.language.numerals import parse_number
from models.money.accounts import MOST_FEN
from models.values import PersonId

_UNIT = r"(?:元|块钱?|圆)"
_IN_WORDS = rf"[零一二两三四五六七八九十百千半]+\s*{_UNIT}[零一二三四五六七八九半]?"
_FIGURES = rf"[¥￥]?\s*-?\d+(?:\.\d+)?\s*{_UNIT}?|{_IN_WORDS}"
_SUM = re.compile(_FIGURES)
#: `501四十五块`, `王芳45`, `501 45`; a minus sign behind digits belongs to an address.
_WITH_SUM = re.compile(
    rf"(?P<who>.*\d)\s*(?P<said>{_IN_WORDS})"
    rf"|(?P<whom>.*?[^\d.\s-])\s*[:：=]?\s*(?P<sum>{_FIGURES})|(?P<whose>.+?)\s+(?P<much>{_FIGURES})"
)
_APART = re.compile(r"[\s,，、;；和跟]+")
_MOST_SHOWN = 9


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a part of her word names, several where it can't be told which; ``sum`` is how much, as it was written."""

    text: str
    households: tuple[Household, ...]
    sum: str | None = None

    @property
    def member(self) -> PersonId:
        return PersonId(str(self.households[0].member))


def fen_said(text: str) -> int | None:
    """A sum as she writes it (`45`, `45.5块`, `四十五块`, `三块五`) in fen; None where nobody can pay so much: nothing,
    less than nothing, parts of a fen, or more than is ever meant."""
    plain = re.sub(r"[¥￥\s]|块?钱", "", text.replace("块钱", "块"))
    match = re.fullmatch(rf"(.+?)(?:{_UNIT}([零一二三四五六七八九半\d])?)?", plain)
    if match is None:
        return None
    whole = _number(match[1])
    tenths = Decimal(0) if match[2] is None else _number("五" if match[2] == "半" else match[2])
    if whole is None or tenths is None:
        return None
    fen = whole * 100 + tenths * 10
    return int(fen) if fen == fen.to_integral_value() and 0 < fen <= MOST_FEN else None


def _number(text: str) -> Decimal | None:
    if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,6})?", text):
        return Decimal(text)
    return parse_number(text)


def named_in(text: str, known: Lately, turn: Turn, *, sums: bool) -> list[Named]:
    """Whom a text names, each with the sum behind it where there are ``sums``; empty where a part names nobody."""
    written = simplify(text).strip(EDGES)
    for reading in _readings(written, sums=sums):
        found = [Named(part, tuple(households_named(part, known, turn)), said) for part, said in reading]
        if found and all(each.households for each in found):
            return found
    return []


def _readings(written: str, *, sums: bool) -> list[list[tuple[str, str | None]]]:
    """How a text can be cut into names and sums, the likeliest first."""
    whole: list[tuple[str, str | None]] = [(written, None)]
    if not sums:
        return [whole, [(part, None) for part in _APART.split(written) if part]]
    match = _WITH_SUM.fullmatch(written)
    one: list[list[tuple[str, str | None]]] = [[_parted(match)]] if match else []
    first = [whole] if not re.search(rf"\s|{_UNIT}", written) else []
    return [*first, *one, whole, _paired([part for part in _APART.split(written) if part])]


def _parted(match: re.Match[str]) -> tuple[str, str]:
    whose, said = (match["who"] or match["whom"] or match["whose"]), (match["said"] or match["sum"] or match["much"])
    return str(whose), str(said)


def _paired(parts: Sequence[str]) -> list[tuple[str, str | None]]:
    """`501 45 502 30`, `王芳45 李哥30`: each name with the sum behind it."""
    found: list[tuple[str, str | None]] = []
    for part in parts:
        glued = _WITH_SUM.fullmatch(part)
        if found and found[-1][1] is None and _SUM.fullmatch(part):
            found[-1] = (found[-1][0], part)
        elif glued:
            found.append(_parted(glued))
        else:
            found.append((part, None))
    return found


def households_named(text: str, known: Lately, turn: Turn) -> list[Household]:
    """The households that a name or an address means: in the newest of the last group-buys in which there are any;
    else whoever has paid under this name before."""
    without_order: list[Household] = []
    for group_buy in known.group_buys:
        whose = whole_whose(text, names_for(group_buy, turn))
        if whose is None:
            continue
        found = [one for one in meant_households(whose, group_buy, turn) if one.member]
        here = [one for one in found if one.order]
        if here:
            return list({one.member: one for one in here}.values())
        without_order = without_order or found
    return without_order or _by_payer(text, turn)


def _by_payer(text: str, turn: Turn) -> list[Household]:
    paid = turn.unit.told_payments.payers(turn.speaker.organizer.id)
    members = dict.fromkeys(household for name, household in paid if name_key(name) == name_key(text))
    return [Household(member=member) for member in members]


def the_one(text: str, known: Lately, turn: Turn, command: Callable[[PersonId], c.AnyCommand]) -> PersonId | None:
    """The one household that a text names; None where it names none, or several, of which she is asked: her digit gives
    the ``command`` for it."""
    found = households_named(simplify(text).strip(EDGES), known, turn)
    members = [PersonId(str(one.member)) for one in found]
    if not members:
        turn.tell(to_organizer.refused(turn.person, "no_such_payer", asked=text, example="收501 45"))
    elif len(members) > 1:
        ask_which(found, [command(member) for member in members], turn)
    return members[0] if len(members) == 1 else None


def ask_which(households: Sequence[Household], commands: Sequence[c.AnyCommand], turn: Turn) -> None:
    """A room in several buildings, or a name that two bear: which of them?"""
    shown = households[:_MOST_SHOWN]
    remember_menu(turn, [Choice("", command) for command in commands[:_MOST_SHOWN]])
    turn.tell(on_orders.which_household(turn.person, [whom(one, turn) for one in shown]))
