"""What do single rules of product lists say: prices and costs, times, doubts, and what is no product?"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from models.acts import ListedProduct
from models.language.listing import read_listing
from models.language.listing_suppliers import supplier_words

_AT = datetime.fromisoformat("2026-11-20T09:00:00+08:00")


def _products(text: str) -> tuple[ListedProduct, ...]:
    return read_listing(text, _AT).products


def _only(text: str) -> ListedProduct:
    (product,) = _products(text)
    return product


@pytest.mark.parametrize(
    ("text", "price_fen", "unit", "measure"),
    [
        ("鸡蛋 25元/板", 2500, "板", None),
        ("鸡蛋25元一板", 2500, "板", None),
        ("鸡蛋 每板25元", 2500, "板", None),
        ("鸡蛋 ¥12.8", 1280, None, None),
        ("鸡蛋💰9.9", 990, None, None),
        ("红薯 3斤19.9", 1990, "份", "3斤"),
        ("柠檬 10元3个", 1000, "份", "3个"),
        ("带鱼 15元/500克", 1500, "份", "500克"),
        ("草莓 58元/盒（3斤）", 5800, "盒", "3斤"),
        ("草莓3斤一盒 58元", 5800, "盒", "3斤"),
        ("草莓 每盒3斤 58元", 5800, "盒", "3斤"),
        ("草莓 3斤装 58元", 5800, "份", "3斤"),
        ("牛奶 250ml*12瓶/箱 66元", 6600, "箱", "250ml*12瓶"),
        ("牛奶 66元/箱 规格：12瓶/箱", 6600, "箱", "12瓶"),
        ("鸭蛋 1块8一个", 180, "个", None),
        ("老豆腐 4元/块", 400, "块", None),
        ("土豆 三块五一斤", 350, "斤", None),
        ("车厘子 1,299元/箱", 129900, "箱", None),
        ("草莓 原价39.9 团购价29.9元/盒", 2990, "盒", None),
        ("草莓 ~~39.9~~ 29.9元/盒", 2990, "盒", None),
        ("草莓 3̶9̶.̶9̶ 29.9元/盒", 2990, "盒", None),
        ("草莓 29.9元/盒（超市价39.9）", 2990, "盒", None),
        ("草莓 25-28元/盒", None, "盒", None),
        ("草莓 价格待定", None, None, None),
        ("鸡蛋 25元/板 满59元包邮 运费6元", 2500, "板", None),
        ("红薯 5斤 12.9 包邮", 1290, "份", "5斤"),
        ("苹果 约500克/盒 10元", 1000, "盒", "约500克"),
        ("鸡蛋 一板（30枚）25元", 2500, "板", "30枚"),
        ("粽子10个/28元", 2800, "份", "10个"),
        ("樱桃 1斤39.9", 3990, "斤", None),
        ("樱桃 1斤装 39.9", 3990, "份", "1斤"),
        ("葱 5毛/把", 50, "把", None),
        ("纸巾 1提49.9 2提88", 4990, "提", None),
    ],
)
def test_each_form_of_a_price(text: str, price_fen: int | None, unit: str | None, measure: str | None) -> None:
    product = _only(text)
    assert (product.price_fen, product.unit, product.measure) == (price_fen, unit, measure)


@pytest.mark.parametrize(
    "word", ["团长价", "供货价", "代理价", "底价", "成本", "成本价", "进价", "供货", "代理", "拿货价"]
)
def test_cost_is_not_price(word: str) -> None:
    alone, beside = _only(f"鸡蛋 {word}25元/板"), _only(f"鸡蛋 {word}25 零售32元/板")
    assert (alone.price_fen, alone.cost_fen, alone.doubts) == (None, 2500, ("只有进价",))
    assert (beside.price_fen, beside.cost_fen) == (3200, 2500)


@pytest.mark.parametrize("word", ["零售", "零售价", "建议售价", "建议零售价", "卖", "售价", "团购价"])
def test_selling_words_are_the_price(word: str) -> None:
    product = _only(f"鸡蛋 底价25 {word}32/板 佣金3")
    assert (product.price_fen, product.cost_fen, product.unit) == (3200, 2500, "板")


@pytest.mark.parametrize(
    "text",
    [
        "鸡蛋25元/板（团长价）",
        "团长价：鸡蛋25元/板",
        "鸡蛋 25元/板 团长价",
        "代理：鸡蛋 25",
        "鸡蛋 拿25卖32",
        "鸡蛋 25拿 32卖",
        "鸡蛋25供货/32零售",
        "鸡蛋 给团长25 你们卖32",
        "鸡蛋 团长拿货25元",
        "鸡蛋\n团长价\n25元/板",
        "鸡蛋 进货25 出货32",
        "鸡蛋 底价 ¥25/板 ¥32/板",
        "鸡蛋（代理价25）32元/板",
        "鸡蛋 32元/板（代理25）",
        "鸡蛋30枚 代25 零32",
        "1.鸡蛋 25元/板\n以上是给团长的底价",
        "品名 代理/零售\n鸡蛋 25/32",
        "品名|规格|团长价\n鸡蛋|30枚|25",
        "品名 零售价 供货价\n鸡蛋 32 25",
    ],
)
def test_no_writing_of_a_cost_becomes_a_price(text: str) -> None:
    product = _only(text)
    assert (product.name, product.cost_fen) == ("鸡蛋", 2500)
    assert product.price_fen == (3200 if "32" in text else None)


def test_commission_leaves_the_cost() -> None:
    assert (_only("鸡蛋 零售32元/板 佣金7").price_fen, _only("鸡蛋 零售32元/板 佣金7").cost_fen) == (3200, 2500)


@pytest.mark.parametrize("heading", ["以下为团长价", "以上均为供货价，请自行加价", "【代理价】", "报价单（底价）"])
def test_heading_makes_every_sum_a_cost(heading: str) -> None:
    products = _products(f"{heading}\n1.鸡蛋 25元/板\n2.牛奶 50元/箱 建议零售66")
    assert [product.price_fen for product in products] == [None, 6600]
    assert [product.cost_fen for product in products] == [2500, 5000]


def test_stock_limit_and_loose_goods() -> None:
    egg, rib = _products("1.鸡蛋 25元/板 库存20板 每人限2板\n2.排骨 38元/斤 限购3斤")
    assert (egg.stock, egg.limit, egg.loose) == (Decimal(20), Decimal(2), False)
    assert (rib.stock, rib.limit, rib.loose) == (None, Decimal(3), True)


def test_limit_for_everything() -> None:
    assert [product.limit for product in _products("1.鸡蛋 25元/板\n2.牛奶 50元/箱\n每户每样限2份")] == [2, 2]


def test_doubts_are_told() -> None:
    egg, milk, rice = _products("1.鸡蛋\n2.牛奶 66\n3.大米 45元/袋 团长价50")
    assert egg.doubts == ("没写价", "没写单位")
    assert milk.doubts == ("没写单位",)
    assert rice.doubts == ("卖价比进价低",)
    assert [product.doubts for product in _products("1.鸡蛋 25元/板\n1.牛奶 66元/箱")] == [("编号重复",)] * 2


def test_sold_out_stays_a_gap() -> None:
    products = _products("1.鸡蛋 25元/板\n2.牛奶 66元/箱 已售罄\n3.大米 45元/袋\n❌4.面粉 20元/袋 没货")
    assert [product.number for product in products] == ["1", "3"]


@pytest.mark.parametrize(
    "line",
    [
        "运费5元",
        "满59元包邮",
        "满100减10元",
        "下单格式：1号2份",
        "例：张三 3-501 鸡蛋2",
        "每户限购2份",
        "库存20板",
        "加3元送货上门",
        "有需要联系王总 13800138000",
        "微信：egg_2026",
        "坏果包赔，拍照联系客服",
        "第二件半价",
        "🈲不退不换",
        "https://example.com/a?price=25",
        "",
        "配送费每单3元",
        "3栋501自提",
        "感谢大家支持！",
        "接龙格式：姓名+房号+数量",
        "团长电话：139-1234-5678",
    ],
)
def test_remarks_around_are_no_products(line: str) -> None:
    assert [product.name for product in _products(f"{line}\n鸡蛋 25元/板\n牛奶 66元/箱\n{line}")] == ["鸡蛋", "牛奶"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("今晚12点截单", "2026-11-21T00:00:00+08:00"),
        ("今晚24:00截单", "2026-11-21T00:00:00+08:00"),
        ("明晚零点截单", "2026-11-22T00:00:00+08:00"),
        ("截单时间：今晚8点半", "2026-11-20T20:30:00+08:00"),
        ("8点截单", "2026-11-20T20:00:00+08:00"),
        ("明早十点前接龙", "2026-11-21T10:00:00+08:00"),
        ("周六晚8点截团", "2026-11-21T20:00:00+08:00"),
        ("下周一18:00截止", "2026-11-23T18:00:00+08:00"),
        ("11.21晚9点截单", "2026-11-21T21:00:00+08:00"),
        ("21号下午3点-5点截单", "2026-11-21T15:00:00+08:00"),
        ("⏰今晚9点", "2026-11-20T21:00:00+08:00"),
        ("1月3日12:00截单", "2027-01-03T12:00:00+08:00"),
        ("接龙到今晚9点", "2026-11-20T21:00:00+08:00"),
        ("截单：明天", "2026-11-21"),
        ("截单时间\n明天18:00", "2026-11-21T18:00:00+08:00"),
    ],
)
def test_cut_off_is_resolved(text: str, moment: str) -> None:
    closes = read_listing(f"鸡蛋 25元/板\n{text}", _AT).closes_at
    assert closes is not None
    assert closes.isoformat() == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("明天下午4点到货", "2026-11-21T16:00:00+08:00"),
        ("今晚8点截单，次日下午4点送达", "2026-11-21T16:00:00+08:00"),
        ("今晚12点截单，次日到货", "2026-11-21"),
        ("预计11月22-23日到货", "2026-11-22"),
        ("🚚周日上午10:00-12:00", "2026-11-22T10:00:00+08:00"),
        ("明早8点截单，下午统一送到楼下", "2026-11-21"),
        ("取货时间：周日16:00-18:00", "2026-11-22T16:00:00+08:00"),
        ("到货时间：后天", "2026-11-22"),
    ],
)
def test_arrival_is_resolved(text: str, moment: str) -> None:
    arrives = read_listing(f"鸡蛋 25元/板\n{text}", _AT).arrives_at
    assert arrives is not None
    assert arrives.isoformat() == moment


def test_times_mean_nothing_without_a_moment_to_start_from() -> None:
    listing = read_listing("鸡蛋 25元/板\n今晚8点截单\n到货：2026年11月22日", None)
    assert listing.closes_at is None
    assert listing.arrives_at == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "pickup"),
    [
        ("自提点：3号楼架空层", "3号楼架空层"),
        ("📍北门水果店", "北门水果店"),
        ("📍自提地址：6栋102 电话13800138000", "6栋102"),
        ("提货地点：物业门口，每天16点后", "物业门口"),
        ("周六下午三点后2栋楼下取", "2栋楼下"),
        ("请到东门岗亭自提", "东门岗亭"),
        ("自提点：\n梧桐苑南门", "梧桐苑南门"),
        ("送货上门", None),
        ("自提免运费", None),
    ],
)
def test_pickup_is_the_text_behind_its_label(text: str, pickup: str | None) -> None:
    assert read_listing(f"鸡蛋 25元/板\n{text}", _AT).pickup == pickup


def test_what_a_bundle_holds_is_no_product() -> None:
    text = (
        "套餐A 98元/份\n土豆3斤\n白菜2颗\n套餐B 158元/份\n1. 五花肉2斤\n2. 鸡蛋30枚\n套餐C 88元/份（苹果3斤、橙子3斤）"
    )
    assert [(one.number, one.name, one.price_fen, one.measure) for one in _products(text)] == [
        ("A", "套餐A", 9800, None),
        ("B", "套餐B", 15800, None),
        ("C", "套餐C", 8800, None),
    ]


def test_supplier_is_recognized() -> None:
    text = "老李海鲜报价\n鸡蛋 25元/板\n供应商：王总 138-0013-8000\n对接人小陈 微信chen_1988"
    assert set(supplier_words(text)) >= {"王总", "138-0013-8000", "小陈", "chen_1988", "老李海鲜"}
    assert "王总" not in str(read_listing(text, _AT).products)


def test_evidence_points_at_the_lines() -> None:
    text = "今日团购\n鸡蛋 25元/板\n牛奶\n66元/箱"
    listing = read_listing(text, _AT)
    assert [text[found.start : found.end] for found in listing.because] == ["鸡蛋 25元/板", "牛奶\n66元/箱"]
