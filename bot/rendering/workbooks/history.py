"""What happened, word by word? The book's events, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.rendering.documents.orders_workbook import Happened
from bot.rendering.workbooks.cells import File, write_text

NAME = "记录"
_COLUMNS = (("几时", 12.0), ("谁", 14), ("怎么了", 12), ("取货号", 7), ("商品", 16), ("这样一共", 9), ("原话", 50))

#: How steps and events are called (models.events).
_CALLED: Mapping[str, str] = {
    "ordered": "订",
    "added": "加",
    "set": "改成",
    "removed": "减",
    "cancelled": "不要了",
    "exchanged": "换",
    "entered": "接龙里写",
    "withdrawn": "接龙里划掉",
    "moved": "挪到本人名下",
    "given": "转出",
    "received": "转入",
    "order_opened": "开单",
    "order_described": "地址、备注",
    "line_restored": "撤回",
    "turn_came": "排到了",
    "turn_lost": "又排上了",
    "word_given": "团长说",
    "wish_repeated": "又说一遍",
    "limit_reached": "超限购",
    "question_asked": "问了",
    "question_settled": "问清了",
    "payment_told": "说付了",
    "pickup_told": "说拿了",
    "handed_out": "拿了",
    "claim_made": "有问题",
    "request_late": "晚了",
    "book_closed": "截单",
    "book_reopened": "重开",
    "message_undone": "撤了一句",
    "chain_posted": "接龙",
    "entry_seen": "接龙里一条",
}


def write(file: File, history: Sequence[Happened]) -> None:
    if not history:
        return
    styles = file.styles
    sheet = file.sheet(NAME, _COLUMNS, landscape=True)
    for row, one in enumerate(history, 1):
        sheet.write_datetime(row, 0, one.at.replace(tzinfo=None), styles.time)
        told = (one.who, _CALLED.get(one.what, one.what), one.order, one.product, one.total)
        for column, text in enumerate(told, 1):
            write_text(sheet, row, column, text, styles.text)
        write_text(sheet, row, len(told) + 1, one.text, styles.wrapped)
