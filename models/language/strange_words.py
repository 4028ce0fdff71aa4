"""Which unknown words name goods? Parts of names, pinyin, misspellings, and units that stand alone.

A word is read so only where goods must stand: beside an amount, beside a word of ordering, or beside other goods.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.language.amounts import Amount
from models.language.lexicon import Word
from models.language.patterns import unhurried
from models.language.products import Catalog, Mention
from models.language.sketch import Entity, Sketch
from models.language.tokens import Token
from models.language.units import COUNTERS, WEIGHTS

_BESIDE_GOODS = frozenset("QNGMCwkagslrxev")
#: Beside these a word may be goods that are spelled otherwise.
_AMOUNTS = frozenset("QNGMwka")
#: By the kinds of tokens: where each of the mends below has anything to look at.
_UNIT_ASKED_FOR = unhurried("[wkag]u")
_SMALL_BESIDE = unhurried("u[fw]|[fw]u")
_CUT_NAME = unhurried("uP|uf|fu")
_TRIMMED = "的那个这种款 "
#: What may follow goods named by one character only: 鱼来一条, 虾吧; not 要大点的.
_AFTER_NAME = frozenset(
    {"来", "要", "要了", "订", "吧", "啊", "呀", "哈", "呢", "哦", "呗", "买", "再来", "再加", "加"}
)
#: Words of ordering behind which one character may be goods (要虾); behind others it is half a word (买菜).
_ASKS_FOR = frozenset({"要", "来", "我要", "再来", "想要"})
#: How many small words may stand between goods and their amount.
_REACH = 6
#: A word that was read may say what the word beside it is (番茄 的 薯片).
_ROUNDS = 2
#: Units as they are spelled by who types no characters.
_UNITS_IN_LETTERS = {
    "ban": "板", "he": "盒", "xiang": "箱", "fen": "份", "jin": "斤", "dai": "袋", "ping": "瓶", "bao": "包",
    "kuai": "块", "ge": "个", "tiao": "条", "zhi": "只", "guan": "罐", "ti": "提", "tong": "桶",
}  # fmt: skip
_OF_A_KIND = frozenset("用味型版款类装")
_SHORTEST_OF_A_KIND = 2
_GENITIVE = frozenset({"的", "那个", "这个", "那种", "这种"})
_PARTICLES = "的了吧啊呢嘛哈个那这呀哦噢啦咯呗下给也都"


def resolve_unknown(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Read unknown words that stand where goods must stand: parts of names, pinyin, misspellings."""
    kinds = "".join([token.kind for token in tokens])
    if "u" not in kinds or _BESIDE_GOODS.isdisjoint(kinds):
        return tokens
    if not _may_name_goods(tokens, kinds, catalog):
        return tokens
    tokens = _spelled_in_letters(tokens, sketch, catalog)
    tokens = _numerals_glued(tokens, sketch, catalog)
    if _UNIT_ASKED_FOR.search(kinds) is not None:
        tokens = _units_cut_off(tokens, sketch, catalog)
    if _SMALL_BESIDE.search(kinds) is not None:
        tokens = _widened(tokens, catalog)
    for _ in range(_ROUNDS):
        resolved = [
            _read(tokens, place, sketch, catalog) if one.kind == "u" else one for place, one in enumerate(tokens)
        ]
        if resolved == tokens:
            break
        tokens = resolved
    kinds = "".join([token.kind for token in tokens])
    if _CUT_NAME.search(kinds) is not None:
        tokens = _misspelt(tokens, sketch, catalog)
    return _merged(tokens, sketch, catalog) if kinds.count("P") > 1 or "u" in kinds else tokens


def _may_name_goods(tokens: list[Token], kinds: str, catalog: Catalog) -> bool:
    """Cheap: whether any unknown word shares a character with a name, or is in letters, or may be guessed."""
    if not _AMOUNTS.isdisjoint(kinds):
        return True
    unknown = [one.text for one in tokens if one.kind == "u"]
    return any(catalog.may_name(text) or text.isascii() or text in COUNTERS for text in unknown)


