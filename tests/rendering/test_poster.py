"""Is the list as a picture one that can be read on a phone?"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image

from bot.rendering.documents.list_poster import read_poster
from bot.rendering.poster import MOST_ROWS, draw
from models.errors import RenderError

VALUES: dict[str, Any] = {
    "title": "",
    "day": "2026-11-23",
    "closes_at": "2026-11-23T20:00:00+08:00",
    "arrives_at": "2026-11-24T16:00:00+08:00",
    "place": "3号楼架空层",
    "time_zone": "Asia/Shanghai",
    "products": [
        {"number": "1", "name": "散养土鸡蛋", "measure": "30枚", "price_fen": 3200, "unit": "板"},
        {
            "number": "2",
            "name": "丹东草莓",
            "measure": "3斤",
            "price_fen": 5800,
            "unit": "盒",
            "limit": "2",
            "stock": "40",
        },
        {"number": "3", "name": "黑猪肋排", "measure": "", "price_fen": 3800, "unit": "斤"},
        {"number": "12", "name": "有机青菜🥬", "measure": "", "price_fen": None, "unit": "份"},
    ],
}


def drawn(**changes: Any) -> Image.Image:
    made = draw(read_poster({**VALUES, **changes}))
    return Image.open(io.BytesIO(made.content))


def test_what_it_tells() -> None:
    poster = read_poster(VALUES)
    assert poster.title == "今天的菜"
    assert poster.times == "今晚8点截  明天下午4点左右到  3号楼架空层拿"
    assert [row.note for row in poster.rows] == ["30枚", "3斤  每人限2盒  有40盒", "", ""]
    assert poster.day == date(2026, 11, 23)


def test_it_is_a_picture_as_wide_as_phones_show_them() -> None:
    made = draw(read_poster(VALUES))
    assert made.file_name == "清单-1123.png"
    image = Image.open(io.BytesIO(made.content))
    assert image.format == "PNG"
    assert image.width == 1080
    assert len(made.content) < 200_000


def test_more_products_make_it_higher_and_there_is_an_end() -> None:
    many = [{**VALUES["products"][0], "number": str(number)} for number in range(1, 301)]
    assert drawn(products=many[:10]).height < drawn(products=many[:20]).height
    assert drawn(products=many).height == drawn(products=many[: MOST_ROWS + 1]).height


def test_every_row_is_drawn_in_its_own_colours() -> None:
    """A price is there, and nothing runs over the edge, however long a name is."""
    long = {**VALUES["products"][0], "name": "特级有机富硒散养农家土鸡蛋礼盒装" * 3}
    image = drawn(products=[long, *VALUES["products"][1:]]).convert("RGB")
    pixels = image.tobytes()
    colours = set(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    assert any(red > 180 and blue < 60 for red, _, blue in colours), "prices"
    edge = image.crop((image.width - 8, 0, image.width, image.height)).tobytes()
    assert len(set(zip(edge[::3], edge[1::3], edge[2::3], strict=True))) == 1


@pytest.mark.parametrize("broken", [{"products": [{"number": "1"}]}, {"day": "tomorrow"}, {"products": 3}])
def test_values_that_do_not_fit_are_told(broken: dict[str, Any]) -> None:
    with pytest.raises(RenderError, match="list_poster"):
        read_poster({**VALUES, **broken})
