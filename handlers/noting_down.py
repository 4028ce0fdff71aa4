"""What does the organizer mean by a word on somebody's order? `代记`, `改单`: which group-buy, and whose.

Her texts are read against each list that is open; where a room is in several buildings, or a name is borne by two, she
is asked by a digit. What is meant goes to handlers/words_entered.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers import book_commands as b
from handlers.book_words import Said, changes_what_stands, read_words
from handlers.conversation import Choice, offer, remember_menu
from handlers.households import Whose, meant_households
from handlers.open_goods import goods_of
from handlers.replies import to_organizer
from handlers.replies.parts import short_name
from handlers.targets import candidates
from handlers.turn import Turn
from handlers.words_entered import enter_word, whom
from models.acts import Ask
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.language.normalize import simplify
from models.values import MessageId

#: More households than this are not told apart by a digit.
MOST_SHOWN = 9

#: A text as it can be read against one group-buy.
Reading = tuple[GroupBuy, tuple[Said, ...]]


def say_order(command: b.SayOrder, turn: Turn) -> None:
    """`代记 501 鸡蛋2`, as it was typed behind the command's name."""
    if not said(command.text, turn, noted=True):
        turn.tell(to_organizer.refused(turn.person, "word_not_understood", example="501 鸡蛋2"))


def said(text: str, turn: Turn, *, noted: bool = False) -> bool:
    """Take a text as her word on somebody's order; False where it is nothing of the kind."""
    readings = [(one, read_words(text, one, turn, noted=noted)) for one in candidates(turn, LIVE)]
    readings = [(one, with_written_address(parts)) for one, parts in readings if parts]
    readings = [(one, parts) for one, parts in readings if all(part.whose for part in parts)]
    return bool(readings) and take(readings, text, turn)


def with_written_address(parts: Sequence[Said]) -> tuple[Said, ...]:
    """An address may stand behind the goods too: `鸡蛋2板 3-501`."""
    return tuple(
        replace(part, whose=Whose(part.order.recipient.name, part.order.recipient, part.whose.row))
        if not part.whose and part.order is not None and part.order.recipient
        else part
        for part in parts
    )


@dataclass(frozen=True, slots=True)
class Written:
    """Her word as it was written: by which messages, and in which words."""

    text: str
    message: MessageId
    named_in: MessageId | None = None


def naming_goods(text: str, readings: Sequence[Reading], turn: Turn) -> Sequence[Reading]:
    """Those of several group-buys whose goods a text names, where it names any: `501鸡蛋改3` is nothing but a change
    to 3 for a list without eggs."""
    if len(readings) <= 1:
        return readings
    plain = simplify(text)
    naming = [each for each in readings if any(turn.house.memory.catalog(each[0].products).find_names(plain))]
    return naming or readings


def _each_names_its_own(text: str, readings: Sequence[Reading], turn: Turn) -> bool:
    """Whether a text names goods of several group-buys, and of each other ones: `501 鸡蛋2 牛奶1` of two lists."""
    named = [
        {mention.start for mention in turn.house.memory.catalog(one.products).find_names(simplify(text))}
        for one, _ in readings
    ]
    return len(named) > 1 and all(named) and sum(map(len, named)) == len(set().union(*named))


def _shared(text: str, readings: Sequence[Reading], turn: Turn) -> list[Reading]:
    """The text read against all their goods at once, and for each group-buy what is its; none where not all of it is
    clear."""
    group_buys = [one for one, _ in readings]
    parts = with_written_address(read_words(text, replace(group_buys[0], products=goods_of(group_buys)), turn))
    if not all(part.whose and part.order is not None for part in parts):
        return []
    split = [(one, [part.of(product.id for product in one.products) for part in parts]) for one in group_buys]
    return [(one, tuple(part for part in theirs if part.order and part.order.lines)) for one, theirs in split]


