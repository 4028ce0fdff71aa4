"""Where do the goods go? Every shape of building, unit and room, in whichever writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language.addresses import find_addresses, read_address
from models.language.normalize import simplify
from models.values import Recipient

SHAPES_OF_TWO = (
    "{b}-{r}",
    "{b}栋{r}",
    "{b}#{r}",
    "{b}幢{r}室",
    "{b}号楼{r}",
    "{b}/{r}",
    "{b}号楼{r}室",
    "{b}号{r}室",
    "{b}懂{r}",
    "{b}撞{r}",
    "{b}洞{r}",
    "{b}董{r}",
    "{b}栋{r}市",
    "{b}一{r}",
    "{b}幢{r}号",
    "第{b}栋{r}室",
    "{b}号楼-{r}",
    "88弄{b}号{r}",
    "中山路66号幸福里{b}栋{r}",
)
SHAPES_OF_THREE = (
    "{b}-{u}-{r}",
    "{b}栋{u}单元{r}",
    "{b}号楼{u}单元{r}室",
    "{b}幢{u}单元{r}",
    "{b}#{u}-{r}",
    "{b}号楼{u}-{r}",
    "{b}-{u}单元{r}",
)
BUILDINGS = st.integers(min_value=1, max_value=99).map(str)
UNITS = st.integers(min_value=1, max_value=9).map(str)
ROOMS = st.tuples(st.integers(1, 33), st.integers(1, 12)).map(lambda pair: f"{pair[0]}{pair[1]:02}")


@given(st.sampled_from(SHAPES_OF_TWO), BUILDINGS, ROOMS)
def test_building_and_room_are_read_in_every_shape(shape: str, building: str, room: str) -> None:
    assert read_address(shape.format(b=building, r=room)) == Recipient(building=building, room=room)


@given(st.sampled_from(SHAPES_OF_THREE), BUILDINGS, UNITS, ROOMS)
def test_building_unit_and_room_are_read_in_every_shape(shape: str, building: str, unit: str, room: str) -> None:
    assert read_address(shape.format(b=building, u=unit, r=room)) == Recipient(building, unit, room)


@pytest.mark.parametrize(
    ("written", "recipient"),
    [
        ("5栋", Recipient("5")),
        ("501室", Recipient(room="501")),
        ("2单元501", Recipient(None, "2", "501")),
        ("A座1203", Recipient("A", None, "1203")),
        ("A-1203", Recipient("A", None, "1203")),
        ("三栋五零一", Recipient("3", None, "501")),
        ("十二号楼801", Recipient("12", None, "801")),
        ("三杠五零一", Recipient("3", None, "501")),
        ("9A901", Recipient("9A", None, "901")),
        ("九栋二单元一千二百零三", Recipient("9", "2", "1203")),
        ("9栋9楼", Recipient("9")),
        ("3栋5楼501", Recipient("3", None, "501")),
        ("9幢9单元9", Recipient("9", "9", "9")),
        ("3 栋 501", Recipient("3", None, "501")),
        ("１８－１－２２０３", Recipient("18", "1", "2203")),
    ],
)
def test_shapes_of_their_own(written: str, recipient: Recipient) -> None:
    assert read_address(simplify(written)) == recipient


@pytest.mark.parametrize("text", ["2-3盒", "1/2箱", "2026-11-23", "8:30", "5号", "1-5各一份", "今天12点", "500克", ""])
def test_what_is_no_address(text: str) -> None:
    assert [match for match in find_addresses(text) if not match.weak] == []


def test_the_words_before_an_address_belong_to_it() -> None:
    (match,) = find_addresses("鸡蛋2, 阳光花园二期5栋602")
    assert (match.start, match.recipient) == (5, Recipient("5", None, "602"))
