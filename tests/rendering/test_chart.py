"""Is the day's picture one that can be looked at on a phone?"""

from __future__ import annotations

import io

import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from PIL import Image

from bot.rendering import chart, sheet, week_chart
from bot.rendering.documents.summary_chart import read_chart
from bot.rendering.documents.week_chart import read_week
from models.errors import RenderError
from models.mail import Json
from tests.rendering.days import chart_values


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    sheet.load()


def picture(**more: Json) -> Image.Image:
    made = chart.draw(read_chart(chart_values(**more)))
    image = Image.open(io.BytesIO(made.content))
    image.load()
    return image


def colours(image: Image.Image) -> set[object]:
    found = image.convert("RGB").getcolors(maxcolors=1 << 24)
    assert found is not None
    return {colour for _, colour in found}


def share(image: Image.Image, colour: tuple[int, int, int]) -> float:
    found = image.convert("RGB").getcolors(maxcolors=1 << 24)
    assert found is not None
    return sum(count for count, one in found if one == colour) / (image.width * image.height)


GREEN, ORANGE = (47, 125, 91), (224, 138, 60)


def test_it_is_a_png_as_wide_as_phones_show_sharply() -> None:
    image = picture()
    assert image.format == "PNG"
    assert image.width == 1080
    assert 800 < image.height < 2400
    assert len(colours(image)) > 50


def test_the_bars_stand_in_it() -> None:
    image = picture()
    assert share(image, GREEN) > 0.02
    assert share(image, ORANGE) > 0.002


def test_a_bar_is_as_long_as_its_sum() -> None:
    """草莓 made 58 of the 134 of 鸡蛋: its bar is 43 % of the longest."""
    image = picture(messages=0).convert("RGB")
    lengths = [sum(image.getpixel((x, y)) == GREEN for x in range(image.width)) for y in range(300, image.height)]
    bars = sorted({length for length in lengths if length > 100 and lengths.count(length) >= 8}, reverse=True)
    assert [round(length / bars[0], 2) for length in bars] == [1.0, 0.43, 0.35]


def test_it_grows_with_the_products_and_puts_the_last_ones_together() -> None:
    products = [
        {"product": f"第{index}样", "unit": "份", "quantity": "1", "sum_fen": 100 * index} for index in range(1, 31)
    ]
    few, many = picture(products=products[:3]), picture(products=products)
    assert few.height < many.height
    assert many.height == picture(products=products[:10]).height


def test_a_day_without_talk_or_sales_has_a_picture_too() -> None:
    assert picture(products=[], messages=0).height < picture(products=[]).height < picture().height


@pytest.mark.parametrize("name", ["🍓草莓🍓", "$x_1$", "\n", "@所有人", "x" * 500, "\\frac{1}{2}", "骨直门"])
def test_no_name_breaks_the_picture(name: str) -> None:
    assert picture(products=[{"product": name, "unit": "份", "quantity": "1", "sum_fen": 100}]).width == 1080


def test_characters_have_the_shapes_that_are_written_here() -> None:
    """The collection begins with the Japanese face: 骨, 直 and 门 look different there."""
    found = font_manager.findfont(font_manager.FontProperties(family=["Noto Sans CJK SC"]), fallback_to_default=False)
    assert FT2Font(found, face_index=found.face_index).family_name == "Noto Sans CJK SC"


def test_the_file_has_a_name_that_says_what_it_is() -> None:
    assert chart.draw(read_chart(chart_values())).file_name == "日报-1123.png"


@pytest.mark.parametrize("broken", [{"by_hour": [1, 2]}, {"products": [{"product": "鸡蛋"}]}, {"messages": "很多"}])
def test_values_that_do_not_fit_are_an_error(broken: dict[str, Json]) -> None:
    with pytest.raises(RenderError, match="summary_chart"):
        read_chart(chart_values(**broken))


WEEK: dict[str, Json] = {
    "orders": 312,
    "sum_fen": 1_520_400,
    "before": {"orders": 279, "sum_fen": 1_360_000},
    "days": [
        {"day": f"2026-11-{day}", "orders": orders, "sum_fen": orders * 4_870, "before_fen": 150_000}
        for day, orders in enumerate((40, 38, 68, 44, 51, 71, 0), 23)
    ],
}


def week_picture(**more: Json) -> Image.Image:
    made = week_chart.draw(read_week({**WEEK, **more}))
    assert made.file_name == "周报-1129.png"
    image = Image.open(io.BytesIO(made.content))
    image.load()
    return image


def test_a_week_shows_each_day_and_its_best() -> None:
    image = week_picture()
    assert (image.format, image.width) == ("PNG", 1080)
    assert share(image, GREEN) > 0.02
    assert share(image, ORANGE) > 0.005


def test_the_week_before_stands_beside_it_where_there_was_one() -> None:
    pale = (201, 216, 207)
    without = [{**day, "before_fen": 0} for day in WEEK["days"]]
    assert share(week_picture(), pale) > 0.01
    assert share(week_picture(before=None, days=without), pale) == 0


@pytest.mark.parametrize("broken", [{"days": []}, {"days": [{"day": "?"}]}, {"orders": None}])
def test_a_week_that_can_not_be_read_is_told(broken: dict[str, Json]) -> None:
    with pytest.raises(RenderError, match="week_chart"):
        read_week({**WEEK, **broken})
