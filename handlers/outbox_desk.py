"""What became of what was to be said? `发件箱`: what was not sent, or perhaps not; sent again or let be by one word.

What is sent again is said as it is true now: a list with today's prices, an acknowledgement with what stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import acknowledging, undoing
from handlers import outbox_commands as o
from handlers.conversation import MENU_LIVES
from handlers.replies import on_mishaps, to_group, to_organizer
from handlers.replies.shelf_life import SHELF_LIVES
from handlers.turn import Turn
from handlers.unsaid import LEFT_UNSAID
from models.groupbuy.stages import Stage
from models.mail import Json, OutboxRow, OutboxState, Post
from models.ports import UnitOfWork
from models.values import GroupBuyId, PersonId

#: The rows that she was shown last, by number.
SHOWN = "outbox"
MOST_SHOWN = 9
MOST_WAITING_SHOWN = 5
#: What was not sent longer ago is of no use to anybody.
_RECENT = timedelta(days=3)
#: How the fault begins of what could not be said in its time (scheduler/courier.py).
TOO_LATE = "TooLate"
_IN_TROUBLE = (OutboxState.FAILED, OutboxState.UNSURE)
#: Values that say when a post is over, whatever she says: nobody is reminded of a cut-off that was.
_OVER_AT = {"reminder": "closes_at", "reopened": "closes_at", "delayed": "expected_at", "arrival_check": "pickup_at"}


def tell_outbox(command: o.TellOutbox, turn: Turn) -> None:
    """What is in trouble, with numbers, and what waits to go into groups."""
    _show(_troubled(turn), turn)


def _show(troubled: Sequence[OutboxRow], turn: Turn) -> None:
    shown = list(troubled[:MOST_SHOWN])
    remember_shown([row.id for row in shown], turn.person, turn.unit, turn.now)
    waiting = _waiting(turn)
    values = {
        "troubled": [{**post_value(row, turn.unit), "number": number} for number, row in enumerate(shown, 1)],
        "more": len(troubled) - len(shown),
        "waiting": [post_value(row, turn.unit) for row in waiting[:MOST_WAITING_SHOWN]],
        "more_waiting": max(0, len(waiting) - MOST_WAITING_SHOWN),
        "time_zone": turn.settings.time_zone,
    }
    turn.tell(on_mishaps.outbox(turn.person, values))


def remember_shown(rows: Sequence[str], person: PersonId, unit: UnitOfWork, now: datetime) -> None:
    """Keep which number stands for which post, as she is shown them."""
    unit.conversations.put(person, SHOWN, {"rows": list(rows)}, now + MENU_LIVES)


def post_value(row: OutboxRow, unit: UnitOfWork) -> dict[str, Json]:
    """A post as she is told of it: what it is, where it was to go, when, and what became of it."""
    group = None if row.post.group is None else unit.groups.get(row.post.group)
    return {
        "post": row.post.document or row.post.kind,
        "place": "" if group is None else group.name,
        "at": (row.post.not_before or row.made_at).isoformat(),
        "state": _told_state(row),
    }


def _told_state(row: OutboxRow) -> str:
    if row.state is not OutboxState.FAILED:
        return row.state.value
    if row.fault.startswith(LEFT_UNSAID):
        return "left"
    over = row.post.expires_at is not None and row.sent_at is None and row.fault.startswith(TOO_LATE)
    return "too_late" if over else "failed"


def _troubled(turn: Turn) -> list[OutboxRow]:
    found = turn.unit.outbox.troubled(turn.speaker.organizer.id, limit=50)
    return [row for row in found if turn.now - row.made_at <= _RECENT and is_hers(row, turn)]


def is_hers(row: OutboxRow, turn: Turn) -> bool:
    """Whether it went to a group or to herself; a private word to a resident was given her to forward."""
    return row.post.group is not None or row.post.person in turn.deciding


def _waiting(turn: Turn) -> list[OutboxRow]:
    """What waits for groups, the next first."""
    rows = turn.unit.outbox.page(organizer=turn.speaker.organizer.id, states=[OutboxState.WAITING], limit=50)
    return sorted((row for row in rows if row.post.group is not None), key=_due)


def _due(row: OutboxRow) -> datetime:
    return row.post.not_before or row.made_at


# One word about them


def send_again(command: o.SendAgain, turn: Turn) -> None:
    """Each becomes a new post, said as it is true now; what is over is refused with the reason."""
    meant = _meant(command, turn)
    if meant is None:
        return
    sent: list[o.LeftPost] = []
    for row in meant:
        fresh = _fresh(row, turn)
        if fresh is None:
            turn.tell(to_organizer.refused(turn.person, "post_is_over", post=row.post.kind))
            continue
        anew = turn.unit.outbox.add(row.organizer, _with_new_life(fresh, turn.now), turn.now)
        turn.unit.outbox.withdraw(row.id)
        sent.append(o.LeftPost(row=row.id, state=row.state.value, anew=anew))
    if sent:
        undoing.remember(turn, "重发的", o.ReturnPosts(posts=tuple(sent)))
        turn.tell(to_organizer.done(turn.person, "sent_again", count=len(sent)))


def leave_posts(command: o.LeavePosts, turn: Turn) -> None:
    meant = _meant(command, turn)
    if meant:
        for row in meant:
            turn.unit.outbox.withdraw(row.id)
        left = tuple(o.LeftPost(row=row.id, state=row.state.value) for row in meant)
        undoing.remember(turn, "不补的", o.ReturnPosts(posts=left))
        turn.tell(to_organizer.done(turn.person, "posts_left", count=len(meant)))


def return_posts(command: o.ReturnPosts, turn: Turn) -> bool:
    """As they stood before. Unsure ones come back as failed: what went out since can't be told from them any more."""
    anew = [turn.unit.outbox.get(post.anew) for post in command.posts if post.anew is not None]
    if any(row is None or row.state is not OutboxState.WAITING for row in anew):
        return undoing.refuse(turn, "post_is_out")
    for post in command.posts:
        if post.anew is not None:
            turn.unit.outbox.withdraw(post.anew)
        turn.unit.outbox.bring_back(post.row, OutboxState.FAILED)
    return True


