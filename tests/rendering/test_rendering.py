"""Does a row of the outbox become the messages that the relay sends?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from bot.rendering.parting import LONGEST_MESSAGE
from bot.rendering.rendering import Rendering
from bot.rendering.samples import for_the_group
from bot.rendering.samples.village import GROUP, GROUP_BUY, ZONE, at, look_up, many_orders
from bot.rendering.words import Words
from handlers.replies import to_group, to_organizer
from models.errors import RenderError
from models.mail import JOINED, Json, OutboxRow, Post
from models.own_wordings import Voice
from models.values import Attachment, OrganizerId, PersonId
from scheduler.letters import Rendered


@dataclass(frozen=True, slots=True)
class FrozenClock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(slots=True)
class NotedDocuments:
    """Makes a file that says what was asked for."""

    asked: list[str] = field(default_factory=list)

    async def render(self, name: str, values: Mapping[str, Json]) -> Attachment:
        self.asked.append(name)
        return Attachment(f"{name}.bin", str(sorted(values)).encode())


def row(post: Post, variant: int = 0) -> OutboxRow:
    return OutboxRow("r1", OrganizerId("o1"), post, at(19), variant=variant)


async def rendered(post: Post, variant: int = 0, documents: NotedDocuments | None = None) -> list[Rendered]:
    rendering = Rendering(Words(), documents or NotedDocuments(), FrozenClock(at(19, 30)), time_zone=ZONE)
    return list(await rendering.render_row(row(post, variant), look_up(dict(post.values))))


@pytest.mark.asyncio
async def test_a_text_with_the_people_whom_it_calls() -> None:
    post = next(post for name, post in for_the_group.POSTS if name == "several people, one of them twice")
    (message,) = await rendered(post)
    assert [shown for _, shown in message.mentions] == ["陈静", "老高"]
    assert all(f"@{shown}\u2005" in message.text for _, shown in message.mentions)
    assert message.attachment is None


@pytest.mark.asyncio
async def test_a_row_says_the_same_each_time_and_another_wording_for_another_variant() -> None:
    post = to_group.delayed(GROUP, at(21), ZONE)
    assert await rendered(post) == await rendered(post)
    assert (await rendered(post))[0].text != (await rendered(post, variant=1))[0].text


@pytest.mark.asyncio
async def test_what_rides_along_stands_below_in_the_same_message() -> None:
    ask = next(post for name, post in for_the_group.POSTS if name == "several people, one of them twice")
    acknowledged = to_group.noted(GROUP, many_orders(2), at(19))
    part = {"row": "r2", "kind": "noted", "variant": 1, "values": dict(acknowledged.values)}
    joined = replace(ask, values={**ask.values, JOINED: [part]})
    (alone,), (guest,), (both,) = await rendered(ask), await rendered(acknowledged, variant=1), await rendered(joined)
    assert both.text == f"{alone.text}\n{guest.text}"
    assert both.mentions == alone.mentions


@pytest.mark.asyncio
async def test_what_rides_along_with_a_long_post_stands_at_its_end() -> None:
    products = tuple(product for product in GROUP_BUY.products for _ in range(30))
    long = to_group.list_posted(replace(GROUP_BUY, products=products), GROUP, ZONE)
    part = {"row": "r2", "kind": "delayed", "variant": 0, "values": dict(to_group.delayed(GROUP, at(21), ZONE).values)}
    alone, both = await rendered(long), await rendered(replace(long, values={**long.values, JOINED: [part]}))
    assert len(alone) > 1
    assert [one.text for one in both[: len(alone) - 1]] == [one.text for one in alone[:-1]]
    assert "车还在路上" in both[-1].text
    assert all(len(one.text) <= LONGEST_MESSAGE for one in both)


@pytest.mark.asyncio
async def test_no_wording_is_used_twice_in_a_row() -> None:
    rendering = Rendering(Words(), NotedDocuments(), FrozenClock(at(19, 30)), time_zone=ZONE)
    post = to_group.delayed(GROUP, at(21), ZONE)

    async def said(row_id: str, variant: int) -> str:
        row = OutboxRow(row_id, OrganizerId("o1"), post, at(19), variant=variant)
        (message,) = await rendering.render_row(row, post.values)
        return message.text

    first, second = await said("r1", 2), await said("r2", 2)
    assert first != second
    assert await said("r2", 2) == second
    assert await said("r3", 2) == first
    assert await said("r4", 5) != first


@pytest.mark.asyncio
async def test_all_parts_of_a_long_post_have_the_wording_of_its_row() -> None:
    lines = [{"product": f"第{place}样青菜", "quantity": "1", "unit": "份"} for place in range(40)]
    orders = [{**one, "lines": lines} for one in many_orders(12)]
    post = to_group.noted(GROUP, orders, at(19))
    rendering = Rendering(Words(), NotedDocuments(), FrozenClock(at(19, 30)), time_zone=ZONE)
    whole = await rendering.render_row(row(post, 1), look_up(dict(post.values)))
    part = replace(row(Post(post.kind, {**post.values, "part": 1, "part_variant": 1}, group=GROUP), 1), id="r2")
    again = await rendering.render_row(part, look_up(dict(part.post.values)))
    assert len(whole) > 1
    assert again == whole


@pytest.mark.asyncio
async def test_times_are_told_in_the_zone_of_the_post() -> None:
    here, there = (to_group.delayed(GROUP, at(21), zone) for zone in (ZONE, "Asia/Tokyo"))
    assert "9点" in (await rendered(here))[0].text
    assert "10点" in (await rendered(there))[0].text


@pytest.mark.asyncio
async def test_an_organizer_with_own_words_speaks_in_them_from_the_next_post_on() -> None:
    rendering = Rendering(Words(), NotedDocuments(), FrozenClock(at(19, 30)))
    post = Post("closed", {}, group=GROUP)
    voices = (Voice(("收摊。",)), Voice(("打烊。",)), Voice())
    said = [(await rendering.render_row(row(post), {}, voice))[0].text for voice in voices]
    assert said[:2] == ["收摊。", "打烊。"]
    assert said[2].startswith("截啦")


@pytest.mark.asyncio
async def test_her_wordings_take_turns_without_repeating() -> None:
    rendering = Rendering(Words(), NotedDocuments(), FrozenClock(at(19, 30)))
    voice = Voice(("收摊。", "打烊。"))
    post = Post("closed", {}, group=GROUP)
    said = [(await rendering.render_row(replace(row(post), id=str(number)), {}, voice))[0].text for number in range(4)]
    assert said == ["收摊。", "打烊。"] * 2


@pytest.mark.asyncio
async def test_a_document_is_a_file_and_nothing_else() -> None:
    documents = NotedDocuments()
    post = to_organizer.document(PersonId("o"), "summary_chart", {"messages": 1})
    (message,) = await rendered(post, documents=documents)
    assert documents.asked == ["summary_chart"]
    assert message == Rendered(attachment=Attachment("summary_chart.bin", b"['messages']"))


@pytest.mark.asyncio
async def test_values_of_a_later_part_change_no_word() -> None:
    """The relay marks the parts of a long post in its values."""
    post = to_group.noted(GROUP, many_orders(3), at(19))
    marked = Post(post.kind, {**post.values, "part": 1, "part_variant": 0}, group=GROUP)
    assert await rendered(post) == await rendered(marked)


@pytest.mark.asyncio
async def test_an_unknown_kind_is_a_render_error() -> None:
    with pytest.raises(RenderError):
        await rendered(Post("nonsense", {}, group=GROUP))
