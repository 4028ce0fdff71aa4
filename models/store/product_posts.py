"""Which messages of hers show which product? A picture, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select

from models.ports import Shown
from models.store.tables import product_posts
from models.store.work import Work, or_replace
from models.values import GroupBuyId, MessageId, OrganizerId, ProductId

#: More pictures than that of one list are not looked at.
_MOST = 200

_PUT = or_replace(product_posts, "group_buy_id", "message_id")
_OF = (
    select(product_posts)
    .where(product_posts.c.group_buy_id.in_(bindparam("group_buys", expanding=True)))
    .order_by(product_posts.c.group_buy_id, product_posts.c.message_id.desc())
    .limit(_MOST)
)


class SqlProductPosts:
    def __init__(self, work: Work) -> None:
        self._work = work

    def put(
        self, organizer: OrganizerId, group_buy: GroupBuyId, product: ProductId, messages: Iterable[MessageId]
    ) -> None:
        for message in messages:
            row = {
                "group_buy_id": group_buy,
                "message_id": message,
                "organizer_id": organizer,
                "product_id": product,
            }
            _PUT.run(self._work, row)

    def of(self, group_buys: Iterable[GroupBuyId]) -> Sequence[Shown]:
        ids = sorted(set(group_buys))
        if not ids:
            return ()
        rows = self._work.connection.execute(_OF, {"group_buys": ids})
        return [
            Shown(MessageId(row.message_id), GroupBuyId(row.group_buy_id), ProductId(row.product_id)) for row in rows
        ]
