"""In which tables are group-buys and their books kept?"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Text

from models.store.column_types import DayText, ExactQuantity, JsonText, UtcTime
from models.store.tables.declaring import needed, table

group_buys = table(
    "group_buys",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    needed("title", Text),
    needed("stage", Text),
    Column("opens_at", UtcTime),
    Column("opened_at", UtcTime),
    Column("closes_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("arrives_at", UtcTime),
    # Either the moment above or only the day is known.
    Column("arrives_on", DayText),
    Column("arrived_at", UtcTime),
    needed("pickup_place", Text),
    # So many sale units, over all goods, close it.
    Column("full_at", ExactQuantity),
    Column("created_at", UtcTime),
    # How many events its ledger holds.
    needed("version", BigInteger),
    # Another one with each change of the list, so that a list once read need not be read again.
    needed("revision", Text),
    Index("ix_group_buys_organizer", "organizer_id", "created_at"),
)

group_buy_groups = table(
    "group_buy_groups",
    Column("group_buy_id", Text, ForeignKey("group_buys.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("position", Integer),
    needed("live", Boolean),
    Column("created_at", UtcTime),
    Index("ix_group_buy_groups_live", "group_id", "live", "created_at"),
    Index("ix_group_buy_groups_created", "group_id", "created_at"),
)

products = table(
    "products",
    Column("group_buy_id", Text, ForeignKey("group_buys.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("position", Integer),
    needed("number", Text),
    needed("name", Text),
    needed("unit", Text),
    Column("price_fen", BigInteger),
    needed("aliases", JsonText),
    Column("measure", Text),
    needed("loose", Boolean),
    Column("stock", ExactQuantity),
    Column("limit_each", ExactQuantity),
    Column("cost_fen", BigInteger),
    Column("minimum", ExactQuantity),
    Column("per_box", ExactQuantity),
    # As she calls them, for her lists alone.
    needed("supplier", Text),
    needed("off", Boolean),
)

product_posts = table(
    "product_posts",
    # A picture of hers, or the words beside it, by which a product is meant where it is quoted.
    Column("group_buy_id", Text, ForeignKey("group_buys.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("product_id", Text),
)

ledger = table(
    "ledger",
    Column("group_buy_id", Text, ForeignKey("group_buys.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    needed("organizer_id", Text),
    needed("kind", Text),
    Column("order_id", Text),
    Column("person_id", Text),
    Column("message_id", Text),
    needed("at", UtcTime),
    needed("body", Text),
    Column("private_token", Text),
    Index("ix_ledger_person", "person_id"),
)

orders = table(
    "orders",
    # One message may open an order in two group-buys: an order's id is its own within one only.
    Column("group_buy_id", Text, ForeignKey("group_buys.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("member_id", Text),
    Column("private_token", Text),
    # How the goods are to come to their owner, where that was said (models.acts.Delivery).
    Column("delivery", Text),
    Index("ix_orders_id", "id"),
    Index("ix_orders_member", "member_id"),
)

standing_lines = table(
    "standing_lines",
    Column("group_buy_id", Text, primary_key=True),
    Column("order_id", Text, primary_key=True),
    Column("product_id", Text, primary_key=True),
    needed("organizer_id", Text),
    # In the order in which the member came to want them.
    needed("position", Integer),
    needed("quantity", ExactQuantity),
    needed("waiting", ExactQuantity),
    ForeignKeyConstraint(
        ["group_buy_id", "order_id"], ["orders.group_buy_id", "orders.id"], name="fk_standing_lines_order"
    ),
)
