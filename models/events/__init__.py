"""What happened to a group-buy's book? Events in the past tense, frozen: they are the ledger.

A book is rebuilt from its events alone, so each one carries what was decided, not what was asked. Whatever is
personal stands in ``private``, which is kept encrypted with the key of ``member`` and is None once that person was
forgotten; nothing that a total rests on stands there.

Each family of events is a module of its own, with the union of what it holds; a book's events are all of them.
"""

from __future__ import annotations

from models.events.afterwards import AfterwardsEvent, ClaimMade, PaymentTold, PickupTold
from models.events.calling_off import (
    CallingOffEvent,
    CallOff,
    GoodsCalledOff,
    PriceAnswered,
    PriceAsked,
    RefundAsked,
)
from models.events.chains import ChainEvent, ChainPosted, ChainPostTaken, ChainStarted, EntrySeen, MemberKnown
from models.events.corrections import CorrectionEvent, MessageUndone, Reported, ReportSettled
from models.events.cutoff import BookClosed, BookReopened, CutoffEvent, LateReturned, LateSettled, RequestLate
from models.events.handing_out import (
    BagKept,
    GoodsArrived,
    GoodsMissing,
    HandedOut,
    HandingOutEvent,
    LackChoice,
    LackSettled,
    LackWhy,
    LeftoverMissed,
    LeftoversOffered,
    LeftoverTaken,
    NothingWanted,
    PointChosen,
)
from models.events.neighbours import DealAbout, DealClaimed, DealOffered, GivenOn, NeighbourEvent, UnitShared
from models.events.orders import (
    DoubtRaised,
    DoubtSettled,
    LimitReached,
    LineChanged,
    LineRestored,
    OrderDescribed,
    OrderEvent,
    OrderOpened,
    TurnCame,
    TurnLost,
    WishRepeated,
    WordGiven,
)
from models.events.parts import (
    DoubtAbout,
    EntryShare,
    Happened,
    LineState,
    Private,
    ReportAbout,
    Step,
    WaitingPart,
    WishKind,
)
from models.events.questions import (
    QuestionAsked,
    QuestionEvent,
    QuestionReopened,
    QuestionRepeated,
    QuestionSettled,
    QuestionsFrozen,
)

BookEvent = (
    OrderEvent
    | QuestionEvent
    | AfterwardsEvent
    | HandingOutEvent
    | NeighbourEvent
    | CutoffEvent
    | CorrectionEvent
    | CallingOffEvent
    | ChainEvent
)

__all__ = [
    "BagKept",
    "BookClosed",
    "BookEvent",
    "BookReopened",
    "CallOff",
    "ChainPostTaken",
    "ChainPosted",
    "ChainStarted",
    "ClaimMade",
    "DealAbout",
    "DealClaimed",
    "DealOffered",
    "DoubtAbout",
    "DoubtRaised",
    "DoubtSettled",
    "EntrySeen",
    "EntryShare",
    "GivenOn",
    "GoodsArrived",
    "GoodsCalledOff",
    "GoodsMissing",
    "HandedOut",
    "HandingOutEvent",
    "Happened",
    "LackChoice",
    "LackSettled",
    "LackWhy",
    "LateReturned",
    "LateSettled",
    "LeftoverMissed",
    "LeftoverTaken",
    "LeftoversOffered",
    "LimitReached",
    "LineChanged",
    "LineRestored",
    "LineState",
    "MemberKnown",
    "MessageUndone",
    "NeighbourEvent",
    "NothingWanted",
    "OrderDescribed",
    "OrderOpened",
    "PaymentTold",
    "PickupTold",
    "PointChosen",
    "PriceAnswered",
    "PriceAsked",
    "Private",
    "QuestionAsked",
    "QuestionReopened",
    "QuestionRepeated",
    "QuestionSettled",
    "QuestionsFrozen",
    "RefundAsked",
    "ReportAbout",
    "ReportSettled",
    "Reported",
    "RequestLate",
    "Step",
    "TurnCame",
    "TurnLost",
    "UnitShared",
    "WaitingPart",
    "WishKind",
    "WishRepeated",
    "WordGiven",
]
