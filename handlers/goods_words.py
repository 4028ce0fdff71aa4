"""What does she say of goods in plain words? `鸡蛋没了`, `草莓又有了`, `鸡蛋还有20`, `鸡蛋每户限2`, `草莓够10份才发`.

Such words begin with the goods, as people say it, and mean something only where those goods are on a list. In a group,
said to nobody, they are asked about privately; nothing happens by itself (organizer-notes, 1.14).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pydantic import ValidationError

from handlers import calling_off_commands as o
from handlers import goods_commands as g
from handlers.conversation import Choice, draft_talk, offer
from handlers.forms import read_count, read_fen
from handlers.goods import deed_of
from handlers.goods_named import lists_at_hand, named
from handlers.replies.parts import short_name
from handlers.turn import Turn
from models.groupbuy.deeds import RULES, Deed
from models.groupbuy.stages import ON_THE_WAY
from models.language.normalize import simplify
from models.language.units import UNIT_PATTERN
from models.values import Product

_N = r"(?P<n>\d{1,5}(?:\.\d{1,3})?|[一二两俩三四五六七八九十百]+)"
_UNIT = rf"(?:{UNIT_PATTERN}|份)?"
_GOODS = r"(?P<goods>[\u4e00-\u9fffA-Za-z0-9]{1,12}?)"
_TAIL = r"(?:了|哈|啦|啊|哦|呀|吧|哟|咯)*"

Build = Callable[[re.Match[str]], "g.GoodsChange | None"]


def _count(field: g.CountField) -> Build:
    def build(match: re.Match[str]) -> g.GoodsChange | None:
        quantity = read_count(match["n"])
        return None if quantity is None else g.counted(field, quantity)

    return build


def _price(match: re.Match[str]) -> g.GoodsChange | None:
    fen = read_fen(match["n"])
    return None if fen is None else g.GoodsChange(price_fen=fen)


def _of(change: g.GoodsChange) -> Build:
    return lambda _match: change


_SOLD_OUT = re.compile(rf"{_GOODS}\s*(?:都)?(?:没有?了|没货|卖[完光]|抢[完光]|断货|缺货|售罄|下架){_TAIL}")
_BACK = re.compile(rf"{_GOODS}\s*(?:又有货?|又来|又到|又进|补货|补上|有货|重新上架|又上架){_TAIL}")
_LEFT = re.compile(rf"{_GOODS}\s*(?:还有|还剩|只剩下?|剩下?|就剩|库存){_N}\s*{_UNIT}{_TAIL}")
_SHAPES: tuple[tuple[re.Pattern[str], Build], ...] = (
    (_SOLD_OUT, _of(g.GoodsChange(off=True))),
    (_BACK, _of(g.GoodsChange(off=False))),
    (_LEFT, _count("left")),
    (re.compile(rf"{_GOODS}\s*(?:每?[户人家位]|一[户人家])?(?:最多|只能|限购?){_N}\s*{_UNIT}"), _count("limit")),
    (re.compile(rf"{_GOODS}\s*(?:不限购?|不限量){_TAIL}"), _of(g.GoodsChange(limit=Decimal(0)))),
    (
        re.compile(rf"{_GOODS}\s*(?:够|满|凑够|凑满){_N}\s*{_UNIT}(?:才?(?:发|开|成团|拼成|送|订)|才行)"),
        _count("minimum"),
    ),
    (re.compile(rf"{_GOODS}\s*{_N}\s*{_UNIT}(?:起订|成团|起发|起送)"), _count("minimum")),
    (re.compile(rf"{_GOODS}\s*(?:满|到){_N}\s*{_UNIT}(?:就)?截(?:单|止)?"), _count("total")),
    (re.compile(rf"{_GOODS}\s*(?:一|每)[箱件]{_N}\s*{_UNIT}"), _count("per_box")),
    (re.compile(rf"{_GOODS}\s*{_N}\s*{_UNIT}(?:一|每)[箱件]"), _count("per_box")),
    (
        re.compile(
            rf"{_GOODS}\s*(?:改价|改成|改卖|改到|卖|涨到|涨成|降到|降成|降价到?)\s*(?P<n>\d{{1,5}}(?:\.\d{{1,2}})?)\s*(?:元|块钱?)?"
        ),
        _price,
    ),
    (re.compile(rf"{_GOODS}\s*(?P<n>\d{{1,5}}(?:\.\d{{1,2}})?)\s*(?:元|块钱?)"), _price),
    (
        re.compile(
            rf"{_GOODS}\s*(?:找|从|在|是)\s*(?P<who>[\u4e00-\u9fffA-Za-z0-9]{{1,12}}?)(?:那儿?|家|那里)?(?:拿货|进货|供货|拿|进的?|供的?)"
        ),
        lambda match: g.GoodsChange(supplier=match["who"]),
    ),
)
_BARE = re.compile(rf"{_GOODS}\s*(?P<n>\d{{1,5}}(?:\.\d{{1,2}})?)")
_NOT_COMING = re.compile(
    rf"{_GOODS}\s*(?:今天|明天|这次|这回)?(?:不送|不来|来不了|送不了|没得送|没来货|不到货|取消)(?:了|哈|啦|啊|吧)*"
)


GoodsWord = g.SayGoods | g.SayNumber | o.CancelBuy


def meant(text: str, turn: Turn) -> GoodsWord | None:
    """What a word of hers says about goods; None where it is nothing of the kind."""
    plain = simplify(text)
    return _meant(plain, turn) or _number(plain, turn) or _not_coming(plain, turn)


def _meant(plain: str, turn: Turn) -> g.SayGoods | None:
    """The change that a text asks for, of goods that are on a list."""
    for shape, build in _SHAPES:
        match = shape.fullmatch(plain)
        change = _built(build, match) if match else None
        if match and change is not None and _goods(match["goods"], deed_of(change), turn):
            return g.SayGoods(goods=match["goods"], change=change)
    return None


def _built(build: Build, match: re.Match[str]) -> g.GoodsChange | None:
    try:
        return build(match)
    except ValidationError:
        return None


def _goods(goods: str, deed: Deed, turn: Turn) -> list[Product]:
    lists = [one for one in lists_at_hand(turn) if one.stage in RULES[deed].stages]
    return [one.product for one in named(goods, lists, turn)]


def _number(plain: str, turn: Turn) -> g.SayNumber | None:
    """`鸡蛋35`: could be a price, or what is left. While a list is put together it is a price of its."""
    match = _BARE.fullmatch(plain)
    if match is None or draft_talk(turn) is not None or not _goods(match["goods"], Deed.CHANGE_GOODS, turn):
        return None
    return g.SayNumber(goods=match["goods"], number=Decimal(match["n"]))


def _not_coming(plain: str, turn: Turn) -> o.CancelBuy | None:
    """`草莓不来了`, of goods that are on their way."""
    match = _NOT_COMING.fullmatch(plain)
    lists = [one for one in lists_at_hand(turn, ON_THE_WAY) if match]
    found = named(match["goods"], lists, turn) if match else []
    return o.CancelBuy(text=match["goods"]) if match and len(found) == 1 else None


def overheard(text: str, turn: Turn) -> bool:
    """Ask her privately about plain words of hers in a group; False where they are nothing of the kind, or say what
    holds already."""
    plain = simplify(text).strip(" ，,。.！!~～")
    for shape in (_SOLD_OUT, _BACK, _LEFT):
        match = shape.fullmatch(plain)
        goods = _goods(match["goods"], Deed.CHANGE_GOODS, turn) if match else []
        if match and len(goods) == 1:
            command = _meant(plain, turn)
            label = _label(shape, match, goods[0])
            if command is not None and label is not None:
                return _ask(text, label, command, turn)
    off = _not_coming(plain, turn)
    return off is not None and _ask(text, f"取消{off.text}", off, turn)


def _label(shape: re.Pattern[str], match: re.Match[str], product: Product) -> str | None:
    """What she is asked; None where it holds already."""
    if shape is _LEFT:
        return f"{short_name(product)}只剩{match['n']}{product.unit}"
    if product.off is (shape is _SOLD_OUT):
        return None
    return "下架" if shape is _SOLD_OUT else "上架"


def _ask(text: str, label: str, command: g.SayGoods | o.CancelBuy, turn: Turn) -> bool:
    here = turn.speaker.group
    offer(turn, "heard_you_say", [Choice(label, command, None if here is None else here.id)], said=text)
    return True
