"""In which tables is money kept, and what was told of it?"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Text

from models.store.column_types import ExactQuantity, JsonText, UtcTime
from models.store.tables.declaring import needed, partial, table

postings = table(
    "postings",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    needed("kind", Text),
    needed("cause", Text),
    needed("cause_index", Integer),
    needed("at", UtcTime),
    Column("by_id", Text),
    Column("group_buy_id", Text),
    Column("reverses", Text),
    Index("ix_postings_cause", "organizer_id", "cause", "cause_index", unique=True),
    Index("ix_postings_at", "organizer_id", "at"),
    Index("ix_postings_group_buy", "group_buy_id", "kind"),
)

entries = table(
    "entries",
    Column("posting_id", Text, ForeignKey("postings.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    needed("organizer_id", Text),
    needed("account", Text),
    Column("household_id", Text),
    needed("fen", BigInteger),
    Index("ix_entries_household", "organizer_id", "household_id", "posting_id"),
)

balances = table(
    "balances",
    # What the entries of each household's accounts come to, kept for reading fast.
    Column("organizer_id", Text, primary_key=True),
    Column("household_id", Text, primary_key=True),
    needed("owed_fen", BigInteger),
    needed("refund_due_fen", BigInteger),
    Column("dunned_at", UtcTime),
    needed("duns", Integer),
    partial("ix_balances_owing", "organizer_id", "owed_fen", where="owed_fen > 0"),
    partial("ix_balances_due", "organizer_id", "refund_due_fen", where="refund_due_fen < 0"),
)

charged_books = table(
    "charged_books",
    Column("group_buy_id", Text, ForeignKey("group_buys.id"), primary_key=True),
    needed("organizer_id", Text),
    needed("mark", Text),
)

told_payments = table(
    "told_payments",
    Column("message_id", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("household_id", Text),
    Column("group_id", Text),
    needed("at", UtcTime),
    Column("fen", BigInteger),
    needed("tip_fen", BigInteger),
    Column("payer_token", Text),
    Column("picture_id", Text),
    needed("beside", JsonText),
    needed("state", Text),
    partial("ix_told_payments_waiting", "organizer_id", "at", where="state = 'waiting'"),
    partial("ix_told_payments_payer", "organizer_id", "at", where="payer_token is not null"),
    Index("ix_told_payments_household", "organizer_id", "household_id", "state"),
    Index("ix_told_payments_at", "at"),
)

claims = table(
    "claims",
    Column("id", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("group_buy_id", Text),
    needed("household_id", Text),
    needed("message_id", Text),
    Column("group_id", Text),
    needed("at", UtcTime),
    Column("product_id", Text),
    Column("quantity", ExactQuantity),
    needed("photos", JsonText),
    needed("state", Text),
    partial("ix_claims_open", "organizer_id", "at", where="state = 'open'"),
    Index("ix_claims_organizer", "organizer_id", "at"),
    Index("ix_claims_product", "group_buy_id", "product_id", "at"),
    Index("ix_claims_household", "organizer_id", "household_id", "state"),
    Index("ix_claims_at", "at"),
)
