"""Has somebody answered a question meanwhile? What was said in the group since it was asked, as the chat log has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.turn import Turn
from models.language import Catalog
from models.language.answer_shapes import answers, has_got_it, is_question
from models.language.asked_facts import Fact
from models.language.normalize import simplify
from models.mail import ChatLine, Json
from models.ports import UnitOfWork
from models.values import GroupId, MessageId, ProductId, Role

#: As many lines of the log as are looked at; a group that says more in twenty minutes has answered, or forgotten.
LOOKED_AT = 200
_TALK = frozenset({"chat", "query"})
#: A remark right behind a question about the goods themselves is taken for its answer.
_RIGHT_BEHIND = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Talk:
    """The last lines of each group, read once however many questions are looked at."""

    unit: UnitOfWork
    _lines: dict[GroupId, Sequence[ChatLine]] = field(default_factory=dict)

    def of(self, group: GroupId) -> Sequence[ChatLine]:
        if group not in self._lines:
            self._lines[group] = self.unit.chat_log.recent(group, limit=LOOKED_AT)
        return self._lines[group]


def is_over(enquiry: Mapping[str, Json], lines: Sequence[ChatLine], goods: Catalog, turn: Turn) -> bool:
    """Whether a question needs no answer any more: somebody gave one, or it was taken back. ``lines``: the last ones of
    its group, oldest first."""
    asked = next((line for line in lines if line.message == enquiry["message"]), None)
    asked = asked or turn.unit.chat_log.get(MessageId(enquiry["message"]))
    if asked is None or asked.recalled or asked.text is None:
        return True
    since = [line for line in lines if line.message > asked.message and not line.recalled and line.text]
    facts = frozenset(Fact(fact) for fact, _, _ in enquiry["asked"])
    products = frozenset(ProductId(product) for _, product, _ in enquiry["asked"] if product)
    nickname = _nickname(asked, turn)
    for place, line in enumerate(since):
        if line.person == asked.person:
            if has_got_it(line.text or ""):
                return True
        elif _is_reply(line, asked, nickname) or (
            not _is_about_others(line, products, goods)
            and (_she_speaks(line) or _answers(line, facts, asked.sent_at, right_behind=place == 0))
        ):
            return True
    return False


def _nickname(asked: ChatLine, turn: Turn) -> str:
    person = None if asked.person is None else turn.unit.people.get(asked.person)
    return "" if person is None else person.nickname


def _is_reply(line: ChatLine, asked: ChatLine, nickname: str) -> bool:
    """Whether it quotes the question, or calls who asked; but for somebody who asks the same."""
    if is_question(line.text or ""):
        return False
    quoted, written = _bare(line.quoted_text or ""), _bare(asked.text or "")
    if quoted and written and (quoted == written or written.startswith(quoted.rstrip("."))):
        return True
    return bool(nickname) and f"@{nickname}" in (line.text or "")


def _bare(text: str) -> str:
    return "".join(simplify(text).split())


def _she_speaks(line: ChatLine) -> bool:
    """The organizer, or who helps her, is there: what she says behind a question is said to it, unless it is a command
    or a question of her own."""
    text = (line.text or "").strip()
    return line.role is not Role.RESIDENT and not text.startswith(("/", "／", "@")) and not is_question(text)


def _answers(line: ChatLine, facts: frozenset[Fact], asked_at: datetime, *, right_behind: bool) -> bool:
    if not _TALK.issuperset(line.acts) or "query" in line.acts:
        return False
    text = line.text or ""
    if facts:
        return answers(text, facts)
    return right_behind and line.sent_at - asked_at <= _RIGHT_BEHIND and not is_question(text)


def _is_about_others(line: ChatLine, products: frozenset[ProductId], goods: Catalog) -> bool:
    """Whether it names goods, and none of those that were asked about."""
    named = {product for mention in goods.find_names(simplify(line.text or "")) for product in mention.products}
    return bool(named) and bool(products) and named.isdisjoint(products)
