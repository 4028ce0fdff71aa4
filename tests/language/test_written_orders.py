"""Is an order read as it was meant, in whichever of the many ways it was written? A noisy speller says it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts import Context, Delivery, Line, Op, Order, Standing
from models.language import read
from models.values import ProductId, Recipient, decimal_text
from tests.language.shop import SHOP
from tests.language.test_numerals import in_chinese

#: Every spelling under which a product can be asked for.
NAMES = {
    "鸡蛋": ("鸡蛋", "散养土鸡蛋", "土鸡蛋", "雞蛋", "鸡旦", "1号", "①", "第1个", "1号鸡蛋"),
    "草莓": ("草莓", "丹东草莓", "草梅", "2号", "②", "caomei"),
    "豆腐": ("豆腐", "老豆腐", "豆付", "4号", "④", "第四个"),
    "牛奶": ("牛奶", "鲜牛奶", "5号", "牛奶🥛", "niunai"),
    "西瓜": ("西瓜", "麒麟西瓜", "6号", "西瓜🍉"),
    "虾仁水饺": ("虾仁水饺", "三鲜虾仁水饺", "7号"),
}
UNITS = {"鸡蛋": "板盒份", "草莓": "盒份", "豆腐": "块盒份", "牛奶": "箱份件", "西瓜": "个只份", "虾仁水饺": "袋包份"}
HEADS = ("", "团长，", "我要", "麻烦帮我记", "给我来", "要", "你好 ", "老板好，我要", "订", "帮我留")
TAILS = ("", "谢谢", "，谢谢团长", " 辛苦啦", "哈", "~~", "🙏", "。。", "！", "[玫瑰]")
JOINTS = ("，", "、", " ", "\n", "；", "，还有", " 然后", "，")
NO_CONTEXT = Context()
WIDE = {48 + digit: 0xFF10 + digit for digit in range(10)}

quantities = st.integers(min_value=1, max_value=29).filter(lambda count: count not in (3, 12))


@st.composite
def amounts(draw: st.DrawFn, product: str) -> tuple[str, int]:
    """An amount as somebody writes it, and what it is."""
    count = draw(quantities)
    digits = draw(st.sampled_from((str(count), str(count).translate(WIDE), in_chinese(count))))
    if count == 2:
        digits = draw(st.sampled_from((digits, "两")))
    return digits + draw(st.sampled_from(UNITS[product])), count


@st.composite
def wishes(draw: st.DrawFn, product: str) -> tuple[str, Line]:
    """One line as somebody writes it, and what it means."""
    name = draw(st.sampled_from(NAMES[product]))
    amount, count = draw(amounts(product))
    written = draw(
        st.sampled_from(
            (f"{name}{amount}", f"{name} {amount}", f"{name}要{amount}", f"{name}来{amount}", f"{name}x{count}")
        )
    )
    return written, Line(ProductId(product), Op.ORDER, Decimal(count))


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, tuple[Line, ...]]:
    """A message of one to four lines, with words around it."""
    products = draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=4, unique=True))
    said = [draw(wishes(product)) for product in products]
    joint = draw(st.sampled_from(JOINTS))
    body = joint.join(written for written, _ in said)
    return draw(st.sampled_from(HEADS)) + body + draw(st.sampled_from(TAILS)), tuple(line for _, line in said)


def lines_of(text: str, context: Context = NO_CONTEXT) -> tuple[Line, ...]:
    """The lines of a text that is one order and nothing else."""
    (act,) = read(text, SHOP, context)
    assert isinstance(act, Order), act
    return act.lines


@settings(max_examples=400)
@given(orders())
def test_what_was_written_is_read(order: tuple[str, tuple[Line, ...]]) -> None:
    written, lines = order
    assert sorted(lines_of(written), key=str) == sorted(lines, key=str)


@given(orders(), st.integers(1, 30), st.integers(101, 2304).filter(lambda room: 1 <= room % 100 <= 4))
def test_an_address_beside_an_order_is_no_amount(order: tuple[str, tuple[Line, ...]], building: int, room: int) -> None:
    written, lines = order
    (act,) = read(f"{building}-{room} {written}", SHOP)
    assert isinstance(act, Order)
    assert act.recipient == Recipient(building=str(building), room=str(room))
    assert len(act.lines) == len(lines)


@given(st.integers(1, 60))
def test_weights_of_loose_goods_are_exact_in_every_writing(tenths: int) -> None:
    jin = Decimal(tenths) / 10
    whole, liang = divmod(tenths, 10)
    writings = [f"{decimal_text(jin)}斤", f"{tenths * 50}克", f"{decimal_text(jin / 2)}公斤"]
    if whole and liang:
        writings += [f"{whole}斤{liang}两", f"{in_chinese(whole)}斤{in_chinese(liang)}两"]
    if liang == 5:
        writings.append(f"{in_chinese(whole)}斤半" if whole else "半斤")
    for writing in writings:
        assert lines_of(f"排骨{writing}") == (Line(ProductId("排骨"), Op.ORDER, jin),), writing


@given(st.sampled_from(sorted(NAMES)), quantities, quantities)
def test_changes_say_how_they_change(product: str, first: int, second: int) -> None:
    held = Context(mine=(Standing(ProductId(product), Decimal(first)),))
    unit = UNITS[product][0]
    for written, op in (
        (f"再来{second}{unit}{product}", Op.ADD),
        (f"{product}再加{second}{unit}", Op.ADD),
        (f"{product}多要{second}{unit}", Op.ADD),
        (f"{product}改成{second}{unit}", Op.SET),
        (f"{product}一共要{second}{unit}", Op.SET),
        (f"改成{second}{unit}", Op.SET),
        (f"少要{second}{unit}{product}", Op.REMOVE),
        (f"{product}减{second}", Op.REMOVE),
    ):
        assert lines_of(written, held) == (Line(ProductId(product), op, Decimal(second)),), written
    for written in (
        f"{product}不要了",
        f"去掉{product}",
        f"退掉{product}",
        f"取消{product}",
        f"不要{product}了",
        "不要了",
    ):
        assert lines_of(written, held) == (Line(ProductId(product), Op.REMOVE, None),), written


@given(orders(), st.sampled_from((("送上门", Delivery.DOOR), ("自提", Delivery.PICKUP), ("送到家", Delivery.DOOR))))
def test_a_way_of_delivery_adds_nothing_to_the_lines(
    order: tuple[str, tuple[Line, ...]], way: tuple[str, Delivery]
) -> None:
    written, lines = order
    (act,) = read(f"{written}，{way[0]}", SHOP)
    assert isinstance(act, Order)
    assert (act.delivery, len(act.lines)) == (way[1], len(lines))