def take(
    readings: Sequence[Reading],
    text: str,
    turn: Turn,
    *,
    message: MessageId | None = None,
    named_in: MessageId | None = None,
) -> bool:
    """What she says, as it can be read against each group-buy: the one that fits is meant, else she is asked. False
    where no reading says anything about an order."""
    readings = naming_goods(text, readings, turn)
    if _each_names_its_own(text, readings, turn):
        shared = _shared(text, readings, turn)
        for one in shared:
            take([one], text, turn, message=message, named_in=named_in)
        if shared:
            return True
    clear = [(one, parts) for one, parts in readings if all(part.is_clear for part in parts)]
    if not clear:
        return _say_what_is_unclear(readings, turn)
    written = Written(text, message or turn.speaker.message, named_in)
    fitting = _fitting(clear, turn)
    if len(fitting) > 1:
        commands = [(one, _resolved(parts, one, written, turn)) for one, parts in fitting]
        offer(turn, "which_group_buy", [Choice(_label(one), command) for one, command in commands if command])
        return True
    command = _resolved(fitting[0][1], fitting[0][0], written, turn)
    if command is not None:
        enter_word(command, turn)
    return True


def _label(group_buy: GroupBuy) -> str:
    goods = "、".join(short_name(product) for product in group_buy.products[:2])
    return f"{goods}等{len(group_buy.products)}样"


def _fitting(readings: Sequence[Reading], turn: Turn) -> list[Reading]:
    """Group-buys of which a text may speak: for what changes something, those where it stands; of these those that
    still take orders, else the last that did."""

    def stands(one: GroupBuy, parts: Sequence[Said]) -> bool:
        return all(
            any(household.order for household in meant_households(part.whose, one, turn))
            for part in parts
            if part.cancels or (part.order is not None and changes_what_stands(part.order))
        )

    standing = [(one, parts) for one, parts in readings if stands(one, parts)] or list(readings[:1])
    return [(one, parts) for one, parts in standing if one.stage is Stage.OPEN] or standing[:1]


def _say_what_is_unclear(readings: Sequence[tuple[GroupBuy, tuple[Said, ...]]], turn: Turn) -> bool:
    """Which part of it could not be decided; said to her alone."""
    group_buy, parts = readings[0]
    products = {product.id: product for product in group_buy.products}
    asks = [act for part in parts for act in part.acts if isinstance(act, Ask)]
    if not asks:
        return False
    named = [products[one] for one in asks[0].candidates if one in products]
    about = asks[0].about.value
    turn.tell(to_organizer.refused(turn.person, "word_unclear", about=about, goods=[short_name(one) for one in named]))
    return True


# What is meant


def _resolved(parts: Sequence[Said], group_buy: GroupBuy, written: Written, turn: Turn) -> b.EnterWord | None:
    """The word with households in place of names; None where she was asked, or told what is wrong."""
    words: list[b.WordFor] = []
    for part in parts:
        found = meant_households(part.whose, group_buy, turn)
        if len(found) > 1:
            _ask_which([word_for(part, household) for household in found], parts, group_buy, written, turn)
            return None
        word = word_for(part, found[0])
        if word.household.order is None and (word.cancel or (part.order and changes_what_stands(part.order))):
            turn.tell(to_organizer.refused(turn.person, "nothing_stands", example="501 鸡蛋2"))
            return None
        words.append(word)
    return as_command(words, group_buy, written)


def as_command(words: Sequence[b.WordFor], group_buy: GroupBuy, written: Written) -> b.EnterWord:
    return b.EnterWord(
        group_buy=group_buy.id,
        message=written.message,
        named_in=written.named_in,
        words=tuple(words),
        text=written.text,
    )


def word_for(part: Said, household: b.Household) -> b.WordFor:
    order = part.order
    lines = order.lines if order else ()
    return b.WordFor(
        household=household,
        lines=tuple(b.Line(product=line.product, op=line.op, quantity=line.quantity) for line in lines),
        cancel=part.cancels,
        delivery=order.delivery if order else None,
        note=order.note if order else None,
        row=part.whose.row,
    )


def _ask_which(
    words: Sequence[b.WordFor], parts: Sequence[Said], group_buy: GroupBuy, written: Written, turn: Turn
) -> None:
    """A bare room that is in several buildings, or a name that two bear: which of them?"""
    if len(parts) > 1:
        turn.tell(to_organizer.refused(turn.person, "whose_is_open", example="3-501 鸡蛋2"))
        return
    shown = words[:MOST_SHOWN]
    remember_menu(turn, [Choice("", as_command([word], group_buy, written)) for word in shown])
    turn.tell(to_organizer.which_household(turn.person, [whom(word.household) for word in shown]))
