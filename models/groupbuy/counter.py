"""What happens at the counter when somebody speaks? Hearing, language and book together, live and in replay alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from models.acts import Act, Ask, Context, Op, Order, Standing, TalkStage
from models.events import BookEvent
from models.groupbuy.answers import meaning_of
from models.groupbuy.book import Book
from models.groupbuy.hearing import Hearing, Part, Remark, joined_text
from models.groupbuy.parts import part_of
from models.groupbuy.said import Answer, Said
from models.language.jielong import EntryMemo
from models.language.products import Catalog
from models.language.read import read
from models.values import MessageId, PersonId, ProductId, Role


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
class Heard:
    """What was read in a message, and what happened by it. ``answers``: the question that it settled."""

    acts: tuple[Act, ...] = ()
    events: tuple[BookEvent, ...] = ()
    answers: str | None = None
    joined: tuple[MessageId, ...] = ()


class Counter:
    """The shop counter of one group-buy in one room."""

    def __init__(self, book: Book, hearing: Hearing, catalog: Catalog) -> None:
        self.book, self.hearing, self.catalog = book, hearing, catalog

    def hear(self, spoken: Spoken, *, stage: TalkStage | None = None) -> Heard:
        """Read a message in its context, enter what it says, and remember that it was said. ``stage`` is for those
        who know more than the book's cut-off: goods are being handed out."""
        context = self.context(spoken, stage=stage)
        acts = self._read(spoken.text, context, spoken.member)
        part = part_of(spoken.text, acts, self.catalog) if spoken.quoted is None else None
        begun = self.hearing.begun(spoken.member, spoken.at, part)
        joined = self._joined(spoken, context, part, begun)
        answer = None if joined else self._answer(spoken, acts)
        said = self._said(spoken, acts, answer)
        if joined:
            said = replace(said, acts=joined, text=self._joined_text(spoken, part, begun))
            said = replace(said, joined=tuple(each.message_id for each in begun))
        events = self.book.take(said)
        self._note(spoken, said.acts, part, begun if joined or part is not None else (), answered=answer is not None)
        return Heard(said.acts, events, answer.question_id if answer else None, said.joined)

    def recall(self, message_id: MessageId, *, by: MessageId, at: datetime, member: PersonId | None = None) -> Heard:
        """A message was recalled; of several that were read as one, the others stay."""
        whole = next((each for each in self.hearing.remarks() if _holds(each, message_id)), None)
        self.hearing.forget(message_id)
        if whole is None:
            return Heard((), self.book.recall(message_id, by=by, at=at, member=member))
        events = self.book.recall(whole.message_id, by=by, at=at, member=member)
        left = tuple(each for each in (*whole.group, replace(whole, group=())) if each.message_id != message_id)
        if not events or self.book.is_late(at) or not any(each.part is Part.NAME for each in left) or len(left) < 2:
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
            above=self._above(spoken),
            mine=self.book.standing_of(spoken.member),
            previous=self.hearing.previous(spoken.member, spoken.at),
            follows=self.hearing.follows(spoken.member, spoken.at),
            stage=stage or closed,
            by_organizer=spoken.role is Role.ORGANIZER,
            at=spoken.at,
            number_is_house=self.book.terms.number_is_house,
        )

    def _above(self, spoken: Spoken) -> tuple[Standing, ...] | None:
        for remark in self.hearing.recent_orders(spoken.member, spoken.at):
            lines = self.book.recorded_by(remark.message_id)
            if lines:
                return lines
        return None

    def _read(self, text: str, context: Context, member: PersonId) -> tuple[Act, ...]:
        """Read a text; one that names a household is read again against what stands for that one."""
        acts = read(text, self.catalog, context)
        named = [act for act in acts if isinstance(act, Order) and act.recipient]
        if len(named) != 1 or not any(line.op is Op.REMOVE for line in named[0].lines):
            return acts
        mine = self.book.standing_of(member, named[0].recipient)
        return acts if mine == context.mine else read(text, self.catalog, replace(context, mine=mine))

    def _joined(
        self, spoken: Spoken, context: Context, part: Part | None, begun: tuple[Remark, ...]
    ) -> tuple[Act, ...]:
        """The acts of several messages read as one; nothing where they are not one."""
        if not begun or not any(each is Part.NAME for each in (part, *(remark.part for remark in begun))):
            return ()
        alone = replace(context, previous=None, follows=None)
        acts = self._read(self._joined_text(spoken, part, begun), alone, spoken.member)
        return acts if any(isinstance(act, Order | Ask) for act in acts) else ()

    def _joined_text(self, spoken: Spoken, part: Part | None, begun: tuple[Remark, ...]) -> str:
        last = Remark(spoken.message_id, spoken.member, spoken.at, spoken.text, part=part)
        return joined_text((*begun, last))

    def _answer(self, spoken: Spoken, acts: tuple[Act, ...]) -> Answer | None:
        for question in self.book.answerable(spoken.member, spoken.at):
            about = {*question.candidates, *(line.product for line in question.lines)}
            if about and spoken.quoted is not None and spoken.quoted not in about:
                continue
            answer = meaning_of(question, spoken.text, acts, self.catalog)
            if answer is not None:
                return answer
        return None

    def _said(self, spoken: Spoken, acts: tuple[Act, ...], answer: Answer | None) -> Said:
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

    def _note(
        self, spoken: Spoken, acts: tuple[Act, ...], part: Part | None, begun: tuple[Remark, ...], *, answered: bool
    ) -> None:
        names = ("order",) if answered else tuple(type(act).__name__.lower() for act in acts)
        remark = Remark(
            spoken.message_id,
            spoken.member,
            spoken.at,
            spoken.text,
            names,
            by_organizer=spoken.role is Role.ORGANIZER,
            picture=spoken.picture,
            part=part,
            group=tuple(replace(each, group=()) for each in begun),
        )
        self.hearing.note(remark)


def _holds(remark: Remark, message_id: MessageId) -> bool:
    """Whether a message was read as one with others, this one among them."""
    return bool(remark.group) and message_id in {remark.message_id, *(each.message_id for each in remark.group)}


__all__ = ["Counter", "EntryMemo", "Heard", "Spoken"]
