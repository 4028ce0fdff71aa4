"""Does a labelled list or chain read the same through what gateways and phones do to it?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from models.acts import Context, Jielong, Listing
from models.language.jielong import read_chain
from models.language.listing import read_listing
from models.language.normalize import simplify
from tests.language_lists.chains import catalog, labelled

_LISTS = labelled("listings.jsonl")
_CHAINS = [row for row in labelled("jielong.jsonl") if row["expect"][0]["act"] == "jielong"]
_WIDE = str.maketrans("0123456789:()", "０１２３４５６７８９：（）")


def _each_line(change: str) -> Callable[[str], str]:
    return lambda text: "\n".join(change.format(line) if line.strip() else line for line in text.split("\n"))


_NOISE: dict[str, Callable[[str], str]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "literal breaks": lambda text: text.replace("\n", "\\n"),
    "trailing blanks": _each_line("{}  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero width": lambda text: text.replace(" ", "\u200b "),
}
_LIST_NOISE: dict[str, Callable[[str], str]] = {
    **_NOISE,
    "emoji before": _each_line("🌟{}"),
    "emoji behind": _each_line("{}🔥"),
    "bullets": _each_line("• {}"),
    "stars": _each_line("* {}"),
    "full width": lambda text: text.translate(_WIDE),
    "ideographic spaces": lambda text: text.replace(" ", "\u3000"),
    "adverts around": lambda text: f"大家好，今天给大家带来好东西！\n{text}\n欢迎转发给邻居，谢谢支持🙏",
    "rules around": lambda text: f"———————\n{text}\n———————",
}


def _told(listing: Listing) -> list[Any]:
    products = [
        (simplify(one.number), simplify(one.name), one.price_fen, one.cost_fen, one.unit, simplify(one.measure or ""))
        for one in listing.products
    ]
    return [*products, listing.closes_at, listing.arrives_at, simplify(listing.pickup or "")]


@pytest.mark.parametrize("noise", _LIST_NOISE.values(), ids=_LIST_NOISE.keys())
def test_lists_read_the_same(noise: Callable[[str], str]) -> None:
    changed = []
    for row in _LISTS:
        at = datetime.fromisoformat(row["at"])
        if _told(read_listing(noise(row["text"]), at)) != _told(read_listing(row["text"], at)):
            changed.append(row["id"])
    assert changed == []


def _ordered(chain: Jielong | None) -> list[Any]:
    entries = chain.entries if chain else ()
    return [(one.no, simplify(one.name or ""), one.lines, one.recipient, one.ask, one.cancelled) for one in entries]


@pytest.mark.parametrize(
    "noise",
    [*_NOISE.values(), lambda text: f"wxid_a1b2c3d4:\n{text}"],
    ids=[*_NOISE.keys(), "sender before"],
)
def test_chains_read_the_same(noise: Callable[[str], str]) -> None:
    changed = []
    for row in _CHAINS:
        goods = catalog(row["catalog"])
        if _ordered(read_chain(noise(row["text"]), goods, Context())) != _ordered(
            read_chain(row["text"], goods, Context())
        ):
            changed.append(row["id"])
    assert changed == []
