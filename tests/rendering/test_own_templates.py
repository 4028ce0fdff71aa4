"""Does a mistake in an organizer's template show when it is loaded, with its place?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rendering.kinds import KINDS
from bot.rendering.own_templates import checked_words, templates_in
from bot.rendering.samples.village import ZONE, at
from bot.rendering.words import OWN, Words
from models.errors import ConfigError


def test_right_ones_are_taken() -> None:
    words = checked_words(
        {"closed": "收摊，{{ arrives_at | day }}见。", "list.2": "{{ now | clock }}{{ products | length }}样"}
    )
    said = words.render("closed", {"arrives_at": "2026-11-24"}, now=at(20), time_zone=ZONE)
    assert said.text == "收摊，明天见。"


def test_a_folder_of_them_is_read(tmp_path: Path) -> None:
    (tmp_path / "closed.j2").write_text("收摊。", encoding="utf-8")
    (tmp_path / "closed.2.j2").write_text("今天就这些。", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("{{", encoding="utf-8")
    words = checked_words(templates_in(tmp_path))
    said = {words.render("closed", {}, now=at(20), time_zone=ZONE, variant=variant).text for variant in range(2)}
    assert said == {"收摊。", "今天就这些。"}


@pytest.mark.parametrize(
    ("key", "source", "complaint"),
    [
        ("nonsense", "x", r"templates\.nonsense: no such kind of post; there are .*closed"),
        ("closed.zwei", "x", r"templates\.closed\.zwei: a wording is a number, as in closed\.2"),
        ("closed", "一\n{{ arrives_at", r"templates\.closed, line 2: "),
        ("closed", "{{ arrives_at | whenever }}", r"templates\.closed, line 1: No filter named 'whenever'"),
        ("closed", "一\n{{ arivall }}", r"templates\.closed, line 2: no value arivall; there are .*arrives_at"),
        ("list", "{% for p in products %}{{ p.nmae }}{% endfor %}", r"templates\.list: with full: .*nmae"),
        ("list", "{{ products | money }}", r"templates\.list: with full: "),
        ("closed", "@所有人 截了", r"templates\.closed: a post never calls everybody"),
    ],
)
def test_wrong_ones_are_told_with_their_place(key: str, source: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        checked_words({key: source})


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_ours_would_pass_as_own_ones(kind: str) -> None:
    """Whatever ours use is open to the organizer, so that ours can be copied and changed."""
    ours = Words()
    loader = ours.environment.loader
    assert loader is not None
    for name in ours.wordings(kind):
        assert not name.startswith(OWN)
        source, _, _ = loader.get_source(ours.environment, name)
        checked_words({kind: source})
