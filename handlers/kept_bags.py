"""Whose goods wait for another day? `501寄存`, `今天回不来，明早拿行吗`: out of tonight's names, and back when due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from handlers import asking, standing_plans, undoing
from handlers import hand_out_commands as h
from handlers.book_commands import TakeBackWord
from handlers.collecting import left_of
from handlers.named_bags import HANDING_OUT, orders_named
from handlers.ordering import open_book
from handlers.replies import at_the_table, on_hand_out, to_organizer, to_resident
from handlers.targets import candidates, first_group, locked
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.language.listing_times import moments, resolve
from models.language.normalize import simplify
from models.mail import Json, message_ref, person_ref, recipient_ref
from models.schedule import Job

_MORNING = time(9, 0)
#: Another day, and that it is collected then; or that today nobody can come.
_ANOTHER_DAY = r"明[早天晚]|明儿|明日|后天|大后天|(?:这|下)?(?:周|星期)[一二三四五六日天]|改天|过两天|回头"
_LATER = re.compile(
    rf"(?:{_ANOTHER_DAY}).{{0,8}}?(?:[来去]?(?:拿|取|领|提)|过来)|(?:拿|取|领).{{0,6}}?(?:{_ANOTHER_DAY})"
    rf"|(?:今[天晚儿]|晚上).{{0,6}}?(?:回不来|来不了|拿不了|取不了|赶不回|不在家|没空拿|来不及拿|出差).{{0,30}}"
    r"|(?:寄存|存)(?:一下|一晚|一天|你(?:那|这)|在你)|帮我?(?:留|存|放|保管)(?:着|一下|到|一晚|冰箱)"
)
_NOT_MEANT = re.compile(
    r"快递|包裹|外卖|药|证件|票|孩子|作业|到货|几点到|发货|送来|开团|截单|下单|明天有|明天的|订|买|多少钱"
)


def say_kept(command: h.SayKept, turn: Turn) -> None:
    """`501寄存`, `501 王芳明早拿`: her word; without a day until tomorrow at nine."""
    for group_buy in candidates(turn, HANDING_OUT):
        orders = orders_named(command.whose, group_buy, turn)
        if orders:
            until = command.until or _tomorrow(turn)
            if until <= turn.now:
                turn.tell(to_organizer.refused(turn.person, "time_is_past", example="501 明天9点拿"))
                return
            _keep(orders, until, group_buy, turn)
            undoing.remember(turn, "寄存", TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
            turn.tell(on_hand_out.bags_kept(turn.person, _values(orders, until, turn, asked=False)))
            return
    found = candidates(turn, HANDING_OUT)
    reason = "no_such_order" if found else "nothing_handed_out"
    turn.tell(to_organizer.refused(turn.person, reason, asked=command.whose, example="501寄存"))


def asked_to_keep(text: str, turn: Turn) -> bool:
    """`今天回不来，明早拿行吗 牛奶帮我放冰箱`: whose goods are there, and will come another day."""
    plain = simplify(text)
    if _LATER.search(plain) is None or _NOT_MEANT.search(plain):
        return False
    for group_buy in known_here(turn):
        if group_buy.stage not in HANDING_OUT:
            continue
        mine = [order for order in left_of(group_buy, turn) if order.member == turn.person]
        if mine:
            until = day_told(plain, turn) or _tomorrow(turn)
            _keep(mine, until, group_buy, turn, note=text)
            values = _values(mine, until, turn, asked=True)
            turn.tell(on_hand_out.bags_kept(turn.speaker.organizer.person, values))
            _answer(until, turn)
            return True
    return False


def day_told(text: str, turn: Turn) -> datetime | None:
    """The moment of which a text speaks (`明早`, `后天下午3点`); a day without an hour is meant from nine on."""
    found = list(moments(text))
    moment = resolve(found[0], turn.said_at) if found else None
    if isinstance(moment, datetime):
        there = moment if moment.tzinfo is not None else moment.replace(tzinfo=turn.zone)
    elif moment is not None:
        there = datetime.combine(moment, _MORNING, turn.zone)
    else:
        return None
    return there if there > turn.now else None


def _tomorrow(turn: Turn) -> datetime:
    return datetime.combine(turn.said_at.date() + timedelta(days=1), _MORNING, turn.zone)


def _keep(
    orders: Sequence[OrderStanding], until: datetime, group_buy: GroupBuy, turn: Turn, *, note: str | None = None
) -> None:
    group_buy = locked(turn, group_buy.id) or group_buy
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    message = turn.speaker.message
    events = [
        event
        for order in orders
        for event in book.keep_bag(order.id, until, at=turn.now, message_id=message, note=note)
    ]
    turn.unit.books.record(group_buy.id, events)
    _tell_again_when_due(until, group_buy, turn)


def _tell_again_when_due(until: datetime, group_buy: GroupBuy, turn: Turn) -> None:
    """Who is left is told the next morning anyhow; for a later day once more on that day."""
    group = first_group(turn, group_buy)
    if group is None:
        return
    day = datetime.combine(until.astimezone(turn.zone).date(), _MORNING, turn.zone)
    planned = [
        one.next_due
        for one in turn.unit.schedules.of_group_buy(group_buy.id)
        if one.job is Job.LEFT_OVERNIGHT and one.next_due is not None
    ]
    at = max(day, until)
    if at > turn.now and not any(due == at for due in planned):
        again = standing_plans.once(group_buy, group, Job.LEFT_OVERNIGHT, at, turn.unit)
        standing_plans.keep(again, turn.unit, turn.now, turn.house)


def _values(orders: Sequence[OrderStanding], until: datetime, turn: Turn, *, asked: bool) -> dict[str, Json]:
    return {
        "people": [{"who": person_ref(one.member), "recipient": recipient_ref(one.id)} for one in orders],
        "until_at": until.isoformat(),
        "text": message_ref(turn.speaker.message) if asked else None,
        "asked": asked,
        "time_zone": turn.settings.time_zone,
    }


def _answer(until: datetime, turn: Turn) -> None:
    """Who asks is answered with the fact that their bag stays; several in one post."""
    group = turn.speaker.group
    if group is None:
        turn.tell(to_resident.bag_kept(turn.person, until, turn.settings.time_zone))
        return
    one: Json = {"who": person_ref(turn.person), "person": turn.person, "until_at": until.isoformat()}
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=at_the_table.KEPT)
    if waiting is None:
        when = asking.after_silence(turn)
        turn.tell(at_the_table.kept_for(group.id, [one], when, group.settings.time_zone))
    else:
        others = [each for each in waiting.post.values["people"] if each["person"] != turn.person]
        values = {**waiting.post.values, "people": [*others, one]}
        turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
