"""What is a chain, whose are its entries, and what does reading it again cost?"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts import AskAbout, Context, Jielong
from models.language.jielong import EntryMemo, read_chain
from models.values import decimal_text
from tests.counting import calls_of
from tests.language_lists.chains import catalog

_KITCHEN = catalog("chain-kitchen")
_NAMES = st.sampled_from(["何老师", "南南妈", "阿强", "🌈彩虹", "Mia", "糖豆🍬", "老魏", "顾阿姨", "朵 朵"])
_GOODS = st.sampled_from(
    [("盐水鸭", "duck"), ("馄饨", "wonton"), ("饺子", "dumpling"), ("桃子", "peach"), ("大米", "rice")]
)
_ENTRIES = st.lists(
    st.tuples(_NAMES, st.none() | st.tuples(st.integers(1, 30), st.integers(101, 2899)), _GOODS, st.integers(1, 7)),
    min_size=1,
    max_size=30,
)


def _read(text: str, name: str = "chain-kitchen") -> Jielong | None:
    return read_chain(text, catalog(name), Context())


def _chain_of(text: str) -> Jielong:
    chain = _read(text)
    assert chain is not None
    return chain


@pytest.mark.parametrize(
    "text",
    [
        "1. 盐水鸭1\n2. 饺子2",
        "我要\n1、盐水鸭1只\n2、饺子2袋",
        "【熟食】\n1.盐水鸭 45元/只\n2.馄饨 26元/袋\n今晚8点截单",
        "通知\n1. 明天停水\n2. 后天停电",
        "接龙接龙",
        "鸡蛋2盒，1号楼",
    ],
)
def test_other_texts_are_no_chain(text: str) -> None:
    assert _read(text) is None


def test_title_shows_what_a_bare_quantity_means() -> None:
    shown = _chain_of("#接龙\n盐水鸭 45元一只\n1. 何老师 2")
    unshown = _chain_of("#接龙\n盐水鸭和饺子\n1. 何老师 2")
    assert [line.product for line in shown.entries[0].lines] == ["duck"]
    assert unshown.entries[0].lines == ()
    assert unshown.entries[0].ask is AskAbout.PRODUCT


def test_payment_and_thanks_are_neither_acts_nor_notes() -> None:
    chain = _chain_of("#接龙\n熟食\n1. 何老师 盐水鸭1 已付✅\n2. 南南妈 饺子2 谢谢团长\n3. 阿强 馄饨1 已转")
    assert [(len(entry.lines), entry.note, entry.ask) for entry in chain.entries] == [(1, None, None)] * 3
    assert chain.entries[0].text == "何老师 盐水鸭1 已付✅"


def test_address_in_the_title_is_nobodys() -> None:
    chain = _chain_of("#接龙\n熟食 自提3栋501\n1. 何老师 盐水鸭1")
    assert chain.entries[0].recipient is None


def _xml(title: str, record: str, kind: int = 53) -> str:
    info = f"<extinfo><solitaire_info><![CDATA[{record}]]></solitaire_info></extinfo>"
    return f"<msg><appmsg><title>{escape(title)}</title><type>{kind}</type>{info}</appmsg></msg>"


def test_true_authors_beat_the_text() -> None:
    title = "#接龙\n🦆熟食\n\n1. 何老师 盐水鸭1\n2.5斤牛肉\n2. 南南妈 饺子2\n\n三点截单"
    first, second = "何老师 盐水鸭1\n2.5斤牛肉", "南南妈 饺子2"
    record = "<solitaire><au>o</au><s>.</s><content>" + "".join(
        f"<i><u>{author}</u><t>{seconds}</t><h>0</h><r>{_units(title[: title.index(words)])}-{_units(words)}</r></i>"
        for author, seconds, words in (("u1", 1700000000, first), ("u2", 1700000060, second))
    )
    chain = _chain_of(_xml(title, record + "</content></solitaire>"))
    assert chain.starter == "o"
    assert [(entry.no, entry.author, entry.text) for entry in chain.entries] == [(1, "u1", first), (2, "u2", second)]
    assert chain.entries[1].at == datetime.fromtimestamp(1700000060, UTC)
    assert [decimal_text(line.quantity) for line in chain.entries[0].lines if line.quantity] == ["1", "2.5"]


def test_where_ranges_do_not_fit_the_text_decides() -> None:
    title = "#接龙\n熟食\n1. 何老师 盐水鸭1\n2. 南南妈 饺子2"
    items = "<i><u>u1</u><r>2-9</r></i><i><u>u2</u><c>南南妈 饺子2</c></i>"
    record = f"<solitaire><au>o</au><content>{items}</content></solitaire>"
    chain = _chain_of(_xml(title, record))
    assert [(entry.name, entry.author) for entry in chain.entries] == [("何老师", None), ("南南妈", "u2")]


def test_quoted_chain_is_no_snapshot() -> None:
    quoted = escape(_xml("#接龙\n熟食\n1. 何老师 盐水鸭1", ""))
    refer = f"<refermsg><content>{quoted}</content></refermsg>"
    assert _read(f"<msg><appmsg><title>我也要</title><type>57</type>{refer}</appmsg></msg>") is None


@pytest.mark.parametrize("dashes", ["- - - - - -", "——————", "-------"])
def test_chain_quoted_as_text_is_no_snapshot_either(dashes: str) -> None:
    quote = f"「王芳：#接龙\n熟食\n1. 何老师 盐水鸭1」\n{dashes}\n"
    assert _read(f"{quote}我也要2份") is None
    own = _chain_of(f"{quote}#接龙\n熟食\n1. 何老师 盐水鸭1\n2. 阿强 饺子1")
    assert [entry.name for entry in own.entries] == ["何老师", "阿强"]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(_ENTRIES, st.sampled_from([". ", "、", ".", ") ", "：", " "]), st.sampled_from(["\n", "\n\n"]))
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_read_back(
    entries: list[tuple[str, tuple[int, int] | None, tuple[str, str], int]], separator: str, gap: str
) -> None:
    lines = [
        f"{number}{separator}{name}{f' {place[0]}-{place[1]}' if place else ''} {goods[0]}{count}"
        for number, (name, place, goods, count) in enumerate(entries, 1)
    ]
    chain = _chain_of("#接龙\n周末熟食\n例 张三 1-101 盐水鸭1\n" + gap + "\n".join(lines))
    assert [entry.name for entry in chain.entries] == [name for name, _, _, _ in entries]
    ordered = [[(str(line.product), line.quantity) for line in entry.lines] for entry in chain.entries]
    assert ordered == [[(goods[1], Decimal(count))] for _, _, goods, count in entries]
    rooms = [entry.recipient and (entry.recipient.building, entry.recipient.room) for entry in chain.entries]
    assert rooms == [place and (str(place[0]), str(place[1])) for _, place, _, _ in entries]


@given(st.text(max_size=200) | st.text(alphabet="#接龙例1２.、,： \n王芳盐水鸭饺子两袋3-501\\n️⃣", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_raises(text: str) -> None:
    for whole in (text, f"#接龙\n{text}", f"#接龙\n1. {text}\n2. {text}"):
        chain = _read(whole)
        assert chain is None or all(entry.text for entry in chain.entries)


def _long_chain(entries: int) -> str:
    return "#接龙\n熟食\n\n" + "\n".join(
        f"{n}. 阿{n % 7 * '兰'}强 {n % 30 + 1}-501 盐水鸭{n % 5 + 1}" for n in range(1, entries + 1)
    )


def test_known_entries_are_not_read_again() -> None:
    text = _long_chain(500)
    memo = EntryMemo(_KITCHEN)
    chains: list[Jielong | None] = []

    def calls_to_read(written: str) -> int:
        return calls_of(lambda: chains.append(read_chain(written, _KITCHEN, Context(), memo=memo)))

    cold, warm = calls_to_read(text), calls_to_read(f"{text}\n501. 新来的 饺子1")
    first, second = chains
    assert first is not None
    assert second is not None
    assert second.entries[:500] == first.entries
    assert second.entries[500].name == "新来的"
    assert warm < cold / 2, "to find the entries costs something too"
