"""Does a mistake in an organizer's wording show when it is saved, with its place, whatever it would do?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering import placeholders
from bot.rendering.bounded import MOST_STEPS
from bot.rendering.kinds import KINDS, Audience
from bot.rendering.own_templates import TemplateCheck
from bot.rendering.samples import samples_of
from bot.rendering.samples.village import ZONE, at
from bot.rendering.words import Words
from models.own_wordings import Flaw, FlawKind, Voice
from tests.counting import calls_of

CHECK = TemplateCheck()
WORDS = Words()
#: Some for each step that a template may take; the heaviest is stopped after half of them.
MOST_CALLS = 30 * MOST_STEPS


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("pickup_notice", "货到啦，{地点}，{几点}前都有人"),
        ("pickup_notice", "{今天}的货到了，{你}下来拿就行"),
        ("closed", "收摊，{{ arrives_at | day }}见。{{ orders | whose }}"),
        ("closed", "收摊，{到货时间}见。"),
        ("reminder", "{几点}截，还有{还有多久}。"),
        ("list", "{{ now | clock }}{{ products | length }}样"),
        ("list", "早！今天就这些：\n{商品}\n{时间}截，{到货时间}到，{地点}拿"),
        ("noted", "收到：{名单}"),
        ("noted", "{% for o in orders %}{{ o.who | mention }}{{ o.lines | short_amounts }} {% endfor %}"),
        ("summary", "今天{{ orders }}单"),
    ],
)
def test_right_ones_are_taken(kind: str, source: str) -> None:
    assert CHECK.flaw(kind, source) is None


@pytest.mark.parametrize(
    ("kind", "source", "why", "line", "about"),
    [
        ("closed", "  \n ", FlawKind.EMPTY, None, ""),
        ("closed", "{{ '' }}{# 空的 #}{% if orders == 1 %}x{% endif %}", FlawKind.EMPTY, None, ""),
        ("closed", "好" * 2001, FlawKind.TOO_LONG, None, "2000"),
        ("pickup_notice", "货到了\n在{地址}", FlawKind.PLACEHOLDER, 2, "地址"),
        ("pickup_notice", "货到了，一共{金额}", FlawKind.PLACEHOLDER, 1, "金额"),
        ("pickup_notice", "货到了\n\n在{地点拿", FlawKind.BRACES, 3, "在{地点拿"),
        ("pickup_notice", "货到了}", FlawKind.BRACES, 1, "货到了}"),
        ("closed", "一\n{{ arrives_at", FlawKind.SYNTAX, 2, "{{ arrives_at"),
        ("closed", "一\n{% if orders %}好", FlawKind.SYNTAX, 2, "{% if orders %}好"),
        ("closed", "{{ arrives_at | whenever }}", FlawKind.FILTER, 1, "whenever"),
        ("closed", "一\n{{ arivall }}{{ orders }}", FlawKind.NAME, 2, "arivall"),
        ("list", "{% for p in products %}{{ p.nmae }}{% endfor %}", FlawKind.FAILS, 1, "nmae"),
        ("list", "好\n{{ products | money }}", FlawKind.FAILS, 2, ""),
        ("list", "{% for p in products %}{{ p.cost_fen }}{% endfor %}", FlawKind.FAILS, 1, "cost_fen"),
        ("list", "{{ products | length }}{{ sum_fen }}", FlawKind.NAME, 1, "sum_fen"),
        ("mine_in_group", "{{ orders[0].recipient }}", FlawKind.FAILS, 1, "recipient"),
        ("closed", "好\n@所有人 截了", FlawKind.CALLS_EVERYBODY, 2, ""),
        ("closed", "截了，有事打 13812345678", FlawKind.PHONE, 1, ""),
        ("ask", "{{ questions[0].person }}", FlawKind.FAILS, 1, "person"),
        ("late", "{{ orders[0].who.person }}", FlawKind.FAILS, 1, "person"),
    ],
)
def test_wrong_ones_are_told_with_their_place(
    kind: str, source: str, why: FlawKind, line: int | None, about: str
) -> None:
    flaw = CHECK.flaw(kind, source)
    assert flaw is not None
    assert (flaw.why, flaw.line) == (why, line)
    assert about in flaw.about


def test_what_could_stand_there_is_told() -> None:
    unknown = CHECK.flaw("pickup_notice", "在{地址}")
    assert unknown is not None
    assert set(unknown.known) == {"地点", "时间", "几点", "名单", "今天", "你"}
    misspelt = CHECK.flaw("pickup_notice", "在{{ plase }}")
    assert misspelt is not None
    assert {"place", "late", "ends_at"} <= set(misspelt.known)


@pytest.mark.parametrize(
    ("kind", "source", "missing"),
    [
        ("list", "早，今天的菜", ("{商品}",)),
        ("noted", "都记上了", ("{名单}",)),
        ("ask", "有人没说清", ("{问题}",)),
        ("keeping_notice", "我是小助手", ("{天数}",)),
        ("reminder", "{{ closes_at | hour }}截", ("orders", "questions")),
    ],
)
def test_what_a_post_is_there_for_is_not_left_out(kind: str, source: str, missing: tuple[str, ...]) -> None:
    assert CHECK.flaw(kind, source) == Flaw(FlawKind.LEFT_OUT, known=missing)


def test_what_goes_along_with_a_post_goes_along_in_plain_words_too() -> None:
    with_both = next(sample for sample in samples_of("reminder") if sample.values.get("questions"))
    text = WORDS.render("reminder", with_both.values, now=at(19, 30), time_zone=ZONE, voice=Voice(("{几点}截哈",))).text
    assert text.startswith("8点截哈\n刚才的也记上了：阿福 草莓1。")
    assert "2斤要哪个？" in text


#: Templates that would hold a process for minutes, or take all of its memory.
HEAVY = [
    "{% for i in range(10 ** 9) %}x{% endfor %}",
    "{% for a in orders %}" * 9 + "{{ a.who }}" + "{% endfor %}" * 9,
    "{% for a in '" + "x" * 900 + "' %}{% for b in '" + "x" * 900 + "' %}.{% endfor %}{% endfor %}{{ orders }}",
    "{{ 'x' * 10 ** 9 }}{{ orders }}",
    "{{ 9 ** 9 ** 9 }}{{ orders }}",
    "{{ 1 | round(10 ** 9, 'ceil') }}{{ orders }}",
    "{{ '%1000000000d' % 1 }}{{ orders }}",
    "{{ '{:1000000000}'.format(1) }}{{ orders }}",
    "{{ 'x'.center(1000000000) }}{{ orders }}",
    "{{ 'x' | center(1000000000) }}{{ orders }}",
    "{{ lipsum(n=100000) }}{{ orders }}",
    "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}{{ orders }}",
    "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a + a %}" * 60 + "{{ a }}{{ orders }}",
    "{% set a %}xx{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40 + "{{ a }}{{ orders }}",
    "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}{{ orders }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(99) }}{{ orders }}",
    "{{ ('" + "x" * 900 + "' | replace('', '" + "x" * 900 + "')) | replace('x', '" + "y" * 90 + "') }}{{ orders }}",
    "{{ ('x' * 9) | list | join('" + "y" * 900 + "') }}{{ orders }}",
    "{% for a in orders recursive %}{{ loop(orders) }}{% endfor %}",
    "{% include 'closed.1.j2' %}{{ orders }}",
    "{% import 'closed.1.j2' as c %}{{ orders }}",
    "{{ " + "(" * 990 + "1" + ")" * 990 + " }}{{ orders }}",
    "{% if orders %}" * 99 + "x" + "{% endif %}" * 99,
]
ESCAPES = [
    "{{ cycler.__init__.__globals__ }}{{ orders }}",
    "{{ orders.append(1) }}",
    "{{ orders.__class__.__mro__ }}",
]


@pytest.mark.parametrize("source", HEAVY + ESCAPES)
def test_a_heavy_one_is_found_out_soon(source: str) -> None:
    found: list[Flaw | None] = []
    assert calls_of(lambda: found.append(CHECK.flaw("noted", source))) < MOST_CALLS, "the writer waits for it"
    assert found != [None]


@pytest.mark.parametrize("source", HEAVY)
def test_a_heavy_one_that_was_saved_all_the_same_gives_way_to_ours(source: str) -> None:
    sample = next(one for one in samples_of("noted") if one.name == "many")
    said: list[str] = []
    calls = calls_of(
        lambda: said.append(
            WORDS.render("noted", sample.values, now=at(9), time_zone=ZONE, voice=Voice((source,))).text
        )
    )
    assert said == [WORDS.render("noted", sample.values, now=at(9), time_zone=ZONE).text]
    assert calls < MOST_CALLS


PIECES = ["{{", "}}", "{%", "%}", "{", "}", "地点", "place", " | ", "if ", "endif", "for p in ", "endfor", "set ", "~"]
PIECES += ["when", "'", "(", ")", "，", "。", "\n", "{地点}", "{几点}", "你好", "\ue000", "@所有人", "\\", "*", "9"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12))
def test_whatever_is_typed_is_either_right_or_told(kind: str, pieces: list[str]) -> None:
    source = "".join(pieces)
    flaw = CHECK.flaw(kind, source)
    if flaw is None:
        said = [
            WORDS.render(kind, sample.values, now=at(9), time_zone=ZONE, voice=Voice((source,))).text
            for sample in samples_of(kind)
        ]
        assert any(said)
        assert all("@所有人" not in text for text in said) or KINDS[kind].audience is not Audience.GROUP


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_ours_would_pass_as_own_ones(kind: str) -> None:
    """Whatever ours use is open to the organizer, so that ours can be copied and changed."""
    loader = WORDS.environment.loader
    assert loader is not None
    for name in WORDS.wordings(kind):
        source, _, _ = loader.get_source(WORDS.environment, name)
        assert CHECK.flaw(kind, source) is None, source


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_copy_of_ours_says_the_same(kind: str) -> None:
    loader = WORDS.environment.loader
    assert loader is not None
    source, _, _ = loader.get_source(WORDS.environment, WORDS.wordings(kind)[0])
    for sample in samples_of(kind):
        ours = WORDS.render(kind, sample.values, now=at(9), time_zone=ZONE)
        assert WORDS.render(kind, sample.values, now=at(9), time_zone=ZONE, voice=Voice((source,))) == ours


@pytest.mark.parametrize("kind", sorted(kind for kind, known in KINDS.items() if known.audience is Audience.GROUP))
def test_each_word_in_braces_becomes_something(kind: str) -> None:
    """In at least one of the samples; and together they make a wording that will do."""
    names = placeholders.slots(kind)
    together = "，".join(f"{{{name}}}" for name in names)
    assert CHECK.flaw(kind, together) is None
    for name in names:
        said = [
            WORDS.try_own(kind, f"〔{{{name}}}〕。", sample.values, now=at(9), time_zone=ZONE).text
            for sample in samples_of(kind)
        ]
        assert any("〔" in text and "〔〕" not in text for text in said), name


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("货到啦，{地点}，{几点}前都有人", "货到啦。"),
        ("货到啦，{地点}。下来拿吧", "货到啦。下来拿吧"),
        ("{地点}，货到啦", "货到啦"),
        ("货到啦\n{地点}\n下来拿吧", "货到啦\n下来拿吧"),
        ("在｛地点｝等，货到啦", "货到啦"),
        ("在{{ 地点 }}等，货到啦", "货到啦"),
    ],
)
def test_what_nobody_knows_is_left_out_with_its_comma(source: str, said: str) -> None:
    text = WORDS.render("pickup_notice", {}, now=at(9), time_zone=ZONE, voice=Voice((source,))).text
    assert text == said
