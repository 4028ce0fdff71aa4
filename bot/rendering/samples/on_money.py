"""What is read of money, and of goods that were bad? A sample of each turn that the wording takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.rendering.samples.village import BERRIES, EGGS, GROUP, GROUP_BUY, MILK, ORGANIZER, ZONE, at, line, person
from handlers.replies import on_claims, on_money
from models.mail import Json, Post, message_ref, person_ref, recipient_ref
from models.values import MessageId


def _whom(nickname: str, order: str | None = "o1") -> dict[str, Json]:
    recipient = None if order is None else recipient_ref(order)
    return {"who": person_ref(person(nickname)), "recipient": recipient}


def _paid(nickname: str, fen: int, owed_fen: int = 0, tip_fen: int = 0) -> Json:
    return {**_whom(nickname), "fen": fen, "tip_fen": tip_fen, "owed_fen": owed_fen}


def _owes(nickname: str, fen: int, **more: Json) -> Json:
    return {**_whom(nickname, None), "fen": fen, "told": False, "claim": False, **more}


def _line(kind: str, fen: int, *goods: Json, way: str | None = None) -> Json:
    return {"kind": kind, "fen": fen, "made_at": at(16, 30, day=22).isoformat(), "way": way, "lines": list(goods)}


def _account(owed_fen: int, *lines: Json, **more: Json) -> Post:
    values = {**_whom("老周"), "before_fen": 0, "entries": list(lines), "owed_fen": owed_fen, "refund_due_fen": 0}
    return on_money.statement(ORGANIZER, {**values, "told_waiting": False, "time_zone": ZONE, **more})


def _told(nickname: str, text: str | None, **more: Json) -> Json:
    known: dict[str, Json] = {"fen": None, "owed_fen": 4_500, "picture": False, "beside": [], "tip_fen": 0}
    quoted = None if text is None else message_ref(MessageId(text))
    return {**_whom(nickname), **known, "text": quoted, **more}


def _all_told(*told: Json, more: int = 0, digits: bool = True) -> Post:
    return on_money.told_payments(ORGANIZER, {"told": list(told), "more": more, "digits": digits})


_DUE: dict[str, Json] = {
    "who": person_ref(person("李梅")),
    "goods": ["鸡蛋", "牛奶"],
    "more": False,
    "fen": 9_800,
    "bought_at": at(16, 30, day=22).isoformat(),
    "time_zone": ZONE,
}


def _claim(text: str, **more: Json) -> dict[str, Json]:
    known: dict[str, Json] = {**_whom("芳芳妈"), "product": None, "quantity": None, "unit": None, "photos": 0}
    return {**known, "text": message_ref(MessageId(text)), "state": "open", **more}


def _claimed(text: str, **more: Json) -> Post:
    values = {"claim": None, **_claim(text), "digits": True, "worth_fen": None, **more}
    return replace(on_claims.claim_told(ORGANIZER, ""), values=values)


def _checked(**more: Json) -> Post:
    values: dict[str, Json] = {
        "title": GROUP_BUY.title,
        "group": "翠湖一群",
        "sum_fen": 431_200,
        "households": 86,
        "allowed_fen": 0,
        "waived_fen": 0,
        "owed_fen": 0,
        "owing": 0,
        "people": [],
        "cash_fen": 0,
        "transfer_fen": 390_500,
        "waiting": 0,
    }
    return on_money.checked(ORGANIZER, {**values, **more})


_LOT = on_claims.whole_lot_bad(ORGANIZER, GROUP_BUY.id, BERRIES.id, 3)

POSTS: Sequence[tuple[str, Post]] = (
    ("one paid", on_money.payments_taken(ORGANIZER, [_paid("老周", 4_500)], "transfer")),
    ("in cash, and some is left", on_money.payments_taken(ORGANIZER, [_paid("老周", 4_500, 1_900)], "cash")),
    ("too much, with a tip", on_money.payments_taken(ORGANIZER, [_paid("老周", 5_000, -200, 300)], "transfer")),
    ("many paid", on_money.payments_taken(ORGANIZER, [_paid("老周", 4_500)] * 12, "transfer")),
    ("a rest let off", on_money.waived(ORGANIZER, _whom("老周"), 60, 0)),
    ("less is owed", on_money.refunded(ORGANIZER, _whom("老周"), 800, 3_700, left=0, out=False)),
    ("something is left", on_money.refunded(ORGANIZER, _whom("老周"), 800, -800, left=800, out=False)),
    ("given back", on_money.refunded(ORGANIZER, _whom("老周"), 800, 0, left=0, out=True)),
    ("who owes", on_money.owing(ORGANIZER, [_owes("老周", 4_500), _owes("李梅", 9_800, told=True)], 2, 14_300)),
    ("many owe", on_money.owing(ORGANIZER, [_owes("老周", 4_500, claim=True)] * 20, 31, 240_000)),
    ("to be paid out", on_money.refunds_due(ORGANIZER, [_owes("老周", 800), _owes("李梅", 5_800)], 2, 6_600)),
    (
        "an account",
        _account(
            1_300,
            _line("goods", 6_400, line(EGGS, "2")),
            _line("payment", -5_000, way="cash"),
            _line("waiver", -100),
            before_fen=-0,
        ),
    ),
    (
        "an account with all that can be",
        _account(
            -500,
            _line("goods", 12_200, line(EGGS, "2"), line(BERRIES, "1")),
            _line("payment", -13_000, way="transfer"),
            _line("tip", 300),
            _line("allowance", -1_800),
            _line("came_back", -3_200),
            _line("goods", 3_200, line(MILK, "1")),
            _line("payout", 800),
            _line("set_aside", 500),
            _line("moved", 200),
            before_fen=300,
            refund_due_fen=500,
            told_waiting=True,
        ),
    ),
    ("an empty account", _account(0)),
    ("all is paid", _checked()),
    (
        "some is owed",
        _checked(
            allowed_fen=800,
            waived_fen=60,
            owed_fen=14_300,
            owing=2,
            people=[_owes("老周", 4_500), _owes("李梅", 9_800)],
            cash_fen=4_500,
            waiting=3,
        ),
    ),
    ("one says so", _all_told(_told("老周", "m1"))),
    ("a picture alone", _all_told(_told("老周", None, picture=True))),
    (
        "several say so",
        _all_told(
            _told("老周", "m1", fen=4_500, picture=True),
            _told("李梅", "gone", beside=[_whom("芳芳妈")], owed_fen=0),
            _told("芳芳妈", "m3", fen=10_000, tip_fen=300),
            more=2,
        ),
    ),
    ("no digit is free", _all_told(_told("老周", "m1"), digits=False)),
    ("owes", on_money.dun(person("李梅"), _DUE, at(19))),
    ("owes for much", on_money.dun(person("李梅"), {**_DUE, "more": True}, at(19))),
    ("owes from before", on_money.dun(person("李梅"), {**_DUE, "goods": [], "bought_at": None}, at(19))),
    ("to forward", on_money.dun_text(ORGANIZER, _DUE)),
    (
        "reminded by her word",
        on_money.dunned(
            ORGANIZER,
            [_owes("老周", 4_500)],
            [_owes("李梅", 9_800)],
            [
                {**_owes("芳芳妈", 300), "why": "little"},
                {**_owes("陈静", 900), "why": "claim"},
                {**_owes("阿福", 900), "why": "lately"},
            ],
            None,
        ),
    ),
    ("reminded by the clock", on_money.dunned(ORGANIZER, [_owes("老周", 4_500)], [], [], "due")),
    ("a product", _claimed("m3", **line(EGGS, "2"), photos=3, worth_fen=6_400)),
    ("something", _claimed("gone")),
    ("no digit for it", _claimed("m3", **line(EGGS, None), digits=False)),
    ("no need to make it good", _claimed("m3", **line(EGGS, None), state="waived", digits=False)),
    ("all of it", replace(_LOT, values={**_LOT.values, "product": "草莓", "digits": True})),
    ("all of it, and no digit", replace(_LOT, values={**_LOT.values, "product": "草莓"})),
    (
        "all claims",
        on_claims.claims(
            ORGANIZER,
            [_claim("m3", **line(EGGS, "2"), photos=2), _claim("gone")],
            [
                _claim("m1", **line(MILK, "1"), state=state)
                for state in ("waived", "refunded", "next_time", "made_good", "dropped")
            ],
            more=1,
        ),
    ),
    ("none open", on_claims.claims(ORGANIZER, [], [_claim("m1", **line(MILK, None), state="refunded")], more=0)),
    *(
        (f"ended: {state}", on_claims.claim_ended(ORGANIZER, _claim("m3", **line(EGGS, "2"), state=state)))
        for state in ("next_time", "made_good", "dropped")
    ),
    (
        "seen",
        replace(
            on_claims.seen_later(GROUP, [], at(19)), values={"waiting": [], **on_claims.seen_values([person("芳芳妈")])}
        ),
    ),
    ("held back", on_claims.held_back(GROUP, "草莓")),
)
