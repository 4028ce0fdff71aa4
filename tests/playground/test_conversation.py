"""Can a page go on from what it has seen, and is memory bounded?"""

from __future__ import annotations

from datetime import timedelta

from bot.channels.playground.bell import Bell
from bot.channels.playground.conversation import (
    GROUP_PLACE,
    MOST_FILE_BYTES,
    MOST_MESSAGES,
    PAUSE_SECONDS,
    ChatMessage,
    Conversation,
    Gap,
    StoredFile,
)
from models.values import MessageKind
from tests.playground.backstage import MORNING


def message(number: int, *, seconds: int = 0, file: StoredFile | None = None) -> ChatMessage:
    return ChatMessage(
        id=f"m{number}", place=GROUP_PLACE, author="res-01", at=MORNING + timedelta(seconds=seconds), file=file
    )


def test_changes_since_a_number_hold_each_message_once_as_it_is_now() -> None:
    conversation = Conversation(Bell())
    conversation.add(message(1))
    seen = conversation.cursor
    conversation.add(message(2))
    conversation.recall("m1")
    conversation.recall("m2")
    changed = conversation.changed_since(seen)
    assert changed is not None
    assert [(one.id, one.recalled) for one in changed] == [("m2", True), ("m1", True)]
    assert conversation.changed_since(conversation.cursor) == []


def test_a_number_that_was_never_given_out_is_not_known() -> None:
    conversation = Conversation(Bell())
    assert conversation.changed_since(1) is None
    assert conversation.changed_since(-1) is None


def test_the_oldest_goes_where_there_is_too_much() -> None:
    conversation = Conversation(Bell())
    for number in range(MOST_MESSAGES + 10):
        conversation.add(message(number))
    assert len(conversation.in_place(GROUP_PLACE)) == MOST_MESSAGES
    assert conversation.get("m9") is None
    assert conversation.changed_since(0) is None
    assert conversation.changed_since(conversation.cursor - 1) is not None


def test_the_oldest_files_go_too() -> None:
    conversation = Conversation(Bell())
    for number in range(3):
        conversation.add(message(number, file=StoredFile(f"f{number}", "a.png", bytes(MOST_FILE_BYTES // 2))))
    assert conversation.file("f0") is None
    assert conversation.file("f1") is not None
    assert conversation.file("f2") is not None


def test_the_time_is_shown_after_a_silence_and_on_a_new_day() -> None:
    conversation = Conversation(Bell())
    gaps = [
        conversation.add(message(number, seconds=seconds)).gap
        for number, seconds in enumerate((0, PAUSE_SECONDS - 1, 2 * PAUSE_SECONDS - 1, 24 * 3600))
    ]
    assert gaps == [Gap.NEW_DAY, Gap.NONE, Gap.PAUSE, Gap.NEW_DAY]


def test_the_newest_chain_is_the_last_that_was_not_recalled() -> None:
    conversation = Conversation(Bell())
    for number, place in enumerate((GROUP_PLACE, GROUP_PLACE, "private-res-01")):
        conversation.add(ChatMessage(f"m{number}", place, "res-01", MORNING, MessageKind.GROUP_NOTE, "#接龙"))
    newest = conversation.newest_chain()
    assert newest is not None
    assert newest.id == "m1"
    conversation.recall("m1")
    newest = conversation.newest_chain()
    assert newest is not None
    assert newest.id == "m0"


def test_the_bell_tells_of_every_change() -> None:
    bell = Bell()
    conversation = Conversation(bell)
    conversation.add(message(1))
    conversation.recall("m1")
    assert bell.rings == 2
