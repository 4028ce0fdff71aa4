"""Is a day written the same each time, as long and at such hours as its profile says, and does it mean what it says?"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

import pytest

from bot.simulation.calendar import ZONE, Arrival, buy_of
from bot.simulation.day import beginning, day_of, sayings_of
from bot.simulation.organizers_day import promises_of, words_of
from bot.simulation.profiles import PROFILES, Character, Profile, profile_named, profile_of
from bot.simulation.residents import Neighbourhood, neighbourhood
from bot.simulation.sayings import Intent, Saying
from models.acts import Ask, Context, Order
from models.errors import BadInput
from models.language import Catalog, compile_catalog, read
from models.language.listing import read_listing
from models.values import MessageKind, Product, ProductId

MONDAY = date(2026, 11, 23)
MONTH = [MONDAY + timedelta(days=count) for count in range(30)]
SHOP, LOCKDOWN, VILLAGE = (profile_named(name) for name in ("80-shop", "80-lockdown", "20-village"))


def said_on(place: Neighbourhood, day: date, seed: int = 7) -> list[Saying]:
    return [numbered.saying for numbered in sayings_of(seed, place, day)]


def a_month(place: Neighbourhood) -> list[Saying]:
    return [saying for day in MONTH for saying in said_on(place, day)]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_one_seed_writes_one_day(profile: Profile) -> None:
    assert day_of(7, profile, 3, MONDAY) == day_of(7, profile, 3, MONDAY)
    others = [day_of(8, profile, 3, MONDAY), day_of(7, profile, 4, MONDAY), day_of(7, profile, 3, MONTH[1])]
    texts = [incoming.text for incoming in day_of(7, profile, 3, MONDAY)]
    assert all([incoming.text for incoming in other] != texts for other in others)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_the_mean_is_the_profiles_figure_exactly(profile: Profile) -> None:
    place = neighbourhood(7, profile, 0)
    counts = [sum(not saying.private for saying in said_on(place, day)) for day in MONTH]
    assert fmean(counts) == profile.messages
    assert min(counts) < profile.messages < max(counts)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_day_is_in_order_and_within_itself(profile: Profile) -> None:
    for group in range(3):
        place = neighbourhood(7, profile, group)
        for day in MONTH[:6]:
            said = said_on(place, day)
            assert {saying.at.astimezone(ZONE).date() for saying in said} == {day}
            assert [saying.at for saying in said] == sorted(saying.at for saying in said)
        ids = [numbered.id for day in MONTH for numbered in sayings_of(7, place, day)]
        ids += [numbered.id for numbered in beginning(7, place, MONDAY)]
        assert len(set(ids)) == len(ids)


def test_people_sleep_at_night_and_a_village_rises_early() -> None:
    def by_hour(profile: Profile) -> Counter[int]:
        talk = [one for one in a_month(neighbourhood(7, profile, 0)) if one.intent is Intent.CHAT]
        return Counter(saying.at.hour for saying in talk)

    shop, village = by_hour(profile_named("300-shop")), by_hour(profile_named("300-village"))
    assert sum(shop[hour] for hour in range(1, 6)) < 0.02 * shop.total()
    assert shop[20] > 5 * shop[0]
    assert village[6] / village.total() > 3 * shop[6] / shop.total()


def test_each_thing_that_people_do_is_done() -> None:
    intents = Counter(saying.intent for group in range(4) for saying in a_month(neighbourhood(7, SHOP, group)))
    missing = set(Intent) - set(intents) - {Intent.ENTRANCE}
    assert not missing
    # Not everybody answers what they are asked.
    assert 0.3 < intents[Intent.ANSWER] / intents[Intent.UNCLEAR] < 0.9


def test_a_chain_grows_and_forks() -> None:
    place = neighbourhood(7, profile_named("300-lockdown"), 0)
    posts = [saying for saying in said_on(place, MONDAY) if saying.intent is Intent.IN_CHAIN]
    assert all(post.kind is MessageKind.GROUP_NOTE and post.text.startswith("#接龙") for post in posts)
    entries = [post.text.split("\n\n")[1].split("\n") for post in posts]
    shorter = sum(len(after) <= len(before) for before, after in pairwise(entries))
    assert len(entries[-1]) > len(entries) // 2
    assert shorter, "nobody has made a fork"


def test_a_lock_down_sells_sets_and_captains_speak_for_their_buildings() -> None:
    place = neighbourhood(7, LOCKDOWN, 1)
    buy = buy_of(7, place, MONDAY)
    assert buy is not None
    assert [offer.number for offer in buy.offers] == list("ABCDEFGHIJ")[: len(buy.offers)]
    sums = [
        saying for saying in a_month(place) if saying.by.captain_of and f"{saying.by.captain_of}号楼\n" in saying.text
    ]
    assert sums


def test_a_village_sells_on_market_days_alone() -> None:
    place = neighbourhood(7, VILLAGE, 0)
    assert {day.day % 10 for day in MONTH if buy_of(7, place, day)} == {2, 5, 8}
    orders = {saying.at.day % 10 for saying in a_month(place) if saying.intent is Intent.ORDER}
    assert orders == {2, 5, 8}


def catalog_of(place: Neighbourhood, day: date) -> Catalog:
    buy = buy_of(7, place, day)
    assert buy is not None
    return compile_catalog(
        tuple(
            Product(
                ProductId(offer.number),
                offer.number,
                offer.good.name,
                offer.good.unit,
                int(offer.good.price * 100),
                measure=offer.good.measure or None,
                loose=offer.good.loose,
            )
            for offer in buy.offers
        )
    )


@pytest.mark.parametrize("profile", [SHOP, LOCKDOWN], ids=lambda profile: profile.name)
def test_an_order_says_what_is_meant(profile: Profile) -> None:
    place = neighbourhood(7, profile, 0)
    right = wrong = 0
    for day in MONTH[:10]:
        catalog = catalog_of(place, day)
        for saying in said_on(place, day):
            if saying.intent not in (Intent.ORDER, Intent.LATE) or not saying.meant or saying.quotes:
                continue
            if saying.text[0].isdecimal() and len(saying.text) < 4:
                continue  # A quantity that stands apart from its goods.
            acts = read(saying.text, catalog, Context())
            lines = {(str(line.product), line.quantity) for act in acts if isinstance(act, Order) for line in act.lines}
            clear = lines == set(saying.meant) and not any(isinstance(act, Ask) for act in acts)
            right, wrong = right + clear, wrong + (not clear)
    assert right > 100
    assert wrong <= 0.03 * right


def test_a_pasted_list_is_read_as_it_is_meant() -> None:
    for profile in (SHOP, LOCKDOWN):
        place = neighbourhood(7, profile, 0)
        for day in MONTH:
            buy = buy_of(7, place, day)
            pasted = [saying for saying in words_of(7, place, day - timedelta(days=1)) if "截单" in saying.text]
            pasted += [saying for saying in words_of(7, place, day) if "截单" in saying.text]
            own = next(saying for saying in pasted if buy is not None and saying.at == buy.pasted_at)
            listing = read_listing(own.text, own.at)
            assert buy is not None
            assert [product.name for product in listing.products] == [offer.good.name for offer in buy.offers]
            assert (listing.closes_at, listing.arrives_at) == (buy.closes_at, buy.arrives_at)


def test_her_words_promise_what_follows() -> None:
    place = neighbourhood(7, SHOP, 0)
    for day in MONTH:
        buy = buy_of(7, place, day)
        assert buy is not None
        due = {promise.kind: promise.due_at for promise in promises_of(7, place, day)}
        assert (due["list"], due["list_poster"], due["closed"]) == (buy.opens_at, buy.opens_at, buy.closes_at)
        assert due["pickup_notice"] == buy.notice_at
        assert ("delayed" in due) == (buy.arrival in {Arrival.DELAYED, Arrival.HELD})


def test_a_profile_is_named_or_the_names_are_told() -> None:
    assert profile_named("300-lockdown") == Profile(300, Character.LOCKDOWN)
    with pytest.raises(BadInput, match=r"no profile '81-shop'; there are 20-shop, 80-shop, 300-shop"):
        profile_named("81-shop")


def test_left_out_it_is_a_mix_of_all() -> None:
    assert {profile_of(group, None) for group in range(20)} == set(PROFILES)
    assert {profile_of(group, SHOP) for group in range(20)} == {SHOP}
