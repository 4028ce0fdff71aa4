"""What were residents asked that nobody has answered? The organizer sees it on one screen, and may answer for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handlers import acknowledging, telling, undoing
from handlers import book_commands as b
from handlers.asking import question_value
from handlers.book_words import whose_at_the_head
from handlers.conversation import ANSWERING, MENU_LIVES, NO, YES, Choice, end_menu, offer, remember_menu
from handlers.households import is_household
from handlers.much_at_once import MOST_FEN_AT_ONCE, change_values, changed_fen, changes_of
from handlers.ordering import open_book
from handlers.replies import on_orders, to_organizer
from handlers.targets import candidates, first_group, locked
from handlers.turn import Turn
from handlers.words_entered import tell_what_stands
from models.acts import AskAbout, Context
from models.events import LineChanged, OrderDescribed, QuestionAsked
from models.groupbuy.answers import Reply, meaning_of
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.organizers_word import Word
from models.groupbuy.said import Answer
from models.groupbuy.stages import LIVE
from models.language import Catalog, read
from models.mail import Json, message_ref, person_ref, recipient_ref
from models.values import GroupBuyId, MessageId, OrderId, PersonId

#: The questions of the list that she was shown last, by number.
LISTED = "questions"
#: More than these are not answered one by one on a phone.
MOST_LISTED = 9
LETS_BE = "算了"
#: `1 排骨`, `2、一共`, `1加`: the number of a question, and its answer; `2-301`, `2号楼`, `1.5斤` are none.
_NUMBERED_ANSWER = re.compile(r"(\d)(?![-—~号栋幢座楼弄杠#/]|\.\d)\s*[.、:,]?\s*(\D.{0,30}|\s\d.{0,30})")


def tell_questions(command: b.TellQuestions, turn: Turn) -> None:
    """`刚才问你的`: each with its number; a single one at once with its answers."""
    found = list(_open(turn))
    if not found:
        turn.tell(to_organizer.refused(turn.person, "nothing_asked"))
    elif len(found) == 1:
        _show(*found[0], turn)
    else:
        choices = [
            Choice("", b.OpenQuestion(group_buy=one.id, question=question.question_id)) for one, question in found
        ]
        remember_menu(turn, choices[:MOST_LISTED])
        remember_listed(found, turn)
        values = [_listed(question, one, turn) for one, question in found]
        turn.tell(on_orders.open_questions(turn.person, values))


def remember_listed(found: Sequence[tuple[GroupBuy, QuestionAsked]], turn: Turn) -> None:
    """Keep which number stands for which question, as she is shown them."""
    listed = [[one.id, question.question_id] for one, question in found[:MOST_LISTED]]
    person = turn.person if turn.speaker.commands else turn.reader
    turn.unit.conversations.put(person, LISTED, {"listed": listed}, turn.now + MENU_LIVES)


def _open(turn: Turn) -> Iterator[tuple[GroupBuy, QuestionAsked]]:
    for one in candidates(turn, LIVE):
        for question in turn.unit.books.read(one.id).questions():
            yield one, question


def _listed(question: QuestionAsked, group_buy: GroupBuy, turn: Turn) -> Json:
    return {**question_value(question, group_buy, turn), "text": message_ref(question.message_id)}


# One question


def open_question(command: b.OpenQuestion, turn: Turn) -> None:
    """One of the list, picked by its number."""
    known = turn.unit.group_buys.get(GroupBuyId(command.group_buy))
    question = None if known is None else turn.unit.books.read(known.id).question(command.question)
    if known is None or question is None:
        turn.tell(to_organizer.refused(turn.person, "question_is_over"))
    else:
        _show(known, question, turn)


def _show(group_buy: GroupBuy, question: QuestionAsked, turn: Turn) -> None:
    """A question with its answers; where there are none to choose from, her next words are the answer."""
    options = _options(question, group_buy, turn)
    choices = [Choice("", _answer(group_buy, question, answer), words=(answer,)) for answer, _ in options]
    if choices:
        choices.append(Choice("", _answer(group_buy, question, LETS_BE), words=(LETS_BE, "不管", "不要了")))
        remember_menu(turn, choices)
    else:
        end_menu(turn)
    state = {"group_buy": group_buy.id, "question": question.question_id}
    turn.unit.conversations.put(turn.person, ANSWERING, state, turn.now + MENU_LIVES)
    shown = [option for _, option in options]
    turn.tell(on_orders.question_for_you(turn.person, _listed(question, group_buy, turn), shown))


def _answer(group_buy: GroupBuy, question: QuestionAsked, words: str) -> b.AnswerFor:
    return b.AnswerFor(group_buy=group_buy.id, question=question.question_id, answer=words)


def _options(question: QuestionAsked, group_buy: GroupBuy, turn: Turn) -> list[tuple[str, Json]]:
    """Answers to choose from: the words that say each, and how it is shown."""
    value = question_value(question, group_buy, turn)
    if question.about is AskAbout.PRODUCT:
        names = value["candidates"][: MOST_LISTED - 1]
        return [(f"第{place}个", _shown(name)) for place, name in enumerate(names, 1)]
    if question.about is AskAbout.CHANGE and len(question.lines) == 1 and value["said"]:
        said = f"{value['said']}{value['unit'] or ''}"
        return [("加", _shown(f"再加{said}")), ("一共", _shown(f"一共{said}"))]
    if question.about is AskAbout.RECIPIENT:
        return list(_homes(question, group_buy, turn))
    return []


def _shown(label: str | None) -> dict[str, Json]:
    return {"label": label, "recipient": None}


def _homes(question: QuestionAsked, group_buy: GroupBuy, turn: Turn) -> Iterator[tuple[str, Json]]:
    """The households of a member of which one is meant; their addresses stand in the post as references."""
    for order in turn.unit.books.read(group_buy.id).order_of(question.member):
        where = order.recipient
        if where is not None and where.room:
            house = "-".join(filter(None, (where.building, where.unit, where.room)))
            yield house, {**_shown(None), "recipient": recipient_ref(order.id)}


# The answer


def answered(text: str, turn: Turn) -> bool:
    """Take her words as the answer to the question that she was shown, or to one of the list by its number; False
    where they are none."""
    numbered = _NUMBERED_ANSWER.fullmatch(text)
    listed = turn.unit.conversations.get(turn.person, LISTED, turn.now) if numbered else None
    if numbered and listed and 1 <= int(numbered[1]) <= len(listed["listed"]):
        group_buy, question = listed["listed"][int(numbered[1]) - 1]
        if _settle(GroupBuyId(group_buy), question, numbered[2].strip(), turn, written=text):
            return True
    state = turn.unit.conversations.get(turn.person, ANSWERING, turn.now)
    return state is not None and _settle(GroupBuyId(state["group_buy"]), state["question"], text, turn)


def answer_for(command: b.AnswerFor, turn: Turn) -> None:
    """An answer that was picked from a menu, or that she has seen read back."""
    if not _settle(GroupBuyId(command.group_buy), command.question, command.answer, turn, seen_in=command.message):
        turn.tell(to_organizer.refused(turn.person, "answer_not_understood", example="排骨2斤"))


def leave_answer(command: b.LeaveAnswer, turn: Turn) -> None:
    turn.tell(to_organizer.done(turn.person, "answer_left"))


def _settle(
    group_buy_id: GroupBuyId, question_id: str, text: str, turn: Turn, *, written: str = "", seen_in: str | None = None
) -> bool:
    """Whether a text, of what she has ``written`` as a whole, was the answer, which then counts; by the message in
    which it stood, where she has seen it read back (``seen_in``)."""
    known = turn.unit.group_buys.get(group_buy_id)
    question = None if known is None else turn.unit.books.read(known.id).question(question_id)
    if known is None or question is None:
        return False
    catalog = turn.house.memory.catalog(known.products)
    answer = _meaning(question, text, catalog, turn.unit.books.read(known.id), turn)
    if answer is None or _speaks_of_another(answer, question, (text, written), known, turn):
        return False
    group_buy = locked(turn, known.id)
    if group_buy is None:
        return False
    if seen_in is not None or not _read_back(question, answer, text, group_buy, turn):
        _enter(_word(question, text, seen_in, turn), question, answer, group_buy, turn)
    return True


def _word(question: QuestionAsked, text: str, seen_in: str | None, turn: Turn) -> Word:
    return Word(
        turn.speaker.message if seen_in is None else MessageId(seen_in),
        turn.person,
        question.member,
        turn.now,
        text=text,
        about=question.message_id,
        said_at=question.at,
    )


def _read_back(question: QuestionAsked, answer: Answer, text: str, group_buy: GroupBuy, turn: Turn) -> bool:
    """Show her an answer by which much money would come or go; False where it is little."""
    word = _word(question, text, None, turn)
    changes = changes_of(lambda book: book.answer_for(word, answer), group_buy, turn)
    moved_fen = changed_fen(changes, group_buy)
    if moved_fen <= MOST_FEN_AT_ONCE:
        return False
    turn.unit.conversations.end(turn.person, ANSWERING)
    certain = _answer(group_buy, question, text).model_copy(update={"message": turn.speaker.message})
    choices = [Choice("定", certain, words=(*YES, "定")), Choice("先不定", b.LeaveAnswer(), words=(*NO, "不定"))]
    lines = change_values(changes, group_buy)
    offer(turn, "much_answered", choices, who=person_ref(question.member), lines=lines, sum_fen=moved_fen)
    return True


def _speaks_of_another(
    answer: Answer, question: QuestionAsked, texts: Sequence[str], group_buy: GroupBuy, turn: Turn
) -> bool:
    """Whether it says for whom it is: `501 五花3斤` is an order for 501, whoever was asked about the same goods."""
    if question.about is AskAbout.RECIPIENT:
        return False
    return answer.recipient is not None or any(whose_at_the_head(text, group_buy, turn) for text in texts)


def _meaning(question: QuestionAsked, text: str, catalog: Catalog, book: Book, turn: Turn) -> Answer | None:
    if text in (LETS_BE, "不管", "不管了"):
        return Answer(question.question_id)
    title = next((chain.title for chain in book.chains() if chain.id == question.chain), "")
    acts = read(text, catalog, Context(at=turn.said_at))
    return meaning_of(question, Reply(text, acts, catalog, title))


def _enter(word: Word, question: QuestionAsked, answer: Answer, group_buy: GroupBuy, turn: Turn) -> None:
    turn.unit.conversations.end(turn.person, ANSWERING)
    end_menu(turn)
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    events = book.answer_for(word, answer)
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn)
    undoing.remember(turn, "替人定的", b.TakeBackWord(group_buy=group_buy.id, message=word.message_id))
    changed = [event for event in events if isinstance(event, LineChanged | OrderDescribed)]
    _tell_member(question, bool(changed), group_buy, turn)
    if answer.gives_up or not changed:
        turn.tell(to_organizer.done(turn.person, "question_left"))
        return
    touched: list[tuple[PersonId, OrderId | None]] = [(event.member, event.order_id) for event in changed]
    tell_what_stands(touched, group_buy, turn)


def _tell_member(question: QuestionAsked, changed: bool, group_buy: GroupBuy, turn: Turn) -> None:
    """Who was asked, and is answered for, hears what stands now where they had spoken."""
    if not changed or is_household(question.member, turn):
        return
    line = turn.unit.chat_log.get(question.message_id)
    group = first_group(turn, group_buy) if line is None else line.group and turn.unit.groups.get(line.group)
    if group:
        acknowledging.acknowledge(group, group_buy, question.member, turn, first_time=False, promised=True)
    else:
        acknowledging.acknowledge_privately(group_buy, question.member, turn)
