"""How is an order written? Each manner has its ways; what is meant is the same (order-language, sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from bot.simulation.goods import Offer
from bot.simulation.residents import Manner, Resident
from models.values import decimal_text

Wanted = tuple[Offer, Decimal]

_NUMERALS = {Decimal(1): "一", Decimal(2): "两", Decimal(3): "三", Decimal(4): "四", Decimal(5): "五"}
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_THANKS = ("，谢谢", "，谢谢团长", "，辛苦", "🌹", "，麻烦了", "")


def quantity(offer: Offer, chance: Random) -> Decimal:
    """How much somebody takes: goods by weight also in halves."""
    if offer.good.loose:
        return Decimal(chance.choice(("1", "1.5", "2", "2", "3")))
    return Decimal(chance.choices((1, 2, 3, 4), weights=(60, 28, 9, 3))[0])


def order(resident: Resident, wanted: Sequence[Wanted], chance: Random, *, with_home: bool) -> str:
    """An order in one message, as this resident writes."""
    write = _WRITERS.get(resident.manner, _plain)
    text = write(wanted, chance)
    if not with_home or not resident.home:
        return text
    return _with_home(text, resident, chance)


def _with_home(text: str, resident: Resident, chance: Random) -> str:
    if resident.manner is Manner.DICTATES:
        building, _, room = resident.home.partition("-")
        return f"{text}{building.translate(_DIGITS)}栋{room.translate(_DIGITS)}。"
    return chance.choice((f"{text} {resident.home}", f"{resident.home} {text}", f"{text}，{resident.home}"))


def _plain(wanted: Sequence[Wanted], chance: Random) -> str:
    form = chance.choice(("{name}{count}{unit}", "{name}{count}", "{name} {count}{unit}", "{count}{unit}{name}"))
    between = " " if form.endswith("{count}") else chance.choice((" ", "，", "、"))
    return between.join(_filled(form, offer, count) for offer, count in wanted)


def _polite(wanted: Sequence[Wanted], chance: Random) -> str:
    begin = chance.choice(("我要", "麻烦帮我记", "团长，来", "请给我留", "我家要"))
    goods = "，".join(_filled("{count}{unit}{name}", offer, count) for offer, count in wanted)
    return begin + goods + chance.choice(_THANKS)


def _numbers(wanted: Sequence[Wanted], chance: Random) -> str:
    def one(offer: Offer, count: Decimal) -> str:
        if offer.number.isalpha():
            return f"{offer.number}{decimal_text(count)}"
        return f"{offer.number}号{decimal_text(count)}{offer.good.unit}"

    return " ".join(one(offer, count) for offer, count in wanted)


def _dictates(wanted: Sequence[Wanted], _chance: Random) -> str:
    goods = "，".join(f"{spoken(count, offer.good.unit)}{offer.good.called}" for offer, count in wanted)
    return f"我要{goods}。"


def _sloppy(wanted: Sequence[Wanted], chance: Random) -> str:
    form = chance.choice(("{name}{count}{unit}", "{name}+{count}", "{name}*{count}", "{name} {count}"))
    return " ".join(
        _filled(form, offer, count, name=chance.choice(offer.good.misspelt or (offer.good.called,)))
        for offer, count in wanted
    )


_WRITERS = {
    Manner.POLITE: _polite,
    Manner.NUMBERS: _numbers,
    Manner.DICTATES: _dictates,
    Manner.SLOPPY: _sloppy,
}


def _filled(form: str, offer: Offer, count: Decimal, *, name: str = "") -> str:
    return form.format(name=name or offer.good.called, count=decimal_text(count), unit=offer.good.unit)


def spoken(count: Decimal, unit: str) -> str:
    """`两板`, `一斤半`, as dictation writes it."""
    whole = count.to_integral_value(rounding="ROUND_FLOOR")
    if count == whole:
        return f"{_NUMERALS[whole]}{unit}"
    return f"半{unit}" if not whole else f"{_NUMERALS[whole]}{unit}半"


def entry(resident: Resident, wanted: Sequence[Wanted]) -> str:
    """One entry of a chain, without its number."""
    goods = " ".join(f"{offer.good.called}{decimal_text(count)}" for offer, count in wanted)
    return f"{resident.name} {resident.home} {goods}".replace("  ", " ")


def captains_sum(building: str, wanted: Sequence[tuple[str, Sequence[Wanted]]]) -> str:
    """A building captain's list: each household with its sets (organizer-notes, 2.13)."""
    lines = [f"{building}号楼"]
    for home, goods in wanted:
        sets = "".join(f"{offer.number}{decimal_text(count)}" for offer, count in goods)
        lines.append(f"{home} {sets}")
    return "\n".join(lines)


def parts(wanted: Wanted, resident: Resident) -> tuple[str, ...]:
    """`鸡蛋` `2板` `3-501`, as three messages."""
    offer, count = wanted
    said = (offer.good.called, f"{decimal_text(count)}{offer.good.unit}")
    return (*said, resident.home) if resident.home else said
