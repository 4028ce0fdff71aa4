"""How is every post worded? All samples in all wordings, as text; run as a module it writes tests/golden anew,
and the table of docs/templates.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import StrictUndefined

from bot.rendering.kinds import KINDS
from bot.rendering.names import MENTION_END
from bot.rendering.samples import Sample, samples_of
from bot.rendering.samples.village import ZONE, at
from bot.rendering.words import Text, Words
from tests.rendering.template_table import PAGE, page

GOLDEN = Path(__file__).parents[1] / "golden"
#: The evening of a Monday; what is posted in the morning is told at nine.
EVENING, MORNING = at(19, 30), at(9)
_IN_THE_MORNING = {"list", "published", "draft", "collecting"}

STRICT = Words(undefined=StrictUndefined)


def rendered(kind: str) -> Iterator[tuple[Sample, int, Text]]:
    """Every sample of a kind in every wording; a value that a template asks for in vain is an error."""
    now = MORNING if kind in _IN_THE_MORNING else EVENING
    for sample in samples_of(kind):
        for variant in range(len(STRICT.wordings(kind))):
            text = STRICT.render(kind, sample.values, now=now, time_zone=ZONE, variant=variant)
            yield sample, variant, text


def golden_text(kind: str) -> str:
    """One page for a kind; the thin space behind a mention is written as ``·``."""
    pages: dict[str, list[str]] = {}
    for sample, _, text in rendered(kind):
        pages.setdefault(sample.name, []).append(
            "\n~~\n".join(part.text for part in text.parts).replace(MENTION_END, "·")
        )
    return "\n".join(f"== {name}\n" + "\n--\n".join(wordings) + "\n" for name, wordings in pages.items())


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for kind in KINDS:
        (GOLDEN / f"{kind}.txt").write_text(golden_text(kind), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
