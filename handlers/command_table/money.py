"""How is money typed? `收501 45`, `501付了`, `501现金45`, `抹零`, `谁没付`, `催一下`, `501退8块`, `坏的有哪些`."""

from __future__ import annotations

import re
from functools import partial

from handlers import commands as c
from handlers import money_commands as m
from handlers.command_table.spec import Part, Shapes, Spec, bare, not_understood
from handlers.forms import Moment, WrongForm
from handlers.pay_modes import MODE_WORDS
from handlers.payers import fen_said
from models.money.accounts import Account

_SUM = (
    r"(-?\d+(?:\.\d+)?\s*(?:元|块钱?)?(?:\d|[一二三四五六七八九半])?"
    r"|[零一二两三四五六七八九十百千半]+(?:元|块钱?)[零一二三四五六七八九半]?)"
)
_PAID = r"(?:已经|都|全|也)?(?:付|转|给|交)(?:过|完|清|好|齐)?(?:了|啦)(?:钱|款|账)?"
_CASH, _WECHAT = r"(?:现金|现钱|现的)", r"(?:微信|支付宝|转账|扫码)"


def _said(text: str, fen: str | None = None, *, way: m.Way = Account.TRANSFER, sums: bool = True) -> m.SayPayment:
    return m.SayPayment(text=text.strip(), fen=fen, way=way, all_sums=sums)


