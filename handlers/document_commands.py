"""What may an organizer ask for on paper? Sheets, labels and whole tables, as they are typed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handlers.command_base import Command

#: Group-buys that are handed out as files at once.
MOST_EXPORTED = 10
LONGEST_NAME = 20


class TellRoute(Command):
    """``送货单``: the doors in walking order. ``everybody``: also those who would come for their goods;
    ``buildings``: those of some only (``分给小刘 1-3栋``). ``to``: the driver or helper whom it is sent to; ``walker``:
    whose part it is, by the name that she gave."""

    do: Literal["tell_route"] = "tell_route"
    everybody: bool = False
    to: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    walker: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    buildings: tuple[str, ...] = ()


class TellLabels(Command):
    """``标签``: labels for the bags, single ones or on sheets of A4."""

    do: Literal["tell_labels"] = "tell_labels"
    on_sheets: bool = False


class TellExport(Command):
    """``导出``: everything of her last group-buys, as tables and as data."""

    do: Literal["tell_export"] = "tell_export"
    count: Annotated[int, Field(ge=1, le=MOST_EXPORTED)] = 1


DocumentCommand = TellRoute | TellLabels | TellExport
