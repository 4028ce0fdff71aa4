"""What do words in braces stand for? `货到啦，{地点}，报名字就行`, as an organizer types it, made into a template.

A part of a sentence whose words have nothing to stand for today is left out, with the comma behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.rendering.kinds import KINDS, Audience

#: A line break behind a tag is the tag's own to Jinja; one that is written so stays.
_LINE = '{{ "\\n" }}'
#: The parts of ours that these expressions use.
_PARTS = "".join(
    f'{{% import "_{part}.j2" as {name} %}}'
    for part, name in (
        ("orders", "row"),
        ("ask", "ask"),
        ("list", "list"),
        ("facts", "facts"),
        ("bags", "bag"),
        ("selling", "sell"),
    )
)

#: `{{地点}}` is `{地点}`, typed as other programs want it: no name of ours is Chinese.
_JINJA = re.compile(r"\{\{(?!\s*[\u4e00-\u9fff]+\s*\})|\{%|\{#")
_BRACED = re.compile(r"(?P<twice>\{)?[{｛]\s*(?P<name>[^{}｛｝]*?)\s*[}｝](?(twice)\})")
_MENDED = (
    (r"[，、；]+(?=[。！？])", ""),
    (r"([。！？!?])。+", r"\1"),
    (r"(?m)^[，。、；]+", ""),
    (r"(?m)[，、；]+$", "。"),
)
_CLAUSE = re.compile(r"[^，。；！？、,;!?\n]*[，。；！？、,;!?\n]?")


@dataclass(frozen=True, slots=True)
class Slot:
    """``value``: what of a post's values it tells; empty where it is always there. ``needs``: when there is something
    to tell, where that is not the value alone."""

    name: str
    expression: str
    meaning: str
    value: str = ""
    needs: str = ""

    @property
    def condition(self) -> str:
        return self.needs or self.value


def _time(value: str, name: str, meaning: str) -> tuple[Slot, Slot]:
    """A time of a kind's own: as `{时间}` with its day, as `{几点}` without where it is today."""
    return (
        Slot("时间", f"{value} | when", f"{meaning}，带上哪天", value),
        Slot("几点", f"{value} | hour", f"{meaning}，今天的只说几点", value),
    )


