"""What does this message mean as the answer to an open question? ``加``, ``改成2``, ``第一个``, ``要土的``, ``1箱``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from models.acts import Act, AskAbout, Context, Line, Op, Order
from models.events import Private, QuestionAsked
from models.groupbuy.orders import NOTHING
from models.groupbuy.parts import is_address, named_products
from models.groupbuy.said import Answer
from models.language.addresses import read_address
from models.language.normalize import simplify
from models.language.products import Catalog, compile_catalog
from models.language.read import read
from models.values import ProductId, Quantity

_EDGES = " \t\r\n，,。.！!~～、；;…"
_TAIL = r"(?:的|了|上|吧|哈|啊|呀|呢|哦|噢|嘛|一下|谢谢)*"
_MORE = re.compile(rf"(?:是|对|就|嗯|要)?(?:再|还|另外|另|外|多)?(?:加|增加|追加|添|要|来)(?:上)?{_TAIL}|\+")
_NOT_MORE = frozenset({"要", "来", "对要", "要的", "要吧", "是要", "就要", "嗯要"})
#: ``加`` alone says more of what was asked about; to nobody's question it says nothing.
_MORE_ALONE = re.compile(rf"(?:是|对|嗯)?(?:再|还|另外)?加(?:上)?{_TAIL}")
_TOTAL = re.compile(rf"(?:是|对|就|嗯|我)?(?:一共|总共|合计|总数|总的|共|加起来)(?:就)?(?:是|要)?{_TAIL}")
_REPLACE = re.compile(rf"(?:是|对|就|嗯)?(?:改|改成|改为|换|更正){_TAIL}")
_LET_BE = re.compile(
    rf"(?:那|那就|就|还是)?(?:算了|不用了?|不加了?|不改了?|不换了?|别加了?|别改了?|不用加了?|当我没说|保持原样|不变){_TAIL}"
)
_NO_MORE = re.compile(rf"(?:那|那就|就|还是)?(?:不要了?|不买了?|不订了?){_TAIL}")
_AGREE = re.compile(rf"(?:换|可以|好|好的|行|要|嗯|对|是|ok){_TAIL}")
#: ``第一个``, ``要第2种``, ``选2``, ``2``; but ``两个`` is a quantity.
_ORDINAL = re.compile(rf"(?:我?(?:要|选|来|就|是)?第([一二三四五六七八九\d])(?:个|种|款|样|项)?|选?(\d)){_TAIL}")
_FIRST = re.compile(rf"(?:要|选|就)?(?:前面|前|上面|头)(?:那|一|的)?(?:个|种|款)?{_TAIL}")
_LAST = re.compile(rf"(?:要|选|就)?(?:后面|后|下面|最后)(?:那|一|的)?(?:个|种|款)?{_TAIL}")
_ALL = re.compile(rf"(?:都|两个都|两种都|全|全都|各)(?:要|来|可以)?{_TAIL}")
_FILLING = re.compile(r"我|要|来|就|是|选|给|那个|这个|那种|这种|那款|的|吧|哈|啊|呀|呢|哦|了|嗯|对|麻烦|谢谢")
_FIGURE = re.compile(r"\d|[一二两俩三仨四五六七八九十半]")
_NUMERALS = {numeral: place for place, numeral in enumerate("一二三四五六七八九", 1)}


def is_answer_alone(text: str) -> bool:
    """Whether a text can only be an answer: from who was not asked it changes nothing (order-language, section 7)."""
    plain = simplify(text).strip(_EDGES)
    return any(shape.fullmatch(plain) for shape in (_MORE_ALONE, _TOTAL))


@dataclass(frozen=True, slots=True)
class Reply:
    """A message that may be an answer, and its acts as read by itself; ``title`` is that of the chain of which an entry
    was asked about."""

    text: str
    acts: tuple[Act, ...]
    catalog: Catalog
    title: str = ""

    @property
    def plain(self) -> str:
        return simplify(self.text).strip(_EDGES)


def meaning_of(question: QuestionAsked, reply: Reply) -> Answer | None:
    """What a reply answers to ``question``; None where it is no answer, or holds something else too."""
    if not reply.plain:
        return None
    if _gives_up(question, reply.plain):
        return Answer(question.question_id)
    if question.about is AskAbout.RECIPIENT:
        return _recipient(question, reply)
    lines = _lines(question, reply)
    if not lines:
        return None
    told = _order_in(_read_about(reply, lines[-1].product)) or Order()
    return Answer(question.question_id, lines, told.recipient, told.delivery, told.note)


def _gives_up(question: QuestionAsked, plain: str) -> bool:
    """Whether they let it be. Asked about a line that stands, ``不要了`` is about that line, and no answer."""
    if question.about is not AskAbout.CHANGE and _NO_MORE.fullmatch(plain):
        return True
    return _LET_BE.fullmatch(plain) is not None


def _lines(question: QuestionAsked, reply: Reply) -> tuple[Line, ...]:
    if question.about is AskAbout.CHANGE:
        return _exchange(question, reply) if question.exchange else _change(question, reply)
    if question.about is AskAbout.PRODUCT:
        return _product(question, reply)
    return _quantity(question, reply)


def _recipient(question: QuestionAsked, reply: Reply) -> Answer | None:
    told = [act.recipient for act in reply.acts if isinstance(act, Order) and not act.lines and act.recipient]
    recipient = told[0] if told else read_address(reply.plain) if is_address(reply.plain) else None
    return Answer(question.question_id, question.lines, recipient) if recipient else None


def _change(question: QuestionAsked, reply: Reply) -> tuple[Line, ...]:
    """More, or a new total? ``加``, ``一共``, ``改成2``, ``再加1板``."""
    if len(question.lines) != 1:
        return _on_what(question, reply)
    asked = question.lines[0]
    if _MORE.fullmatch(reply.plain) and reply.plain not in _NOT_MORE:
        return (replace(asked, op=Op.ADD),)
    if _TOTAL.fullmatch(reply.plain) or _REPLACE.fullmatch(reply.plain):
        return (replace(asked, op=Op.SET),)
    lines = _only_lines(_read_about(reply, asked.product))
    if len(lines) != 1 or lines[0].product != asked.product:
        return ()
    op = _op_of(reply.plain) if lines[0].op is Op.ORDER else lines[0].op
    return (replace(lines[0], op=op),) if op is not None else ()


def _op_of(plain: str) -> Op | None:
    """Asked whether it is more or a total, people begin with the word: ``加1``, ``共3``, ``改2``."""
    if re.match(r"(?:再|还)?(?:加|增|添|\+)", plain):
        return Op.ADD
    return Op.SET if re.match(r"(?:一共|总共|合计|共|改|就|只)", plain) else None


def _on_what(question: QuestionAsked, reply: Reply) -> tuple[Line, ...]:
    """``不要了`` was asked about, and a product's name is the answer: read together they are whole."""
    told = question.private or Private()
    if not told.text or not named_products(reply.plain, reply.catalog):
        return ()
    lines = _only_lines(read(f"{reply.text}{told.text}", reply.catalog, Context()))
    return lines if all(line.op is not Op.ORDER for line in lines) else ()


