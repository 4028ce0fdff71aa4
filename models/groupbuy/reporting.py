"""What goes to the organizer instead of into the book, and what does her word do with it?"""

from __future__ import annotations

from models.events import ChainPostTaken, ReportAbout, Reported, ReportSettled
from models.groupbuy.chaining import settle_places
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.undoing import Refusal
from models.values import MessageId


def report_recall(desk: Desk, cause: Cause, message_id: MessageId, refused: Refusal) -> None:
    """A message was recalled on which something later rests."""
    desk.record(
        Reported(
            **cause.told(),
            report_id=f"{cause.message_id}!",
            about=ReportAbout.RECALL,
            undone=message_id,
            order_id=refused.order_id,
            rests=refused.by,
        )
    )


def settle_report(desk: Desk, cause: Cause, report_id: str, *, apply: bool) -> None:
    """The organizer's word: apply a post that was held back, or let the report be. A change of somebody's entry, or
    a recall, she applies with words of her own."""
    report = desk.ledger.reports.get(report_id)
    if report is None:
        return
    applied = apply and report.about is ReportAbout.WIPE and report.chain is not None
    if applied and report.chain is not None:
        chain = desk.ledger.chains[report.chain]
        before = dict(chain.places)
        desk.record(ChainPostTaken(**cause.told(), chain=chain.id, post=report.message_id))
        settle_places(desk, cause, chain, before)
    desk.record(ReportSettled(**cause.told(report.member), report_id=report_id, applied=applied))
