"""Does each labelled chain read as its label says, and is nothing else taken for one?"""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import Context
from models.language.jielong import read_chain
from tests.language_lists.chains import as_rows, catalog, labelled

_ROWS = labelled("jielong.jsonl")


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: str(row["id"]))
def test_chain_reads_as_labelled(row: dict[str, Any]) -> None:
    expected = next((act for act in row["expect"] if act["act"] == "jielong"), None)
    chain = read_chain(row["text"], catalog(row["catalog"]), Context())
    if expected is None:
        assert chain is None
        return
    assert chain is not None
    wanted = [{key: value for key, value in entry.items() if value} for entry in expected["entries"]]
    read = as_rows(chain)
    notes = [(entry.pop("note", ""), found.pop("note", "")) for entry, found in zip(wanted, read, strict=True)]
    assert read == wanted
    assert all(note in found for note, found in notes)