def _exchange(question: QuestionAsked, reply: Reply) -> tuple[Line, ...]:
    """What could not be had in full: less of it (``1箱``), or the same once more (``换``)."""
    gone, wanted = question.lines
    if _AGREE.fullmatch(reply.plain):
        return question.lines
    lines = _only_lines(_read_about(reply, wanted.product))
    if len(lines) == 1 and lines[0].product == wanted.product and lines[0].quantity:
        return gone, replace(wanted, quantity=lines[0].quantity)
    return ()


def _product(question: QuestionAsked, reply: Reply) -> tuple[Line, ...]:
    """Which one? By its place, its number, its name or a part of it."""
    chosen = _chosen(question, reply)
    lines = []
    for product in chosen:
        wanted = _wanted(question, product, reply)
        said = _said_quantity(reply, product)
        if wanted is None and said is None:
            return ()
        line = wanted or Line(product, Op.ORDER, NOTHING)
        lines.append(replace(line, quantity=said) if said is not None else line)
    return tuple(lines)


def _chosen(question: QuestionAsked, reply: Reply) -> tuple[ProductId, ...]:
    among, plain = question.candidates, reply.plain
    ordinal = _ORDINAL.fullmatch(plain)
    if ordinal and among:
        return _at_place(ordinal.group(1), ordinal.group(2), among, reply.catalog)
    if among and _FIRST.fullmatch(plain):
        return among[:1]
    if among and _LAST.fullmatch(plain):
        return among[-1:]
    if among and _ALL.fullmatch(plain):
        return among
    return _named(among, reply)


