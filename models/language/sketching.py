"""How a text becomes a sketch: names, letters, numbers and people in it, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from models.language.amounts import Amount
from models.language.dialect import in_standard_words
from models.language.lexicon import is_word
from models.language.normalize import Normalized
from models.language.numbers_in_text import Draft, by_start, take_letters, take_numbers
from models.language.patterns import unhurried
from models.language.people import find_people, labels
from models.language.products import Catalog, Mention
from models.language.sketch import Entity, Sketch, assemble

_MENTION = unhurried(r"@[^\s@,:;!?，。：]{1,32}(?:[\u2005 ]|$)|@(?:团长|群主|小助手|老板)")
_DIGITS = re.compile("[0-9零一二三四五六七八九十两百千万俩仨廿卅卌半几①-⑳斤¥+]")
_WORDS = unhurried(r"[^A-Z\s,;。:]+")
_ANY_LETTER = re.compile("[a-z]")


def make_sketch(normalized: Normalized, catalog: Catalog, *, number_is_house: bool = False) -> Sketch:
    """Find everything with a place of its own in a text. Linear in its length."""
    text, mentions = _without_mentions(normalized.text)
    draft = Draft(text, catalog)
    for mention in catalog.find_names(text):
        draft.take("P", mention.start, mention.end, mention)
    standard = in_standard_words(draft.mask())
    if standard != draft.masked:
        draft.masked, text = standard, _with_names(standard, text, draft.entities)
    if _ANY_LETTER.search(draft.masked) is not None:
        take_letters(draft)
        draft.mask()
    if _DIGITS.search(draft.masked) is not None:
        take_numbers(draft, number_is_house=number_is_house)
    entities = sorted(draft.entities, key=by_start)
    if text != normalized.text:
        normalized = replace(normalized, text=text)
    return assemble(normalized, _merge_names(text, entities, catalog), mentions)


def _with_names(masked: str, text: str, names: Iterable[Entity]) -> str:
    """A masked text with the names of goods in it again."""
    pieces: list[str] = []
    place = 0
    for name in names:
        pieces += (masked[place : name.start], text[name.start : name.end])
        place = name.end
    return "".join((*pieces, masked[place:]))


def with_people(sketch: Sketch, catalog: Catalog | None = None) -> Sketch:
    """The same sketch with people in it: B on whose behalf, W who receives, F words that only lead to them.

    With a catalogue, what is a part of a product's name is nobody's.
    """
    people, words = find_people(sketch.sketch), labels(sketch.sketch)
    people = [person for person in people if person.on_behalf or _is_name(sketch.sketch[slice(*person.who)], catalog)]
    if not people and not words:
        return sketch
    added: list[Entity] = []
    for start, end in words:
        added += _covered(sketch, "F", start, end)
    for person in people:
        added += _covered(sketch, "F", person.start, person.who[0])
        name_start, name_end = sketch.text_span(*person.who)
        written = sketch.normalized.written(name_start, name_end)
        added.append(Entity("B" if person.on_behalf else "W", name_start, name_end, written))
        added += _covered(sketch, "F", person.who[1], person.end)
    entities = sorted([*sketch.entities, *added], key=lambda entity: (entity.start, entity.end))
    return assemble(sketch.normalized, entities, sketch.mentions)


def _is_name(word: str, catalog: Catalog | None) -> bool:
    """牛奶 and 安排 begin with surnames, and are no names."""
    return not is_word(word) and (catalog is None or not catalog.whose_part(word))


def _covered(sketch: Sketch, kind: str, start: int, end: int) -> Iterable[Entity]:
    """The words between things in a stretch, as entities of a kind; blanks and things stay."""
    for match in _WORDS.finditer(sketch.sketch, start, end):
        first, last = sketch.text_span(*match.span())
        yield Entity(kind, first, last, None)


def _without_mentions(text: str) -> tuple[str, tuple[str, ...]]:
    """``@name`` is a mention, not a text: no product is read in it."""
    if "@" not in text:
        return text, ()
    found = tuple(match.group().strip() for match in _MENTION.finditer(text))
    return _MENTION.sub(lambda match: " " * len(match.group()), text), found


def _merge_names(text: str, entities: list[Entity], catalog: Catalog) -> list[Entity]:
    """A number and a name side by side are one mention (5号牛奶); so are two parts of one product's name."""
    merged: list[Entity] = []
    for entity in entities:
        before = merged[-1] if merged else None
        joined = _joined(before, entity, text, catalog) if before is not None else None
        if joined is None and catalog.has_numbered_names and before is not None and before.end == entity.start:
            joined = _with_its_number(before, entity, text, catalog)
        if joined is None:
            merged.append(entity)
        else:
            merged[-1] = joined
    return merged


def _with_its_number(one: Entity, other: Entity, text: str, catalog: Catalog) -> Entity | None:
    """``75酒精``, ``米油5kg``: a number beside a name that has it too is a part of it, where it measures nothing."""
    goods, number = (one, other) if one.kind == "P" else (other, one)
    if goods.kind != "P" or number.kind not in "NQO" or not isinstance(goods.value, Mention):
        return None
    if len(goods.value.products) != 1 or goods.value.rule == "number":
        return None
    product, said = goods.value.products[0], text[number.start : number.end]
    if goods is one:
        amount = number.value
        if number.kind == "N" or not isinstance(amount, Amount) or amount.unit is None:
            return None
        if catalog.sizes[product].unit == amount.unit or catalog.sizes[product].part_in(amount.unit) is not None:
            return None
        fits = catalog.is_in_name(product, said)
    else:
        fits = catalog.is_in_name(product, said, before=text[goods.start : goods.end])
    return _mention(one, other, (product,), "name") if fits else None


def _joined(one: Entity | None, other: Entity, text: str, catalog: Catalog) -> Entity | None:
    if one is None or one.kind != "P" or other.kind != "P" or text[one.end : other.start].strip("的 那个(+"):
        return None
    assert isinstance(one.value, Mention)
    assert isinstance(other.value, Mention)
    rules = {one.value.rule, other.value.rule}
    both = set(one.value.products) & set(other.value.products)
    if both:
        return _mention(one, other, catalog.in_order(both), "name-parts")
    if "number" in rules and len(rules) == 2 and one.value.rule == "number":
        return _mention(one, other, catalog.in_order((*one.value.products, *other.value.products)), "number-and-name")
    return None


def _mention(one: Entity, other: Entity, products: tuple[str, ...], rule: str) -> Entity:
    mention = Mention(products, one.start, other.end, rule)  # type: ignore[arg-type]
    return Entity("P", one.start, other.end, mention)
