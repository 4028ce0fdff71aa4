"""Which kinds of posts are there, who reads each, and which values does its template get?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    GROUP = "group"
    RESIDENT = "resident"
    ORGANIZER = "organizer"


@dataclass(frozen=True, slots=True)
class Kind:
    """``values`` are the names a template may use; those that a post leaves out are None. ``lines``: values of the
    organizer's own that may hold line breaks. ``open_values``: there are others, by what the post says."""

    audience: Audience
    values: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    open_values: bool = False


#: Never in a group, under whichever key of a value they stand.
NEVER_IN_GROUPS = frozenset(
    {"cost_fen", "margin_fen", "supplier", "phone", "sum_fen", "paid", "owed_fen", "recipient", "room", "address"}
    # Ids, by which nobody is called.
    | {"person", "question"}
)

#: Names that every template may use beside its own values.
EVERYWHERE = frozenset({"now", "next_message", "you"})


def _group(*values: str) -> Kind:
    return Kind(Audience.GROUP, frozenset(values) | {"time_zone"})


def _resident(*values: str) -> Kind:
    return Kind(Audience.RESIDENT, frozenset(values) | {"time_zone"})


def _organizer(*values: str, lines: tuple[str, ...] = ()) -> Kind:
    return Kind(Audience.ORGANIZER, frozenset(values) | {"time_zone"}, frozenset(lines))