def _at_place(
    told: str | None, figure: str | None, among: tuple[ProductId, ...], catalog: Catalog
) -> tuple[ProductId, ...]:
    """The candidate of this place; a bare figure may also be its number in the list."""
    numbered = catalog.by_number.get(figure) if figure else None
    if numbered is not None and numbered in among:
        return (numbered,)
    written = told or figure or ""
    place = _NUMERALS.get(written) or int(written)
    return among[place - 1 : place] if place else ()


def _named(among: tuple[ProductId, ...], reply: Reply) -> tuple[ProductId, ...]:
    """The one candidate (or, where none were given, product) that the words name."""
    word = _FILLING.sub("", reply.plain)
    if among and word:
        fitting = [product for product in among if any(word in form for form in _forms(reply.catalog, product))]
        if len(fitting) == 1:
            return tuple(fitting)
    lines = _only_lines(reply.acts)
    if len(lines) == 1 and lines[0].op is Op.ORDER and lines[0].product in (among or (lines[0].product,)):
        return (lines[0].product,)
    found = tuple(ProductId(each) for each in named_products(word, reply.catalog, guess=False)) if word else ()
    left = [product for product in found if not among or product in among]
    return tuple(left) if len(left) == 1 else ()


def _forms(catalog: Catalog, product: ProductId) -> tuple[str, ...]:
    known = catalog.by_id.get(product)
    return tuple(simplify(form) for form in (known.name, *known.aliases)) if known else ()


def _said_quantity(reply: Reply, product: ProductId) -> Quantity | None:
    """A quantity in the answer itself (``排骨3斤``); without a figure there is none."""
    lines = _only_lines(reply.acts)
    figures = _FIGURE.search(reply.plain) and len(lines) == 1 and lines[0].product == product
    return lines[0].quantity if figures else None


def _wanted(question: QuestionAsked, product: ProductId, reply: Reply) -> Line | None:
    """What had been said of this product: kept with the question, or read again with the doubt taken away."""
    known = next((line for line in question.lines if line.product == product), None)
    told = question.private or Private()
    if known is not None or not told.text:
        return known
    others = [each for each in reply.catalog.products if each.id == product or each.id not in question.candidates]
    catalog = compile_catalog(others) if question.candidates else reply.catalog
    text = _without_name(told)
    lines = _only_lines(read(text, catalog, Context(quoted=None if question.candidates else product)))
    return next((line for line in lines if line.product == product), None)


def _quantity(question: QuestionAsked, reply: Reply) -> tuple[Line, ...]:
    """How much? In sale units, of the product that was asked about."""
    asked = _asked_line(question, reply)
    if asked is None:
        return ()
    lines = _only_lines(_read_about(reply, asked.product))
    if len(lines) != 1 or lines[0].product != asked.product or not lines[0].quantity:
        return ()
    return (replace(asked, quantity=lines[0].quantity),) if lines[0].op is Op.ORDER else lines


def _asked_line(question: QuestionAsked, reply: Reply) -> Line | None:
    if len(question.lines) == 1:
        return question.lines[0]
    texts = (_without_name(question.private or Private()), reply.title)
    shown = (_products_in(text, reply.catalog) for text in texts)
    products = question.candidates or next((products for products in shown if products), ())
    return Line(products[0], Op.ORDER, Decimal(1)) if len(products) == 1 else None


def _products_in(text: str, catalog: Catalog) -> tuple[ProductId, ...]:
    if catalog.sole is not None:
        return (catalog.sole,)
    named = {product for mention in catalog.find_names(simplify(text)) for product in mention.products}
    return catalog.in_order(named)


def _without_name(told: Private) -> str:
    """A chain entry's text without the name at its head."""
    text = told.text or ""
    return text.removeprefix(told.name).strip() if told.name else text


def _read_about(reply: Reply, product: ProductId) -> tuple[Act, ...]:
    """The words, read as a reply to a post that shows ``product``."""
    return read(reply.text, reply.catalog, Context(quoted=product))


def _order_in(acts: tuple[Act, ...]) -> Order | None:
    """The order of a message that is one order and nothing else; an address beside it is part of it."""
    order = acts[0] if len(acts) == 1 else None
    return order if isinstance(order, Order) and order.on_behalf_of is None else None


def _only_lines(acts: tuple[Act, ...]) -> tuple[Line, ...]:
    order = _order_in(acts)
    return order.lines if order else ()
