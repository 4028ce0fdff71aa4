"""Who is in the middle of what? Drafts and menus: what a person's next short word may mean.

A conversation belongs to one person, in their private chat, and ends by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import commands as c
from handlers.turn import Turn
from models.language.numerals import parse_number
from models.mail import Json, Post, PostClass
from models.values import GroupBuyId, GroupId

DRAFT = "draft"
MENU = "menu"
#: The question of a resident's that her next words answer.
ANSWERING = "answering"
#: Copied talk is waited for.
CATCH_UP = "catch_up"
#: What is said sooner than a digit to what was read back.
YES = ("好", "好的", "记", "记上", "记吧", "对", "对的", "是", "是的", "行", "可以", "嗯", "ok", "OK")
NO = ("不记", "不记了", "不", "不对", "不要", "不用了", "不是", "算了", "取消", "错了")
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
    """One line of a menu: what it says, the command that it stands for, and the group and group-buy that it means.
    ``words`` pick it too: `好` is said sooner than `1`."""

    label: str
    command: c.AnyCommand
    group: GroupId | None = None
    group_buy: GroupBuyId | None = None
    words: tuple[str, ...] = ()


def remember_menu(turn: Turn, choices: Sequence[Choice], *, unasked: str | None = None) -> None:
    """Let her next digit pick one of these, which she is shown in other words. An older menu is forgotten, and so is
    a question that she was to answer freely. ``unasked``: of which kind it is, where she did not ask for it."""
    options = [
        {
            "label": choice.label,
            "command": c.as_data(choice.command),
            "group": choice.group,
            "group_buy": choice.group_buy,
            "words": choice.words,
        }
        for choice in choices
    ]
    state = {"options": options, "at": turn.now.isoformat(), "unasked": unasked}
    turn.unit.conversations.put(turn.person, MENU, state, turn.now + MENU_LIVES)
    turn.unit.conversations.end(turn.person, ANSWERING)


def offer(turn: Turn, kind: str, choices: Sequence[Choice], **values: Json) -> None:
    """Show numbered choices privately; her next digit picks one."""
    remember_menu(turn, choices)
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
    """What a digit, or a word of its own, picks from the last menu, if it picks anything."""
    state = turn.unit.conversations.get(turn.person, MENU, turn.now)
    options = [] if state is None else state["options"]
    place = _by_digit(text, len(options))
    if place is None and state is not None and not _draft_is_newer(turn, state):
        place = next((at for at, option in enumerate(options) if text in option.get("words", ())), None)
    if place is None:
        return None
    turn.unit.conversations.end(turn.person, MENU)
    option = options[place]
    return Choice(option["label"], c.from_data(option["command"]), option["group"], option.get("group_buy"))


def offered(turn: Turn) -> int:
    """How many lines the last menu has; none where it is over."""
    state = turn.unit.conversations.get(turn.person, MENU, turn.now)
    return 0 if state is None else len(state["options"])


#: `2`, `第2个`, `选2`, `回2`; dictated `二`.
_DIGIT = re.compile(r"(?:第|选|回|要)?\s*(\d{1,2}|[一二两三四五六七八九十])\s*(?:个|号|吧)?")


def is_digit(text: str) -> bool:
    """Whether it is a number, and nothing else."""
    return text.isdecimal() and len(text) <= 2


def _by_digit(text: str, count: int) -> int | None:
    found = _DIGIT.fullmatch(text)
    number = None if found is None else parse_number(found[1])
    return int(number) - 1 if number is not None and 1 <= number <= count else None


def _draft_is_newer(turn: Turn, menu: Mapping[str, Json]) -> bool:
    """Whether a list was spoken of after the menu was shown: then `好` is said of that."""
    talk = draft_talk(turn)
    asked_at = menu.get("at")
    if talk is None or talk.at is None or asked_at is None:
        return False
    return talk.at > datetime.fromisoformat(asked_at)


def end_menu(turn: Turn) -> None:
    turn.unit.conversations.end(turn.person, MENU)
