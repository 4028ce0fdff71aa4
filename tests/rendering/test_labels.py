"""Is on each label what belongs there, whole and readable, and nothing that is nobody's business?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering.documents.labels import Paper, read_labels
from bot.rendering.labels import FORMS, draw, laid_out
from bot.rendering.measuring import width_of
from models.errors import RenderError
from models.mail import Json
from tests.rendering.days import goods, house, label, label_values
from tests.rendering.pages import inked, picture, sizes_mm, texts

EGGS, BERRIES = goods("散养土鸡蛋", "2", "板"), goods("丹东99红颜草莓 特级大果", "1", "盒")
DOOR = house("3", "2", "501", "王芳")


def pages(*labels: Json, **more: Json) -> list[str]:
    return texts(draw(read_labels(label_values(*labels, **more))).content)


def test_a_bag_is_found_by_number_and_nickname() -> None:
    made = draw(read_labels(label_values(label("23", "芳芳妈", EGGS, BERRIES))))
    assert made.file_name == "标签-1123.pdf"
    assert sizes_mm(made.content) == [(40, 60)]
    (told,) = texts(made.content)
    for words in ("23", "芳芳妈", "散养土鸡蛋", "2板", "丹东99红颜草莓特级", "大果", "1盒"):
        assert words in told


def test_the_door_stands_where_goods_go_there_and_the_name_of_who_opens_does_not() -> None:
    (told,) = pages(label("23", "芳芳妈", EGGS, house=DOOR, note="放门口"))
    assert "3-2-501" in told
    assert "※放门口" in told
    assert "王芳" not in told
    (told,) = pages(label("23", "芳芳妈", EGGS))
    assert "501" not in told


def test_what_people_call_themselves_is_made_harmless() -> None:
    told = "".join(pages(label("1", "🌸", EGGS), label("2", "@小美\n二号 13812345678", EGGS), label("3", None, EGGS)))
    assert told.count("邻居") == 2
    assert "138**" in told
    assert "1381" not in told


def test_traditional_shapes_are_there() -> None:
    image = picture(draw(read_labels(label_values(label("5", "龍鳳呈祥", goods("臺灣鳳梨酥禮盒", "1", "盒"))))).content)
    assert inked(image, (0.05, 0.2, 0.6, 0.32)) > 500


def test_goods_that_do_not_fit_go_on_on_the_next_label() -> None:
    many = [goods(f"第{number}样特别好吃的", str(number), "份") for number in range(1, 31)]
    faces = pages(label("7", "老周", *many))
    assert len(faces) > 1
    for place, face in enumerate(faces, 1):
        assert f"{place}/{len(faces)}" in face
        assert face.startswith("7")
        assert "老周" in face
    told = "".join(faces)
    assert all(f"第{number}样" in told for number in range(1, 31))


def test_large_print_is_large() -> None:
    bag = label("7", "老周", EGGS)
    small, large = (laid_out(read_labels(label_values({**bag, "large": large}))) for large in (False, True))

    def size_of(words: str, laid: dict[str, Json]) -> float:
        return float(next(text[1] for text in laid["faces"][0][1] if text[0].startswith(words)))

    assert size_of("散养", large) >= 1.5 * size_of("散养", small)
    assert size_of("7", large) > size_of("7", small)


def test_twenty_one_labels_on_a_sheet() -> None:
    made = draw(read_labels(label_values(*[label(str(n), "老周", EGGS) for n in range(1, 23)], paper="a4")))
    assert sizes_mm(made.content) == [(210, 297)] * 2
    first, second = texts(made.content)
    assert first.count("老周") == 21
    assert second.count("老周") == 1


def test_a_long_wish_is_cut_and_says_so() -> None:
    (told,) = pages(label("7", "老周", EGGS, note="轻点放" * 60))
    assert told.count("轻点放") >= 5
    assert "…" in told


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=40)
BAGS = st.builds(
    label,
    st.integers(1, 9999).map(str),
    WORDS,
    st.builds(goods, WORDS.map(lambda words: words or "菜"), st.sampled_from(["1", "1.5", "300"]), WORDS),
    house=st.none() | st.builds(house, st.sampled_from(["3", "12", None]), st.none(), st.sampled_from(["501", None])),
    note=st.none() | WORDS,
    large=st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(BAGS, min_size=1, max_size=5), st.sampled_from(list(Paper)))
def test_whatever_people_write_nothing_stands_beyond_its_label(bags: list[Json], paper: Paper) -> None:
    form = FORMS[paper]
    for _, written in laid_out(read_labels(label_values(*bags, paper=paper.value)))["faces"]:
        for words, size, x, base in written:
            assert x >= 0
            assert x + width_of(words, size * 0.3528) <= form.label[0] + 0.01
            assert 0 < base <= form.label[1]


def test_a_label_of_anything_is_set() -> None:
    odd = 'a" #set page(width: 1pt) \\ [b] $x$ \u202e\x00 </script>'
    (told,) = pages(label("1", "老周", goods(odd, "1", "份"), note=odd))
    assert "#setpage(width:1pt)" in told


@pytest.mark.parametrize("broken", [{"labels": [{"number": "1"}]}, {"paper": "a5"}, {"labels": 7}])
def test_values_that_do_not_fit_are_an_error(broken: dict[str, Json]) -> None:
    with pytest.raises(RenderError, match="labels"):
        read_labels(label_values(**broken))
