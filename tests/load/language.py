"""What does reading cost: a message, a chain, a list, a long text, and the language itself when it is loaded?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from random import Random
from statistics import median

from models.language import Catalog, compile_catalog, read
from tests.load import peers
from tests.load.figure import Figure, Measured, compared, seconds_of
from tests.load.peers import Peers
from tests.load.sizes import Sizes
from tests.load.talk import Words, chain, chain_text, product_list

_ROOT = Path(__file__).parents[2]
_MICRO, _MILLI = 1e6, 1e3
_SHORT_TEXT = 200
_WANTED_OF_MESSAGES = {15: "<= 4", 200: "<= 6"}
_WANTED_OF_CHAIN, _WANTED_OF_GROWTH, _WANTED_OF_IMPORT = "<= 4", "<= 12", "<= 0.33"
_WANTED_OF_LONG_TEXT = "<= 3"
_MOST_MEBIBYTES = 20
#: They read numbers, and places; asked once, since they are slow.
_OTHERS = ("recognizers_number", "jionlp")

_IMPORT = """
from time import perf_counter
begin = perf_counter()
import models.language
catalog = models.language.compile_catalog(())
models.language.read("鸡蛋2盒", catalog)
print(perf_counter() - begin)
"""
_COMPILE = """
import gc, psutil, sys
from tests.load.talk import product_list
from models.language import compile_catalog, read

def compiled(number):
    products = product_list(int(sys.argv[1]), prefix=str(number))
    catalog = compile_catalog(products)
    for product in products:
        read(product.name + "2" + product.unit, catalog)
    gc.collect()
    return catalog

def mebibytes():
    return psutil.Process().memory_info().rss / 2**20