_ALWAYS = (Slot("今天", "now | date", "几月几号"), Slot("你", "you", "你或者您，跟着群里的叫法"))
#: Where a value stands in several kinds it is called the same in all of them.
_BY_VALUE: Mapping[str, Slot] = {
    slot.value: slot
    for slot in (
        Slot("地点", "place", "在哪儿拿", "place"),
        Slot("标题", "title", "这张单的标题", "title"),
        Slot("截单时间", "closes_at | when", "什么时候截", "closes_at"),
        Slot("到货时间", "arrives_at | when", "什么时候到", "arrives_at"),
        Slot("还有多久", "minutes | span", "离截单还有多久", "minutes"),
        Slot("天数", "chatter_days", "闲聊留几天", "chatter_days"),
        Slot("商品", "list.products(products)", "一行一样，带编号和价", "products"),
        Slot("名单", "row.named(orders)", "谁要了什么", "orders"),
        Slot("问题", "ask.everybody(questions, 0)", "问谁、问什么", "questions"),
        Slot("哪单", 'of ~ "那单"', "说的是哪张单，只有一张就不说", "of"),
        Slot("人数", "count", "几位", "count"),
        Slot("哪天", "day_at | day", "哪天", "day_at"),
        Slot("金额", "sum_fen | money", "一共多少钱", "sum_fen"),
    )
}
#: The time that a kind is about.
_TIMES: Mapping[str, tuple[Slot, Slot]] = {
    "list": _time("closes_at", "截单", "什么时候截"),
    "reminder": _time("closes_at", "截单", "什么时候截"),
    "reopened": _time("closes_at", "截单", "什么时候截"),
    "closed": _time("arrives_at", "到货", "什么时候到"),
    "late": _time("closed_at", "截单", "什么时候截的"),
    "late_privately": _time("closed_at", "截单", "什么时候截的"),
    "postponed": _time("arrives_at", "到货", "改到什么时候到"),
    "price_changed": _time("until_at", "答复", "什么时候前要回"),
    "delayed": _time("expected_at", "到货", "估计什么时候到"),
    "pickup_notice": _time("ends_at", "收摊", "人待到什么时候"),
    "not_collected": _time("ends_at", "收摊", "人待到什么时候"),
}
_WHO = Slot("名单", 'people | map(attribute="who") | listed', "都有谁", "people")
_PAID_OR_NOT = '"付过了" if paid or told else ("还欠" ~ (owed_fen | money) if owed_fen else "还没付")'
_CALLED = Slot("名单", 'people | map(attribute="who") | map("mention") | join(" ")', "@谁", "people")
_GOODS = Slot("商品", "product", "什么货", "product")
#: Where the same value is told otherwise.
_IN_KIND: Mapping[str, tuple[Slot, ...]] = {
    "handed_over": (Slot("谁", "who | name", "谁替你", "who"),),
    "late": (Slot("名单", "row.called(orders)", "@谁 要了什么", "orders"),),
    "not_taken": (Slot("名单", "orders | whose", "都有谁", "orders"),),
    "not_collected": (Slot("名单", "people | households | listed", "都有谁", "people"),),
    "packed_up": (_WHO,),
    "claim_seen": (_CALLED,),
    "pickup_notice": (Slot("名单", "bag.listed(bags)", "取货号和名字", "bags"),),
    "part_arrived": (Slot("商品", 'goods | join("、")', "到了什么", "goods"),),
    "short_apology": (_CALLED, _GOODS, Slot("数量", "quantity ~ unit", "少几个", "quantity")),
    "leftovers_offered": (
        _GOODS,
        Slot("数量", "quantity ~ unit", "多几个", "quantity"),
        Slot("价", "price_fen | price", "一个多少钱", "price_fen"),
    ),
    "leftovers_sold": (_WHO, _GOODS, Slot("没赶上", 'missed | map(attribute="who") | listed', "谁晚了一步", "missed")),
    "kept_for": (_CALLED,),
    "mixed_bags_warning": (Slot("商品", "wrong", "拿串的是什么", "wrong"),),
    "deal_closed": (
        Slot("谁", "who | name", "谁的", "who"),
        Slot("给谁", "to | name", "给谁，或者跟谁分", "to"),
        Slot("商品", "lines | amounts", "什么、几个", "lines"),
    ),
    "captain_read_back": (
        Slot("楼", "building", "几号楼", "building"),
        Slot("户数", "households", "几户要", "households"),
        Slot("商品", "lines | amounts", "一共要什么", "lines"),
    ),
    "enough": (
        Slot("商品", "product", "哪样够数了", "product"),
        Slot("数量", "quantity ~ unit", "够了多少", "quantity"),
    ),
    "called_off": (
        Slot("商品", "goods | listed(6)", "哪几样不来了，整团取消就没有", "goods"),
        Slot("原因", "why", "为什么", "why"),
    ),
    "postponed": (Slot("原因", "why", "为什么", "why"),),
    "price_changed": (
        Slot("名单", "sell.called(orders)", "@要了的人", "orders"),
        Slot("商品", "product", "哪样变价了", "product"),
        Slot("新价", '(price_fen | price) ~ "元一" ~ unit', "现在多少钱", "price_fen"),
        Slot("原价", '(was_fen | price) ~ "元"', "原来多少钱", "was_fen"),
    ),
    "offer_heard": (Slot("回话", "sell.heard(said, 0)", "谁的退了、谁的留着", "said"),),
    "offer_heard_privately": (Slot("回话", "sell.heard(said, 0)", "退了还是留着", "said"),),
    "goods_came_true": (Slot("名单", "sell.called(orders)", "@扣过1的人", "orders"),),
    "the_usual": (Slot("名单", "row.each_called(orders)", "@谁 上次要的，一人一行", "orders"),),
    "the_usual_privately": (Slot("商品", "lines | amounts", "上次要的", "lines"),),
    "noted_before": (Slot("名单", "row.each_called(orders)", "@谁 记着什么，一人一行", "orders"),),
    "mine_in_group": (Slot("名单", "row.each_called(orders)", "@谁 记着什么，一人一行", "orders"),),
    "ask_privately": (Slot("问题", "ask.privately(questions, 0)", "问什么", "questions"),),
    "mine": (
        Slot("商品", "row.whole(lines, waiting)", "记着什么", "lines", "(lines or waiting)"),
        Slot("付没付", _PAID_OR_NOT, "付过了，或者还没付", "paid", "sum_fen"),
    ),
    "answers": (Slot("回答", "facts.told(lines, 0)", "答了什么", "lines"),),
    "answers_privately": (Slot("回答", "facts.told(lines, 0)", "答了什么", "lines"),),
    "noted_privately": (Slot("商品", "lines | amounts", "记了什么", "lines"),),
    "late_privately": (Slot("商品", "lines | amounts", "要什么", "lines"),),
}
#: What goes out with a post whether she thinks of it or not: what was noted since, what is still asked.
_TAILS: Mapping[str, Mapping[str, str]] = {
    "closed": {"orders": "{{ row.at_last(orders) }}"},
    "pickup_notice": {"bags": "{{ bag.listed(bags) if bags }}"},
    "packed_up": {"people": '{{ (people | map(attribute="who") | listed) ~ "的给留着，找团长拿。" if people }}'},
    "reminder": {"orders": "{{ row.at_last(orders) }}", "questions": "{{ ask.still_open(questions) }}"},
}
#: What a post would be no use without.
_SAID = frozenset({"products", "orders", "people", "questions", "lines", "chatter_days"})
_SAID_IN: Mapping[str, frozenset[str]] = {
    "handed_over": frozenset({"who", "day_at"}),
    "resting": frozenset({"day_at"}),
}


