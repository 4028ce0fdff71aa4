"""What do the references in a post's values stand for when it is said?"""

from __future__ import annotations

from models.mail import (
    ChatLine,
    Post,
    home_ref,
    house_ref,
    message_ref,
    note_ref,
    open_note_ref,
    person_ref,
    post_ref,
    recipient_ref,
)
from models.store import SqlStore
from models.values import MessageId, PersonId, Recipient, Role
from tests.contract.village import EGGS, HAPPY, LI, NOW, Village


def test_references_become_texts_and_figures_stay(store: SqlStore, village: Village) -> None:
    village.sells()
    person = village.sees("王芳").id
    home = Recipient(building="3", unit="2", room="501", name="王芳", phone="13912345678")
    village.orders("王芳", (EGGS, "2"), recipient=home, message="m-order")
    with store.unit() as unit:
        unit.chat_log.add(ChatLine(MessageId("m-1"), HAPPY, person, Role.RESIDENT, "text", "鸡蛋坏了", NOW))
        post = unit.outbox.add(LI, Post("noted", group=HAPPY), NOW)
        assert post is not None
        unit.outbox.claim(post, fence=1, deadline=NOW, text="记下了")
        unit.commit()
    values = {
        "who": person_ref(person),
        "lines": [{"said": message_ref(MessageId("m-1")), "fen": 3200}, [person_ref(person)]],
        "where": recipient_ref("m-order#1"),
        "home": home_ref("m-order#1"),
        "forward": post_ref(post),
        "plain": {"$person": 3},
        "none": None,
    }
    with store.reader() as reader:
        resolved = reader.resolve(values)
    assert resolved == {
        "who": "王芳",
        "lines": [{"said": "鸡蛋坏了", "fen": 3200}, ["王芳"]],
        "where": "3-2-501 王芳",
        "home": "3-2-501",
        "forward": "记下了",
        "plain": {"$person": 3},
        "none": None,
    }


def test_an_order_is_told_in_parts_and_its_wish_as_far_as_others_may_read_it(store: SqlStore, village: Village) -> None:
    village.sells()
    home = Recipient(building="3", unit="2", room="501", name="王芳", phone="13912345678")
    village.orders("王芳", (EGGS, "2"), recipient=home, message="m-order", note="放门口，孕妇少糖")
    village.orders("李梅", (EGGS, "1"), message="m-bare")
    village.orders("张伟", (EGGS, "1"), message="m-secret", note="少糖")
    values = {
        name: [tell(f"{message}#1") for message in ("m-order", "m-bare", "m-secret")]
        for name, tell in (("house", house_ref), ("note", note_ref), ("open", open_note_ref))
    }
    with store.reader() as reader:
        resolved = reader.resolve(values)
    nowhere = {"building": None, "unit": None, "room": None, "name": None}
    assert resolved == {
        "house": [{"building": "3", "unit": "2", "room": "501", "name": "王芳"}, None, nowhere],
        "note": ["放门口，孕妇少糖", None, "少糖"],
        "open": ["放门口", None, None],
    }


def test_what_nobody_knows_is_none(store: SqlStore, village: Village) -> None:
    values = {
        "who": person_ref(PersonId("nobody")),
        "said": message_ref(MessageId("nothing")),
        "at": recipient_ref("o"),
        "home": home_ref("o"),
    }
    with store.reader() as reader:
        assert reader.resolve(values) == {"who": None, "said": None, "at": None, "home": None}
        assert reader.resolve({}) == {}
