"""Which tables are there? Every organizer's rows carry the organizer; what is personal stands behind tokens."""

from __future__ import annotations

from models.store.tables.community import groups, households, memberships, organizers, peace, people
from models.store.tables.declaring import metadata
from models.store.tables.desk import conversations, firings, leases, own_wordings, schedules, undos
from models.store.tables.mail import chat_log, inbox, outbox
from models.store.tables.personal import about, personal_data
from models.store.tables.trade import (
    group_buy_groups,
    group_buys,
    ledger,
    orders,
    product_posts,
    products,
    standing_lines,
)

__all__ = [
    "about",
    "chat_log",
    "conversations",
    "firings",
    "group_buy_groups",
    "group_buys",
    "groups",
    "households",
    "inbox",
    "leases",
    "ledger",
    "memberships",
    "metadata",
    "orders",
    "organizers",
    "outbox",
    "own_wordings",
    "peace",
    "people",
    "personal_data",
    "product_posts",
    "products",
    "schedules",
    "standing_lines",
    "undos",
]