def _meant(command: o.SendAgain | o.LeavePosts, turn: Turn) -> list[OutboxRow] | None:
    """The posts that she means, or None where she has been told why there are none."""
    troubled = _troubled(turn)
    if not troubled:
        turn.tell(to_organizer.refused(turn.person, "nothing_in_trouble"))
        return None
    if command.all or (not command.numbers and len(troubled) == 1):
        return troubled
    shown = turn.unit.conversations.get(turn.person, SHOWN, turn.now)
    rows = [] if shown is None else shown["rows"]
    if not command.numbers or not rows:
        _show(troubled, turn)
        return None
    by_id = {row.id: row for row in troubled}
    meant = [by_id[rows[number - 1]] for number in command.numbers if number <= len(rows) and rows[number - 1] in by_id]
    if len(meant) < len(command.numbers):
        turn.tell(to_organizer.refused(turn.person, "no_such_post", example="发件箱"))
        return None
    return meant


# As it is true now


def _with_new_life(post: Post, now: datetime) -> Post:
    life = SHELF_LIVES.get(post.kind)
    expires_at = None if life is None else now + life.lasts
    return replace(post, due_id=None, merge_key=None, not_before=None, expires_at=expires_at)


def _fresh(row: OutboxRow, turn: Turn) -> Post | None:
    """The post as it is to be said now; None where nobody needs it any more."""
    over_at = row.post.values.get(_OVER_AT.get(row.post.kind, ""))
    if over_at is not None and datetime.fromisoformat(over_at) <= turn.now:
        return None
    renew = _RENEWED.get(row.post.kind)
    return row.post if renew is None else renew(row, turn)


def _fresh_list(row: OutboxRow, turn: Turn) -> Post | None:
    """The list of the same group-buy with today's prices, while orders are taken."""
    group = None if row.post.group is None else turn.unit.groups.get(row.post.group)
    if group is None:
        return None
    numbers = {product["number"] for product in row.post.values["products"]}
    for group_buy in turn.unit.group_buys.live_in(group.id):
        if group_buy.stage is Stage.OPEN and numbers & {product.number for product in group_buy.products}:
            return to_group.list_posted(group_buy, group.id, group.settings.time_zone)
    return None


def _fresh_noted(row: OutboxRow, turn: Turn) -> Post | None:
    """Of each person what stands now; of whom nothing stands, nothing is said."""
    orders = []
    for order in row.post.values["orders"]:
        group_buy = turn.unit.group_buys.get(GroupBuyId(order["group_buy"]))
        held = [] if group_buy is None else turn.unit.books.read(group_buy.id).order_of(PersonId(order["person"]))
        lines = [] if group_buy is None else acknowledging.order_values(group_buy, held)
        orders += [{**order, "lines": lines}] if lines else []
    return replace(row.post, values={**row.post.values, "orders": orders}) if orders else None


_RENEWED: Mapping[str, Callable[[OutboxRow, Turn], Post | None]] = {"list": _fresh_list, "noted": _fresh_noted}