def slots(kind: str) -> dict[str, Slot]:
    """The words that can stand in braces in a kind, by name."""
    values = KINDS[kind].values
    found = (
        *_TIMES.get(kind, ()),
        *(slot for value, slot in _BY_VALUE.items() if value in values),
        *_IN_KIND.get(kind, ()),
        *_ALWAYS,
    )
    return {slot.name: slot for slot in found if not slot.value or slot.value in values}


def said_by(kind: str) -> frozenset[str]:
    """The values that a wording of this kind has to tell."""
    if KINDS[kind].audience is Audience.ORGANIZER:
        return frozenset()
    return (_SAID & KINDS[kind].values) | _SAID_IN.get(kind, frozenset())


def is_plain(source: str) -> bool:
    """Whether it is words with braces, and no template of Jinja's."""
    return _JINJA.search(source) is None


def unknown_in(kind: str, source: str) -> tuple[str, int] | None:
    """The first word in braces that stands for nothing in this kind, with its line from 1."""
    known = slots(kind)
    for braced in _BRACED.finditer(source):
        if braced["name"] not in known:
            return braced["name"], 1 + source.count("\n", 0, braced.start())
    return None


def used_in(kind: str, source: str) -> list[Slot]:
    """The slots of a wording, each once, in the order in which they stand; none in a template of Jinja's."""
    if not is_plain(source):
        return []
    known = slots(kind)
    return [
        known[name] for name in dict.fromkeys(braced["name"] for braced in _BRACED.finditer(source)) if name in known
    ]


def _named(text: str) -> list[str]:
    return [braced["name"] for braced in _BRACED.finditer(text)]


def open_brace_in(source: str) -> int | None:
    """The line with a brace that is not closed, or was never opened."""
    rest = _BRACED.sub(lambda braced: "\n" * braced[0].count("\n"), source)
    found = re.search(r"[{}｛｝]", rest)
    return None if found is None else 1 + rest.count("\n", 0, found.start())


def as_template(kind: str, source: str) -> str:
    """Plain words as a template. What it has to tell and does not is told behind it, where the kind allows that; where
    there is nothing of what it is there to tell, it says nothing, and ours is said."""
    known = slots(kind)
    clauses = "".join(_clause(clause, known) for clause in _CLAUSE.findall(source))
    tails = _TAILS.get(kind, {})
    named = used_in(kind, source)
    told = {slot.value for slot in named}
    behind = "".join(_LINE + tail for value, tail in tails.items() if value not in told)
    core = {slot.condition for slot in named if slot.value in said_by(kind) and slot.value not in tails}
    body = f"{{% if {' and '.join(sorted(core))} %}}{clauses}{{% endif %}}" if core else clauses
    return f"{_PARTS}{body}{behind}"


def _clause(clause: str, known: Mapping[str, Slot]) -> str:
    used = [known[braced["name"]] for braced in _BRACED.finditer(clause) if braced["name"] in known]
    written = _BRACED.sub(lambda braced: f"{{{{ {known[braced['name']].expression} }}}}", clause)
    written = written.replace("\n", _LINE)
    needed = [slot.condition for slot in used if slot.condition]
    if not needed:
        return written
    # The sentence ends all the same.
    otherwise = "{% else %}。" if clause[-1] in "。！？!?" else ""
    return f"{{% if {' and '.join(needed)} %}}{written}{otherwise}{{% endif %}}"


def mended(text: str) -> str:
    """A text without the commas that were left over where a part of a sentence is missing."""
    for wrong, right in _MENDED:
        text = re.sub(wrong, right, text)
    return text
