"""What may anybody ask? What stands for them; and what is kept on them, which is the organizer's to answer."""

from __future__ import annotations

from handlers import ordering
from handlers.addressing import without_calls, without_slash
from handlers.forms import folded
from handlers.heard import Heard
from handlers.replies import to_organizer, to_resident
from models.mail import person_ref

#: Words by which somebody asks after what is kept on them; never an order, whatever else they may look like.
ASKS_FOR_DATA = frozenset({"我的资料", "看我的资料", "查我的资料", "我的信息"})
ASKS_TO_FORGET = frozenset({"删我的", "删掉我的", "删除我的", "删我的资料", "删除我的资料", "把我的删了", "忘了我"})
#: Words by which a resident asks for what stands for them.
ASKS_FOR_MINE = frozenset({"我的订单", "我的单", "我的单子", "查我的单", "查订单", "我订了啥", "我订了什么"})


def asked_about_data(heard: Heard) -> bool:
    """`我的资料`, `删我的`: the organizer's to answer, and said so to whoever can be written to."""
    turn = heard.turn
    text = folded(without_slash(without_calls(heard.incoming.text, turn.house)))
    if text not in ASKS_FOR_DATA | ASKS_TO_FORGET:
        return False
    what = "erase" if text in ASKS_TO_FORGET else "show"
    turn.tell(to_organizer.data_request(turn.reader, person_ref(turn.person), what))
    if turn.speaker.group is None:
        turn.tell(to_resident.data_request_heard(turn.person))
    return True


def asked_for_own_order(heard: Heard) -> bool:
    """The one command that every resident has, as our own posts advise it."""
    text = folded(without_slash(without_calls(heard.incoming.text, heard.turn.house)))
    return text in ASKS_FOR_MINE and ordering.mine_asked(heard.turn)
