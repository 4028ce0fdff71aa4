"""Whatever people say, the counter takes it: nothing raises, the book counts, and is rebuilt from its events."""

from __future__ import annotations

import random
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.groupbuy.book import Book
from models.groupbuy.counter import Spoken
from models.values import MessageId, PersonId, ProductId, Role
from tests.groupbuy.group import ORGANIZER, RESIDENTS, Group

GOODS = "鸡蛋 草莓 排骨 五花 黑猪 牛奶 豆腐 玉米"
FIGURES = "2 两 三 半 1 10 板 盒 斤 箱 块 份 +1 3-501 5-302 501 13800138000 半箱 1. 2."
WISHES = "要 来 再来 还要 不要了 取消 换成 改成 一共 各 同上 楼上 都 全 每样 除了 都不要了 少要 去掉 帮我妈 送上门 自提"
TALK = (
    "王芳 ， 。 ？ #接龙 例 已付 钱转了 拿到了 坏了 第一个 加 算了 发错了 打错了是 吗 谢谢 👍 @李梅 收货人李梅 多少钱"
)
WORDS = tuple(f"{GOODS} {FIGURES} {WISHES} {TALK}".split())


def happen(group: Group, dice: random.Random) -> None:
    """Somebody says something, takes something back, or the book is closed or opened."""
    what = dice.randrange(30)
    if what < 2 and group.count:
        group.recall(f"m{dice.randrange(group.count) + 1}")
    elif what == 2:
        group.cutoff()
    elif what == 3:
        group.reopen()
    elif what == 4:
        late = [each.message_id for each in group.book.late()]
        group.keep(group.book.take_late(late[:1], at=group.now))
    else:
        speak(group, dice)


def speak(group: Group, dice: random.Random) -> None:
    who = dice.choice((*RESIDENTS[:4], ORGANIZER))
    group.count += 1
    group.now += timedelta(seconds=dice.choice((5, 20, 60, 400)))
    spoken = Spoken(
        MessageId(f"m{group.count}"),
        PersonId(who),
        group.now,
        "".join(dice.choice(("", " ", "\n")) + dice.choice(WORDS) for _ in range(dice.randrange(1, 9))),
        name=who,
        role=Role.ORGANIZER if who == ORGANIZER else Role.RESIDENT,
        quoted=ProductId("鸡蛋") if dice.randrange(8) == 0 else None,
    )
    group.keep(group.counter.hear(spoken).events)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_any_talk_is_taken(seed: int) -> None:
    group, dice = Group(), random.Random(seed)
    for _ in range(40):
        happen(group, dice)
    check_sums(group.book)


def check_sums(book: Book) -> None:
    totals = book.totals()
    for product in book.terms.products:
        lines = [line for order in book.orders() for line in order.lines if line.product == product.id]
        assert sum(line.standing for line in lines) == totals.get(product.id, 0)
        if product.stock is not None:
            assert totals.get(product.id, 0) <= product.stock
