"""What can a day bring? Random words and chain posts of several people, on few goods that run out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from models.acts import Act, Ask, AskAbout, Cancel, Claim, Entry, Jielong, Line, Op, Order, Paid, Picked
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.said import Answer, Said
from models.groupbuy.terms import Terms
from models.values import MessageId, PersonId, Product, ProductId, Recipient, Role

NINE = datetime(2026, 11, 22, 1, tzinfo=UTC)
MEMBERS = ("王芳", "李梅", "老周", "陈静")
EGG, BERRY, MILK = ProductId("egg"), ProductId("berry"), ProductId("milk")
GOODS = (
    Product(EGG, "1", "鸡蛋", "板", 3200),
    Product(BERRY, "2", "草莓", "盒", 5800, stock=Decimal(6)),
    Product(MILK, "3", "牛奶", "箱", 6600, stock=Decimal(9), limit=Decimal(4)),
)
TITLES = ("接龙", "下午的接龙", "晚上的接龙")
HOMES = (None, None, Recipient(building="3", room="501"), Recipient(room="501"), Recipient(building="5", room="302"))

Pick = Callable[[int], int]


def terms() -> Terms:
    names = {PersonId(name): name for name in MEMBERS} | {PersonId("o"): "团长"}
    return Terms(GOODS, organizers=frozenset({PersonId("o")}), names=names)


class Day:
    """A day at the book: every step keeps the events that it gave, as a store would. ``lists``: so many chains, one
    begun after the other."""

    def __init__(self, pick: Pick, *, lists: int = 1) -> None:
        self.pick = pick
        self.book = Book(terms())
        self.events: list[BookEvent] = []
        self.count = 0
        self.messages: list[MessageId] = []
        self.chains: list[dict[str, Entry]] = [{} for _ in range(lists)]

    def step(self) -> None:
        """One thing happens."""
        steps = (
            (self._say,) * 8 + (self._post,) * 4 + (self._recall, self._recall, self._answer, self._turn, self._undo)
        )
        self.events.extend(steps[self.pick(len(steps))]())

    def _say(self) -> tuple[BookEvent, ...]:
        acts = tuple(self._act() for _ in range(1 + self.pick(2)))
        return self.book.take(self._said(self._member(), acts, text="+1" if self.pick(5) == 0 else "换"))

    def _post(self) -> tuple[BookEvent, ...]:
        """Somebody adds, changes or leaves out an entry of the list as it is."""
        number = self.pick(len(self.chains)) if len(self.chains) > 1 else 0
        member = self._member()
        listed = dict(self.chains[number])
        name = member if self.pick(4) else MEMBERS[self.pick(len(MEMBERS))]
        if name in listed and self.pick(3) == 0:
            del listed[name]
        else:
            listed[name] = self._entry(name)
        if self.pick(3):
            self.chains[number] = listed
        role = Role.ORGANIZER if self.pick(8) == 0 else Role.RESIDENT
        sender = PersonId("o") if role is Role.ORGANIZER else member
        return self.book.take(self._said(sender, (Jielong(TITLES[number], tuple(listed.values())),), role=role))

    def _recall(self) -> tuple[BookEvent, ...]:
        if not self.messages:
            return ()
        return self.book.recall(self.messages[self.pick(len(self.messages))], by=self._id(), at=self._at())

    def _undo(self) -> tuple[BookEvent, ...]:
        if not self.messages:
            return ()
        done = self.book.take_back(
            self.messages[-1 - self.pick(min(3, len(self.messages)))], at=self._at(), by=self._id()
        )
        return done if isinstance(done, tuple) else ()

    def _answer(self) -> tuple[BookEvent, ...]:
        questions = self.book.questions()
        if not questions:
            return ()
        question = questions[self.pick(len(questions))]
        op = (Op.ADD, Op.SET)[self.pick(2)]
        answer = Answer(question.question_id, (Line(self._product(), op, self._quantity()),) if self.pick(4) else ())
        return self.book.take(self._said(question.member, (), answer=answer))

    def _turn(self) -> tuple[BookEvent, ...]:
        if self.book.is_closed:
            late = [each.message_id for each in self.book.late()]
            taken = self.book.take_late(late[:2], at=self._at(), message_id=self._id())
            return (*taken, *self.book.reopen(self._at(), message_id=self._id()))
        return self.book.close(self._at(), message_id=self._id())

    def _act(self) -> Act:
        kinds = (self._order,) * 6 + (self._cancel, self._ask, Paid, Picked, Claim)
        return kinds[self.pick(len(kinds))]()

    def _order(self) -> Order:
        if self.pick(8) == 0:
            return Order((Line(self._product(), Op.REMOVE, None), Line(self._product(), Op.ORDER, self._quantity())))
        lines = tuple(self._line() for _ in range(self.pick(3)))
        behalf = "我妈" if self.pick(8) == 0 else None
        return Order(lines, HOMES[self.pick(len(HOMES))], behalf, note="要大个的" if self.pick(9) == 0 else None)

    def _cancel(self) -> Cancel:
        return Cancel(HOMES[self.pick(len(HOMES))], of_previous=self.pick(2) == 0)

    def _ask(self) -> Ask:
        about = (AskAbout.QUANTITY, AskAbout.PRODUCT)[self.pick(2)]
        return Ask(about, (EGG, BERRY), (Line(self._product(), Op.ORDER, self._quantity()),))

    def _line(self) -> Line:
        op = (Op.ORDER, Op.ADD, Op.SET, Op.REMOVE)[self.pick(4)]
        quantity = None if op is Op.REMOVE and self.pick(2) else self._quantity()
        return Line(self._product(), op, quantity)

    def _entry(self, name: str) -> Entry:
        line = Line(self._product(), Op.SET, self._quantity())
        home = HOMES[self.pick(len(HOMES))]
        ask = AskAbout.PRODUCT if self.pick(9) == 0 else None
        return Entry(
            1, name, (line,), home, ask=ask, text=f"{name} {home and home.room} {line.product}{line.quantity}{ask}"
        )

    def _said(
        self,
        member: PersonId,
        acts: tuple[Act, ...],
        *,
        text: str = "",
        role: Role = Role.RESIDENT,
        answer: Answer | None = None,
    ) -> Said:
        message = self._id()
        self.messages.append(message)
        sent = self._at() - timedelta(seconds=self.pick(3) * 90)
        return Said(message, member, sent, acts, name=member, text=text, role=role, answer=answer)

    def _member(self) -> PersonId:
        return PersonId(MEMBERS[self.pick(len(MEMBERS))])

    def _product(self) -> ProductId:
        return (EGG, BERRY, MILK)[self.pick(3)]

    def _quantity(self) -> Decimal:
        return Decimal(1 + self.pick(4))

    def _id(self) -> MessageId:
        self.count += 1
        return MessageId(f"m{self.count}")

    def _at(self) -> datetime:
        return NINE + timedelta(minutes=self.count)