first = compiled(0)
before = mebibytes()
more = [compiled(number) for number in range(1, 11)]
print((mebibytes() - before) / len(more))
"""


def measure(sizes: Sizes) -> Iterator[Figure]:
    there: AbstractContextManager[Peers | None] = peers.running_peers() if peers.are_there() else nullcontext()
    with there as peer:
        for count, wanted in _WANTED_OF_MESSAGES.items():
            yield _messages(count, wanted, peer, sizes)
        yield _chain_cold(peer, sizes)
    yield _chain_growth(sizes)
    yield _loading(sizes)
    yield _catalogue_memory(sizes)
    yield _long_texts(sizes)
    if peer is None:
        raise LookupError("no jieba beside the figures above: run make bench-peers")


def _messages(count: int, wanted: str, peer: Peers | None, sizes: Sizes) -> Figure:
    """One short message: medians over distinct texts, none of them read before in its round."""
    products = product_list(count)
    texts = Words(products, Random(count)).distinct(sizes.texts)
    catalog = compile_catalog(products)
    ours: list[float] = []
    jieba: list[float] = []
    for _ in range(sizes.repeats):
        ours += _read_all(texts, catalog)
        jieba += peer.seconds("jieba", texts) if peer else []
    theirs = {"jieba": jieba} if peer else {}
    theirs |= {name: peer.seconds(name, texts) for name in _OTHERS} if peer else {}
    beside = [Measured(name, median(seconds) * _MICRO, "us") for name, seconds in theirs.items()]
    return _beside(Measured(f"message_with_{count}_products", median(ours) * _MICRO, "us"), beside, wanted)


def _read_all(texts: Sequence[str], catalog: Catalog) -> list[float]:
    return [seconds_of(lambda text=text: read(text, catalog)) for text in texts]  # type: ignore[misc]


def _chain_cold(peer: Peers | None, sizes: Sizes) -> Figure:
    """A chain that nobody saw before."""
    ours, theirs = [], []
    for repeat in range(sizes.repeats):
        text, catalog = _chain(sizes.entries, repeat)
        ours.append(seconds_of(lambda text=text, catalog=catalog: read(text, catalog)))  # type: ignore[misc]
        theirs += peer.seconds("jieba", [text]) if peer else []
    beside = [Measured("jieba", median(theirs) * _MILLI, "ms")] if theirs else []
    return _beside(Measured(f"chain_of_{sizes.entries}", median(ours) * _MILLI, "ms"), beside, _WANTED_OF_CHAIN)


def _chain_growth(sizes: Sizes) -> Figure:
    """Ten times the entries."""
    few = sizes.entries // 10
    medians = []
    for entries in (sizes.entries, few):
        seconds = []
        for repeat in range(sizes.repeats):
            text, catalog = _chain(entries, repeat)
            seconds.append(seconds_of(lambda text=text, catalog=catalog: read(text, catalog)))  # type: ignore[misc]
        medians.append(median(seconds) * _MILLI)
    many, tenth = medians
    return compared(
        Measured(f"chain_growth_of_{sizes.entries}", many, "ms"),
        Measured(f"chain_of_{few}", tenth, "ms"),
        wanted=_WANTED_OF_GROWTH,
    )


def _chain(entries: int, seed: int) -> tuple[str, Catalog]:
    products = product_list(15)
    return chain_text(chain(Words(products, Random(seed)), entries)), compile_catalog(products)


def _loading(sizes: Sizes) -> Figure:
    """From nothing to the first message read."""
    ours, theirs = [], []
    for _ in range(sizes.repeats):
        ours.append(_in_a_process(_IMPORT))
        if peers.are_there():
            with peers.running_peers() as fresh:
                theirs.append(fresh.load_seconds("jieba"))
    beside = [Measured("jieba", median(theirs), "s")] if theirs else []
    return _beside(Measured("language_loaded", median(ours), "s"), beside, _WANTED_OF_IMPORT)


def _catalogue_memory(sizes: Sizes) -> Figure:
    """What the process grows by for each more list that is compiled, with everything that reading by it keeps."""
    count = sizes.many_products
    grown = Measured(f"memory_of_{count}_products", _in_a_process(_COMPILE, str(count)), "MiB")
    return compared(grown, Measured("allowed", _MOST_MEBIBYTES, "MiB"), wanted="<= 1")


def _long_texts(sizes: Sizes) -> Figure:
    """The kind of text that costs most a character when it is long, beside a short one of its kind."""
    catalog = compile_catalog(product_list(15))
    worst = max(
        ((*_costs(fill, catalog, sizes), name) for name, fill in LONG_TEXTS.items()),
        key=lambda costs: costs[0] / costs[1],
    )
    long, short, name = worst
    return compared(
        Measured(f"long_text_worst_{name}", long * _MICRO, "us/character"),
        Measured(f"of_{_SHORT_TEXT}_characters", short * _MICRO, "us/character"),
        wanted=_WANTED_OF_LONG_TEXT,
    )


def _costs(fill: Callable[[int], str], catalog: Catalog, sizes: Sizes) -> tuple[float, float]:
    """Seconds a character, of a long text and of a short one."""
    long, short = fill(sizes.long_text), fill(_SHORT_TEXT)
    repeats = max(3, sizes.repeats)
    quick = median(seconds_of(lambda: read(short, catalog)) for _ in range(5 * repeats))
    slow = min(seconds_of(lambda: read(long, catalog)) for _ in range(min(3, repeats)))
    return slow / len(long), quick / len(short)


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _talk(separator: str) -> Callable[[int], str]:
    def fill(length: int) -> str:
        words = Words(product_list(15), Random(length))
        text = ""
        while len(text) < length:
            text += words.say() + separator
        return text[:length]

    return fill


def _chance(signs: str) -> Callable[[int], str]:
    return lambda length: "".join(Random(length).choices(signs, k=length))


LONG_TEXTS: dict[str, Callable[[int], str]] = {
    "talk_by_commas": _talk("，"),
    "talk_by_lines": _talk("\n"),
    "talk_by_spaces": _talk(" "),
    "one_order_again": _repeated("鸡蛋2盒"),
    "one_name_again": _repeated("散养土鸡蛋"),
    "addresses": _repeated("3栋2单元501室"),
    "dashes": _repeated("3-2-501-"),
    "digits": _repeated("1234567890"),
    "numerals": _repeated("一二三四五六七八九十百千万"),
    "one_numeral": _repeated("两"),
    "amounts": _repeated("3斤5两"),
    "numbers": _repeated("1 2 3 "),
    "entries": _repeated("1. 王芳 鸡蛋2盒\n"),
    "hash_lines": _repeated("#接龙\n"),
    "colons": _repeated("王芳：鸡蛋2盒；"),
    "negations": _repeated("不要不"),
    "changes": _repeated("改成2盒换成"),
    "brackets": _repeated("「（【["),
    "tags": _repeated("<title>"),
    "opened_tags": _repeated("<a"),
    "entities": _repeated("&lt;&amp;"),
    "mentions": _repeated("@王芳 "),
    "phones": _repeated("13812345678,"),
    "commas": _repeated(","),
    "newlines": _repeated("\n"),
    "spaces": _repeated(" "),
    "latin": _repeated("abc def"),
    "emoji": _repeated("👍🏻"),
    "one_letter": _repeated("啊"),
    "questions": _repeated("吗？"),
    "times": _repeated("明天8点半"),
    "prices": _repeated("12.8元/斤 "),
    "pluses": _repeated("+1"),
    "signs_by_chance": _chance("鸡蛋草莓2两3-盒斤栋，。 \n1一不要改成退@#<>&（）：、+*/.年月日号点我你"),
    "han_by_chance": _chance("".join(chr(number) for number in range(0x4E00, 0x9FA5, 7))),
}


def _beside(measured: Measured, beside: Sequence[Measured], wanted: str) -> Figure:
    return compared(measured, *beside, wanted=wanted) if beside else Figure(measured)


def _in_a_process(program: str, *arguments: str) -> float:
    command = [sys.executable, "-c", program, *arguments]
    return float(subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)