KINDS: Mapping[str, Kind] = {
    "list": _group("title", "products", "closes_at", "arrives_at", "place"),
    "noted": _group("orders"),
    "ask": _group("questions"),
    "reminder": _group("of", "closes_at", "minutes", "orders", "questions"),
    "closed": _group("of", "arrives_at", "orders", "short"),
    "late": _group("orders", "closed_at"),
    "not_taken": _group("orders"),
    "list_withdrawn": _group(),
    "pickup_notice": _group("place", "late", "ends_at", "bags"),
    "part_arrived": _group("goods", "place"),
    "short_apology": _group("people", "product", "quantity", "unit", "why", "partly"),
    "leftovers_offered": _group("product", "quantity", "unit", "price_fen"),
    "leftovers_sold": _group("product", "unit", "people", "missed", "offer"),
    "kept_for": _group("people"),
    "who_has_mine": _group("who", "by", "at"),
    "mixed_bags_warning": _group("wrong"),
    "deal_closed": _group("about", "who", "to", "lines"),
    "captain_read_back": _group("who", "building", "households", "nothing", "lines", "unread"),
    "not_collected": _group("people", "count", "ends_at"),
    "packed_up": _group("people"),
    "delayed": _group("expected_at"),
    "reopened": _group("closes_at"),
    "mine_in_group": _group("orders"),
    "noted_before": _group("orders"),
    "keeping_notice": _group("chatter_days"),
    "new_goods": _group("products"),
    "enough": _group("product", "quantity", "unit"),
    "called_off": _group("goods", "why"),
    "not_called_off": _group(),
    "postponed": _group("why", "arrives_at", "may_leave"),
    "price_changed": _group("orders", "product", "unit", "price_fen", "was_fen", "until_at"),
    "offer_heard": _group("said"),
    "goods_came_true": _group("orders", "products"),
    "the_usual": _group("orders"),
    "the_usual_privately": _resident("lines", "gone", "sum_fen"),
    "offer_heard_privately": _resident("said"),
    "mine": _resident("lines", "waiting", "sum_fen", "paid", "unpriced", "by_others"),
    "answers": _group("enquiries", "lines"),
    "nothing_open": _resident(),
    "data_request_heard": _resident(),
    "not_taken_privately": _resident(),
    "noted_privately": _resident("lines"),
    "ask_privately": _resident("questions"),
    "late_privately": _resident("lines", "closed_at"),
    "answers_privately": _resident("enquiries", "lines"),
    "lack_settled": _resident("choice", "sum_fen"),
    "bag_kept": _resident("until_at"),
    "who_has_mine_privately": _resident("by", "at"),
    "draft": _organizer(
        "title", "products", "unpriced", "costed", "closes_at", "arrives_at", "there_before_cutoff", "place"
    ),
    "collecting": _organizer("products"),
    "published": _organizer("products", "groups", "opens_at", "closes_at"),
    "totals": _organizer(
        "title", "stage", "orders", "households", "sum_fen", "unpriced", "products", "questions", "late", "doubts"
    ),
    "orders_found": _organizer("asked", "orders", "more"),
    "why": _organizer("asked", "quoted", "orders", "more", "questions", "late", lines=("text",)),
    "closing_report": _organizer(
        "title",
        "stage",
        "orders",
        "households",
        "sum_fen",
        "unpriced",
        "products",
        "questions",
        "late",
        "doubts",
        "gaps",
    ),
    "late_list": _organizer("late"),
    "purchase_list": _organizer("title", "supplier", "products"),
    "route": _organizer("title", "goods", "load", "stops"),
    "catch_up": _organizer("known", "missed", "talk", "changes", "more", "asked", "hers", "late", "older", "older_at"),
    "whole_chain": _organizer("text", "number", "lists", lines=("text",)),
    "arrival_check": _organizer("pickup_at"),
    "menu": _organizer(
        "question", "labels", "said", "who", "recipient", "text", "lines", "late", "sum_fen", "to", "count", "people"
    ),
    "done": Kind(Audience.ORGANIZER, frozenset({"what"}), open_values=True),
    "refused": Kind(Audience.ORGANIZER, frozenset({"reason", "example"}), open_values=True),
    "undone": _organizer("said", "orders"),
    "wrong_form": _organizer("command", "usage", "example", "what"),
    "help": _organizer("parts", "commands"),
    "help_one": _organizer("name", "aliases", "usage", "help", "examples", "where", lines=("help",)),
    "schedules": _organizer("schedules"),
    "missed": _organizer("job", "title", "due_at"),
    "open_again": _organizer("title", "group", "last", "late"),
    "nothing_to_list": _organizer(),
    "could_not_handle": _organizer("messages", "more"),
    "not_sent": _organizer("posts"),
    "outbox": _organizer("troubled", "more", "waiting", "more_waiting"),
    "to_forward": _organizer("who", "text", lines=("text",)),
    "doubt": _organizer("who", "about", "product", "quantity", "unit", "sum_fen", "text"),
    "data_request": _organizer("who", "what"),
    "still_open": _organizer(),
    "claim": _organizer("who", "product", "text"),
    "reported": _organizer(
        "about", "who", "entry", "undone", "lines", "whose", "was", "wanted", "changes", lines=("text",)
    ),
    "whose": _organizer("orders"),
    "which_forwarded": _organizer("household", "orders"),
    "still_held": _organizer("texts"),
    "what_do_they_want": _organizer("household"),
    "which_household": _organizer("households"),
    "more_or_total": _organizer("household", "line"),
    "word_read_back": _organizer("orders", "sum_fen"),
    "word_entered": _organizer("what", "orders"),
    "given_on": _organizer("who", "recipient", "to", "lines", "kept", "sum_fen", "paid"),
    "waiting_list": _organizer("queues"),
    "collected": _organizer("people", "count", "left"),
    "uncollected": _organizer("orders", "count", "more"),
    "ticks_not_kept": _organizer("count"),
    "not_called": _organizer("orders", "count", "more"),
    "fresh_left": _organizer("goods", "people", "count"),
    "loss_proposal": _organizer("product", "quantity", "unit", "why", "people", "left"),
    "losses_noted": _organizer("product", "quantity", "unit", "people", "public", "unheard", "sum_fen", "labels"),
    "lacks": _organizer("lacks", "sum_fen", "open", "more"),
    "lack_chosen": _organizer("who", "recipient", "product", "quantity", "unit", "choice", "instead"),
    "goods_arrived": _organizer("here", "missing", "labels"),
    "leftovers_told": _organizer("product", "quantity", "unit", "price_fen", "heard"),
    "bags_kept": _organizer("people", "until_at", "text", "asked"),
    "mixed_bags": _organizer("who", "recipient", "text", "wrong", "missing", "people", "minutes", "labels"),
    "ownerless": _organizer("goods", "people", "more"),
    "points": _organizer("points", "changed"),
    "marked": _organizer("household", "to_door", "spared"),
    "door_round": _organizer("helper", "buildings", "stops", "count", "more"),
    "loads": _organizer("points", "doors"),
    "captains_sum": _organizer(
        "who", "building", "households", "nothing", "lines", "unread", "sum_fen", "late", "labels"
    ),
    "silent_rooms": _organizer("building", "people"),
    "dealt": _organizer("about", "who", "to", "lines", "sum_fen", "half_fen", "paid", "hers"),
    "let_in": _organizer("product", "quantity", "unit", "people", "waiting", "free"),
    "open_questions": _organizer("questions"),
    "question_for_you": _organizer("question", "options"),
    "unanswered": _organizer("enquiries", "more"),
    "machines_said": _organizer("said", "more"),
    "wordings": _organizer("neighbours", "own", "example"),
    "wording": _organizer("name", "texts", "sources", "placeholders", "example", lines=("texts", "sources")),
    "wording_preview": _organizer("name", "text", "add", "missing", "before", lines=("text",)),
    "wording_flaw": _organizer("name", "why", "line", "about", "known"),
    "left_unsaid": _organizer("items"),
    "selling": Kind(Audience.ORGANIZER, frozenset({"what"}), open_values=True),
    "peace": Kind(Audience.ORGANIZER, frozenset({"what", "group"}), open_values=True),
    "loudness": _organizer("groups"),
    "week": _organizer("first_at", "last_at", "orders", "sum_fen", "before", "days", "best"),
    "summary": Kind(Audience.ORGANIZER, frozenset({"time_zone"}), open_values=True),
}

