"""Which single sentences does the organizer read? What was done, what could not be, and what was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.plans import DAILY, PAUSED, plan
from bot.rendering.samples.village import BERRIES, EGGS, ORGANIZER, at, line, person
from handlers.replies import to_organizer
from models.mail import Json, Post, person_ref, recipient_ref


def _stands(name: str, *lines: Json) -> Json:
    return {"who": person_ref(person(name)), "recipient": None, "lines": list(lines), "sum_fen": 3_200 * len(lines)}


def _rule(notice_by: str | None = None, shortage_rule: str | None = None) -> dict[str, Json]:
    return {"notice_by": notice_by, "shortage_rule": shortage_rule}


#: For each sentence the values that handlers give beside its name.
DONE: dict[str, dict[str, Json]] = {
    "draft_dropped": {},
    "catch_up_wanted": {},
    "nothing_missed": {"count": 8},
    "only_talk": {"count": 3, "older": 1, "older_at": at(20, 15, day=22).isoformat()},
    "only_older": {"older": 2, "older_at": at(20, 15, day=22).isoformat()},
    "caught_up": {"count": 5, "asked": 1, "hers": 2, "late": 1},
    "same_name": {"who": person_ref(person("李梅")), "lines": [line(BERRIES, "1")]},
    "catch_up_left": {},
    "uncollected_called": {},
    "packed_up": {"count": 2},
    "sent_again": {"count": 1},
    "posts_left": {"count": 3},
    "arrived": {"minutes": 0},
    "arrival_held": {},
    "arrival_moved": {"expected_at": at(21, 30).isoformat()},
    "cutoff_moved": {"closes_at": at(21).isoformat()},
    "reopened": {"closes_at": at(22, 30).isoformat()},
    "late_taken": {"count": 3},
    "late_dropped": {"count": 3},
    "word_left": {},
    "late_left": {},
    "answer_left": {},
    "muted": {"until_at": at(7, 30, day=24).isoformat()},
    "unmuted": {},
    "mode_told": {"groups": [{"group": "翠湖一群", "name": "小店"}, {"group": "", "name": "乡村"}]},
    "mode_set": {"mode": "village", "name": "乡村", "list_clock": "07:00", "quiet": ["20:30", "06:00"]},
    "nothing_waits": {},
    "wipe_applied": {},
    "wipe_left": {},
    "question_left": {},
    "suggestion_taken": {"who": person_ref(person("李梅"))},
    "suggestion_left": {},
    "schedule_set": {"plans": [DAILY], "instead_of": ["每天 9:00 清单"], "workdays": False},
    "schedule_stopped": {"plans": [PAUSED]},
    "schedule_resumed": {"plans": [DAILY, plan("daily_summary", "周末 21:30 日报")]},
    "schedule_dropped": {"plans": [plan("cutoff_reminder", None, once_at=at(19, 30).isoformat())]},
    "notice_moved": {"notice_at": at(18, day=24).isoformat()},
    "reminder_set": {"group": None, "minutes": 60, "next_at": [at(19).isoformat()]},
    "arrival_notice_set": {"group": "二群", "minutes": 10},
    "usual_cutoff_set": {"group": None, "cutoff_at": at(21).isoformat()},
    "wording_saved": {"name": "取货通知", "count": 2},
    "wording_removed": {"name": "取货通知", "count": 1},
    "wordings_dropped": {"name": "取货通知", "count": 0},
    "wording_left": {},
    "part_called": {"goods": ["鸡蛋", "牛奶"]},
    "losses_left": {},
    "mixed_bags_told": {},
    "hand_out_chosen": {"notice_by": "building", "shortage_rule": None},
    "point_chosen": {
        "people": [{"who": person_ref(person("何姐")), "recipient": recipient_ref("o1")}],
        "point": "东门",
    },
}

REFUSED: dict[str, dict[str, Json]] = {
    "not_muted": {"example": "静音"},
    "no_products": {"example": "鸡蛋 32元/板"},
    "no_copied_talk": {},
    "too_much_talk": {"count": 420, "most": 300},
    "caught_up_rests": {"count": 2},
    "nobody_ordered": {},
    "no_such_number": {"number": "9", "example": "3号 12.8"},
    "too_many_products": {"count": 1500, "most": 300},
    "draft_empty": {},
    "unpriced": {"numbers": "3、5", "example": "3号 12.8"},
    "closes_in_past": {"example": "延到晚上8点"},
    "no_draft": {"example": "开团"},
    "time_is_past": {"example": "晚到 5点半"},
    "nothing_open": {},
    "nothing_handed_out": {},
    "no_such_order": {"asked": "501", "example": "501 拿了"},
    "say_which_building": {"example": "3-501 拿了"},
    "collected_before": {"count": 3},
    "all_collected": {},
    "nothing_in_trouble": {},
    "no_such_post": {"example": "发件箱"},
    "post_is_over": {"post": "reminder"},
    "post_is_out": {},
    "nothing_on_the_way": {},
    "draft_is_out": {},
    "has_orders": {},
    "nothing_to_undo": {},
    "too_much_since": {},
    "notice_is_out": {},
    "stays_as_it_is": {"said": "作废清单", "why": None},
    "no_such_command": {"command": "飞", "example": "帮助"},
    "no_such_schedule": {"example": "日程"},
    "cutoff_by_word": {"example": "延到晚上9点"},
    "happens_once": {"example": "停3"},
    "no_holidays_here": {},
    "holidays_unknown": {},
    "draft_in_hand": {},
    "no_last_list": {"example": "开团"},
    "no_group_buy": {"example": "开团"},
    "not_yours": {"command": "截单"},
    "no_group_yet": {},
    "nobody_late": {},
    "no_such_late": {"example": "迟到单"},
    "not_understood": {"example": "帮助"},
    "why_whose": {"example": "为什么 501"},
    "suggestion_is_over": {},
    "word_not_understood": {"example": "501 鸡蛋2"},
    "word_unclear": {"about": "product", "goods": ["排骨", "五花"]},
    "nothing_stands": {"example": "501 鸡蛋2"},
    "whose_is_open": {"example": "3-501 鸡蛋2"},
    "gift_not_understood": {"example": "李梅草莓1转给田田"},
    "receiver_unknown": {"example": "李梅草莓1转给3-501", "name": "田田"},
    "not_so_much": {"who": person_ref(person("老周")), "lines": [line(EGGS, "1")], "product": "鸡蛋"},
    "gift_over_limit": {"to": {"who": person_ref(person("田田")), "where": None}, "lines": [line(EGGS, "1")]},
    "gift_to_oneself": {},
    "say_them_apart": {"example": "501 鸡蛋2"},
    "nobody_waits": {},
    "nothing_asked": {},
    "question_is_over": {},
    "report_is_over": {},
    "answer_not_understood": {"example": "排骨2斤"},
    "counted_already": {},
    "nothing_readable": {"example": "501 鸡蛋2"},
    "nothing_counted": {},
    "which_line": {"example": "501鸡蛋改2"},
    "no_such_wording_kind": {"name": "唱歌", "example": "模板"},
    "no_such_wording": {"number": 3, "example": "模板 取货通知"},
    "wording_is_ours": {"example": "模板 取货通知"},
    "too_many_wordings": {"most": 9, "example": "模板 取货通知"},
    "changed_since": {"example": "501鸡蛋改2"},
    "no_such_goods": {"asked": "螃蟹", "goods": ["鸡蛋", "草莓"]},
    "lack_not_understood": {"example": "少3板鸡蛋"},
    "lack_in_another_unit": {"product": "鸡蛋", "unit": "板", "said": "个", "example": "少1板鸡蛋"},
    "how_many_short": {"example": "少3板"},
    "nothing_cut_off": {"example": "少3板鸡蛋"},
    "not_so_much_ordered": {"line": line(EGGS, "2")},
    "losses_changed": {"example": "少3板鸡蛋"},
    "has_none_of_it": {"who": {"who": person_ref(person("老周")), "where": None}, "goods": ["鸡蛋"]},
    "nothing_missing": {},
    "which_left_over": {"goods": ["排骨", "五花"]},
    "bag_not_understood": {"example": "剩一袋没人认 鸡蛋2草莓1"},
    "no_doors": {"example": "503以后送门口"},
    "too_many_points": {"most": 9},
    "no_such_point": {"asked": "北门", "example": "取货点"},
    "deal_impossible": {"who": person_ref(person("李梅")), "to": person_ref(person("田田"))},
    "share_not_understood": {"example": "赵敏和3-502拼苹果"},
}

POSTS: Sequence[tuple[str, Post]] = (
    *((what, to_organizer.done(ORGANIZER, what, **values)) for what, values in DONE.items()),
    *((reason, to_organizer.refused(ORGANIZER, reason, **values)) for reason, values in REFUSED.items()),
    *(
        (f"hand_out_chosen: {rule}", to_organizer.done(ORGANIZER, "hand_out_chosen", **_rule(**{name: rule})))
        for name, rule in (
            ("notice_by", "number"),
            ("notice_by", "building"),
            ("notice_by", "nobody"),
            ("shortage_rule", "last_first"),
            ("shortage_rule", "most_first"),
        )
    ),
    *(
        (f"stays_as_it_is: {why}", to_organizer.refused(ORGANIZER, "stays_as_it_is", said="收晚的单", why=why))
        for why in ("chain", "recalled")
    ),
    ("a change", to_organizer.undone(ORGANIZER, "截单")),
    ("a gift", to_organizer.undone(ORGANIZER, "转单", [_stands("老周", line(EGGS, "1")), _stands("田田")])),
    ("many orders", to_organizer.undone(ORGANIZER, "记单", [_stands("老周", line(EGGS, "1"))] * 7)),
)
