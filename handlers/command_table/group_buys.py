"""How are a list and its cut-off typed? `开团`, `清单`, `截单`, `延到晚上9点`, `再开半小时`."""

from __future__ import annotations

import re

from handlers import commands as c
from handlers import schedule_commands as s
from handlers.command_table.plans import plain_or_plan
from handlers.command_table.spec import Part, Spec, no_time
from handlers.forms import Moment, WrongForm, read_moment
from handlers.plan_dates import earlier_day
from handlers.plan_words import read_relative

_LIKE = re.compile(r"(?:同|照|跟|和|按)(?P<when>.{2,8}?)(?:的)?(?:一样|那张|清单|那份)?")


def read_start_draft(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`开团 同昨天`, `开团 照上周五`, `开团 同上次`: an earlier list; anything else is the list itself."""
    like = _LIKE.fullmatch(rest)
    if like is None:
        return c.StartDraft(text=rest)
    if like["when"] in ("上次", "上回", "老清单", "上一次"):
        return s.OpenAgain()
    day = earlier_day(like["when"], sent.local.date())
    return no_time(like["when"]) if day is None else s.OpenAgain(day=day)


def read_close(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest or rest == "了":
        return c.CloseOrders()
    each_time = read_relative(f"截单{rest}")
    if each_time is not None:
        return each_time
    until = read_moment(rest, sent)
    return no_time(rest) if until is None else c.MoveCutoff(until=until)


def read_reopen(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest:
        return c.ReopenOrders()
    minutes = re.fullmatch(r"(?:再开)?(?:(半)小时|(\d{1,3})\s*(分钟|小时))", rest)
    if minutes:
        length = 30 if minutes[1] else int(minutes[2]) * (60 if minutes[3] == "小时" else 1)
        return c.ReopenOrders(until=c.later(sent.at, length))
    until = read_moment(rest, sent)
    return no_time(rest) if until is None else c.ReopenOrders(until=until)


def read_cutoff_until(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm | None:
    until = read_moment(match[1] or match[2], sent)
    return None if until is None else c.MoveCutoff(until=until)


ROWS: tuple[Spec, ...] = (
    Spec(
        name="开团",
        usage="开团 [清单/同哪天]",
        help="把供应商的清单贴给我，分几条也行，贴完回“好了”。我整理成草稿，你回“发”才发到群里。"
        "照前面的开：“开团 同昨天”“开团 同上周五”。",
        examples=("开团", "开团 同昨天"),
        read=read_start_draft,
        part=Part.OPENING,
        aliases=("开团吧", "开个团", "新团"),
        lines=True,
    ),
    Spec(
        name="清单",
        usage="清单",
        help="把现在的清单再发一遍到群里。",
        examples=("清单", "再发一遍"),
        read=plain_or_plan(c.PostList(), "清单"),
        part=Part.OPENING,
        aliases=("发清单", "再发一遍", "发一遍清单", "发下清单"),
        public=True,
    ),
    Spec(
        name="截单",
        usage="截单 [几点]",
        help="现在截单；带上时间是改截单时间，比如“延到晚上9点”。",
        examples=("截单", "截了", "延到晚上9点"),
        read=read_close,
        part=Part.CUT_OFF,
        aliases=("截", "截了", "截单了", "截啦"),
        natural=(
            (
                re.compile(r"(?:延|延长|推迟|改)?到(.+?)(?:截单?)?|(.+点半?)截单?"),
                read_cutoff_until,
            ),
        ),
        public=True,
    ),
    Spec(
        name="重开",
        usage="重开 [到几点]",
        help="截了以后再接着收单。",
        examples=("重开", "再开半小时"),
        read=read_reopen,
        part=Part.CUT_OFF,
        aliases=("再开", "接着接", "继续接", "再开一会"),
        natural=(
            (re.compile(r"再开\s*((?:半小时|\d+\s*(?:分钟|小时)|到?.+点.*))"), lambda m, sent: read_reopen(m[1], sent)),
        ),
        public=True,
    ),
)
