"""What may an organizer tell the bot to do? The commands, and what each of them needs to know.

A command is an imperative with checked arguments; ``handlers/command_table`` says how each is typed, and
``handlers/dispatch.py`` which use case does it. They are data, so that a menu, an undo or the web page can hold one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from handlers.book_commands import BookCommand
from handlers.calling_off_commands import CallingOffCommand
from handlers.catch_up_commands import CatchUpCommand
from handlers.collecting_commands import CollectingCommand
from handlers.command_base import Command
from handlers.document_commands import DocumentCommand
from handlers.goods_commands import GoodsCommand
from handlers.hand_out_commands import HandOutCommand
from handlers.outbox_commands import OutboxCommand
from handlers.peace_commands import PeaceCommand
from handlers.polling_commands import PollingCommand
from handlers.schedule_commands import ScheduleCommand
from handlers.wording_commands import WordingCommand
from models.acts import Op


class StartDraft(Command):
    """``开团``: collect a list, from this text or from the messages to come."""

    do: Literal["start_draft"] = "start_draft"
    text: str = ""


class FinishDraft(Command):
    """``好了``: the list is complete; show how it was understood."""

    do: Literal["finish_draft"] = "finish_draft"


class PublishDraft(Command):
    """``发``: open the group-buy now, or at a time."""

    do: Literal["publish_draft"] = "publish_draft"
    at: AwareDatetime | None = None


class DropDraft(Command):
    do: Literal["drop_draft"] = "drop_draft"


class PriceDraft(Command):
    """``3号 12.8``: the price of one product, in fen."""

    do: Literal["price_draft"] = "price_draft"
    number: str
    price_fen: Annotated[int, Field(gt=0, le=10_000_000)]


class MarkUpDraft(Command):
    """``每样加3`` or ``加15%``: what is added to each cost price (or to the price where no cost is known)."""

    do: Literal["mark_up_draft"] = "mark_up_draft"
    add_fen: Annotated[int, Field(gt=0, le=1_000_000)] | None = None
    add_percent: Annotated[Decimal, Field(gt=0, le=500)] | None = None


class ChooseGroups(Command):
    """Where the draft is to be posted; an answer to the menu that asks it."""

    do: Literal["choose_groups"] = "choose_groups"
    groups: tuple[str, ...]
    then_publish_at: AwareDatetime | None = None


class RemoveFromDraft(Command):
    do: Literal["remove_from_draft"] = "remove_from_draft"
    number: str


class PostList(Command):
    """``清单``: put the list of the open group-buy into the group."""

    do: Literal["post_list"] = "post_list"


class CloseOrders(Command):
    """``截单``: take no more orders."""

    do: Literal["close_orders"] = "close_orders"


class MoveCutoff(Command):
    """``延到9点``: the time at which orders end."""

    do: Literal["move_cutoff"] = "move_cutoff"
    until: AwareDatetime
    certain: bool = False


class ReopenOrders(Command):
    """``重开``: take orders again, until a time or until somebody says 截."""

    do: Literal["reopen_orders"] = "reopen_orders"
    until: AwareDatetime | None = None


class TellTotals(Command):
    """``统计``; ``as_table``: the table of all orders behind it."""

    do: Literal["tell_totals"] = "tell_totals"
    as_table: bool = False


class TellOrders(Command):
    """``订单 501``: what a room, a person or everybody who wants a product has ordered."""

    do: Literal["tell_orders"] = "tell_orders"
    whose: str = ""


class TellWhy(Command):
    """``为什么 501``, ``501为什么是3板``: by which messages an order came to be what it is.

    ``about`` is what is said of it; without ``whose`` it is about the message that is quoted."""

    do: Literal["tell_why"] = "tell_why"
    whose: str = ""
    about: str = ""


class MarkArrived(Command):
    """``到了``: the goods are there; the pickup notice goes out."""

    do: Literal["mark_arrived"] = "mark_arrived"


class HoldArrival(Command):
    """``没到`` and ``晚到 5点半``: hold the pickup notice, or move it and tell the group."""

    do: Literal["hold_arrival"] = "hold_arrival"
    expected: AwareDatetime | None = None


class TellLate(Command):
    """``迟到单``: who came too late."""

    do: Literal["tell_late"] = "tell_late"


class TakeLate(Command):
    """``全收``, ``收3 5``: by the numbers of the list that was shown last; without numbers all."""

    do: Literal["take_late"] = "take_late"
    numbers: tuple[Annotated[int, Field(ge=1, le=999)], ...] = ()


class DropLate(Command):
    """``都不要``: late orders stay out."""

    do: Literal["drop_late"] = "drop_late"
    numbers: tuple[Annotated[int, Field(ge=1, le=999)], ...] = ()


class TellPurchase(Command):
    """``采购单``: what to buy, ready to forward; ``as_table``: as a file for the suppliers behind it."""

    do: Literal["tell_purchase"] = "tell_purchase"
    as_table: bool = False


class TellSummary(Command):
    do: Literal["tell_summary"] = "tell_summary"


class TellWeek(Command):
    """``周报``: the week up to now, beside the one before."""

    do: Literal["tell_week"] = "tell_week"


class UndoLast(Command):
    do: Literal["undo_last"] = "undo_last"


class SuggestedLine(BaseModel):
    """One line of what a second reader makes of a message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: str
    op: Op
    quantity: Annotated[Decimal, Field(ge=0, le=999)] | None = None


