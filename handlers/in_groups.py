"""What does she tell the bot in a group? Words beside a quoted message, and commands, where the bot is addressed."""

from __future__ import annotations

from handlers import captains, goods_words, left_overs, overhearing, polling
from handlers.addressing import is_addressed, without_calls, without_slash
from handlers.command_reading import read_command, read_quoted
from handlers.conversation import Choice, offer
from handlers.forms import WrongForm, folded
from handlers.heard import Heard
from handlers.turn import Turn
from handlers.typed import carry_out, moment_of, said_of_goods, said_on_the_book
from models.values import MessageKind


def commanded_in_group(heard: Heard) -> bool:
    """In the group she has to turn to the bot: a slash, its name, or a quote and one word. What can't be read there
    is talk, never an error message in front of residents. A public word said to nobody is asked about, privately."""
    turn, incoming = heard.turn, heard.incoming
    if not turn.speaker.commands or turn.speaker.group is None or incoming.kind is not MessageKind.TEXT:
        return False
    addressed = is_addressed(incoming, turn.house)
    written = without_slash(without_calls(incoming.text, turn.house))
    text = folded(written)
    beside = read_quoted(text, moment_of(turn)) if incoming.quote is not None else None
    if beside is not None:
        carry_out(*beside, turn)
        return True
    if not addressed and (left_overs.heard_offer(written, turn) or captains.added_up(written, turn)):
        return True
    found = read_command(text, moment_of(turn), written)
    if found is None:
        if addressed:
            return said_of_goods(text, turn) or said_on_the_book(written, turn)
        return incoming.quote is None and _overheard(written, turn)
    spec, meant = found
    if addressed:
        carry_out(spec, meant, turn)
        return True
    if spec.public and not isinstance(meant, WrongForm) and len(text) <= 8:
        offer(turn, "heard_you_say", [Choice(spec.name, meant, turn.speaker.group.id)], said=text)
    return False


def _overheard(written: str, turn: Turn) -> bool:
    """Plain words of hers to nobody: on goods they are still to be read as talk is, on an order of somebody's not."""
    polling.asked(written, turn)
    if goods_words.overheard(written, turn) or polling.overheard(written, turn):
        return False
    return overhearing.overheard(written, turn)
