"""How much is measured? All of it for figures that are told, hardly any to see that a benchmark runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """``rooms`` and ``residents`` (of each room) are the neighbourhood that speaks in `intake` and `memory`."""

    rooms: int
    residents: int
    #: intake: so many messages in each round, and so many rounds with each client.
    burst: int
    rounds: int
    #: memory: after so many messages, and after so many; a day's worth of them at a time.
    soon: int
    late: int
    day: int
    #: start: pairs of whole processes.
    starts: int
    #: language: distinct texts, and how often the lot is measured beside the peer.
    texts: int
    repeats: int
    entries: int
    long_text: int
    many_products: int
    #: merge: snapshots before the last; members and events of a large group-buy.
    snapshots: int
    members: int
    events: int
    #: clockwork: plans at a start, and how often it is measured; groups whose lists are due at one moment.
    schedules: int
    looks: int
    groups: int
    #: documents: who ordered, how often each, of how many products; and how often each is made.
    orderers: int
    orders_each: int
    on_sale: int
    makings: int
    file_makings: int


FULL = Sizes(
    rooms=20,
    residents=20,
    burst=2000,
    rounds=4,
    soon=5_000,
    late=50_000,
    day=2_500,
    starts=7,
    texts=400,
    repeats=7,
    entries=500,
    long_text=20_000,
    many_products=1_000,
    snapshots=200,
    members=500,
    events=5_000,
    schedules=100_000,
    looks=7,
    groups=1_000,
    orderers=500,
    orders_each=3,
    on_sale=40,
    makings=25,
    file_makings=5,
)
TINY = Sizes(
    rooms=2,
    residents=3,
    burst=40,
    rounds=1,
    soon=60,
    late=120,
    day=60,
    starts=1,
    texts=20,
    repeats=1,
    entries=50,
    long_text=400,
    many_products=30,
    snapshots=5,
    members=10,
    events=120,
    schedules=100,
    looks=1,
    groups=60,
    orderers=12,
    orders_each=2,
    on_sale=5,
    makings=1,
    file_makings=1,
)
