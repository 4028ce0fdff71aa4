"""A make-believe group around one real counter: people speak, the book listens, and is rebuilt after every word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.counter import Counter, Heard, Spoken
from models.groupbuy.hearing import Hearing
from models.groupbuy.orders import OrderStanding
from models.groupbuy.terms import Terms
from models.language.products import compile_catalog
from models.values import MessageId, PersonId, Product, ProductId, Role, decimal_text

NINE = datetime(2026, 11, 22, 1, tzinfo=UTC)
ORGANIZER = "团长"
RESIDENTS = ("王芳", "李梅", "老周", "陈静", "赵敏", "小美", "阿福", "何姐", "林婶", "田田")


def product(name: str, number: str, unit: str, price: str, **more: object) -> Product:
    """A product whose id is its name, so that tests read well."""
    fen = int(Decimal(price) * 100)
    return replace(Product(ProductId(name), number, name, unit, fen), **more)  # type: ignore[arg-type]


EGGS = product("鸡蛋", "1", "板", "32", measure="30枚")
BERRIES = product("草莓", "2", "盒", "58", stock=Decimal(10))
RIBS = product("黑猪排骨", "3", "斤", "38", loose=True, aliases=("排骨",))
BELLY = product("黑猪五花肉", "4", "斤", "28", loose=True, aliases=("五花肉",))
MILK = product("牛奶", "5", "箱", "66", measure="12瓶", limit=Decimal(3))
TOFU = product("豆腐", "6", "块", "4")
CORN = product("玉米", "7", "份", "18")
LIST = (EGGS, BERRIES, RIBS, BELLY, MILK, TOFU, CORN)


class Group:
    """One group-buy in one group. A minute passes with each word, unless ``after`` (seconds) says otherwise."""

    def __init__(self, products: Iterable[Product] = LIST, *, terms: Terms | None = None) -> None:
        goods = tuple(products)
        names = {PersonId(name): name for name in (*RESIDENTS, ORGANIZER)}
        given = terms or Terms(names=names)
        self.terms = replace(given, products=goods, organizers=frozenset({PersonId(ORGANIZER)}))
        self.book = Book(self.terms)
        self.counter = Counter(self.book, Hearing(), compile_catalog(goods))
        self.now = NINE
        self.events: list[BookEvent] = []
        self.count = 0

    def say(
        self,
        who: str,
        text: str,
        *,
        quoted: str | None = None,
        after: int = 60,
        sent: datetime | None = None,
        as_id: str | None = None,
        name: str | None = None,
    ) -> Heard:
        """Somebody says something; ``sent`` is for what arrives later than it was sent."""
        message = MessageId(as_id or self._next_id())
        self.now += timedelta(seconds=after)
        spoken = Spoken(
            message,
            PersonId(who),
            sent or self.now,
            text,
            name=name or who,
            role=Role.ORGANIZER if who == ORGANIZER else Role.RESIDENT,
            quoted=ProductId(quoted) if quoted else None,
        )
        heard = self.counter.hear(spoken)
        self._keep(heard.events)
        return heard

    def chain(self, who: str, *entries: str, title: str = "水果玉米 18元/份", sent: datetime | None = None) -> Heard:
        """Somebody posts the chain as they see it."""
        lines = [f"{number}. {entry}" for number, entry in enumerate(entries, 1)]
        return self.say(who, "\n".join(["#接龙", title, "例 张三 2份", "", *lines]), sent=sent)

    def recall(self, message: str, *, who: str | None = None) -> Heard:
        by = MessageId(self._next_id())
        self.now += timedelta(seconds=20)
        member = PersonId(who) if who else None
        heard = self.counter.recall(MessageId(message), by=by, at=self.now, member=member)
        self._keep(heard.events)
        return heard

    def cutoff(self) -> None:
        self.now += timedelta(minutes=1)
        self.counter.hearing.mark(self.now)
        self._keep(self.book.close(self.now))

    def reopen(self) -> None:
        self.now += timedelta(minutes=1)
        self.counter.hearing.mark(self.now)
        self._keep(self.book.reopen(self.now))

    def keep(self, events: tuple[BookEvent, ...]) -> tuple[BookEvent, ...]:
        """Note what a method of the book said, as the store would."""
        self._keep(events)
        return events

    # What is asserted on

    def gets(self, who: str) -> dict[str, str]:
        """What somebody gets, over all their households."""
        totals: dict[str, Decimal] = {}
        for order in self.orders(who):
            for line in order.lines:
                if line.standing:
                    totals[line.product] = totals.get(line.product, Decimal(0)) + line.standing
        return {goods: decimal_text(total) for goods, total in totals.items()}

    def orders(self, who: str) -> tuple[OrderStanding, ...]:
        return self.book.order_of(PersonId(who))

    def homes(self, who: str) -> dict[str, dict[str, str]]:
        """What somebody gets, by address (``3-501``), name of whom it is for, or ``-``."""
        return {
            self._home(order): {line.product: decimal_text(line.standing) for line in order.lines if line.standing}
            for order in self.orders(who)
        }

    def sources(self, who: str, goods: str) -> tuple[str, ...]:
        """The messages on which a line rests."""
        return next(line.messages() for order in self.orders(who) for line in order.lines if line.product == goods)

    def waits(self, who: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in self.book.waiting():
            if each.member == who:
                found[each.product] = decimal_text(each.quantity)
        return found

    def asked(self, who: str) -> list[str]:
        """What somebody is being asked about."""
        return [each.about.value for each in self.book.questions(PersonId(who))]

    def late(self) -> list[str]:
        return [each.member for each in self.book.late()]

    def reported(self) -> list[tuple[str, str | None]]:
        return [(each.member, each.entry) for each in self.book.reported()]

    @property
    def last(self) -> str:
        """The id of the last message."""
        return f"m{self.count}"

    def _home(self, order: OrderStanding) -> str:
        recipient = order.recipient
        where = (
            "-".join(each for each in (recipient.building, recipient.unit, recipient.room) if each) if recipient else ""
        )
        return order.on_behalf_of or where or "-"

    def _next_id(self) -> str:
        self.count += 1
        return f"m{self.count}"

    def _keep(self, events: tuple[BookEvent, ...]) -> None:
        self.events.extend(events)
        assert Book(self.terms, self.events) == self.book, "a book that is rebuilt from its events is the same book"
