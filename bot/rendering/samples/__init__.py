"""What does each kind of post look like? Sample posts, by which own templates are tried and the wording is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.rendering.names import pair_names
from bot.rendering.samples import (
    about_wordings,
    answered,
    at_the_table,
    explained,
    for_the_group,
    for_the_resident,
    menus,
    on_peace,
    on_selling,
    on_the_book,
    plans,
    reports,
    sentences,
    troubles,
)
from bot.rendering.samples.village import look_up
from models.mail import Json, Post


@dataclass(frozen=True, slots=True)
class Sample:
    """One post as the relay would hand it over: references are looked up, people are Names."""

    name: str
    kind: str
    values: Mapping[str, Json]


def _sample(name: str, post: Post) -> Sample:
    return Sample(name, post.kind, pair_names(dict(post.values), look_up(dict(post.values))))


SAMPLES: Sequence[Sample] = tuple(
    _sample(name, post)
    for name, post in chain(
        for_the_group.POSTS,
        for_the_resident.POSTS,
        reports.POSTS,
        menus.POSTS,
        plans.POSTS,
        sentences.POSTS,
        troubles.POSTS,
        explained.POSTS,
        on_the_book.POSTS,
        answered.POSTS,
        about_wordings.POSTS,
        on_peace.POSTS,
        at_the_table.POSTS,
        on_selling.POSTS,
    )
)


def samples_of(kind: str) -> list[Sample]:
    return [sample for sample in SAMPLES if sample.kind == kind]
