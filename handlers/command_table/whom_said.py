"""How do households and a word about them stand together? `501 502 拿了`, `拿了 501`, `3栋都拿了`, `除了501都拿了`.

The whom of a text is read later, against the orders (handlers/whom_meant.py); here it is only found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers import commands as c
from handlers.command_table.spec import Shapes
from handlers.forms import WrongForm

_ALL_OF_THEM = r"(?:全部|全都|大家|所有人|剩下的?|其他的?|每家|全|都)+"
_THE_OTHERS = r"[,，]?\s*(?:其他|其余|剩下|别)?的?(?:人|家)?\s*(?:都|全)"


def said_of_whom(word: str, build: Callable[[str], c.AnyCommand | WrongForm | None]) -> Shapes:
    """The shapes of a word about households; ``word`` is its regular expression. ``build`` gets whom it is about, as it
    was said: nothing for all of them, `除了501` for all but one. Where the word is said of each (`501拿了，502拿了`)
    it is one text of both."""

    def whom_of(text: str) -> c.AnyCommand | WrongForm | None:
        return build(re.sub(rf"(?:都|全)?{word}(?:\s|[,，、.;；]|$)+", " ", text.strip()).strip())

    return (
        (
            re.compile(rf"(?P<whom>.{{0,40}}?除(?:了|开|去)?.{{1,40}}?)(?:以外|之外)?{_THE_OTHERS}\s*{word}"),
            lambda m, sent: build(m["whom"].strip()),
        ),
        (re.compile(rf"{_ALL_OF_THEM}\s*{word}"), lambda m, sent: build("")),
        (re.compile(rf"(?P<whom>.{{1,80}}?)\s*(?:都|全|的)?\s*{word}"), lambda m, sent: whom_of(m["whom"])),
        (
            re.compile(rf"{word}[\s:：,，]+(?:的(?:是|有)\s*)?(?P<whom>.{{1,80}})"),
            lambda m, sent: build(m["whom"].strip()),
        ),
    )
