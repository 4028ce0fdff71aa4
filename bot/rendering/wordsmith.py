"""What may be worded otherwise, under which name, and how does it read now? What `模板` asks of the rendering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from bot.rendering import placeholders
from bot.rendering.kinds import KIND_WORDS, KINDS, Audience
from bot.rendering.words import Words
from models.errors import RenderError
from models.mail import Json
from models.own_wordings import Flaw, Placeholder, Voice, WordedKind

if TYPE_CHECKING:
    from bot.rendering.own_templates import TemplateCheck

#: What she may call a kind beside the name that is shown.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "pickup_notice": ("货到了", "到货", "到货通知"),
    "list": ("今天的菜", "发清单"),
    "reminder": ("截单提醒", "提醒"),
    "closed": ("截单", "截"),
    "delayed": ("晚到",),
    "reopened": ("重开",),
    "noted": ("接单",),
    "late": ("迟到单", "晚单"),
}
#: Where another name says it better than what the post is called in a list of posts.
_CALLED: Mapping[str, str] = {"pickup_notice": "取货通知"}
#: What she could say instead, as she would type it.
_EXAMPLES: Mapping[str, str] = {
    "list": "早，看看今天的菜：{商品}，{时间}截",
    "noted": "收到啦：{名单}",
    "ask": "问一句：{问题}",
    "reminder": "{几点}截，还有{还有多久}哈",
    "closed": "收摊，{时间}到",
    "late": "{名单}，先帮{你}留着，我看看",
    "not_taken": "{名单}，这回没了，下回给{你}留",
    "pickup_notice": "货到啦，{地点}，{几点}前都有人",
    "not_collected": "还没来的：{名单}，{几点}收摊哈",
    "packed_up": "收摊啦，{名单}的我收着",
    "delayed": "车堵了，{几点}才到",
    "reopened": "再接一会儿，{几点}截",
    "list_withdrawn": "单子写错了，等我重发",
    "enough": "{商品}凑够啦",
    "called_off": "{原因}，这回不送了，要退的回“退”",
    "not_called_off": "又能送了，单子照旧",
    "postponed": "{原因}，改到{时间}，不等的回“退”",
    "price_changed": "{名单}{商品}现在{新价}，还要的回“要”，{时间}前",
    "offer_heard": "知道了：{回话}",
    "offer_heard_privately": "知道了：{回话}",
    "mine_in_group": "{名单}，没错吧",
    "noted_before": "{名单}，放心",
    "keeping_notice": "我帮团长记单，闲聊{天数}天就删，想看想删自己的跟团长说",
    "mine": "{你}订的：{商品}，一共{金额}",
}
_ORDER = (Audience.GROUP, Audience.RESIDENT, Audience.ORGANIZER)


def _named_kinds() -> list[WordedKind]:
    """Every kind under a name of its own; of two that are called the same the group's comes first, and a resident's
    is the private one."""
    found: dict[str, WordedKind] = {}
    for audience in _ORDER:
        for kind, described in KINDS.items():
            if described.audience is not audience:
                continue
            name = _CALLED.get(kind, KIND_WORDS[kind])
            if name in found and audience is Audience.RESIDENT:
                name = f"私聊{name}"
            found.setdefault(name, _worded(kind, name, audience))
    return list(found.values())


def _worded(kind: str, name: str, audience: Audience) -> WordedKind:
    slots = placeholders.slots(kind)
    needed = (slot.name for slot in slots.values() if slot.value in placeholders.said_by(kind))
    example = _EXAMPLES.get(kind, "、".join(f"{{{name}}}" for name in needed) or "好")
    # Of two that say the same one is told of.
    different = {slot.expression: slot for slot in reversed(slots.values())}
    told = tuple(Placeholder(slot.name, slot.meaning) for slot in slots.values() if slot in different.values())
    return WordedKind(kind, name, audience is not Audience.ORGANIZER, told, example)


class RenderingWordsmith:
    """The ``Wordsmith`` of the house, over the templates that posts are rendered with."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @cached_property
    def _check(self) -> TemplateCheck:
        # The samples are made when somebody asks for them, not at every start.
        from bot.rendering.own_templates import TemplateCheck  # noqa: PLC0415

        return TemplateCheck()

    @cached_property
    def _kinds(self) -> list[WordedKind]:
        return _named_kinds()

    @cached_property
    def _by_name(self) -> Mapping[str, WordedKind]:
        by_kind = {known.kind: known for known in self._kinds}
        also = {name: by_kind[kind] for kind, names in _ALSO.items() for name in names}
        return also | {known.name: known for known in self._kinds}

    def load(self) -> None:
        """Make ready what the first check needs; may run beside the loop."""
        self.flaw("list", "{商品}")

    def kinds(self) -> Sequence[WordedKind]:
        return self._kinds

    def named(self, name: str) -> WordedKind | None:
        return self._by_name.get(name)

    def flaw(self, kind: str, source: str) -> Flaw | None:
        return self._check.flaw(kind, source)

    def missing(self, kind: str, source: str, values: Mapping[str, Json]) -> Sequence[str]:
        slots = placeholders.used_in(kind, source)
        return [slot.name for slot in slots if slot.value in values and not values[slot.value]]

    def shown(self, kind: str, voice: Voice, values: Mapping[str, Json] | None, now: datetime) -> Sequence[str]:
        told, moment = (values, now) if values is not None else _sample(kind)
        zone = str(told.get("time_zone") or "Asia/Shanghai")
        shown = []
        for variant in range(self._words.count_of(kind, voice)):
            try:
                text = self._words.render(kind, told, now=moment, time_zone=zone, variant=variant, voice=voice)
            except RenderError:
                continue
            shown.append(text.text)
        return shown


def _sample(kind: str) -> tuple[Mapping[str, Json], datetime]:
    """Values of a sample, and the moment from which its times are told."""
    from bot.rendering.samples import samples_of  # noqa: PLC0415
    from bot.rendering.samples.village import at  # noqa: PLC0415

    return samples_of(kind)[0].values, at(9)
