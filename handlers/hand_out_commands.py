"""What may an organizer say once goods are on their way to people? As it is typed, and as it is meant.

What is typed names goods and households in words; what is meant names orders and products by their ids, so that a
menu, an undo or a page can hold it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from handlers.command_base import Command
from models.community.pickup import NoticeBy, ShortageRule
from models.events import LackChoice, LackWhy

Amount = Annotated[Decimal, Field(gt=0, le=9999)]
Fen = Annotated[int, Field(ge=0, le=10_000_000)]


class SayArrived(Command):
    """``鸡蛋到了``: some of the goods are there, as it was typed."""

    do: Literal["say_arrived"] = "say_arrived"
    goods: str


class CallForArrived(Command):
    """Who wants to may come for what is there already; an answer to the menu that asks it."""

    do: Literal["call_for_arrived"] = "call_for_arrived"
    group_buy: str
    products: tuple[str, ...]


class SayLack(Command):
    """``少3板鸡蛋``, ``碎了2板``, ``501缺鸡蛋1``, as it was typed. ``named``: it was said by the command's name."""

    do: Literal["say_lack"] = "say_lack"
    text: str
    named: bool = False


class ProposeLosses(Command):
    """So much of a product is short: who goes without, by the group's rule. ``kept`` lose nothing, ``gives`` lose
    first, as she said. An answer to the menu that asks which product is meant."""

    do: Literal["propose_losses"] = "propose_losses"
    group_buy: str
    product: str
    quantity: Amount
    why: LackWhy
    kept: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


class LossOf(BaseModel):
    """So much does not come to one order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: str
    product: str
    quantity: Amount


class NoteLosses(Command):
    """These orders go without. ``public``: it was proposed, and the group is told once, with all names; else it is one
    bag, and nobody else hears of it. The proposal's ``发``."""

    do: Literal["note_losses"] = "note_losses"
    group_buy: str
    message: str
    losses: tuple[LossOf, ...]
    why: LackWhy
    public: bool = False


class TakeBackLosses(Command):
    """The inverse: nothing is missing, and an apology that waits is not said. Never typed."""

    do: Literal["take_back_losses"] = "take_back_losses"
    group_buy: str
    message: str


class SettleLack(Command):
    """What becomes of what an order did not get: her word for them; an answer to the menu that asks it."""

    do: Literal["settle_lack"] = "settle_lack"
    group_buy: str
    order: str
    lack: str
    choice: LackChoice


class SettleTheRest(Command):
    """``没回的都退``: for all who have not said what they want in place of what is missing."""

    do: Literal["settle_the_rest"] = "settle_the_rest"
    choice: LackChoice


class TellLacks(Command):
    """``缺的``: who did not get what, and what they want in its place."""

    do: Literal["tell_lacks"] = "tell_lacks"


class SayLeftover(Command):
    """``多2板鸡蛋 32``: so much came too much, and is sold at the table. ``heard``: she said it to the group herself,
    so that nobody need say it again. ``text`` is what was typed, where it may be a name too: 余姐鸡蛋2."""

    do: Literal["say_leftover"] = "say_leftover"
    goods: str
    quantity: Amount
    price_fen: Fen | None = None
    heard: bool = False
    text: str = ""


class SayKept(Command):
    """``501寄存``, ``501明早拿``: their goods wait for another day, as it was typed."""

    do: Literal["say_kept"] = "say_kept"
    whose: str
    until: AwareDatetime | None = None


class SayPickedFor(Command):
    """``阿明帮502拿了``: who took whose goods along, as it was typed."""

    do: Literal["say_picked_for"] = "say_picked_for"
    by: str
    whose: str


class SayOwnerless(Command):
    """``剩一袋没人认 鸡蛋2草莓1``: whose may it be?"""

    do: Literal["say_ownerless"] = "say_ownerless"
    goods: str


class WarnOfMixedBags(Command):
    """Tell the group that two bags may have been mixed up, naming nobody; an answer to the menu that asks it."""

    do: Literal["warn_of_mixed_bags"] = "warn_of_mixed_bags"
    group: str
    product: str


class TellPoints(Command):
    """``取货点``: where goods are collected in this group."""

    do: Literal["tell_points"] = "tell_points"


class AddPoint(Command):
    """``取货点 加 东门 1-5栋``: one more, or another one's buildings."""

    do: Literal["add_point"] = "add_point"
    name: Annotated[str, Field(min_length=1, max_length=20)]
    buildings: tuple[str, ...] = ()


class DropPoint(Command):
    """``取货点 删 东门``."""

    do: Literal["drop_point"] = "drop_point"
    name: str


class SayPointOf(Command):
    """``501在东门拿``: where one order is collected."""

    do: Literal["say_point_of"] = "say_point_of"
    whose: str
    point: str


class SayMark(Command):
    """``503以后送门口``, ``503缺货别动``: how somebody's goods are handed out from now on."""

    do: Literal["say_mark"] = "say_mark"
    whose: str
    to_door: bool | None = None
    spared: bool | None = None


class MarkPerson(Command):
    """The same of the one who is meant, and its own inverse."""

    do: Literal["mark_person"] = "mark_person"
    person: str
    to_door: bool | None = None
    spared: bool | None = None


class ChooseHandOut(Command):
    """``按楼喊``, ``缺货先扣多的``: how this group lists bags, or by which rule goods are missing."""

    do: Literal["choose_hand_out"] = "choose_hand_out"
    notice_by: NoticeBy | None = None
    shortage_rule: ShortageRule | None = None


class TellLoads(Command):
    """``司机单``: what goes to which pickup point, and how much to doors."""

    do: Literal["tell_loads"] = "tell_loads"


class NoteCaptainsSum(Command):
    """What a building's captain has added up, as its households' orders; offered to her where it is not for the
    captain alone to say."""

    do: Literal["note_captains_sum"] = "note_captains_sum"
    group_buy: str
    message: str
    captain: str
    heard_in: str | None = None


class TellSilentRooms(Command):
    """``5栋谁没报``: the rooms of a building that ordered before, and have not answered."""

    do: Literal["tell_silent_rooms"] = "tell_silent_rooms"
    building: str


class SayShare(Command):
    """``赵敏和502拼苹果``: two share one unit, as both told her."""

    do: Literal["say_share"] = "say_share"
    one: str
    other: str
    goods: str


HandOutCommand = (
    SayArrived
    | CallForArrived
    | SayLack
    | ProposeLosses
    | NoteLosses
    | TakeBackLosses
    | SettleLack
    | SettleTheRest
    | TellLacks
    | SayLeftover
    | SayKept
    | SayPickedFor
    | SayOwnerless
    | WarnOfMixedBags
    | TellPoints
    | AddPoint
    | DropPoint
    | SayPointOf
    | SayMark
    | MarkPerson
    | ChooseHandOut
    | TellLoads
    | NoteCaptainsSum
    | TellSilentRooms
    | SayShare
)
