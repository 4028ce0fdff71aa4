"""Which chain posts must the organizer hear of? Kept true when a post that arrives late re-orders the chain."""

from __future__ import annotations

from models.events import ReportAbout, Reported, ReportSettled
from models.groupbuy.chain_parts import Outcome, Post
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Cause, Desk
from models.values import MessageId


def report_posts(desk: Desk, cause: Cause, chain: Chain) -> None:
    """Report what the post of this message did not get applied; where it took its place among later posts, look at
    those again too."""
    latest = chain.posts[-1].message_id == cause.message_id
    for post in [chain.posts[-1]] if latest else list(chain.posts):
        _report(desk, chain, post, chain.outcome(post.message_id))
    if not latest:
        _withdraw_reports(desk, cause, chain)


def _report(desk: Desk, chain: Chain, post: Post, outcome: Outcome) -> None:
    told = Cause(post.message_id, post.sender, post.at).told()
    for entry, to in outcome.foreign:
        report_id = _foreign_id(post.message_id, to)
        if report_id not in desk.ledger.reports_made:
            desk.record(
                Reported(
                    **told,
                    report_id=report_id,
                    about=ReportAbout.FOREIGN_ENTRY,
                    chain=chain.id,
                    entry=entry,
                    to=to,
                )
            )
    if outcome.wipes and _wipe_id(post.message_id) not in desk.ledger.reports_made:
        desk.record(Reported(**told, report_id=_wipe_id(post.message_id), about=ReportAbout.WIPE, chain=chain.id))


def _withdraw_reports(desk: Desk, cause: Cause, chain: Chain) -> None:
    """What looked like a change of somebody's entry, before the post that explains it arrived."""
    for report in [each for each in desk.ledger.reports.values() if each.chain == chain.id]:
        outcome = chain.outcome(report.message_id)
        foreign = {_foreign_id(report.message_id, to) for _, to in outcome.foreign}
        if report.report_id not in foreign and not (outcome.wipes and report.about is ReportAbout.WIPE):
            told = Cause(cause.message_id, report.member, cause.at).told()
            desk.record(ReportSettled(**told, report_id=report.report_id, applied=False, moot=True))


def _foreign_id(message_id: MessageId, to: int) -> str:
    return f"{message_id}!{to}"


def _wipe_id(message_id: MessageId) -> str:
    return f"{message_id}!all"
