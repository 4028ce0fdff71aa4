"""What does the inside need of the outside? Protocols that speak of the domain and of nothing else."""

from __future__ import annotations

from models.ports.channels import Channel, ChannelState
from models.ports.community import Groups, Held, Organizers, PeaceKept, People, Sighting
from models.ports.organizers_desk import Conversations, OwnWordings, Schedules, Undoable, Undos
from models.ports.outbox import Outbox
from models.ports.store import KeepingTerms, Leases, Store, Tidied, UnitOfWork
from models.ports.surroundings import Alarm, Clock, Ids, SecondReader, Wordsmith
from models.ports.talk import Activity, ChatLog, Inbox
from models.ports.trade import Books, GroupBuys, ProductPosts, Shown, StandingLine

__all__ = [
    "Activity",
    "Alarm",
    "Books",
    "Channel",
    "ChannelState",
    "ChatLog",
    "Clock",
    "Conversations",
    "GroupBuys",
    "Groups",
    "Held",
    "Ids",
    "Inbox",
    "KeepingTerms",
    "Leases",
    "Organizers",
    "Outbox",
    "OwnWordings",
    "PeaceKept",
    "People",
    "ProductPosts",
    "Schedules",
    "SecondReader",
    "Shown",
    "Sighting",
    "StandingLine",
    "Store",
    "Tidied",
    "Undoable",
    "Undos",
    "UnitOfWork",
    "Wordsmith",
]
