"""How do the texts that neighbours read sound, one after the other? Short, theirs, and not the same one each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from bot.rendering.kinds import KINDS, Audience
from bot.rendering.names import MENTION_END, Name
from bot.rendering.samples import Sample, samples_of
from bot.rendering.samples.village import ZONE
from models.community.people import AddressForm
from models.mail import Json
from models.own_wordings import Voice
from tests.rendering.golden import EVENING, GOLDEN, MORNING, STRICT, rendered

NEIGHBOURS = sorted(kind for kind, known in KINDS.items() if known.audience is not Audience.ORGANIZER)
#: Beyond this two texts are the same one with a word changed: a figure found by reading the pairs next to it.
ALIKE = 0.8
#: A line longer than this wraps three times on a phone.
LONGEST_LINE = 60
#: Goods and people make these long, not words.
OF_GOODS = {"list", "noted", "mine", "mine_in_group", "noted_before", "noted_privately", "reminder", "closed"}
#: `8点截。` leaves little room for three ways.
SHORT_FACTS = {"answers", "answers_privately"}
POLITE = Voice(address_form=AddressForm.POLITE)


def by_sample(kind: str) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for sample, _, text in rendered(kind):
        said.setdefault(sample.name, []).append(text.text)
    return said


def told_in(value: Json) -> Iterator[str]:
    """Every text among some values: goods, units, names."""
    match value:
        case Name():
            yield value.shown
        case dict():
            for part in value.values():
                yield from told_in(part)
        case list() | tuple():
            for part in value:
                yield from told_in(part)
        case str():
            yield value


def words_of(text: str, sample: Sample) -> str:
    """A text without what it tells: what is left is how it is said."""
    for told in sorted({*told_in(dict(sample.values))}, key=len, reverse=True):
        text = text.replace(told, "")
    return re.sub(r"[\d\W]", "", text)


def test_there_are_some() -> None:
    assert {"list", "noted", "ask", "mine"} <= set(NEIGHBOURS)


@pytest.mark.parametrize("kind", NEIGHBOURS)
def test_all_are_said_in_three_truly_different_ways(kind: str) -> None:
    samples = {sample.name: sample for sample in samples_of(kind)}
    assert samples
    for name, texts in by_sample(kind).items():
        assert len(texts) == 3, name
        if kind in SHORT_FACTS:
            assert len(set(texts)) > 1, texts
            continue
        said = [words_of(text, samples[name]) for text in texts]
        for one, other in combinations(said, 2):
            likeness = SequenceMatcher(None, one, other, autojunk=False).ratio()
            assert likeness < ALIKE, f"{name}: {one} / {other} ({likeness:.2f})"


#: organizer-notes, section 6: how she says it, which is how ours begins.
HERS = {
    "list": "早，今天的菜👇 要啥直接说，接龙也行。",
    "noted": "没看到自己的喊一声。",
    "ask": "鸡蛋前面记了1板，这2板是再加，还是一共2板？回“加”或“一共”。",
    "reminder": "还有半小时，8点截。",
    "closed": "截啦，今天就到这儿。明天到货喊大家。",
    "late": f"@小美{MENTION_END}8点截了，你的牛奶1箱先排着，能不能加等团长看一眼。",
    "pickup_notice": "货到了，3号楼架空层，8点前都有人。",
    "delayed": "车还在路上，先别下楼，估计9点半。到了喊大家。",
    "mine": "你这边：鸡蛋2板、牛奶1箱，130块，还没付。",
    "keeping_notice": "我是帮团长记单的小助手。要什么、付没付、拿没拿我会记，闲聊30天就删。想看、想删自己的，",
    "summary": "今天86单",
}


@pytest.mark.parametrize("kind", sorted(HERS))
def test_the_first_way_is_hers(kind: str) -> None:
    assert any(HERS[kind] in text.text for _, variant, text in rendered(kind) if variant == 0)


@pytest.mark.parametrize("kind", NEIGHBOURS)
def test_no_line_wraps_and_wraps(kind: str) -> None:
    if kind in OF_GOODS:
        return
    for _, _, text in rendered(kind):
        assert all(len(line) <= LONGEST_LINE for line in text.text.splitlines()), text.text


@pytest.mark.parametrize("kind", NEIGHBOURS)
def test_it_says_nothing_twice(kind: str) -> None:
    for _, _, text in rendered(kind):
        lines = text.text.splitlines()
        assert all(before != after for before, after in pairwise(lines)), text.text
        assert not re.search(r"(大家|一声|一眼|就行).{0,12}\1", text.text), text.text


@pytest.mark.parametrize("kind", NEIGHBOURS)
def test_a_polite_group_hears_it_politely_in_every_text(kind: str) -> None:
    now = MORNING if kind == "list" else EVENING
    for sample in samples_of(kind):
        for variant in range(3):
            plain = STRICT.render(kind, sample.values, now=now, time_zone=ZONE, variant=variant).text
            polite = STRICT.render(kind, sample.values, now=now, time_zone=ZONE, variant=variant, voice=POLITE).text
            assert "你" not in polite
            assert "您们" not in polite
            assert polite == plain.replace("你", "您")


@pytest.mark.parametrize("page", sorted(GOLDEN.glob("*.txt")), ids=lambda page: page.stem)
def test_no_hint_is_a_puzzle(page: Path) -> None:
    """Whatever is to be typed stands in “”, and there is nothing of ours that only an engineer would say."""
    text = page.read_text(encoding="utf-8")
    told = "\n".join(line for line in text.splitlines() if not line.startswith(("==", "--", "~~")))
    if page.stem not in {"wording", "wording_preview", "wording_flaw"}:
        assert not re.search(r"[A-Za-z]{3,}", told), told
    assert not re.search(r"参数|命令行|格式|数据|无效|失败|错误|成功|操作|执行|确认", told), told
