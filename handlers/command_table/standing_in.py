"""How is it typed who stands in for her, and that she rests? `帮手 小刘 拿了`, `交接 李姐 到周五`, `休团到周一`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from handlers import commands as c
from handlers import standing_in_commands as i
from handlers.command_table.spec import Shapes, Spec, bare, not_understood
from handlers.forms import Moment, WrongForm, read_moment
from handlers.plan_dates import read_day_to_come
from handlers.plan_days import NoDay
from models.language.numerals import parse_number
from models.values import Role

#: Longer than these nobody is away, or rests, without saying so again.
LONGEST_DEPUTY = timedelta(days=31)
LONGEST_REST = timedelta(days=92)
HERS = frozenset({Role.ORGANIZER})
_NAME = r"([^\s,，、:：到替]{1,16}?)"
_OVER = frozenset({"结束", "结束了", "完了", "收回", "取消", "不用了", "我回来了", "回来了"})
_NO_MORE = re.compile(r"(?:去掉|删掉?|撤掉?|不用|不要|取消)\s*(\S{1,16})|(\S{1,16}?)\s*(?:不帮了|不用帮了|去掉)")
_TODAY = frozenset({"今天", "今晚", "今天晚上"})


def read_helper(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`帮手`, `帮手 小刘`, `帮手 小刘 拿了、送货单`, `帮手 去掉 小刘`."""
    if not rest:
        return i.TellHelpers()
    gone = _NO_MORE.fullmatch(rest)
    if gone:
        return i.StopHelping(name=gone[1] or gone[2])
    name, *commands = [word for word in re.split(r"[\s,，、:：]+", rest) if word]
    return i.LetHelp(name=name.removesuffix("可以").removesuffix("能"), commands=tuple(commands))


def _last_day(text: str, sent: Moment) -> date | WrongForm | None:
    today = sent.local.date()
    found = today if text in _TODAY else read_day_to_come(text, today)
    return WrongForm(found.why) if isinstance(found, NoDay) else found


def _midnight(day: date, sent: Moment) -> datetime:
    return datetime.combine(day, time(), sent.zone)


def _until(text: str, sent: Moment, *, through: bool) -> datetime | WrongForm:
    """The moment up to which something lasts: through the day that is named, or up to its morning."""
    day = _last_day(text.strip(), sent)
    if isinstance(day, WrongForm):
        return day
    if day is not None:
        return _midnight(day + timedelta(days=1) if through else day, sent)
    moment = read_moment(text, sent)
    return WrongForm(f"“{text}”不像哪天") if moment is None else moment


def read_hand_over(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`交接`, `交接 李姐 到周五`, `交接 结束`."""
    if not rest:
        return i.TellDeputy()
    if rest in _OVER:
        return i.TakeBackOver()
    found = re.fullmatch(rf"(?:给|交给)?\s*{_NAME}\s*(?:替我|顶我)?\s*[,，]?\s*到\s*(.{{1,12}})", rest)
    if found is None:
        return WrongForm("交给谁、到哪天，都要写上")
    return _hand_over(found[1], found[2], sent)


def _hand_over(name: str, until: str, sent: Moment) -> i.HandOver | WrongForm:
    moment = _until(until, sent, through=True)
    if isinstance(moment, WrongForm):
        return moment
    if moment <= sent.at:
        return WrongForm("得是以后的时候")
    if moment > sent.at + LONGEST_DEPUTY:
        return WrongForm("最长一个月")
    return i.HandOver(name=name, until=moment)


#: `明后天李姐替我`, `李姐替我到周五`.
HANDED_OVER: Shapes = (
    (
        re.compile(
            rf"(?:我.{{1,8}}[,，\s]+)?(?:这[两几]天|明天|后天|明后天)?{_NAME}(?:来)?[替顶](?:一下)?我(?:几天)?\s*到\s*(.{{1,12}})"
        ),
        lambda m, sent: _hand_over(m[1], m[2], sent),
    ),
    (
        re.compile(rf"(?:我.{{1,8}}[,，\s]+)?(今天|明天|后天|明后天){_NAME}(?:来)?[替顶](?:一下)?我"),
        lambda m, sent: _hand_over(m[2], "后天" if m[1] == "明后天" else m[1], sent),
    ),
)


def read_rest(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`休团`, `休团到周一`, `休团两天`, `休团 结束`."""
    text = rest.strip().removesuffix("了").removesuffix("吧").strip()
    if not text:
        return i.Rest()
    if rest.strip() in _OVER:
        return i.EndRest()
    days = re.fullmatch(r"(\d{1,2}|[一二两三四五六七八九十]{1,2})天", text)
    if days:
        count = parse_number(days[1])
        until: datetime | WrongForm = _midnight(sent.local.date() + timedelta(days=int(count or 0)), sent)
    elif text.startswith("到"):
        until = _until(text.removeprefix("到"), sent, through=False)
    else:
        return not_understood(rest)
    if isinstance(until, WrongForm):
        return until
    if not sent.at < until <= sent.at + LONGEST_REST:
        return WrongForm("从今天往后，最长三个月")
    return i.Rest(until=until)


#: `歇到周一`, `休息两天`, `不开团到周一`.
RESTING: Shapes = (
    (
        re.compile(r"(?:我们?)?(?:歇|休息?|先?不开团?|停团)\s*(到.{1,10}|[\d一二两三四五六七八九十]{1,2}天)"),
        lambda m, sent: read_rest(m[1], sent),
    ),
)


ROWS: tuple[Spec, ...] = (
    Spec(
        name="帮手",
        usage="帮手 [谁] [能说哪几样]",
        help="让人帮忙：“帮手 小刘 拿了 未取”，他私聊我、或者在群里 @我 就行，别的他说了不算；"
        "不写能说哪几样就是平常那几样，没有收钱退钱。“帮手”看都有谁，“帮手 去掉 小刘”就不用了。",
        examples=("帮手", "帮手 小刘 拿了 未取", "帮手 去掉 小刘"),
        read=read_helper,
        rights=HERS,
        aliases=("谁是帮手", "帮手们"),
    ),
    Spec(
        name="交接",
        usage="交接 谁 到哪天",
        help="有事的时候让人替你：“交接 李姐 到周五”，到那天为止她说了算，报数、没定的都发给她，群里说一声；"
        "到点自己收回。“交接 结束”提前收回。你自己的话照样算。",
        examples=("交接", "交接 李姐 到周五", "交接 结束"),
        read=read_hand_over,
        rights=HERS,
        natural=HANDED_OVER,
    ),
    Spec(
        name="休团",
        usage="休团 [到哪天]",
        help="歇几天：“休团到周一”，那之前不发清单、到点也不催你开团，群里说一声；到日子自己接上。已经开了的照走。",
        examples=("休团", "休团到周一", "休团两天"),
        read=read_rest,
        rights=HERS,
        natural=RESTING,
        public=True,
    ),
    bare(
        "不休了",
        i.EndRest(),
        "不歇了，清单照常发。",
        aliases=("不歇了", "休团结束", "接着开团", "开工", "开工了"),
    ),
)
