"""Whose is what was entered for somebody known by name alone, once that member speaks? All that stands under the name
becomes the member's: orders, questions, payments and places in chains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from models.events import MemberKnown
from models.groupbuy.ledger import Effect, Ledger, SettlingEffect
from models.values import MessageId, PersonId


def said_by_name(ledger: Ledger, stand_in: PersonId) -> tuple[MessageId, ...]:
    """What the bot knows somebody to have said whom it knows by the name beside the words; what the organizer noted
    down for a name is not among it: she may call a household what nobody is called in the group."""
    return tuple(message for _, message in ledger.last_of.get(stand_in, ()) if message not in ledger.words)


def is_new_here(ledger: Ledger, member: PersonId) -> bool:
    """Whether a member has said nothing yet that did something here, so that nothing of theirs can be doubled."""
    return not ledger.last_of.get(member) and not ledger.of_member.get(member)


def become(ledger: Ledger, event: MemberKnown) -> None:
    """Let everything of ``stand_in`` be the member's."""
    old, new = event.stand_in, event.member
    ledger.known_as[old] = new
    for order in ledger.orders_of(old):
        order.member = new
        for product, line in order.lines.items():
            words = tuple(_of(word, old, new) for word in line.contributions)
            order.lines[product] = replace(line, contributions=words)
    ledger.of_member[new] = [order.id for order in ledger.orders.values() if order.member == new]
    ledger.of_member.pop(old, None)
    for kept in (ledger.questions, ledger.doubts, ledger.reports, ledger.payments, ledger.pickups):
        _each_of(kept, old, new)
    _each_of(ledger.prices_asked, old, new)
    _each_of(ledger.price_answers, old, new)
    for several in (ledger.late, ledger.late_settled, ledger.claims, ledger.called_off, ledger.refunds):
        for key, events in several.items():
            several[key] = [_of(each, old, new) for each in events]
    ledger.hand_out.move(old, new)
    _said(ledger, old, new)
    for chain in ledger.chains.values():
        chain.give_to(old, new)


def _said(ledger: Ledger, old: PersonId, new: PersonId) -> None:
    """Who asked, and who said what."""
    asked = ledger.questions_of.pop(old, [])
    if asked:
        ledger.questions_of[new] = [*asked, *ledger.questions_of.get(new, [])]
    said = ledger.last_of.pop(old, [])
    if said:
        ledger.last_of[new] = sorted([*said, *ledger.last_of.get(new, [])], key=lambda each: each[0])
    for message, sender in ledger.sender_of.items():
        if sender == old:
            ledger.sender_of[message] = new
    for effects in ledger.effects.values():
        effects[:] = _effects(effects, old, new)
    if old in ledger.told_late:
        ledger.told_late.discard(old)
        ledger.told_late.add(new)


def _effects(effects: Iterable[Effect], old: PersonId, new: PersonId) -> list[Effect]:
    return [
        replace(each, question=_of(each.question, old, new)) if isinstance(each, SettlingEffect) else each
        for each in effects
    ]


def _each_of(kept: dict[Any, Any], old: PersonId, new: PersonId) -> None:
    for key, each in kept.items():
        kept[key] = _of(each, old, new)


def _of(each: Any, old: PersonId, new: PersonId) -> Any:
    return replace(each, member=new) if each.member == old else each
