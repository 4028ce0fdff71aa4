"""Can somebody walk by the sheet, door by door, and learn nothing that is not theirs to know?"""

from __future__ import annotations

import pytest

from bot.rendering.documents.route_sheet import read_route
from bot.rendering.route import draw
from models.errors import RenderError
from models.mail import Json
from tests.rendering.days import goods, house, route_values, stop
from tests.rendering.pages import inked, picture, sizes_mm, texts

EGGS, MILK = goods("鸡蛋", "2", "板"), goods("可乐600", "1", "箱")
STOPS = [
    stop("8", "芳芳妈", house("3", "2", "501", "王芳"), EGGS, MILK, note="放门口"),
    stop("23", "老周🌸", house("3", "2", "1203"), EGGS),
    stop("4", "李梅", house("12", None, "302"), EGGS),
    stop("11", None, None, MILK),
]


def pages(*stops: Json) -> list[str]:
    return texts(draw(read_route(route_values(*stops))).content)


def test_doors_stand_below_their_buildings_in_the_given_order() -> None:
    made = draw(read_route(route_values(*STOPS, load=(EGGS, MILK))))
    assert made.file_name == "送货单-周末生鲜-1123.pdf"
    assert sizes_mm(made.content) == [(210, 297)]
    (told,) = texts(made.content)
    wanted = (
        *("送货单周末生鲜11月23日", "4家", "带上：鸡蛋2板，可乐600×1箱", "3栋2家", "2单元501", "王芳", "放门口"),
        *("2单元1203", "老周", "12栋1家", "302", "李梅", "没写地址1家", "邻居"),
    )
    places = [told.index(words) for words in wanted]
    assert places == sorted(places)


def test_each_door_has_its_box_to_tick() -> None:
    one, none = (picture(draw(read_route(route_values(*stops))).content) for stops in (STOPS[:1], ()))
    left = (0.06, 0.05, 0.11, 0.3)
    assert inked(one, left) > inked(none, left) + 100


def test_many_doors_are_many_pages_with_their_heads_and_numbers() -> None:
    doors = [stop(str(n), "老周", house("3", "1", f"{n}01"), EGGS, note="要大个的" * (n % 9)) for n in range(1, 301)]
    told = pages(*doors)
    assert len(told) > 5
    for place, page in enumerate(told, 1):
        assert page.endswith(f"{place}/{len(told)}")
        assert "3栋" in page
        assert "东西" in page
    assert sum(page.count("鸡蛋2板") for page in told) == 300


def test_a_door_stands_on_one_page() -> None:
    wish = "".join(f"第{n}句" for n in range(40))
    told = pages(*[stop(str(n), "老周", house("3", "1", f"{n}01"), EGGS, note=wish) for n in range(1, 20)])
    assert all(page.count("第0句") == page.count("第39句") for page in told)


def test_a_sheet_of_anything_is_set() -> None:
    odd = 'a" #pagebreak() \\ [b] $x$ \u202e\x00'
    (told,) = pages(stop("1", odd, house(odd, odd, odd, odd), goods(odd, "1", odd), note=odd))
    assert "#pagebreak()" in told


def test_values_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(RenderError, match="route_sheet"):
        read_route({"stops": [{"number": "1"}]})


@pytest.mark.parametrize("lines", [[0, 1, 2], [1, "2"], [-1, 1]])
def test_goods_that_are_not_on_the_list_are_an_error(lines: list[Json]) -> None:
    with pytest.raises(RenderError, match="route_sheet"):
        read_route({**route_values(STOPS[0]), "goods": [{"product": "鸡蛋", "unit": "板"}], "load": lines})