def _read(tokens: list[Token], index: int, sketch: Sketch, catalog: Catalog) -> Token:
    """One token, with an unknown word read as goods, or as one unit of them, where it can be nothing else."""
    token = tokens[index]
    if token.kind != "u":
        return token
    if _is_unit_taken_back(tokens, index):
        return Token(Word.FILLER.value, token.start, token.end, token.text)
    if index and _is_bare_unit(tokens, index):
        return _one(token, sketch)
    guess = _has_amount_beside(tokens, index)
    whole = guess and catalog.is_short_name(token.text) and not _is_half_a_word(tokens, index)
    if len(token.text) == 1 and _is_the_one_kind(tokens, index, catalog):
        return _resolved(token, guess, sketch, catalog)
    if whole or (_stands_alone(tokens, index) and (guess or _beside_goods(tokens, index))):
        return _resolved(token, guess, sketch, catalog)
    return token


def _is_the_one_kind(tokens: list[Token], index: int, catalog: Catalog) -> bool:
    """``桃的两瓶``: one character that only one product has, with 的 and an amount behind it."""
    behind = tokens[index + 1 : index + 3]
    counted = len(behind) == 2 and behind[0].text == "的" and behind[1].kind == "Q"
    return counted and len(catalog.whose_part(tokens[index].text)) == 1


