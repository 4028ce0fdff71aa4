"""How is it typed that goods are there, and who has come for them? `到了`, `晚到 5点半`, `501 拿了`, `收摊`."""

from __future__ import annotations

import re

from handlers import collecting_commands as k
from handlers import commands as c
from handlers.command_table.spec import Part, Shapes, Spec, bare, no_time, not_understood, plain
from handlers.forms import Moment, WrongForm, read_moment
from handlers.plan_words import read_relative


def read_arrived(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`到货`; `到货后10分钟 通知` says what is to be done each time that goods are there."""
    if not rest:
        return c.MarkArrived()
    return read_relative(f"到货{rest}") or not_understood(rest)


def read_hold(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest:
        return c.HoldArrival()
    expected = read_moment(rest, sent)
    return no_time(rest) if expected is None else c.HoldArrival(expected=expected)


_HAS = r"(?:拿|取|领|提)(?:走|到|好|完)?(?:了|啦|喽)"
#: `501 502 拿了`, `都拿了`, `除了501都拿了`.
COLLECTED: Shapes = (
    (
        re.compile(rf"除了?(.{{1,40}}?)(?:以外)?[,，]?(?:其他|剩下|别)?的?(?:人|家)?都{_HAS}"),
        lambda m, sent: _but(m[1]),
    ),
    (re.compile(rf"(?:全|大家|剩下的?|都)+{_HAS}"), lambda m, sent: _but("")),
    (re.compile(rf"(.{{1,200}}?)\s*(?:都|的)?{_HAS}"), lambda m, sent: k.SayCollected(whose=m[1].strip())),
)


def _but(text: str) -> k.SayCollected:
    return k.SayCollected(whose=text.strip(), but=True)


def read_collected(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`拿了 501 502`."""
    return k.SayCollected(whose=rest) if rest else WrongForm("谁拿了没写")


ROWS: tuple[Spec, ...] = (
    Spec(
        name="到货",
        usage="到货",
        help="货到了，现在就发取货通知。没到回“没到”，晚了回“晚到 5点半”。",
        examples=("到货", "到了", "都到了"),
        read=read_arrived,
        part=Part.ARRIVAL,
        aliases=("到了", "都到了", "货到了", "到货了", "货都到了"),
        public=True,
    ),
    Spec(
        name="晚到",
        usage="晚到 [几点]",
        help="取货通知先不发；说了几点就挪到那时，并在群里说一声。",
        examples=("晚到 5点半", "没到", "车堵了"),
        read=read_hold,
        part=Part.ARRIVAL,
        aliases=("没到", "还没到", "车堵了", "货没到", "晚点到"),
        natural=(
            (
                re.compile(r"(?:估计|大概|要)?(?:晚到|晚点|推迟到|改到)\s*(.+?)(?:到|才到|左右)?"),
                lambda m, sent: read_hold(m[1], sent),
            ),
        ),
        public=True,
    ),
    Spec(
        name="拿了",
        usage="房号或名字 拿了",
        help="谁来拿过了：“501 拿了”“501 502 王芳拿了”“除了501都拿了”。本人在群里说“拿到了”也算。",
        examples=("501 拿了", "除了501都拿了"),
        read=read_collected,
        part=Part.ARRIVAL,
        natural=COLLECTED,
        public=True,
    ),
    Spec(
        name="未取",
        usage="谁没拿",
        help="还有谁没来拿，只发给你。“喊一下没拿的”在群里喊一声，只说名字。",
        examples=("谁没拿", "喊一下没拿的"),
        read=plain(k.TellUncollected()),
        part=Part.ARRIVAL,
        aliases=("谁没拿", "谁没取", "谁还没拿", "谁还没取", "没拿的", "没取的", "还有谁没拿"),
        natural=((re.compile(r"喊(?:一下|一声|下)?(?:还)?没[拿取领]的(?:人)?"), lambda m, sent: k.CallUncollected()),),
    ),
    bare(
        "收摊",
        k.PackUp(),
        "今天拿完了，在群里谢一声；没来的写上名字，给留着。",
        part=Part.ARRIVAL,
        aliases=("收摊了", "收工", "收工了"),
        public=True,
    ),
)
