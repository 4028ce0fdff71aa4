"""Which tokens are read for wishes? Sizes left out, and small words that correct or take back where they stand."""

from __future__ import annotations

from dataclasses import replace

from models.language.tokens import Token
from models.values import ProductId


def to_read(tokens: list[Token], held: frozenset[ProductId]) -> list[Token]:
    """The tokens of a message as they mean wishes; ``held`` are the products that stand for its sender."""
    return _without_sizes(_with_corrections(_with_withdrawals(tokens, held)))


def _without_sizes(tokens: list[Token]) -> list[Token]:
    """``啤酒12罐一箱的来3箱``: two amounts and 的 behind goods say what one of them holds."""
    for index in range(len(tokens) - 3):
        kinds = "".join(token.kind for token in tokens[index : index + 4])
        if kinds == "PQQf" and tokens[index + 3].text == "的" and tokens[index + 2].amount.value == 1:
            return [*tokens[: index + 1], *tokens[index + 4 :]]
        if kinds.startswith("PQQ") and tokens[index + 2].amount.sign == "x" and _counted_behind(tokens, index + 3):
            return [*tokens[: index + 1], *tokens[index + 3 :]]
    return tokens


def _counted_behind(tokens: list[Token], index: int) -> bool:
    """``汽水350ml*24瓶 2箱``: an amount behind a size, with a blank at most between."""
    return [token.kind for token in tokens[index : index + 2] if token.kind != "_"][:1] in (["Q"], ["N"])


def _with_corrections(tokens: list[Token]) -> list[Token]:
    """``山药3斤…算了5斤吧``: what is a small word elsewhere corrects where an amount stands before and behind it."""
    if not any(token.kind == "f" and token.text == "算了" for token in tokens):
        return tokens
    found: list[Token] = []
    for index, token in enumerate(tokens):
        said_before = any(one.kind in "QN" for one in found)
        behind = [one.kind for one in tokens[index + 1 : index + 3]]
        new_amount = behind[:1] in (["Q"], ["N"]) and behind[1:] != ["P"]
        corrects = token.kind == "f" and token.text == "算了" and said_before and new_amount
        found.append(replace(token, kind="c") if corrects else token)
    return found


def _with_withdrawals(tokens: list[Token], held: frozenset[ProductId]) -> list[Token]:
    """``土豆算了`` from somebody for whom 土豆 stand takes them back; elsewhere it is a small word."""
    for index, token in enumerate(tokens):
        if token.text != "算了" or not index or tokens[index - 1].kind != "P":
            continue
        ends = all(one.kind in "f,;_" for one in tokens[index + 1 : index + 3])
        if ends and not held.isdisjoint(tokens[index - 1].mention.products):
            return [*tokens[:index], replace(token, kind="r"), *tokens[index + 1 :]]
    return tokens