def _misspelt(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Words cut where a misspelling looks like a small word (可送 for 可颂), or that stand before their name."""
    found: list[Token] = []
    for index, token in enumerate(tokens):
        before = found[-1] if found else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if (
            token.kind == "u"
            and after is not None
            and after.kind == "P"
            and after.start == token.end
            and token.end - token.start > 1
        ):
            guess = _resolved(token, True, sketch, catalog)
            fits = guess.kind == "P" and set(guess.mention.products) & set(after.mention.products)
            found.append(guess if fits else token)
        elif before is not None and _may_be_cut(before, token, tokens, index):
            whole = Token("u", before.start, token.end, before.text + token.text)
            guess = _resolved(whole, True, sketch, catalog)
            found[-1:] = [guess] if guess.kind == "P" else [before, token]
        else:
            found.append(token)
    return found


def _may_be_cut(before: Token, token: Token, tokens: list[Token], index: int) -> bool:
    glued = before.end == token.start and {before.kind, token.kind} == {"u", "f"}
    short = token.end - before.start <= 4 and before.text not in _PARTICLES and token.text not in _PARTICLES
    return glued and short and _has_amount_beside(tokens, index)


def _spelled_in_letters(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """``ji dan 2ban``: syllables with blanks between them, and units in letters behind a number."""
    if not any(token.kind == "u" and token.text.isascii() for token in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        unit = _UNITS_IN_LETTERS.get(token.text) if token.kind == "u" else None
        if unit is not None and before is not None and before.kind == "N" and before.entity is not None:
            amount = replace(before.amount, unit=unit)
            found[-1] = replace(before, kind="Q", end=token.end, entity=replace(before.entity, kind="Q", value=amount))
        elif unit is not None and len(found) > 1 and found[-1].kind == "_" and found[-2].kind == "N":
            found.pop()
            number = found[-1]
            assert number.entity is not None
            entity = replace(number.entity, kind="Q", value=replace(number.amount, unit=unit))
            found[-1] = replace(number, kind="Q", end=token.end, entity=entity)
        elif _goes_on_in_letters(found, token, catalog):
            start = found[-2]
            found[-2:] = [replace(start, end=token.end, text=start.text + token.text)]
        else:
            found.append(token)
    return found


def _goes_on_in_letters(found: list[Token], token: Token, catalog: Catalog) -> bool:
    if len(found) < 2 or found[-1].kind != "_" or found[-2].kind != "u" or token.kind != "u":
        return False
    letters = found[-2].text + token.text
    return letters.isascii() and len(letters) <= 24 and catalog.resolve(letters, guess=False) is not None


def _numerals_glued(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """``三皇鸡``: a numeral before an unknown word begins a name where both together are like one."""
    if not any(token.kind == "#" for token in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before is not None and before.kind == "#" and token.kind == "u" and before.end == token.start:
            whole = Token("u", before.start, token.end, before.text + token.text)
            if _resolved(whole, True, sketch, catalog).kind == "P":
                found[-1] = whole
                continue
        found.append(token)
    return found


def _units_cut_off(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """``来包咖啡``, ``给我留袋水饺``: behind a word of ordering a unit before a part of a name counts one."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        asked = before is not None and before.kind in "wkag" and before.end == token.start
        if asked and token.kind == "u" and len(token.text) > 1 and token.text[0] in COUNTERS:
            rest = Token("u", token.start + 1, token.end, token.text[1:])
            whole = len(rest.text) > 1 or catalog.is_short_name(rest.text)
            if whole and _names(rest, catalog) and not _names(token, catalog):
                found += (_one(Token("u", token.start, token.start + 1, token.text[0]), sketch), rest)
                continue
        found.append(token)
    return found


def _names(token: Token, catalog: Catalog) -> bool:
    """Whether a word is a part of a name, without a guess."""
    return bool(catalog.whose_part(token.text.rstrip(_TRIMMED)))


def _widened(tokens: list[Token], catalog: Catalog) -> list[Token]:
    """An unknown stretch takes a small word on its side where both together are part of a name: 可 + 乐."""
    widened: list[Token] = []
    for token in tokens:
        before = widened[-1] if widened else None
        pair = (
            before is not None and before.end == token.start and {before.kind, token.kind} in ({"u", "f"}, {"u", "w"})
        )
        if pair and before is not None and catalog.whose_part(before.text + token.text):
            widened[-1] = Token("u", before.start, token.end, before.text + token.text)
        else:
            widened.append(token)
    return widened


def _is_bare_unit(tokens: list[Token], index: int) -> bool:
    """``来盒蛋挞``: a unit behind a word of ordering, before goods, counts one."""
    before, after = tokens[index - 1], tokens[index + 1] if index + 1 < len(tokens) else None
    unit = tokens[index].text in COUNTERS or tokens[index].text in WEIGHTS
    return unit and before.kind in "wkag" and after is not None and after.kind in "Pu"


def _is_unit_taken_back(tokens: list[Token], index: int) -> bool:
    """``我那束不要了``: a unit alone before a withdrawal says no more than it."""
    after = tokens[index + 1].kind if index + 1 < len(tokens) else ""
    return tokens[index].text in COUNTERS and after in ("r", "l")


def _one(token: Token, sketch: Sketch) -> Token:
    start, end = sketch.text_span(token.start, token.end)
    return Token("Q", token.start, token.end, token.text, Entity("Q", start, end, Amount(Decimal(1), token.text)))


def _has_amount_after(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].kind in "QNG_"


def _is_refused(tokens: list[Token], index: int) -> bool:
    """``不要番茄味的``, ``少糖``: what is not wanted of the goods, unless 了 says that the goods are not."""
    before = tokens[index - 1] if index else None
    if before is None or before.kind not in "rl" or before.end != tokens[index].start:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    taken_back = before.text.endswith("了") or (after is not None and after.text.startswith("了"))
    return not taken_back and (before.kind == "r" or tokens[index].end - tokens[index].start == 1)


def _stands_alone(tokens: list[Token], index: int) -> bool:
    """One character with a small word of one character on its side is likely half a word (快 + 乐)."""
    token = tokens[index]
    if _is_refused(tokens, index):
        return False
    if token.end - token.start > 1:
        return True
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is not None and before.kind == "P" and before.end == token.start:
        return True
    if (
        before is not None
        and before.kind == "w"
        and before.text not in _ASKS_FOR
        and not _has_amount_after(tokens, index)
    ):
        return False
    if after is not None and (after.kind == "P" and token.end == after.start):
        return True
    of_a_kind = after is not None and after.text == "的" and any(one.kind in "wka" for one in tokens[index + 2 :])
    if of_a_kind and _has_amount_beside(tokens, index):
        return True  # 卤的来两斤
    if before is not None and before.kind == "K" and before.end == token.start:
        return True  # 三种茶各来一箱
    changed = after is not None and after.kind in "slra"
    valued = before is not None and before.text == "的" and index > 1 and tokens[index - 2].kind in "MQN"
    if not (changed or valued) and not _has_amount_after(tokens, index) and not _is_asked_for(before, token):
        return False
    if after is not None and after.kind in "fwyau" and after.start == token.end and after.text not in _AFTER_NAME:
        return False
    return not _is_half_a_word(tokens, index)


def _is_half_a_word(tokens: list[Token], index: int) -> bool:
    """Whether a small word of one character stands right beside one character: 行 + 李."""
    token = tokens[index]
    if token.end - token.start > 1:
        return False
    sides = [tokens[at] for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
    return any(
        side.kind == "f"
        and len(side.text) == 1
        and side.text not in _PARTICLES
        and token.start <= side.end
        and side.start <= token.end
        for side in sides
    )


def _is_asked_for(before: Token | None, token: Token) -> bool:
    """Whether one character without an amount behind it stands where goods are asked for: 要虾, 来两条鱼."""
    if before is None:
        return True
    if before.end != token.start:
        return before.kind not in "wka"
    return before.kind in "PQNGLj、" or before.text in _ASKS_FOR


def _beside_goods(tokens: list[Token], index: int) -> bool:
    """Whether goods stand right beside, so that this may be a part of their name, or one more in a row."""
    after = index + 1
    while after < len(tokens) and tokens[after].text in _GENITIVE:
        after += 1
    neighbours = tokens[max(0, index - 1) : index] + tokens[after : after + 1]
    return any(token.kind in "Pj、eraslxwkK" and token.text != "少" for token in neighbours)


def _has_amount_beside(tokens: list[Token], index: int) -> bool:
    """Whether goods must stand at ``index``: an amount follows or goes before, with small words between at most."""
    for step in (1, -1):
        place = index + step
        small = "f_wkgaiel" if step == 1 else "f_wkgaie"
        while 0 <= place < len(tokens) and abs(place - index) <= _REACH and tokens[place].kind in small:
            if tokens[place].kind in "wka" and step == -1:
                return True
            place += step
        if 0 <= place < len(tokens) and tokens[place].kind in ("QNGM" if step == -1 else "QNG"):
            return True
    return False


def _resolved(token: Token, guess: bool, sketch: Sketch, catalog: Catalog) -> Token:
    start, end = sketch.text_span(token.start, token.end)
    text = sketch.normalized.text[start:end]
    word = text.strip(_TRIMMED)
    if not word:
        return Token(Word.FILLER.value, token.start, token.end, token.text)
    found = catalog.resolve(word, guess=guess) if len(word) > 1 or catalog.may_name(word) else None
    if found is None and len(word) > _SHORTEST_OF_A_KIND and word[-1] in _OF_A_KIND:
        found = catalog.resolve(word[:-1], guess=False)  # 清洁用的, 辣味的
    if found is None:
        return token
    products, rule = found
    mention = Mention(catalog.in_order(products), start, end, rule)
    return Token("P", token.start, token.end, token.text, Entity("P", start, end, mention))


def _merged(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Two mentions side by side that some product shares are one (小 + 土豆, 伊利 + 牛奶)."""
    merged: list[Token] = []
    for token in tokens:
        before = merged[-1] if merged else None
        if (
            before is not None
            and token.kind == "P"
            and before.text in _GENITIVE
            and len(merged) > 1
            and before.end == token.start
        ):
            before = merged[-2]
            joined = before.kind == "P" and before.end == merged[-1].start
        else:
            joined = before is not None and before.kind == "P" and before.end == token.start
        if before is None or token.kind != "P" or not joined:
            merged.append(token)
            continue
        both = set(before.mention.products) & set(token.mention.products)
        rule = "name-parts"
        if not both and token.mention.rule == "number" and before.mention.rule == "name-part":
            both = set(token.mention.products)  # 套餐A: the word is a sort of goods, the letter says which
        elif not both and before.mention.rule == "number":
            both, rule = (
                {*before.mention.products, *token.mention.products},
                "number-and-name",
            )  # 12号梨, where 12 is none
        if not both:
            merged.append(token)
            continue
        start, end = sketch.text_span(before.start, token.end)
        mention = Mention(catalog.in_order(both), start, end, rule)
        while merged[-1] is not before:
            merged.pop()
        merged[-1] = Token("P", before.start, token.end, before.text + token.text, Entity("P", start, end, mention))
    return merged
