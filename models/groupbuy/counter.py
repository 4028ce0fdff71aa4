"""What happens at the counter when somebody speaks? Hearing, language and book together, live and in replay alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.acts import Act, Ask, Chat, Context, Jielong, Op, Order, Standing, TalkStage
from models.events import BookEvent
from models.groupbuy.answers import Reply, is_answer_alone, meaning_of
from models.groupbuy.book import Book
from models.groupbuy.hearing import Hearing, Part, Remark, joined_text
from models.groupbuy.parts import part_of
from models.groupbuy.said import Answer, Said
from models.groupbuy.same_as import same_as
from models.groupbuy.share_of import part_for
from models.groupbuy.which_chain import holder_of
from models.language import Catalog, read
from models.language.jielong import EntryMemo, read_chain
from models.values import GroupBuyId, MessageId, PersonId, ProductId, Role

#: Several numbered lines, the first of them the first.
_NUMBERED = re.compile(r"\s*1\s*[.．、)）:：]?\s*\S.*\n\s*2\s*[.．、)）:：]?\s*\S")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message as it was sent. ``quoted`` is the one product that a quoted message shows."""

    message_id: MessageId
    member: PersonId
    at: datetime
    text: str
    name: str = ""
    role: Role = Role.RESIDENT
    quoted: ProductId | None = None
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as it is to be entered (``said``), and to be remembered (``remark``). Nothing has happened yet."""

    said: Said
    remark: Remark


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read in a message, and what happened by it. ``answers``: the question that it settled; ``joined``: the
    messages that were read as one with it."""

    acts: tuple[Act, ...] = ()
    events: tuple[BookEvent, ...] = ()
    answers: str | None = None
    joined: tuple[MessageId, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """What was read in a message that speaks of several group-buys, and what happened in each book by it."""

    acts: tuple[Act, ...]
    own: tuple[BookEvent, ...]
    events: Mapping[GroupBuyId, tuple[BookEvent, ...]]


class Counter:
    """The shop counter of one group-buy in one room. ``entries`` remembers what chain entries say; who keeps it with
    the catalogue from one counter to the next reads each entry once."""

    def __init__(self, book: Book, hearing: Hearing, catalog: Catalog, *, entries: EntryMemo | None = None) -> None:
        self.book, self.hearing, self.catalog = book, hearing, catalog
        self._entries = entries or EntryMemo(catalog)

    def hear(self, spoken: Spoken, *, stage: TalkStage | None = None) -> Heard:
        """Read a message in its context, enter what it says, and remember that it was said. ``stage`` is for those
        who know more than the book's cut-off: goods are being handed out."""
        return self.enter(self.understand(spoken, stage=stage))

    def understand(self, spoken: Spoken, *, stage: TalkStage | None = None) -> Understood:
        """Read a message in its context, and change nothing."""
        context = self.context(spoken, stage=stage)
        acts = self._read(spoken.text, context, spoken.member)
        part = part_of(spoken.text, acts, self.catalog) if spoken.quoted is None else None
        begun = self.hearing.begun(spoken.member, spoken.at, part)
        whole = self._as_one(spoken, context, part, begun)
        if whole is not None:
            return Understood(whole, _remark(spoken, whole.acts, part, begun))
        answer = self._answer(spoken, acts)
        if answer is None and spoken.quoted is None and is_answer_alone(spoken.text):
            acts = (Chat(),)
        said = _said(spoken, acts, answer)
        return Understood(said, _remark(spoken, acts, part, begun, answered=answer is not None))

    def enter(self, understood: Understood) -> Heard:
        """Enter what was understood, and remember that it was said."""
        said = understood.said
        events = self.book.take(said)
        self.hearing.note(understood.remark)
        return Heard(said.acts, events, said.answer.question_id if said.answer else None, said.joined)

    def hear_among(self, spoken: Spoken, others: Mapping[GroupBuyId, tuple[Book, Collection[ProductId]]]) -> Shared:
        """Read a message that is about several group-buys, and enter in each book what is its: the lines of its goods,
        and what is said of the whole order (`发错了`, `3-501`). Whatever else there is is this one's. It is read
        against what stands in all of them, and is remembered once."""
        books = [self.book, *(book for book, _ in others.values())]
        mine = tuple(line for book in books for line in book.standing_of(spoken.member))
        context = replace(self.context(spoken), mine=mine, above=self._above(spoken, books))
        acts = self._read(spoken.text, context, spoken.member)
        taken = {product for _, products in others.values() for product in products}
        own = self.book.take(_said(spoken, part_for(acts, lambda product: product not in taken)))
        events = {
            each: book.take(_said(spoken, part_for(acts, products.__contains__, first=False)))
            for each, (book, products) in others.items()
        }
        self.hearing.note(_remark(spoken, acts, None))
        return Shared(acts, own, events)

    def recall(self, message_id: MessageId, *, by: MessageId, at: datetime, member: PersonId | None = None) -> Heard:
        """A message was recalled; of several that were read as one, the others stay."""
        whole = next((each for each in self.hearing.remarks() if _holds(each, message_id)), None)
        self.hearing.forget(message_id)
        recalled = whole.message_id if whole else message_id
        events = self.book.recall(recalled, by=by, at=at, member=member)
        left = [each for each in _parts_of(whole) if each.message_id != message_id]
        if whole is None or not events or self.book.is_late(at) or not _makes_sense(left):
            return Heard((), events)
        text = joined_text(left)
        acts = read(text, self.catalog, Context(at=at))
        said = Said(by, whole.member, at, acts, text=text, joined=tuple(each.message_id for each in left))
        return Heard(acts, (*events, *self.book.enter(said)))

    def context(self, spoken: Spoken, *, stage: TalkStage | None = None) -> Context:
        """What the message is to be read against (order-language, section 1)."""
        closed: TalkStage = "closed" if self.book.is_late(spoken.at) else "open"
        return Context(
            quoted=spoken.quoted,
            above=self._above(spoken, [self.book]),
            mine=self.book.standing_of(spoken.member),
            previous=self.hearing.previous(spoken.member, spoken.at),
            follows=self.hearing.follows(spoken.member, spoken.at),
            stage=stage or closed,
            by_organizer=spoken.role is Role.ORGANIZER,
            at=spoken.at,
            number_is_house=self.book.terms.number_is_house,
        )

    def _above(self, spoken: Spoken, books: Iterable[Book]) -> tuple[Standing, ...] | None:
        """The lines of the last order by somebody else, or by whoever is named, in whichever of the books they are."""
        named = same_as(spoken.text, spoken.member, self.book.terms.names)
        for remark in self.hearing.recent_orders(spoken.member, spoken.at):
            if named is None or remark.member == named.member:
                lines = tuple(line for book in books for line in book.recorded_by(remark.message_id))
                if lines:
                    return lines
        return None

    def _read(self, text: str, context: Context, member: PersonId) -> tuple[Act, ...]:
        """Read a text; one that names a household is read again against what stands for that one."""
        chain = self._chain(text, context)
        if chain is not None:
            return (chain,)
        named = same_as(text, member, self.book.terms.names)
        # Beside talk, who is like a neighbour that has ordered nothing wants no goods.
        if named is not None and (context.above is not None or context.follows in ("order", "list")):
            text = named.text
        acts = read(text, self.catalog, context)
        told = [act for act in acts if isinstance(act, Order) and act.recipient]
        if len(told) != 1 or not any(line.op is Op.REMOVE for line in told[0].lines):
            return acts
        mine = self.book.standing_of(member, told[0].recipient)
        return acts if mine == context.mine else read(text, self.catalog, replace(context, mine=mine))

    def _chain(self, text: str, context: Context) -> Jielong | None:
        """The chain that a text is; also one that lost its tag and its header, if its entries are known ones."""
        chain = read_chain(text, self.catalog, context, memo=self._entries)
        if chain is None and self.book.chains() and _NUMBERED.match(text):
            bare = read_chain(f"#接龙\n{text}", self.catalog, context, memo=self._entries)
            return bare if bare is not None and holder_of(self.book.chains(), bare) is not None else None
        return chain

    def _as_one(self, spoken: Spoken, context: Context, part: Part | None, begun: tuple[Remark, ...]) -> Said | None:
        """Several messages read as one; None where they are not one."""
        parts = (*begun, _remark(spoken, (), part))
        if not begun or not _makes_sense(parts):
            return None
        text, alone = joined_text(parts), replace(context, previous=None, follows=None)
        # A name with an address is wanted, though neither says so: ``鸡蛋`` ``3-501`` is ``要鸡蛋 3-501``.
        for written in (text, f"要{text}"):
            acts = self._read(written, alone, spoken.member)
            if any(isinstance(act, Order | Ask) for act in acts):
                return replace(_said(spoken, acts), text=text, joined=tuple(each.message_id for each in begun))
        return None

    def _answer(self, spoken: Spoken, acts: tuple[Act, ...]) -> Answer | None:
        for question in self.book.answerable(spoken.member, spoken.at):
            about = {*question.candidates, *(line.product for line in question.lines)}
            if about and spoken.quoted is not None and spoken.quoted not in about:
                continue
            title = next((chain.title for chain in self.book.chains() if chain.id == question.chain), "")
            answer = meaning_of(question, Reply(spoken.text, acts, self.catalog, title))
            if answer is not None:
                return answer
        return None


def _said(spoken: Spoken, acts: tuple[Act, ...], answer: Answer | None = None) -> Said:
    return Said(
        spoken.message_id,
        spoken.member,
        spoken.at,
        acts,
        name=spoken.name,
        text=spoken.text,
        role=spoken.role,
        quoted=spoken.quoted,
        answer=answer,
    )


def _remark(
    spoken: Spoken, acts: tuple[Act, ...], part: Part | None, begun: tuple[Remark, ...] = (), *, answered: bool = False
) -> Remark:
    return Remark(
        spoken.message_id,
        spoken.member,
        spoken.at,
        spoken.text,
        ("order",) if answered else tuple(type(act).__name__.lower() for act in acts),
        by_organizer=spoken.role is Role.ORGANIZER,
        picture=spoken.picture,
        part=part,
        group=begun,
    )


def _makes_sense(parts: tuple[Remark, ...] | list[Remark]) -> bool:
    """Parts are read as one where one of them names a product, and another says more."""
    return len(parts) > 1 and any(each.part is Part.NAME for each in parts)


def _parts_of(whole: Remark | None) -> Iterator[Remark]:
    if whole is not None:
        yield from (*whole.group, replace(whole, group=()))


def _holds(remark: Remark, message_id: MessageId) -> bool:
    """Whether a message was read as one with others, this one among them."""
    return bool(remark.group) and any(each.message_id == message_id for each in _parts_of(remark))