def read_payment(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`收款 501 45`."""
    return _said(rest) if rest else WrongForm("收谁的、收多少没写")


def _paid(match: re.Match[str], sent: Moment, *, way: m.Way = Account.TRANSFER) -> m.SayPayment:
    return _said(match[1], match[2], way=way, sums=False)


_in_cash = partial(_paid, way=Account.CASH)

#: `收501 45`, `收王芳45`, `501付了`, `501 502都付了`, `501转了45`, `501现金45`, `现金501 45`, `除了501都付了`.
PAYMENTS: Shapes = (
    (
        re.compile(rf"除了?(.{{1,40}}?)(?:以外)?[,，]?(?:其他|剩下|别)?的?(?:人|家)?{_PAID}"),
        lambda match, sent: m.SayPayment(text=match[1].strip(), but=True),
    ),
    (
        re.compile(r"(?:大家|剩下的?|全部?)?(?:都|全)(?:付|转|给|交)(?:过|完|清|齐)?了(?:钱|款)?"),
        lambda _, sent: m.SayPayment(text=""),
    ),
    (re.compile(rf"{_CASH}\s*(?:收了?|付了?)?\s*(.{{1,30}})"), lambda match, sent: _said(match[1], way=Account.CASH)),
    (re.compile(rf"(?:收了?)?\s*(.{{1,30}}?)的?\s*{_CASH}\s*(?:付|给|收)?了?\s*{_SUM}?"), _in_cash),
    (
        re.compile(rf"(.{{1,30}}?)\s*{_CASH}(?:付|给|交)了"),
        lambda match, sent: _said(match[1], way=Account.CASH, sums=False),
    ),
    (re.compile(rf"(?:收了?)?\s*(.{{1,30}}?)的?\s*{_WECHAT}\s*(?:付|给|转|收)?了?\s*{_SUM}?"), _paid),
    (re.compile(rf"(.{{1,60}}?)\s*{_PAID}\s*{_SUM}?"), _paid),
    (
        re.compile(
            r"收(?:到了?|了|款)?\s*(\d[^摊工货].{0,60}|[^到了款摊工货件齐住回据\s].{0,60}[\d块元]|.{1,20}的(?:钱|款)?)"
        ),
        lambda match, sent: _of_money(match[1]),
    ),
)


def _of_money(text: str) -> m.SayPayment:
    return _said(re.sub(r"的(?:钱|款)?$", "", text.strip()))


#: Beside a quote: `收了`, `收了45`, `钱收到了`. What only says that it was read (`收到`) is talk.
PAID_QUOTED: Shapes = (
    (re.compile(rf"(?:已|钱|款)?收了{_SUM}?|收{_SUM}"), lambda match, sent: _either(match)),
    (re.compile(r"(?:钱|款)?收到(?:钱|款)了?|(?:钱|款)(?:已?经?)收到了?"), lambda _, sent: m.PaidQuoted()),
)


def _either(match: re.Match[str]) -> m.PaidQuoted | None:
    said = match[1] or match[2]
    fen = None if said is None else fen_said(said)
    return None if said is not None and fen is None else m.PaidQuoted(fen=fen)


def read_waiver(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return m.SayWaiver(whose=rest)


WAIVERS: Shapes = (
    (
        re.compile(rf"(.{{1,30}}?)\s*抹(?:掉|去)?了?\s*{_SUM}"),
        lambda match, sent: m.SayWaiver(whose=match[1], fen=match[2]),
    ),
    (
        re.compile(r"(.{1,30}?)的?\s*(?:抹零|零头(?:抹了|不要了|算了))了?"),
        lambda match, sent: m.SayWaiver(whose=match[1]),
    ),
)


def read_refund(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`退 501 8块`."""
    match = re.fullmatch(rf"(.+?)\s+{_SUM}", rest)
    if match is None:
        return WrongForm("退给谁、退多少没写")
    return m.SayRefund(whose=match[1], fen=match[2], text=f"{match[1]}退{match[2]}")


def _back(match: re.Match[str], sent: Moment) -> m.SayRefund:
    out = bool(match[2])
    return m.SayRefund(whose=match[1].strip(), fen=match[3], text=match[0], out=out)


#: `501退8块`, `501退8`, `退501 8块`; `501退了8块`, `501转回去8块`: given back already.
REFUNDS: Shapes = (
    (re.compile(rf"(.{{1,30}}?)\s*退(?:款|钱|给?[她他你您])?(了)?\s*{_SUM}"), _back),
    (re.compile(rf"(.{{1,30}}?)\s*(转回)去?了?\s*{_SUM}"), _back),
    (
        re.compile(rf"退(?:款|钱)?(?:给)?\s*(.{{1,30}}?)\s+{_SUM}"),
        lambda match, sent: read_refund(f"{match[1]} {match[2]}", sent),
    ),
)


def _refund_quoted(match: re.Match[str], sent: Moment) -> m.RefundQuoted | None:
    fen = None if match[1] is None else fen_said(match[1])
    return None if match[1] is not None and fen is None else m.RefundQuoted(fen=fen)


REFUND_QUOTED: Shapes = ((re.compile(rf"(?:给?你)?退(?:你|她|他|钱|款)?(?:了|吧)?\s*{_SUM}?"), _refund_quoted),)
NEXT_TIME_QUOTED: Shapes = (
    (
        re.compile(r"(?:下次|下回|下批|明天|改天)?给?(?:你|她|他)?补(?:你|她|他|吧|一份|上)?"),
        lambda _, sent: m.NextTimeQuoted(),
    ),
)
NEXT_TIME: Shapes = (
    (
        re.compile(
            r"(.{1,16}?)\s*(?:的)?([\u4e00-\u9fff]{0,8}?)\s*(?:下次|下回|下批|下一批)(?:再)?补(?:上|吧|给(?:她|他))?"
        ),
        lambda match, sent: m.SayNextTime(whose=match[1], goods=match[2]),
    ),
    (re.compile(r"(.{1,20}?)(?:的)?(?:已经)?补(?:上|好|过)?了"), lambda match, sent: m.SayMadeGood(whose=match[1])),
)


def read_statement(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return m.SayStatement(whose=rest) if rest else WrongForm("看谁的账没写")


STATEMENTS: Shapes = (
    (
        re.compile(r"(.{1,30}?)(?:家)?(?:还|一共|总共|现在)?欠(?:我)?(?:多少|几块|什么)(?:钱|款)?"),
        lambda match, sent: m.SayStatement(whose=match[1]),
    ),
    (
        re.compile(r"(.{1,30}?)(?:家)?(?:为什么|为啥|怎么)(?:还)?欠.{0,8}"),
        lambda match, sent: m.SayStatement(whose=match[1]),
    ),
    (re.compile(r"(.{1,30}?)(?:家)?(?:的账|的账单|账上)(?:呢)?"), lambda match, sent: m.SayStatement(whose=match[1])),
    (
        re.compile(r"(.{1,30}?)(?:家)?(?:付|给|转)(?:了没|没付|了吗|钱了吗|钱了没)"),
        lambda match, sent: m.SayStatement(whose=match[1]),
    ),
)


def read_dun(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return m.SayDun(whose=rest)


DUNS: Shapes = (
    (re.compile(r"催(?:一下|一催|下)?\s*(.{1,20})"), lambda match, sent: m.SayDun(whose=match[1])),
    (re.compile(r"(.{1,20}?)\s*催(?:一下|一催|下)"), lambda match, sent: m.SayDun(whose=match[1])),
)


def read_pay_mode(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest:
        return m.SetPayMode()
    mode = next((mode for mode, words in MODE_WORDS.items() if rest in words), None)
    return not_understood(rest) if mode is None else m.SetPayMode(mode=mode)


_PAY_MODES = "|".join(word for words in MODE_WORDS.values() for word in words)

ROWS: tuple[Spec, ...] = (
    bare(
        "待确认",
        m.TellToldPayments(),
        "谁说付过了、还等你看一眼的。回编号就收，“都收到了”全收。",
        examples=("说付了的",),
        part=Part.EVENING,
        aliases=("说付了的", "谁说付了", "待确认", "待收", "说转了的"),
    ),
    Spec(
        name="收款",
        usage="收501 45",
        help="谁付了：“501付了”是欠的都付了，“收501 45”“501现金45”写上多少。几家一起：“501 502付了”。"
        "在群里引用一句话，回“收了”也行。超过5家或200块先问你。记完我念一遍，错了回“撤”。",
        examples=("收501 45", "501付了", "501现金45"),
        read=read_payment,
        part=Part.EVENING,
        aliases=("收", "收钱"),
        natural=PAYMENTS,
        quoted=PAID_QUOTED,
    ),
    Spec(
        name="抹零",
        usage="抹零",
        help="零头不要了：收完说“抹零”，或者“501抹零”“501抹3块”。",
        examples=("抹零", "501抹零"),
        read=read_waiver,
        part=Part.EVENING,
        aliases=("抹零", "零头不要了", "零头抹了", "抹了"),
        natural=WAIVERS,
    ),
    bare(
        "未付",
        m.TellOwing(),
        "谁还欠着、欠多少。只发给你，群里不说。",
        examples=("谁没付", "未付"),
        part=Part.EVENING,
        aliases=("谁没付", "未付", "没付的", "谁还没付", "谁没给钱", "谁欠钱", "谁欠着", "谁没付钱", "欠款", "欠账"),
    ),
    Spec(
        name="催款",
        usage="催一下",
        help="提醒还没付的：加了我的私下说一句，没加的写好话给你转。5块以下的、售后没完的不催，9点到20点半才发。",
        examples=("催一下", "催501"),
        read=read_dun,
        part=Part.EVENING,
        aliases=("催一下", "催款", "催催", "都催一下", "催一催", "催一下没付的"),
        natural=DUNS,
    ),
    Spec(
        name="账",
        usage="501欠多少",
        help="一户的账，一笔一笔列给你，加起来就是欠的数。",
        examples=("501欠多少", "王芳的账"),
        read=read_statement,
        part=Part.EVENING,
        natural=STATEMENTS,
    ),
    bare(
        "核对",
        m.CheckMoney(),
        "这个团该收多少、谁还欠、今天收了多少现金和转账。",
        examples=("核对", "对账"),
        part=Part.EVENING,
        aliases=("核对", "对账", "对一下账", "收了多少", "收了多少钱", "今天收了多少"),
    ),
    Spec(
        name="退款",
        usage="501退8块",
        help="退钱：“501退8块”；欠着的就少欠，付过的先挂着，下次抵，或者你转了回“转了”。已经转回去了就“501退了8块”。"
        "退货“501草莓退1盒”，下次补“501下次补”。引用那句话回“退8”也行。",
        examples=("501退8块", "501退了8块"),
        read=read_refund,
        part=Part.EVENING,
        natural=REFUNDS,
        quoted=REFUND_QUOTED,
    ),
    bare(
        "该退的",
        m.TellRefunds(),
        "记着要转回去的钱，给谁、多少、一共多少。",
        examples=("该退的",),
        part=Part.EVENING,
        aliases=("该退的", "要退的", "要退谁", "该退谁", "还要退谁", "没退的"),
    ),
    Spec(
        name="下次补",
        usage="501下次补",
        help="坏的少的不退钱，下回补上：“501下次补”“501草莓下次补”；补完了回“501补了”。",
        examples=("501下次补", "501补了"),
        read=lambda rest, sent: m.SayNextTime(whose=rest) if rest else WrongForm("给谁补没写"),
        part=Part.ARRIVAL,
        natural=NEXT_TIME,
        quoted=NEXT_TIME_QUOTED,
    ),
    bare(
        "售后",
        m.TellClaims(),
        "谁的货有问题、答应补谁的。回编号定：退、下次补、算了。",
        examples=("售后", "坏的有哪些"),
        part=Part.ARRIVAL,
        aliases=("售后", "坏的有哪些", "哪些坏了", "有啥坏的", "有哪些坏的", "谁的坏了", "坏的"),
    ),
    Spec(
        name="付款方式",
        usage="付款方式 [先付/到付/月结]",
        help="大家什么时候付：先付一订就算欠，到付货到了才算，月结不单独催。",
        examples=("付款方式", "到付", "月结"),
        read=read_pay_mode,
        natural=((re.compile(rf"({_PAY_MODES})"), lambda match, sent: read_pay_mode(match[1], sent)),),
    ),
)
