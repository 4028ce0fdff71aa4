"""How is each command typed, by whom, and where may it be answered? One ordered table.

The table answers ``帮助`` and ``tuan commands``; its examples are typed in a test, so that none of them is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers import book_commands as b
from handlers import catch_up_commands as u
from handlers import collecting_commands as k
from handlers import commands as c
from handlers import outbox_commands as o
from handlers import peace_commands as p
from handlers.book_forms import (
    CHANGE_QUOTED,
    COUNT_QUOTED,
    LET_IN,
    read_say_gift,
    read_say_order,
    read_waiting,
)
from handlers.command_forms import (
    AGAIN_OR_NOT,
    COLLECTED,
    Read,
    Shapes,
    plain,
    plain_or_plan,
    read_arrived,
    read_catch_up,
    read_close,
    read_collected,
    read_cutoff_until,
    read_help,
    read_hold,
    read_late,
    read_late_numbers,
    read_orders,
    read_reopen,
    read_start_draft,
    read_why,
    read_why_of,
)
from handlers.peace_forms import KEEP_QUIET, MODES, read_keep_quiet, read_mode
from handlers.schedule_forms import NUMBERED, PLANNED, read_again, read_schedule
from handlers.wording_forms import read_wording
from models.values import Role


@dataclass(frozen=True, slots=True)
class Spec:
    """One command.

    ``name`` is its name behind a slash or in a private chat; ``aliases`` are whole texts that mean it without
    arguments; ``natural`` are shapes of whole texts, ``quoted`` of what stands beside a quoted message. ``public``: it
    may be typed in the group and does something that the group sees; everything else is answered privately.
    ``rights``: who may. ``verbatim``: what stands behind the name is read as it was written, lines and all.
    """

    name: str
    usage: str
    help: str
    examples: tuple[str, ...]
    read: Read
    aliases: tuple[str, ...] = ()
    natural: Shapes = ()
    quoted: Shapes = ()
    rights: frozenset[Role] = frozenset({Role.ORGANIZER, Role.HELPER})
    public: bool = False
    verbatim: bool = False


TABLE: tuple[Spec, ...] = (
    Spec(
        name="开团",
        usage="开团 [清单]",
        help="把供应商的清单贴给我，分几条也行，贴完回“好了”。我整理成草稿，你回“发”才发到群里。",
        examples=("开团",),
        read=read_start_draft,
        aliases=("开团吧", "开个团", "新团"),
    ),
    Spec(
        name="清单",
        usage="清单",
        help="把现在的清单再发一遍到群里。",
        examples=("清单", "再发一遍"),
        read=plain_or_plan(c.PostList(), "清单"),
        aliases=("发清单", "再发一遍", "发一遍清单", "发下清单"),
        public=True,
    ),
    Spec(
        name="截单",
        usage="截单 [几点]",
        help="现在截单；带上时间是改截单时间，比如“延到晚上9点”。",
        examples=("截单", "截了", "延到晚上9点"),
        read=read_close,
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
        aliases=("再开", "接着接", "继续接", "再开一会"),
        natural=(
            (re.compile(r"再开\s*((?:半小时|\d+\s*(?:分钟|小时)|到?.+点.*))"), lambda m, sent: read_reopen(m[1], sent)),
        ),
        public=True,
    ),
    Spec(
        name="统计",
        usage="统计",
        help="到现在几单、多少钱、每样多少。只发给你。",
        examples=("统计", "多少了"),
        read=plain(c.TellTotals()),
        aliases=("多少了", "几单了", "汇总", "有多少单", "多少单了", "现在多少单"),
    ),
    Spec(
        name="订单",
        usage="订单 [房号/名字/商品]",
        help="看一户订了啥，或者谁要了一样东西。只发给你。",
        examples=("订单 501", "501订了啥", "谁要了草莓"),
        read=read_orders,
        natural=(
            (re.compile(r"谁(?:要|订|买|点)了?(.{1,20})"), lambda m, sent: c.TellOrders(whose=m[1])),
            (
                re.compile(r"(.{1,20}?)(?:都)?(?:订|要|买|点)了(?:啥|什么|些啥|些什么|哪些)"),
                lambda m, sent: c.TellOrders(whose=m[1]),
            ),
        ),
    ),
    Spec(
        name="为什么",
        usage="为什么 [房号/名字]",
        help="一户的单是哪几句话记出来的，一句一句列给你。在群里引用一句话，@我说“为什么”也行。只发给你。",
        examples=("为什么 501", "501为什么是3板"),
        read=read_why,
        aliases=("为啥", "怎么来的"),
        natural=(
            (re.compile(r"(.{1,20}?)(?:的单|的)?(?:为什么|为啥)(.*)"), read_why_of),
            (re.compile(r"(.{1,20}?)(?:的单|的)?怎么((?:是|有|没|成|变|少了|多了|不是).*)"), read_why_of),
            (re.compile(r"为啥\s*(.{1,40})()"), read_why_of),
        ),
    ),
    Spec(
        name="代记",
        usage="房号或名字 要什么",
        help="替人记一单：房号或名字在前，要什么在后，“501 鸡蛋2”“记王阿姨鸡蛋2”。转来的单子直接贴，我问“谁的？”，"
        "回名字或房号。在群里引用一句话，回“记”就记上。记完我念一遍，错了回“撤”。",
        examples=("501 鸡蛋2", "记王阿姨鸡蛋2"),
        read=read_say_order,
        quoted=COUNT_QUOTED,
    ),
    Spec(
        name="改单",
        usage="房号或名字 改什么",
        help="改一户的单：“501鸡蛋改2”“501不要草莓了”“501都不要了”。在群里引用那句话，回“改2”“不算”“给501的”也行。",
        examples=("501鸡蛋改2", "501不要草莓了"),
        read=read_say_order,
        quoted=CHANGE_QUOTED,
    ),
    Spec(
        name="转单",
        usage="谁的 什么 转给 谁",
        help="把一户的转给另一户，截了以后也行：“王芳鸡蛋1转给李哥”；不写数就是全转。排队的不受影响。",
        examples=("王芳鸡蛋1转给李哥",),
        read=read_say_gift,
    ),
    Spec(
        name="候补",
        usage="候补 · 放两盒",
        help="谁在排队。“放两盒”就按先后放进来两盒，“草莓放2盒”指一样，“都放”是都收下。",
        examples=("谁排着", "放两盒"),
        read=read_waiting,
        aliases=("谁排着", "谁在排", "谁在排队", "谁排队", "排着的", "候补名单", "谁候补"),
        natural=LET_IN,
    ),
    Spec(
        name="没定的",
        usage="刚才问你的",
        help="我问了人、还没回的都在这儿。回编号替他们定，或者连着说：“1 排骨”“2 一共”；不管了就“1 算了”。",
        examples=("刚才问你的",),
        read=plain(b.TellQuestions()),
        aliases=("刚才问你的", "刚才问的", "刚问你的", "问你的", "没定的", "没回的", "还有啥没定", "还有什么没定"),
    ),
    Spec(
        name="迟到单",
        usage="迟到单",
        help="截单以后才说的都在这儿。“全收”都收下，“收3 5”收那两单，“都不要”就算了。",
        examples=("迟到单", "全收", "收3 5", "都不要"),
        read=read_late,
        aliases=("晚的", "补单", "晚单", "迟的"),
        natural=(
            (re.compile(r"全收|全收了|都收|都收了|都收下"), lambda m, sent: c.TakeLate()),
            (
                re.compile(r"收\s*(\d{1,2}(?:\s*[、, ]\s*\d{1,2})*)\s*(?:单|号)?"),
                lambda m, sent: read_late_numbers(m[1]),
            ),
            (re.compile(r"都不要|都不收|不收了"), lambda m, sent: c.DropLate()),
        ),
    ),
    Spec(
        name="采购单",
        usage="报货",
        help="截单以后每样要多少，直接转给供应商。报了货，没定的就不再等了。",
        examples=("报货", "采购单"),
        read=plain(c.TellPurchase()),
        aliases=("报货", "报单", "进货单"),
    ),
    Spec(
        name="到货",
        usage="到货",
        help="货到了，现在就发取货通知。没到回“没到”，晚了回“晚到 5点半”。",
        examples=("到货", "到了", "都到了"),
        read=read_arrived,
        aliases=("到了", "都到了", "货到了", "到货了", "货都到了"),
        public=True,
    ),
    Spec(
        name="晚到",
        usage="晚到 [几点]",
        help="取货通知先不发；说了几点就挪到那时，并在群里说一声。",
        examples=("晚到 5点半", "没到", "车堵了"),
        read=read_hold,
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
        natural=COLLECTED,
        public=True,
    ),
    Spec(
        name="未取",
        usage="谁没拿",
        help="还有谁没来拿，只发给你。“喊一下没拿的”在群里喊一声，只说名字。",
        examples=("谁没拿", "喊一下没拿的"),
        read=plain(k.TellUncollected()),
        aliases=("谁没拿", "谁没取", "谁还没拿", "谁还没取", "没拿的", "没取的", "还有谁没拿"),
        natural=((re.compile(r"喊(?:一下|一声|下)?(?:还)?没[拿取领]的(?:人)?"), lambda m, sent: k.CallUncollected()),),
    ),
    Spec(
        name="收摊",
        usage="收摊",
        help="今天拿完了，在群里谢一声；没来的写上名字，给留着。",
        examples=("收摊",),
        read=plain(k.PackUp()),
        aliases=("收摊了", "收工", "收工了"),
        public=True,
    ),
    Spec(
        name="日程",
        usage="日程 [哪天几点 做什么]",
        help="到点我自己做的事。定：“每天8点 清单”“工作日 17:30 取货通知”“每周三 10:00 开团 水果”“逢二五八 7点 清单”"
        "“明天8点 清单”“截单前30分钟 提醒”“到货后 立即 通知”；后面加“节假日不发”就跳过。"
        "回“日程”看编号：“停2”“停2到周五”“恢复2”“删2”。",
        examples=(
            "日程",
            "日程 每天8点 清单",
            "日程 工作日 17:30 取货通知",
            "每周三 10:00 开团 水果",
            "截单前30分钟 提醒",
            "到货后 立即 通知",
            "日程 停1",
        ),
        read=read_schedule,
        aliases=("定时", "时间表"),
        natural=(*PLANNED, *NUMBERED),
    ),
    Spec(
        name="照旧",
        usage="照旧 [哪个团]",
        help="拿上回那张清单再开一次：先给你看草稿，改改价、删几样都行，回“发”才出去。",
        examples=("照旧",),
        read=read_again,
        aliases=("照上次", "跟上次一样", "还是那张", "老清单"),
    ),
    Spec(
        name="日报",
        usage="日报",
        help="今天到现在的小结，带图和表格。只发给你。",
        examples=("日报", "今天怎么样"),
        read=plain_or_plan(c.TellSummary(), "日报"),
        aliases=("今天怎么样", "小结", "今天咋样"),
    ),
    Spec(
        name="发件箱",
        usage="发件箱",
        help="哪几条没发出去、哪几条还等着发。“重发”再发一次，“重发1 3”挑着发，“都重发”全发；不用了就“不补”“不补2”。",
        examples=("发件箱", "重发", "重发1 3", "都不补"),
        read=plain(o.TellOutbox()),
        aliases=("发件", "没发出去的", "没发的"),
        natural=AGAIN_OR_NOT,
    ),
    Spec(
        name="周报",
        usage="周报",
        help="这周到现在卖了多少，跟上周比，带图。每个周日晚上跟日报一起发。只发给你。",
        examples=("周报", "这周怎么样"),
        read=plain(c.TellWeek()),
        aliases=("这周怎么样", "这周咋样", "本周小结"),
    ),
    Spec(
        name="补录",
        usage="补录",
        help="我漏了的聊天贴给我：复制出来的、合并转发的、最新的接龙都行。早记过的不会再记，我先念给你听，你回“好”才算。",
        examples=("补录",),
        read=read_catch_up,
        aliases=("漏了", "补聊天", "补一下漏的"),
    ),
    Spec(
        name="接龙补齐",
        usage="接龙补齐",
        help="把群里说的单并进接龙，写成一整条，你复制发到群里，就是最新的接龙。",
        examples=("接龙补齐", "补齐"),
        read=plain(u.WriteWholeChain()),
        aliases=("补齐", "补齐接龙", "接龙补全", "写接龙"),
    ),
    Spec(
        name="模板",
        usage="模板 [哪一条] [你的话]",
        help="群里说的话换成你的：“模板 取货通知”看现在怎么说，“模板 取货通知 货到啦，{地点}”换掉，“加 …”多一种，"
        "“删1”去掉一种，“还原”用回我的。先念给你听，回“好”才算。",
        examples=("模板", "模板 取货通知", "模板 取货通知 货到啦，{地点}"),
        read=read_wording,
        aliases=("模版", "改话", "话术"),
        rights=frozenset({Role.ORGANIZER}),
        verbatim=True,
    ),
    Spec(
        name="静音",
        usage="静音 [多久]",
        help="群里我先不说话，到时候自己放开；不说多久就是到明早。到点要发的先告诉你，你让发的照发。回“说话吧”提前放开。",
        examples=("静音", "静音2小时", "静音到明天", "别说话"),
        read=read_keep_quiet,
        aliases=("别说话", "安静", "闭嘴", "别吵", "别发了", "先别说话", "安静点", "别说了"),
        natural=KEEP_QUIET,
    ),
    Spec(
        name="说话吧",
        usage="说话吧",
        help="不用安静了：静音、嫌吵、吵架时的安静都放开。",
        examples=("说话吧",),
        read=plain(p.SpeakAgain()),
        aliases=("可以说话了", "说话", "取消静音", "不静音了", "解除静音", "别静音了"),
    ),
    Spec(
        name="吵不吵",
        usage="吵不吵",
        help="这一天我在群里说了几条、都是什么、卖东西的占多少。只发给你。",
        examples=("吵不吵",),
        read=plain(p.TellLoudness()),
        aliases=("安静度", "话多不多", "吵吗", "你吵不吵", "是不是太吵"),
    ),
    Spec(
        name="群模式",
        usage="群模式 [小店/封控/乡村]",
        help="按什么群来跑：清单几点发、几点到几点不出声这些。你单独定过的不动。",
        examples=("群模式", "群模式 乡村", "乡村模式"),
        read=read_mode,
        aliases=("模式",),
        natural=MODES,
    ),
    Spec(
        name="撤销",
        usage="撤",
        help="把你上一步撤回来。",
        examples=("撤", "撤回"),
        read=plain(c.UndoLast()),
        aliases=("撤", "撤回", "错了", "不对", "撤销"),
    ),
    Spec(
        name="帮助",
        usage="帮助 [命令]",
        help="有哪些话能说；“帮助 开团”细说一个，“帮助 全部”都列出来。",
        examples=("帮助", "帮助 开团", "帮助 全部"),
        read=read_help,
        aliases=("怎么用", "help", "？", "?"),
    ),
)
