"""How does one join a 接龙? The newest chain with the next number and one's name behind its last entry."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENTRY = re.compile(r"^\s*(\d{1,3})\s*[.．、,，)）:：]")


@dataclass(frozen=True, slots=True)
class ChainDraft:
    """A chain to go on writing: what is typed belongs between ``before`` and ``after``."""

    before: str
    after: str = ""


def start_chain(name: str, home: str) -> ChainDraft:
    return ChainDraft(before=f"#接龙\n报品名和数量\n\n1. {_signature(name, home)} ")


def join_chain(chain: str, name: str, home: str) -> ChainDraft:
    """``chain`` with one entry more behind its last one; a tail (``三点截单``) stays below.

    The entries are the last run of numbers that starts at 1: a menu in the header is numbered too.
    """
    lines = chain.rstrip("\n").split("\n")
    last_line, last_number = _last_entry(lines)
    if last_number == 0:
        return ChainDraft(before=f"{chain.rstrip()}\n\n1. {_signature(name, home)} ")
    end = _end_of_entry(lines, last_line)
    before = "\n".join((*lines[:end], f"{last_number + 1}. {_signature(name, home)} "))
    after = "\n".join(lines[end:])
    return ChainDraft(before=before, after=f"\n{after}" if after else "")


def _last_entry(lines: list[str]) -> tuple[int, int]:
    """The line and the number of the last entry; number 0 where there is none."""
    line, number, started = 0, 0, False
    for index, text in enumerate(lines):
        found = _ENTRY.match(text)
        if found is None:
            continue
        started = started or int(found[1]) == 1
        if started:
            line, number = index, int(found[1])
    return line, number


def _end_of_entry(lines: list[str], start: int) -> int:
    """The line behind an entry, which may run over several lines; an empty one ends it."""
    following = (index for index in range(start + 1, len(lines)) if not lines[index].strip())
    return next(following, len(lines))


def _signature(name: str, home: str) -> str:
    return f"{name} {home}".rstrip()
