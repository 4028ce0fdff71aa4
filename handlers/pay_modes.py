"""When does a group pay? `先付`, `到付`, `月结`: from when on what was ordered is owed."""

from __future__ import annotations

from collections.abc import Mapping

from handlers import group_settings, undoing
from handlers import money_commands as m
from handlers.keeping_quiet import meant_groups
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.community.people import PayMode

#: How each mode is called; the first word is the one shown.
MODE_WORDS: Mapping[PayMode, tuple[str, ...]] = {
    PayMode.AHEAD: ("先付", "先款", "先付款", "付了再订"),
    PayMode.ON_DELIVERY: ("到付", "货到付款", "拿货付款", "后付"),
    PayMode.MONTHLY: ("月结", "月底结", "一个月一结"),
}


def set_pay_mode(command: m.SetPayMode, turn: Turn) -> None:
    mode = command.mode
    groups = meant_groups(turn, command.groups, lambda ids: m.SetPayMode(mode=mode, groups=ids), "which_group_pays")
    if mode is None:
        told = [{"group": group.name, "name": MODE_WORDS[group.settings.pay_mode][0]} for group in groups]
        if told:
            turn.tell(to_organizer.done(turn.person, "pay_mode_told", groups=told))
        return
    for group in groups:
        undoing.remember(turn, "改付款方式", group_settings.restore_command(group))
        group_settings.choose(group, turn, pay_mode=mode)
    if groups:
        turn.tell(to_organizer.done(turn.person, "pay_mode_set", mode=mode.value, name=MODE_WORDS[mode][0]))
