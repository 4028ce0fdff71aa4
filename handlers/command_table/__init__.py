"""How is each command typed, by whom, and where may it be answered? One ordered table, made of families.

The table answers ``帮助`` and ``tuan commands``; its examples are typed in a test, so that none of them is wrong. A
family is a module with its readers and its ``ROWS``; the order in which they stand here is the order in which a text is
tried, and in which all are listed.
"""

from __future__ import annotations

from handlers.command_table import (
    always,
    at_the_table,
    book,
    bringing,
    catching_up,
    documents,
    group_buys,
    handing_out,
    looking_up,
    peace,
    plans,
    reports,
    selling,
    wordings,
)
from handlers.command_table.spec import Spec

TABLE: tuple[Spec, ...] = (
    *group_buys.ROWS,
    *selling.ROWS,
    *looking_up.ROWS,
    *book.ROWS,
    *at_the_table.ROWS,
    *bringing.ROWS,
    *handing_out.ROWS,
    *documents.ROWS,
    *plans.ROWS,
    *reports.ROWS,
    *catching_up.ROWS,
    *wordings.ROWS,
    *peace.ROWS,
    *always.ROWS,
)