#: Kinds that carry a file and no text (models.mail.Post.document).
DOCUMENTS = frozenset(
    {"list_poster", "summary_chart", "week_chart", "orders_workbook", "purchase_workbook", "route_sheet", "labels"}
    | {"export"}
)

#: What each kind is called where people see that it was sent, not what it says.
KIND_WORDS: Mapping[str, str] = {
    "list": "清单",
    "list_poster": "清单的图",
    "noted": "记上了",
    "ask": "问一句",
    "reminder": "快截了",
    "closed": "截了",
    "late": "晚了一步",
    "not_taken": "没赶上",
    "list_withdrawn": "先不算",
    "still_open": "还没截",
    "pickup_notice": "货到了",
    "not_collected": "还没拿",
    "packed_up": "收摊",
    "collected": "拿了",
    "uncollected": "谁没拿",
    "ticks_not_kept": "谁没拿",
    "not_called": "谁没拿",
    "fresh_left": "没拿的生鲜",
    "part_arrived": "先到的货",
    "short_apology": "缺货赔不是",
    "leftovers_offered": "多的货",
    "leftovers_sold": "多的给谁了",
    "kept_for": "给留着",
    "who_has_mine": "谁拿的",
    "mixed_bags_warning": "拿串了",
    "deal_closed": "转单拼单",
    "captain_read_back": "楼长的单",
    "lack_settled": "退补换",
    "bag_kept": "给留着",
    "who_has_mine_privately": "谁拿的",
    "loss_proposal": "缺货",
    "losses_noted": "缺货",
    "lacks": "缺的",
    "lack_chosen": "想换的",
    "goods_arrived": "分样到货",
    "leftovers_told": "多的货",
    "bags_kept": "寄存",
    "mixed_bags": "拿串了",
    "ownerless": "没主的袋子",
    "points": "取货点",
    "marked": "送法",
    "door_round": "送门口的",
    "loads": "司机单",
    "captains_sum": "楼长的单",
    "silent_rooms": "没报的",
    "dealt": "转单拼单",
    "delayed": "车晚了",
    "reopened": "又开了",
    "keeping_notice": "小助手介绍",
    "answers": "回一句",
    "answers_privately": "回一句",
    "unanswered": "没人回的",
    "machines_said": "像机器人说的",
    "mine_in_group": "我的订单",
    "noted_before": "已经记着",
    "draft": "草稿",
    "published": "发清单",
    "totals": "统计",
    "closing_report": "截单报数",
    "arrival_check": "货到了吗",
    "summary": "日报",
    "summary_chart": "日报的图",
    "week": "周报",
    "week_chart": "周报的图",
    "orders_workbook": "订单表",
    "purchase_workbook": "报货单的表",
    "route": "送货单",
    "route_sheet": "送货单",
    "labels": "标签",
    "export": "导出",
    "mine": "我的订单",
    "data_request": "要看资料",
    "data_request_heard": "转告了",
    "not_taken_privately": "没赶上",
    "nothing_open": "没有团",
    "noted_privately": "记上了",
    "ask_privately": "问一句",
    "late_privately": "晚了一步",
    "collecting": "收清单",
    "orders_found": "订单",
    "late_list": "晚单",
    "purchase_list": "报货单",
    "catch_up": "补录",
    "whole_chain": "接龙补齐",
    "menu": "选一个",
    "done": "办好了",
    "refused": "办不了",
    "undone": "撤回了",
    "wrong_form": "写法",
    "help": "帮助",
    "help_one": "帮助",
    "schedules": "日程",
    "missed": "没发成",
    "open_again": "该开团了",
    "nothing_to_list": "没清单可发",
    "could_not_handle": "没记成",
    "not_sent": "没发出去",
    "outbox": "发件箱",
    "to_forward": "请转发",
    "doubt": "核一下",
    "claim": "有问题",
    "reported": "没改",
    "why": "为什么",
    "whose": "谁的",
    "which_forwarded": "哪条",
    "still_held": "还没记",
    "what_do_they_want": "要什么",
    "which_household": "哪一户",
    "more_or_total": "再加还是一共",
    "word_read_back": "记不记",
    "word_entered": "记着了",
    "given_on": "转单",
    "waiting_list": "候补",
    "let_in": "放候补",
    "open_questions": "没定的",
    "question_for_you": "没定的",
    "wordings": "模板",
    "wording": "模板",
    "wording_preview": "模板",
    "wording_flaw": "模板",
    "left_unsaid": "没说的",
    "peace": "群里清静",
    "loudness": "吵不吵",
    "new_goods": "上新",
    "enough": "成团了",
    "called_off": "取消了",
    "not_called_off": "不取消了",
    "postponed": "改日子",
    "price_changed": "问变价",
    "offer_heard": "退和要",
    "offer_heard_privately": "退和要",
    "goods_came_true": "谈下来了",
    "the_usual": "老样子",
    "the_usual_privately": "老样子",
    "selling": "货的事",
}
