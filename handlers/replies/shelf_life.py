"""How long is each post worth saying? What waited too long (a gateway was away) is not blurted out afterwards.

After its shelf life a post expires. Where something is then unsaid that somebody counts on, the organizer is told, and
may have it said all the same (handlers/dead_posts.py); the rest has become needless: who asked has long asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.mail import OutboxRow, Post


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """``lasts``: from when it may go out. ``told``: the organizer hears of it where it expired."""

    lasts: timedelta
    told: bool = True


_EVENING = timedelta(hours=12)
_HALF_AN_HOUR = timedelta(minutes=30)

#: By kind, or by document. Kinds that are not here are said whenever they can be; where a post names the moment at
#: which it is over (``expires_at``), that moment stands.
SHELF_LIVES: Mapping[str, ShelfLife] = {
    # organizer-notes, section 6: an hour's grace; a list at noon is no morning's list.
    "list": ShelfLife(timedelta(minutes=60)),
    "list_poster": ShelfLife(timedelta(minutes=60), told=False),
    # Who ordered must hear of it, the next morning at the latest.
    "noted": ShelfLife(_EVENING),
    "late": ShelfLife(_EVENING),
    "not_taken": ShelfLife(_EVENING),
    "list_withdrawn": ShelfLife(_EVENING),
    # A question is open on her screen too.
    "ask": ShelfLife(timedelta(hours=3), told=False),
    "closed": ShelfLife(timedelta(hours=3)),
    "reopened": ShelfLife(timedelta(hours=1)),
    # What became of people's goods they must hear, the next morning at the latest.
    "called_off": ShelfLife(_EVENING),
    "not_called_off": ShelfLife(_EVENING),
    "postponed": ShelfLife(_EVENING),
    "offer_heard": ShelfLife(_EVENING),
    "offer_heard_privately": ShelfLife(_EVENING, told=False),
    "enough": ShelfLife(timedelta(hours=6), told=False),
    "new_goods": ShelfLife(timedelta(hours=2)),
    "goods_came_true": ShelfLife(timedelta(hours=6)),
    "the_usual": ShelfLife(timedelta(hours=1), told=False),
    "the_usual_privately": ShelfLife(timedelta(hours=1), told=False),
    "pickup_notice": ShelfLife(timedelta(hours=4)),
    "not_collected": ShelfLife(timedelta(minutes=45)),
    "part_arrived": ShelfLife(timedelta(hours=2)),
    "short_apology": ShelfLife(_EVENING),
    "leftovers_offered": ShelfLife(_HALF_AN_HOUR),
    "leftovers_sold": ShelfLife(timedelta(hours=2), told=False),
    "mixed_bags_warning": ShelfLife(timedelta(hours=1)),
    "kept_for": ShelfLife(timedelta(hours=3), told=False),
    "who_has_mine": ShelfLife(_HALF_AN_HOUR, told=False),
    "deal_closed": ShelfLife(timedelta(hours=3), told=False),
    "captain_read_back": ShelfLife(_EVENING),
    "packed_up": ShelfLife(timedelta(hours=2), told=False),
    "delayed": ShelfLife(timedelta(hours=1)),
    "mine_in_group": ShelfLife(_HALF_AN_HOUR, told=False),
    "noted_before": ShelfLife(_HALF_AN_HOUR, told=False),
    # Answers name their own moment; what nobody answered is hers also the next morning.
    "answers": ShelfLife(timedelta(hours=1), told=False),
    "answers_privately": ShelfLife(timedelta(hours=3), told=False),
    "unanswered": ShelfLife(_EVENING, told=False),
    "machines_said": ShelfLife(timedelta(days=1), told=False),
    "mine": ShelfLife(_HALF_AN_HOUR, told=False),
    "nothing_open": ShelfLife(_HALF_AN_HOUR, told=False),
    "noted_privately": ShelfLife(_EVENING),
    "ask_privately": ShelfLife(timedelta(hours=3), told=False),
    # What she looked up; a menu's digits live no longer than that.
    "menu": ShelfLife(_HALF_AN_HOUR, told=False),
    "totals": ShelfLife(_HALF_AN_HOUR, told=False),
    "orders_found": ShelfLife(_HALF_AN_HOUR, told=False),
    "schedules": ShelfLife(_HALF_AN_HOUR, told=False),
    "late_list": ShelfLife(_HALF_AN_HOUR, told=False),
    "waiting_list": ShelfLife(_HALF_AN_HOUR, told=False),
    "open_questions": ShelfLife(_HALF_AN_HOUR, told=False),
    "outbox": ShelfLife(_HALF_AN_HOUR, told=False),
    "help": ShelfLife(_HALF_AN_HOUR, told=False),
    "help_one": ShelfLife(_HALF_AN_HOUR, told=False),
    "why": ShelfLife(_HALF_AN_HOUR, told=False),
    "summary": ShelfLife(timedelta(days=1), told=False),
    "summary_chart": ShelfLife(timedelta(days=1), told=False),
    "week_chart": ShelfLife(timedelta(days=1), told=False),
    "week": ShelfLife(_HALF_AN_HOUR, told=False),
    "orders_workbook": ShelfLife(timedelta(days=1), told=False),
    "purchase_workbook": ShelfLife(timedelta(days=1), told=False),
    "route": ShelfLife(timedelta(hours=3), told=False),
    "route_sheet": ShelfLife(timedelta(hours=3), told=False),
    "labels": ShelfLife(timedelta(hours=3), told=False),
    "export": ShelfLife(timedelta(days=1), told=False),
}


def with_shelf_life(post: Post, now: datetime) -> Post:
    """The post with the moment at which it is over, unless it names one itself."""
    life = SHELF_LIVES.get(post.kind)
    if life is None:
        return post
    begins = now if post.not_before is None else max(now, post.not_before)
    return replace(post, expires_at=post.expires_at or begins + life.lasts, told_if_expired=life.told)


def over_at(row: OutboxRow) -> datetime | None:
    """When a row of the outbox is over. What tact has put off may be said as long as anything else from then on; what
    was tried, and failed, may not."""
    life = SHELF_LIVES.get(row.post.kind)
    expires_at, not_before = row.post.expires_at, row.post.not_before
    if expires_at is None or life is None or not_before is None or row.attempts:
        return expires_at
    return max(expires_at, not_before + life.lasts)
