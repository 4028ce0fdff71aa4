"""What does she say in her private chat? Copied talk, menu digits, draft words, commands, words on somebody's order, a
pasted list, or an order that was handed on: no slash is needed."""

from __future__ import annotations

from dataclasses import replace

from handlers import captains, catching_up, dispatch, forwarded, open_questions, opening, shortages
from handlers import commands as c
from handlers.addressing import without_slash
from handlers.command_reading import read_command
from handlers.command_table import TABLE
from handlers.conversation import YES, draft_talk, pick
from handlers.draft_words import SAID_ABOUT_ANYTHING, read_draft_word
from handlers.forms import WrongForm, folded
from handlers.heard import WITH_TALK, WITH_TEXT, Heard
from handlers.listings import tells_times
from handlers.replies import to_organizer
from handlers.turn import Turn
from handlers.typed import carry_out, moment_of, said_of_goods, said_on_the_book
from models.language.listing import read_listing

#: What people say to be polite needs no answer from a machine.
COURTESIES = frozenset(
    {"", "你好", "您好", "在吗", "在不", "嗯", "嗯嗯", "哦", "噢", "好", "好的", "好吧", "行", "可以", "ok", "OK"}
    | {"谢谢", "谢谢你", "谢了", "辛苦了", "辛苦", "收到", "知道了", "哈哈", "哈哈哈", "早", "早上好", "晚安", "再见"}
)
SENDS_A_DRAFT = frozenset({"发", "发吧", "发出去", "发到群里", "发群里"})
DRAFT_USAGE = "3号 12.8 · 删5 · 每样加3 · 8点发 · 发"
_WITH_LINES = tuple(spec.name for spec in TABLE if spec.lines)
#: A pasted list has at least so many products with a price or a cost; fewer may be a remark.
_LEAST_OF_A_LIST = 2


def handed_in(heard: Heard) -> bool:
    """Talk that she copied out of WeChat; a merged forward is nothing else."""
    turn, incoming = heard.turn, heard.incoming
    if not turn.speaker.commands or turn.speaker.group is not None:
        return False
    return incoming.kind in WITH_TALK and catching_up.handed_in(incoming.text, turn)


def commanded_in_private(heard: Heard) -> bool:
    """Her private chat: no slash is needed, and a pasted list speaks for itself."""
    turn, incoming = heard.turn, heard.incoming
    if not turn.speaker.commands or turn.speaker.group is not None or incoming.kind not in WITH_TEXT:
        return False
    text = folded(without_slash(incoming.text))
    if shortages.proposal_changed(text, turn):
        return True
    picked = pick(turn, text)
    if picked is not None:
        group = None if picked.group is None else turn.unit.groups.get(picked.group)
        dispatch.handle(picked.command, replace(turn.in_group(group), group_buy=picked.group_buy))
        return True
    if captains.added_up(incoming.text, turn):
        return True
    # A list may begin like a command (`清单`) or end like one (`今晚8点截单`); few commands have several lines.
    if _has_lines(text, incoming.text) and _several_lines(incoming.text, turn):
        return True
    if _draft_word(text, turn) or _command(text, incoming.text, turn) or _pasted_list(incoming.text, turn):
        return True
    if text not in COURTESIES | set(YES) and forwarded.handed_on(incoming.text, turn):
        return True
    if text in SENDS_A_DRAFT:
        dispatch.handle(c.PublishDraft(), turn)
    elif text in YES:
        turn.tell(to_organizer.done(turn.person, "nothing_waits"))
    elif text not in COURTESIES:
        turn.tell(to_organizer.refused(turn.person, "not_understood", example="帮助"))
    return True


def _has_lines(text: str, written: str) -> bool:
    return "\n" in written.strip() and not text.startswith(_WITH_LINES)


def _several_lines(written: str, turn: Turn) -> bool:
    """Orders of several households, `501 鸡蛋2` under `502 苹果1`, would make a list of two products."""
    return said_on_the_book(written, turn) or _pasted_list(written, turn)


def _draft_word(text: str, turn: Turn) -> bool:
    """Short words that mend a draft, while one is open; `取消` or `好` mean nothing of that kind otherwise."""
    talk = draft_talk(turn)
    if talk is None or (text in SAID_ABOUT_ANYTHING and not talk.is_fresh(turn.now)):
        return False
    meant = read_draft_word(text, moment_of(turn))
    if meant is None:
        return False
    if isinstance(meant, WrongForm):
        turn.tell(to_organizer.wrong_form(turn.person, "草稿", DRAFT_USAGE, "3号 12.8", meant.what))
    else:
        dispatch.handle(meant, turn)
    return True


def _command(text: str, written: str, turn: Turn) -> bool:
    """A command; or words on somebody's order, which begin with whose it is. Who is called 周芳 is no day of the week:
    what only looks like a command goes after them."""
    found = read_command(text, moment_of(turn), without_slash(written))
    if found is not None and not isinstance(found[1], WrongForm):
        carry_out(*found, turn)
        return True
    if open_questions.answered(text, turn) or said_of_goods(text, turn) or said_on_the_book(written, turn):
        return True
    if found is not None:
        carry_out(*found, turn)
    return found is not None


def _pasted_list(text: str, turn: Turn) -> bool:
    talk = draft_talk(turn)
    listing = read_listing(text, turn.said_at)
    priced = sum(product.price_fen is not None or product.cost_fen is not None for product in listing.products)
    if priced >= _LEAST_OF_A_LIST or (talk is not None and (priced or tells_times(listing))):
        opening.take_listing(listing, turn, text)
        return True
    return False
