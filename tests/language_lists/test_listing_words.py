"""Are the words for the cut-off, the arrival and the place of a list heard in every wording, and names left whole?"""

from __future__ import annotations

from datetime import datetime

import pytest

from models.acts import Listing
from models.language.listing import read_listing

_AT = datetime.fromisoformat("2026-11-20T09:00:00+08:00")


def _read(line: str) -> Listing:
    listing = read_listing(f"鸡蛋 30枚/板 25元\n牛奶 12盒/箱 48元\n{line}", _AT)
    assert [one.name for one in listing.products] == ["鸡蛋", "牛奶"]
    return listing


@pytest.mark.parametrize(
    "line",
    [
        "截单：21号晚8点",
        "报名到明晚8点",
        "明天报名到20点",
        "明晚八点关闭",
        "明晚8点停",
        "截单 | 明晚 20:00",
        "截至明晚8点",
        "接到明晚8点",
        "即日起至11月21日20:00",
        "最晚明晚8点下单",
        "明晚八点之后不接单",
        "截单倒计时：明晚8点",
        "明晚8点前落单",
    ],
)
def test_the_cut_off_is_heard(line: str) -> None:
    assert _read(line).closes_at == datetime.fromisoformat("2026-11-21T20:00:00+08:00")


@pytest.mark.parametrize(
    "line",
    [
        "周日下午2点送来",
        "周日（22号）下午2点到货",
        "11月22日（小雪）下午2点送到",
        "周日下午2点到2点半在1号门领",
        "周日下午2点在5号楼下分货",
        "22号下午2点到货分菜",
    ],
)
def test_the_arrival_is_heard(line: str) -> None:
    assert _read(line).arrives_at == datetime.fromisoformat("2026-11-22T14:00:00+08:00")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("提货地：8栋一楼", "8栋一楼"),
        ("提货门店：城南路店", "城南路店"),
        ("店址：和平路菜场12号摊", "和平路菜场12号摊"),
        ("到店取：南京路8号2楼", "南京路8号2楼"),
        ("取：9号楼驿站", "9号楼驿站"),
        ("自取地址：幸福里18号", "幸福里18号"),
        ("自提点地址：阳光城底商", "阳光城底商"),
        ("明早7点到，自己来6号楼车库拿", "6号楼车库"),
        ("周日到，到了通知大家来2栋楼下领", "2栋楼下"),
        ("周日到货 全部送货上门", None),
    ],
)
def test_the_place_is_heard(line: str, place: str | None) -> None:
    assert _read(line).pickup == place


@pytest.mark.parametrize(
    "name",
    ["双酿团", "爱媛38号", "午餐肉", "元宵", "日本豆腐", "加多宝", "早餐饼", "三只松鼠坚果", "前腿肉", "供港猪肉"],
)
@pytest.mark.parametrize("line", ["{} 19.9元/份", "{} ¥19.9", "1. {} 3斤19.9元", "{} 原价29 团购价19.9"])
def test_a_name_stays_whole(name: str, line: str) -> None:
    (product,) = read_listing(line.format(name), _AT).products
    assert (product.name, product.price_fen) == (name, 1990)


def test_a_text_in_double_lines_reads_as_one_in_single_lines() -> None:
    text = "土猪肉\n规格：500g/份\n价格：25元\n土鸡蛋\n规格：30枚/板\n价格：45元"
    assert read_listing(text.replace("\n", "\n\n"), _AT).products[1].name == "土鸡蛋"
