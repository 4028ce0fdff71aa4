"""Where must goods stand? What lies beside a word decides whether it may name them."""

from __future__ import annotations

from dataclasses import replace

from models.language.products import Catalog
from models.language.tokens import Token
from models.language.units import COUNTERS, WEIGHTS

#: Words between two parts of a name.
GENITIVE = frozenset({"的", "那个", "这个", "那种", "这种"})
#: Small words of one character that are no half of a word.
PARTICLES = "的了吧啊呢嘛哈个那这呀哦噢啦咯呗下给也都"
#: What may follow goods named by one character only: 鱼来一条, 虾吧; not 要大点的.
_AFTER_NAME = frozenset(
    {"来", "要", "要了", "订", "吧", "啊", "呀", "哈", "呢", "哦", "呗", "买", "再来", "再加", "加"}
)
#: Words of ordering behind which one character may be goods (要虾); behind others it is half a word (买菜).
_ASKS_FOR = frozenset({"要", "来", "我要", "再来", "想要", "来点", "来点儿", "再来点"})
#: Behind them an amount that says nothing: 来些虾, 要点虾.
_SOME = frozenset({"点", "些", "一些", "一点", "点儿", "一点点"})
#: How many small words may stand between goods and their amount.
_REACH = 6


def is_the_one_kind(tokens: list[Token], index: int, catalog: Catalog) -> bool:
    """``桃的两瓶``: one character that only one product has, with 的 and an amount behind it."""
    behind = tokens[index + 1 : index + 3]
    counted = len(behind) == 2 and behind[0].text == "的" and behind[1].kind == "Q"
    return counted and len(catalog.whose_part(tokens[index].text)) == 1


def is_bare_unit(tokens: list[Token], index: int) -> bool:
    """``来盒蛋挞``: a unit behind a word of ordering, before goods, counts one."""
    before, after = tokens[index - 1], tokens[index + 1] if index + 1 < len(tokens) else None
    unit = tokens[index].text in COUNTERS or tokens[index].text in WEIGHTS
    return unit and before.kind in "wkag" and after is not None and after.kind in "Pu"


def is_unit_taken_back(tokens: list[Token], index: int) -> bool:
    """``我那束不要了``: a unit alone before a withdrawal says no more than it."""
    after = tokens[index + 1].kind if index + 1 < len(tokens) else ""
    return tokens[index].text in COUNTERS and after in ("r", "l")


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


def stands_alone(tokens: list[Token], index: int) -> bool:
    """One character with a small word of one character on its side is likely half a word (快 + 乐)."""
    token = tokens[index]
    if _is_refused(tokens, index):
        return False
    if token.end - token.start > 1:
        return True
    before = _asks_before(tokens, index)
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
    if of_a_kind and has_amount_beside(tokens, index):
        return True  # 卤的来两斤
    if before is not None and before.kind == "K" and before.end == token.start:
        return True  # 三种茶各来一箱
    changed = after is not None and after.kind in "slra"
    valued = before is not None and before.text == "的" and index > 1 and tokens[index - 2].kind in "MQN"
    if not (changed or valued) and not _has_amount_after(tokens, index) and not _is_asked_for(before, token):
        return False
    if after is not None and after.kind in "fwyau" and after.start == token.end and after.text not in _AFTER_NAME:
        return False
    return not is_half_a_word(tokens, index)


def _asks_before(tokens: list[Token], index: int) -> Token | None:
    """The word before a place; of 来些 and 要点 as if it were one."""
    before = tokens[index - 1] if index else None
    asking = tokens[max(0, index - 2) : max(0, index - 1)]
    if before is None or not asking or before.text not in _SOME or asking[0].text not in _ASKS_FOR:
        return before
    return replace(asking[0], end=before.end)


def is_half_a_word(tokens: list[Token], index: int) -> bool:
    """Whether a small word of one character stands right beside one character: 行 + 李."""
    token = tokens[index]
    if token.end - token.start > 1:
        return False
    sides = [tokens[at] for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
    return any(
        side.kind == "f"
        and len(side.text) == 1
        and side.text not in PARTICLES
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


def beside_goods(tokens: list[Token], index: int) -> bool:
    """Whether goods stand right beside, so that this may be a part of their name, or one more in a row."""
    after = index + 1
    while after < len(tokens) and tokens[after].text in GENITIVE:
        after += 1
    neighbours = tokens[max(0, index - 1) : index] + tokens[after : after + 1]
    asked = index and tokens[index - 1].text in _SOME and _asks_before(tokens, index) is not tokens[index - 1]
    return bool(asked) or any(token.kind in "Pj、eraslxwkK" and token.text != "少" for token in neighbours)


def has_amount_beside(tokens: list[Token], index: int) -> bool:
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
