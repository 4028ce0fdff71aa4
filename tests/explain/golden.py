"""How are messages explained? Run as a module it writes tests/explain/explained.txt anew."""

from __future__ import annotations

from pathlib import Path

from bot.explain import explain_stream

FOLDER = Path(__file__).parent
CATALOG = FOLDER.parent / "corpus" / "catalogs" / "bakery.json"
GOLDEN = FOLDER / "explained.txt"


def explained() -> str:
    """Every message of messages.jsonl as a terminal would show it."""
    lines = (FOLDER / "messages.jsonl").read_text("utf-8").splitlines()
    return "\n".join(explain_stream(CATALOG, lines)) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(explained(), encoding="utf-8")