class TakeSuggestion(Command):
    """Record what a second reader made of a message, as its sender's word; an answer to the menu that asks it."""

    do: Literal["take_suggestion"] = "take_suggestion"
    group_buy: str
    message: str
    lines: tuple[SuggestedLine, ...]


class LeaveSuggestion(Command):
    """Let a second reader's suggestion be; an answer to the menu that asks it."""

    do: Literal["leave_suggestion"] = "leave_suggestion"


class GiveHelp(Command):
    do: Literal["give_help"] = "give_help"
    about: str = ""


class RestoreTimes(Command):
    """The inverse of a change of stage or times: put a group-buy back as it was. Never typed.

    ``left``: the stage in which the change left it; in any other it was changed again since, by the clock perhaps."""

    do: Literal["restore_times"] = "restore_times"
    group_buy: str
    stage: str
    left: str | None = None
    closes_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None


class RestoreArrival(Command):
    """The inverse of a word about the goods: the stage, and when the notice was planned. Never typed."""

    do: Literal["restore_arrival"] = "restore_arrival"
    group_buy: str
    stage: str
    pickup_at: AwareDatetime | None = None
    check_at: AwareDatetime | None = None


class RestoreDraft(Command):
    """The inverse of a change of the draft: its list as it was before, as JSON. Never typed."""

    do: Literal["restore_draft"] = "restore_draft"
    group_buy: str
    products: str
    closes_at: AwareDatetime | None = None
    arrives_at: AwareDatetime | date | None = None
    pickup_place: str = ""


class Unpublish(Command):
    """The inverse of publishing: back to the draft, as long as nobody has ordered. Never typed."""

    do: Literal["unpublish"] = "unpublish"
    group_buy: str


class KeepAsIs(Command):
    """In place of an inverse: what was done can't be taken back, and what was done before it is not meant. Never
    typed. ``why``: what it rests on, where that is told: entries of a chain, or words that were recalled."""

    do: Literal["keep_as_is"] = "keep_as_is"
    why: Literal["chain", "recalled"] | None = None


AnyCommand = (
    StartDraft
    | FinishDraft
    | PublishDraft
    | DropDraft
    | PriceDraft
    | MarkUpDraft
    | RemoveFromDraft
    | ChooseGroups
    | PostList
    | CloseOrders
    | MoveCutoff
    | ReopenOrders
    | TellTotals
    | TellOrders
    | TellWhy
    | MarkArrived
    | HoldArrival
    | TellLate
    | TakeLate
    | DropLate
    | TellPurchase
    | TellSummary
    | TellWeek
    | UndoLast
    | TakeSuggestion
    | LeaveSuggestion
    | GiveHelp
    | RestoreTimes
    | RestoreArrival
    | RestoreDraft
    | Unpublish
    | KeepAsIs
    | BookCommand
    | CatchUpCommand
    | ScheduleCommand
    | WordingCommand
    | PeaceCommand
    | OutboxCommand
    | CollectingCommand
    | HandOutCommand
    | GoodsCommand
    | CallingOffCommand
    | PollingCommand
    | DocumentCommand
)

_READER: TypeAdapter[AnyCommand] = TypeAdapter(Annotated[AnyCommand, Field(discriminator="do")])


def as_data(command: AnyCommand) -> dict[str, object]:
    """A command as JSON-able data, for a conversation or an undo."""
    return command.model_dump(mode="json")


def from_data(data: object) -> AnyCommand:
    """The command that ``as_data`` wrote."""
    return _READER.validate_python(data, strict=False)


def later(moment: datetime, minutes: int) -> datetime:
    return moment + timedelta(minutes=minutes)
