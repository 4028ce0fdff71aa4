"""Is a plan read as it was meant, and is what is shown of it read back as the same?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import schedule_commands as s
from handlers.forms import Moment, WrongForm, folded
from handlers.plan_text import once_text, plan_text, reminder_text
from handlers.plan_words import looks_like_plan, read_plan
from models.schedule import Job, Once, Plan, Repeated

ZONE = ZoneInfo("Asia/Shanghai")
#: A Monday.
SENT = Moment(datetime(2026, 11, 23, 9, 30, tzinfo=ZONE), ZONE)
TODAY = date(2026, 11, 23)
LIST, OPEN, SUMMARY, NOTICE = Job.DAILY_LIST, Job.OPEN_AGAIN, Job.DAILY_SUMMARY, Job.PICKUP_NOTICE


def at(hour: int, minute: int = 0, **days: object) -> Repeated:
    return Repeated(time(hour, minute), **days)  # type: ignore[arg-type]


def once(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> Once:
    return Once(datetime(year, month, day, hour, minute, tzinfo=ZONE))


MEANT: dict[str, tuple[Job, Plan, str]] = {
    "每天8点 清单": (LIST, at(8), ""),
    "天天早上八点发清单": (LIST, at(8), ""),
    "每日 08:30 发一遍清单": (LIST, at(8, 30), ""),
    "8点 清单": (LIST, at(8), ""),
    "每早7点 清单": (LIST, at(7), ""),
    "工作日 17:30 取货通知": (NOTICE, at(17, 30, workdays=True), ""),
    "上班日下午五点半取货": (NOTICE, at(17, 30, workdays=True), ""),
    "周末 9点 清单": (LIST, at(9, weekdays=(5, 6)), ""),
    "周六周日 9点 清单": (LIST, at(9, weekdays=(5, 6)), ""),
    "每周三 10:00 开团 水果": (OPEN, at(10, weekdays=(2,)), "水果"),
    "周三10点开水果团": (OPEN, at(10, weekdays=(2,)), "水果"),
    "每星期天 10点 开团": (OPEN, at(10, weekdays=(6,)), ""),
    "每周二、周五 10点 水果团": (OPEN, at(10, weekdays=(1, 4)), "水果"),
    "周一到周五 8点 清单": (LIST, at(8, weekdays=(0, 1, 2, 3, 4)), ""),
    "每周一至周六8点清单": (LIST, at(8, weekdays=(0, 1, 2, 3, 4, 5)), ""),
    "逢二五八 7点 清单": (LIST, at(7, last_digits=(2, 5, 8)), ""),
    "逢258 7点 清单": (LIST, at(7, last_digits=(2, 5, 8)), ""),
    "逢三、六、九的日子 7点 清单": (LIST, at(7, last_digits=(3, 6, 9)), ""),
    "逢五逢十 7点 清单": (LIST, at(7, last_digits=(0, 5)), ""),
    "农历逢一四七 6点 清单": (LIST, at(6, last_digits=(1, 4, 7), lunar=True), ""),
    "阴历初一、十五 6点半 清单": (LIST, at(6, 30, days_of_month=(1, 15), lunar=True), ""),
    "农历廿三 8点 清单": (LIST, at(8, days_of_month=(23,), lunar=True), ""),
    "每月1号15号 9点 清单": (LIST, at(9, days_of_month=(1, 15)), ""),
    "每个月十号、二十号 9点 清单": (LIST, at(9, days_of_month=(10, 20)), ""),
    "单号 8点 清单": (LIST, at(8, last_digits=(1, 3, 5, 7, 9)), ""),
    "双号 8点 清单": (LIST, at(8, last_digits=(0, 2, 4, 6, 8)), ""),
    "隔天 10点 清单": (LIST, at(10, every_days=2, start=TODAY), ""),
    # Today's hour is over.
    "隔天 8点 清单": (LIST, at(8, every_days=2, start=date(2026, 11, 24)), ""),
    "隔天 8点 清单，从11月25号起": (LIST, at(8, every_days=2, start=date(2026, 11, 25)), ""),
    "每隔两天 10点 清单": (LIST, at(10, every_days=3, start=TODAY), ""),
    "每三天 10点 清单": (LIST, at(10, every_days=3, start=TODAY), ""),
    "隔周三 10点 开团 水果": (OPEN, at(10, every_days=14, start=date(2026, 11, 25)), "水果"),
    "每天8点 清单 节假日不发": (LIST, at(8, skip_holidays=True), ""),
    "每天8点清单，法定节假日除外": (LIST, at(8, skip_holidays=True), ""),
    "每天8点 清单（放假不发）": (LIST, at(8, skip_holidays=True), ""),
    "每天晚上9点半 日报": (SUMMARY, at(21, 30), ""),
    "每晚9点半 日报": (SUMMARY, at(21, 30), ""),
    "每天 中午12点 日报": (SUMMARY, at(12), ""),
    "每天 八点三刻 清单": (LIST, at(8, 45), ""),
    "清单 每天8点": (LIST, at(8), ""),
    "取货通知 工作日 17:30": (NOTICE, at(17, 30, workdays=True), ""),
    "明天8点 清单": (LIST, once(11, 24, 8), ""),
    "明早8点 清单": (LIST, once(11, 24, 8), ""),
    "今晚8点 清单": (LIST, once(11, 23, 20), ""),
    "后天 17:30 取货通知": (NOTICE, once(11, 25, 17, 30), ""),
    "这周五10点 开团 水果": (OPEN, once(11, 27, 10), "水果"),
    "下周三 10点 开团 水果": (OPEN, once(12, 2, 10), "水果"),
    "12月22日 8点 清单": (LIST, once(12, 22, 8), ""),
    "十二月二十二号 八点 清单": (LIST, once(12, 22, 8), ""),
    "1月3日 8点 清单": (LIST, once(1, 3, 8, year=2027), ""),
    "5号 8点 清单": (LIST, once(12, 5, 8), ""),
    "2027年2月1日 8点 清单": (LIST, once(2, 1, 8, year=2027), ""),
}


@pytest.mark.parametrize("written", MEANT)
def test_a_plan_is_read_as_it_was_meant(written: str) -> None:
    job, plan, title = MEANT[written]
    assert read_plan(folded(written), SENT) == s.SetSchedule(job=job, plan=plan, title=title)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("截单前30分钟 提醒", 30),
        ("截单前半小时提醒", 30),
        ("截单前1小时 提醒一下", 60),
        ("截单前一个小时提醒", 60),
        ("截单前一个半小时 提醒大家", 90),
        ("截前20分 提醒", 20),
    ],
)
def test_before_the_cutoff(written: str, minutes: int) -> None:
    assert read_plan(folded(written), SENT) == s.SetReminder(minutes=minutes)
    assert read_plan(folded(reminder_text(minutes)), SENT) == s.SetReminder(minutes=minutes)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("到货后 立即 通知", 0),
        ("到货后马上通知大家", 0),
        ("到货后通知", 0),
        ("到货后10分钟 通知", 10),
        ("到货后半小时喊大家", 30),
        ("货到后1小时再发取货通知", 60),
    ],
)
def test_after_the_goods_are_there(written: str, minutes: int) -> None:
    assert read_plan(folded(written), SENT) == s.SetArrivalNotice(minutes=minutes)


@pytest.mark.parametrize(
    ("written", "other_half"),
    [
        ("每天8点 日报", True),
        ("每天 08:00 日报", False),
        ("每天 早上8点 日报", False),
        ("每天4点 清单", True),
        ("每天 04:00 清单", False),
        ("工作日 5:30 取货通知", True),
        ("每天9点 取货通知", False),
        ("每天8点 截单", True),
        ("每天20点 截单", False),
        ("今天8点 清单", True),
    ],
)
def test_an_hour_that_may_be_either_half_of_the_day(written: str, other_half: bool) -> None:
    meant = read_plan(folded(written), SENT)
    assert isinstance(meant, s.SetSchedule | s.SetUsualCutoff)
    assert meant.other_half is other_half


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("每天25点 清单", "一天没有25点"),
        ("每天24点 清单", "24点就写0点"),
        ("每天8:75 清单", "没有75分"),
        ("每天早上17点 清单", "早上没有17点"),
        ("每天半夜1点 清单", "凌晨1点"),
        ("每天 清单", "几点没看懂"),
        ("每天8点", "做什么没看懂"),
        ("每天8点 唱歌", "做什么没看懂"),
        ("每周三 10:00 开会", "做什么没看懂"),
        ("每月0号 8点 清单", "一个月没有0号"),
        ("2月30日 8点 清单", "2月没有30号"),
        ("13月1日 8点 清单", "没有13月"),
        ("4月31号 8点 清单", "4月没有31号"),
        ("11月22日 8点 清单", "已经过了"),
        ("今天 08:00 清单", "已经过了"),
        ("每100天 8点 清单", "做什么没看懂|没看懂"),
        ("周五到周二 8点 清单", "周五到周二没看懂"),
        ("每天8点半、17点 清单", "两个点分两条写"),
        ("隔天 8点 清单 从2月30号起", "起没看懂"),
    ],
)
def test_what_can_not_be_is_said_to_be_wrong(written: str, why: str) -> None:
    meant = read_plan(folded(written), SENT)
    assert isinstance(meant, WrongForm)
    assert any(part in str(meant.what) for part in why.split("|"))


@pytest.mark.parametrize(
    "written",
    [
        "周五下午4点到",
        "周芳 鸡蛋2",
        "清单 今天8点截",
        "取货通知 5点",
        "清单",
        "明天下午4点到",
        "每家限2盒",
        "今天8点截单吗",
        "单子发我",
        "农历新年休息",
    ],
)
def test_other_words_are_no_plans(written: str) -> None:
    assert not looks_like_plan(folded(written))


@pytest.mark.parametrize("written", ["取货通知 每天下午5点", "清单 每天8点", "逢二五八", "农历逢一四七"])
def test_plans_the_other_way_round_and_bare_market_days_are_meant_as_plans(written: str) -> None:
    assert looks_like_plan(folded(written))


_weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=6)
_days = st.one_of(
    st.just({}),
    st.just({"workdays": True}),
    _weekdays.map(lambda days: {"weekdays": tuple(sorted(days))}),
    st.builds(
        lambda digits, lunar: {"last_digits": tuple(sorted(digits)), "lunar": lunar},
        st.sets(st.integers(0, 9), min_size=1, max_size=9),
        st.booleans(),
    ),
    st.sets(st.integers(1, 31), min_size=1).map(lambda days: {"days_of_month": tuple(sorted(days))}),
    st.sets(st.integers(1, 30), min_size=1).map(lambda days: {"days_of_month": tuple(sorted(days)), "lunar": True}),
    st.integers(2, 60).filter(lambda days: days != 14).map(lambda days: {"every_days": days, "start": TODAY}),
    st.integers(0, 6).map(lambda day: {"every_days": 14, "start": date(2026, 11, 23 + day)}),
)
_titles = st.text("水果蔬菜海鲜奶", max_size=6)


@given(
    days=_days,
    hour=st.times().map(lambda hour: time(hour.hour, hour.minute)),
    job=st.sampled_from([LIST, OPEN, SUMMARY]),
    title=_titles,
    skips=st.booleans(),
)
def test_what_is_shown_of_a_plan_is_read_back_as_the_same(
    days: dict[str, object], hour: time, job: Job, title: str, skips: bool
) -> None:
    plan = replace(Repeated(hour, skip_holidays=skips), **days)  # type: ignore[arg-type]
    about = title if job is OPEN else ""
    shown = plan_text(job, plan, about)
    assert shown is not None
    back = read_plan(folded(shown), SENT)
    assert isinstance(back, s.SetSchedule)
    # `隔天` counts from the next time that there is.
    began = replace(plan, start=back.plan.start) if plan.every_days > 1 and isinstance(back.plan, Repeated) else plan
    assert back == s.SetSchedule(job=job, plan=began, title=about)
    assert looks_like_plan(folded(shown))


@given(
    moment=st.datetimes(datetime(2026, 11, 23, 9, 31), datetime(2027, 11, 23)),  # noqa: DTZ001
    job=st.sampled_from([LIST, OPEN, SUMMARY, NOTICE]),
)
def test_what_is_shown_of_one_day_is_read_back_as_the_same(moment: datetime, job: Job) -> None:
    plan = Once(moment.replace(second=0, microsecond=0, tzinfo=ZONE))
    assert read_plan(folded(once_text(job, plan, ZONE)), SENT) == s.SetSchedule(job=job, plan=plan)


@given(
    st.text(
        "每天周一三五逢二八点半8:30清单节假日不发农历初十截单前到货后分钟通知提醒开团隔月号停恢复0129 ，、", max_size=24
    )
)
def test_whatever_is_written_is_read_or_refused(written: str) -> None:
    text = folded(written)
    looks_like_plan(text)
    assert read_plan(text, SENT) is not None
