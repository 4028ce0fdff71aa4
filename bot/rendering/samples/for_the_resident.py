"""Which posts does a resident read privately? A sample of each turn that the wording takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.rendering.samples.village import BERRIES, EGGS, MILK, at, line, order, person
from handlers.replies import answers, to_group, to_resident
from models.mail import Json, Post

_WHO = person("陈静")
_NOTHING_PAID = to_resident.PaidSoFar()
_HELD = (line(EGGS, "2"), line(MILK, "1"))
_WAITING = (line(BERRIES, "1"),)
#: As handlers tell it: what waits stands beside what stands, and is listed again.
_QUEUED = {**line(BERRIES, "1"), "waiting": "2"}


def _answered(*lines: Json) -> Post:
    post = answers.answers_privately(_WHO, [], at(19))
    return replace(post, values={**post.values, "lines": list(lines)})


POSTS: Sequence[tuple[str, Post]] = (
    ("owing", to_resident.mine(_WHO, _HELD, (), 13_000, so_far=_NOTHING_PAID, unpriced=False)),
    ("paid", to_resident.mine(_WHO, _HELD, _WAITING, 13_000, so_far=to_resident.PaidSoFar(paid=True), unpriced=False)),
    ("says so", to_resident.mine(_WHO, _HELD, (), 13_000, so_far=to_resident.PaidSoFar(told=True), unpriced=False)),
    (
        "owes a part",
        to_resident.mine(_WHO, _HELD, (), 13_000, so_far=to_resident.PaidSoFar(owed_fen=1_900), unpriced=False),
    ),
    (
        "some waiting",
        to_resident.mine(_WHO, (*_HELD, _QUEUED), (_QUEUED,), 18_800, so_far=_NOTHING_PAID, unpriced=False),
    ),
    ("partly without a price", to_resident.mine(_WHO, _HELD, (), 6400, so_far=_NOTHING_PAID, unpriced=True)),
    ("all waiting", to_resident.mine(_WHO, (), _WAITING, 0, so_far=_NOTHING_PAID, unpriced=False)),
    (
        "written by a neighbour",
        to_resident.mine(
            _WHO, (), (), 0, so_far=_NOTHING_PAID, unpriced=False, by_others=[order("老周", line(EGGS, "1"))]
        ),
    ),
    ("none", to_resident.mine(_WHO, (), (), 0, so_far=_NOTHING_PAID, unpriced=False)),
    ("nothing open", to_resident.nothing_open(_WHO)),
    ("came too late", to_resident.not_taken_privately(_WHO)),
    ("passed on", to_resident.data_request_heard(_WHO)),
    ("noted", to_resident.noted_privately(_WHO, _HELD, at(19))),
    ("nothing any more", to_resident.noted_privately(_WHO, (), at(19))),
    (
        "asked",
        to_resident.asked_privately(
            _WHO,
            [
                to_group.question_value("q1", _WHO, "change", product="鸡蛋", unit="板", said="2", held="1"),
                to_group.question_value("q2", _WHO, "product", candidates=["排骨", "五花"]),
            ],
            at(19),
        ),
    ),
    ("late", to_resident.came_late_privately(_WHO, _HELD, at(20), "Asia/Shanghai", at(20, 5))),
    ("one fact", _answered({"fact": "cutoff", "closes_at": at(20).isoformat(), "of": None, "opened_at": None})),
    ("late with a change", to_resident.came_late_privately(_WHO, (), at(20), "Asia/Shanghai", at(20, 5))),
)
