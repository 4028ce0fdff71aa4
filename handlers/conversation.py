"""Who is in the middle of what? Drafts and menus: what a person's next short word may mean.

A conversation belongs to one person, in their private chat, and ends by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import commands as c
from handlers.turn import Turn
from models.mail import Json, Post, PostClass
from models.values import GroupBuyId, GroupId

DRAFT = "draft"
MENU = "menu"
DRAFT_LIVES = timedelta(hours=36)
#: Digits answer the last menu only, and not for long.
MENU_LIVES = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class DraftTalk:
    """A list is being put together. ``collecting``: parts still come, and are only counted until `好了`. ``at``: when
    it was spoken of last, as ``keep_draft`` notes it."""

    group_buy: GroupBuyId
    collecting: bool
    at: datetime | None = None

    def is_fresh(self, now: datetime) -> bool:
        """Whether it is what a word that could mean anything (`好`) is said about."""
        return self.at is None or now - self.at <= MENU_LIVES


def draft_talk(turn: Turn) -> DraftTalk | None:
    state = turn.unit.conversations.get(turn.person, DRAFT, turn.now)
    if state is None:
        return None
    at = datetime.fromisoformat(state["at"]) if state.get("at") else None
    return DraftTalk(GroupBuyId(state["group_buy"]), bool(state["collecting"]), at)


def keep_draft(turn: Turn, talk: DraftTalk) -> None:
    state = {"group_buy": talk.group_buy, "collecting": talk.collecting, "at": turn.now.isoformat()}
    turn.unit.conversations.put(turn.person, DRAFT, state, turn.now + DRAFT_LIVES)


def end_draft(turn: Turn) -> None:
    turn.unit.conversations.end(turn.person, DRAFT)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu: what it says, the command that it stands for, and the group and group-buy that it means."""

    label: str
    command: c.AnyCommand
    group: GroupId | None = None
    group_buy: GroupBuyId | None = None


def offer(turn: Turn, kind: str, choices: Sequence[Choice], **values: Json) -> None:
    """Show numbered choices privately; her next digit picks one. An older menu is forgotten."""
    options = [
        {
            "label": choice.label,
            "command": c.as_data(choice.command),
            "group": choice.group,
            "group_buy": choice.group_buy,
        }
        for choice in choices
    ]
    turn.unit.conversations.put(turn.person, MENU, {"options": options}, turn.now + MENU_LIVES)
    labels = [choice.label for choice in choices]
    turn.tell(
        Post(
            kind="menu",
            values={"question": kind, "labels": labels, **values},
            person=turn.person,
            post_class=PostClass.ANSWER,
        )
    )


def pick(turn: Turn, text: str) -> Choice | None:
    """What a digit picks from the last menu, if it picks anything."""
    if not text.isdecimal() or len(text) > 2:
        return None
    state = turn.unit.conversations.get(turn.person, MENU, turn.now)
    options = [] if state is None else state["options"]
    if not 1 <= int(text) <= len(options):
        return None
    turn.unit.conversations.end(turn.person, MENU)
    option = options[int(text) - 1]
    return Choice(option["label"], c.from_data(option["command"]), option["group"], option.get("group_buy"))
