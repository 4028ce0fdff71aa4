"""Do values become words, whatever stands in them, and do the organizer's own templates go before ours?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rendering.kinds import KINDS, Audience
from bot.rendering.names import MENTION_END, Name, pair_names
from bot.rendering.parting import LONGEST_MESSAGE
from bot.rendering.samples import SAMPLES, Sample
from bot.rendering.samples.village import ZONE, at
from bot.rendering.words import Mention, Text, Words
from models.community.people import AddressForm
from models.errors import RenderError
from models.mail import Json
from models.own_wordings import Voice
from models.values import PersonId

WORDS = Words()
NOW = at(19, 30)


def say(kind: str, values: Mapping[str, Json], variant: int = 0, *own: str) -> Text:
    return WORDS.render(kind, values, now=NOW, time_zone=ZONE, variant=variant, voice=Voice(own))


def order(nickname: str | None, person: str, product: str = "鸡蛋") -> Json:
    line = {"product": product, "quantity": "1", "unit": "板"}
    return pair_names(
        {"who": {"$person": person}, "lines": [line]}, {"who": nickname, "lines": [{**line, "product": product}]}
    )


def test_wordings_follow_one_another_without_repeating() -> None:
    said = [say("noted", {"orders": [order("小美", "p1"), order("阿福", "p2")]}, variant).text for variant in range(6)]
    assert len(set(said[:3])) == 3
    assert said[3:] == said[:3]


def test_mentions_are_told_in_the_order_in_which_they_stand() -> None:
    text = say("late", {"orders": [order("小美", "p1"), order("阿福", "p2")], "closed_at": at(20).isoformat()})
    (part,) = text.parts
    assert part.mentions == (Mention(PersonId("p1"), "小美"), Mention(PersonId("p2"), "阿福"))
    assert part.text.index(f"@小美{MENTION_END}") < part.text.index(f"@阿福{MENTION_END}")


def test_one_person_is_called_once() -> None:
    question = {"about": "quantity", "product": "排骨", "unit": "斤", "candidates": []}
    questions = [{**question, "who": Name("小美", PersonId("p1"))}, {**question, "who": Name("小美", PersonId("p1"))}]
    (part,) = say("ask", {"questions": questions}).parts
    assert part.text.count("@") == 1
    assert len(part.mentions) == 1


def test_nobody_is_mentioned_in_a_private_chat() -> None:
    text = say("doubt", {"who": Name("小美", PersonId("p1")), "product": "鸡蛋", "quantity": "20", "unit": "板"})
    assert "@" not in text.text
    assert text.parts[0].mentions == ()


def test_who_was_forgotten_reads_as_a_neighbour() -> None:
    assert "邻居" in say("noted", {"orders": [order(None, "p1")]}).text


def test_a_value_is_never_a_template() -> None:
    text = say("noted", {"orders": [order("{{ 7*7 }}", "p1", "{% raw %}")]})
    assert "{{ 7*7 }}" in text.text
    assert "{% raw %}" in text.text


def test_a_group_never_reads_what_is_the_organizers_own() -> None:
    greedy = "{% for p in products %}{{ p.cost_fen }}{{ p.supplier }}{{ p.name }} {% endfor %}{{ place }}"
    product = {"number": "1", "name": "鸡蛋 13812345678", "cost_fen": 2500, "supplier": "老王批发"}
    said = say("list", {"products": [product], "place": "找 13912345678"}, 0, greedy).text
    assert said == "鸡蛋 138****5678 找 139****5678"


def test_rooms_stay_out_of_a_public_question() -> None:
    question = {"who": Name("何姐", PersonId("p1")), "about": "recipient", "candidates": ["3-501", "7-1201"]}
    assert "501" not in say("ask", {"questions": [question]}).text
    assert "3-501" in say("ask_privately", {"questions": [question]}).text


def test_a_long_post_is_cut_between_its_lines() -> None:
    commands = [{"name": f"命令{index}", "help": "说明" * 40} for index in range(60)]
    text = say("help", {"commands": commands})
    assert len(text.parts) > 1
    assert all(len(part.text) <= LONGEST_MESSAGE for part in text.parts)
    assert all(part.text.startswith(("命令", "不用", "细看")) for part in text.parts)
    assert sum(part.text.count("命令") for part in text.parts) == 60


def test_what_is_to_be_forwarded_is_a_message_of_its_own() -> None:
    text = say("to_forward", {"who": "李梅", "text": "记上了：鸡蛋2板。\n牛奶1箱。"})
    assert [part.text for part in text.parts][1] == "记上了：鸡蛋2板。\n牛奶1箱。"


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(RenderError, match="no such kind"):
        say("nonsense", {})


def test_the_organizers_own_words_go_first_in_turn() -> None:
    own = ("{{ '收摊' }}。", "今天就这些。")
    assert [say("closed", {}, variant, *own).text for variant in range(3)] == ["收摊。", "今天就这些。", "收摊。"]


def test_one_that_was_changed_is_said_changed() -> None:
    assert say("closed", {}, 0, "收摊。").text == "收摊。"
    assert say("closed", {}, 0, "今天就这些。").text == "今天就这些。"


def test_neighbours_are_spoken_to_as_the_group_has_it() -> None:
    values = {"orders": [order("小美", "p1")]}
    polite = Voice(address_form=AddressForm.POLITE)
    text = WORDS.render("mine_in_group", values, now=NOW, time_zone=ZONE, voice=polite).text
    assert text == f"@小美{MENTION_END}您这边：鸡蛋1板。"
    own = Voice(("@各位，{你}好：{名单}",), AddressForm.POLITE)
    assert "您好" in WORDS.render("noted", values, now=NOW, time_zone=ZONE, voice=own).text
    assert "你好" in WORDS.render("noted", values, now=NOW, time_zone=ZONE, voice=replace(own, address_form=None)).text


@pytest.mark.parametrize(
    "broken", ["{{ 1 / 0 }}", "{{ orders.x.y() }}", "{{ 'a' + 1 }}", "  ", "{% for x in 7 %}{% endfor %}"]
)
def test_an_own_template_that_fails_gives_way_to_ours(broken: str) -> None:
    assert say("closed", {}, 0, broken).text == say("closed", {}).text


@pytest.mark.parametrize(
    "escape", ["{{ now.__class__.__mro__ }}", "{{ cycler.__init__.__globals__ }}", "{{ orders.append(1) }}"]
)
def test_an_own_template_stays_in_its_sandbox(escape: str) -> None:
    said = say("noted", {"orders": []}, 0, f"x{escape}").text
    assert "class" not in said
    assert "globals" not in said


def test_an_own_template_can_not_call_everybody() -> None:
    assert say("closed", {}, 0, "{{ '@所有人' }} 截了").text == "所有人 截了"


NASTY = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "@所有人", "{{ 7*7 }}", "{% endif %}", "\u2005@老周\u2005",
            "a\nb\r\nc\u2028d", "\ue0000\ue001", "\ue002", "\u202e",
            "=cmd|' /C calc'!A0", "13812345678", "", " ", "2026-11-23", "None", "9" * 400, "所有人", "👇👇👇",
        ]
    ),
)  # fmt: skip


#: Values by which code decides, and which nobody writes.
DECIDED = {"about", "what", "reason", "stage", "job", "question", "quantity", "waiting", "time_zone", "where", "post"}


def spoiled(value: Json, draw: st.DataObject, key: str = "") -> Json:
    """A value with every text that somebody may have written replaced; what code decides by stays."""
    match value:
        case Name():
            return pair_names({"$person": value.person}, draw.draw(NASTY))
        case dict():
            return {inner: spoiled(part, draw, inner) for inner, part in value.items()}
        case list():
            return [spoiled(part, draw, key) for part in value]
        case str() if key not in DECIDED and not key.endswith("_at") and key != "at":
            return draw.draw(NASTY)
        case _:
            return value


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SAMPLES), st.integers(0, 2), st.data())
def test_nothing_that_people_write_breaks_a_post_or_calls_anybody(
    sample: Sample, variant: int, data: st.DataObject
) -> None:
    text = say(sample.kind, spoiled(dict(sample.values), data), variant)
    assert text.parts
    for part in text.parts:
        assert part.text.strip()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\u202e\ue000-\ue002]", part.text)
        if KINDS[sample.kind].audience is Audience.GROUP:
            assert part.text.count("@") == part.text.count(MENTION_END) == len(part.mentions)
            assert not re.search("@ *所有人", part.text)
            assert "13812345678" not in part.text


@pytest.mark.parametrize("sample", [one for one in SAMPLES if KINDS[one.kind].audience is Audience.GROUP])
def test_line_breaks_in_names_make_no_lines(sample: Sample) -> None:
    def broken(value: Json) -> Json:
        match value:
            case Name():
                return pair_names({"$person": value.person}, f"{value.shown}\n{value.shown}")
            case dict():
                return {key: broken(part) for key, part in value.items()}
            case list():
                return [broken(part) for part in value]
            case _:
                return value

    plain = say(sample.kind, sample.values).text
    assert len(say(sample.kind, broken(dict(sample.values))).text.splitlines()) == len(plain.splitlines())
