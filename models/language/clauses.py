"""Where does one thing said end and the next begin? Clauses between commas and stops, pieces between blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.language.patterns import unhurried
from models.language.sketch import Sketch
from models.language.tokens import Token

#: Greetings, thanks and particles at the ends of a clause; rules look at what is left.
_POLITE = (
    r"(?:团长|群主|老板娘?|亲们?|美女|姐姐?|哥|在吗|你好|您好|哈喽|早上好|晚上好|下午好|中午好|谢谢(?:你"
    r"|您|啦|了|团长|哈|啊)*|感谢|多谢|收到(?![\u4e00-\u9fffA-Z])|辛苦(?:你|您|啦|了|团长)*|麻烦(?:你|您|了|啦)*"
    r"|不好意思|抱歉|拜托|(?:请|想)?问(?:一下|下)|请问|哈+|嘻+|呵呵|嘿+|啊|呀|哦|噢|喔|嗯+|哎呀?|唉|诶|对了|[您你]看看?|那个|那|好的?|行|ok)"
)
_HEAD = re.compile(rf"^(?:{_POLITE}|\s|[,~.:])+(?=[^\s,~.:])")
_TAIL = re.compile(
    r"(?:[啊呀哈哦噢喔呢吧哒滴嘞呗嘛~.!,\s]|谢谢(?:你|您|啦|了|团长|哈)*|辛苦(?:啦|了)*|感谢|麻烦(?:你|您|了|啦)*|不好意思|抱歉|对不起|打扰了?|拜托了?|劳驾)+$"
)
_HARD = re.compile(r"[,;:。!?\n()]+|\.{2,}|(?<![0-9])\.(?![0-9])")


#: ``打错了，是2箱`` is one thing said: the comma divides nothing.
_CORRECTION = unhurried(r"(?:^|[\s,;。!?])[我刚才不好意思\s]{0,6}[打写说按点搞弄输记看]错(?:了|啦|字|字了)?$")
_LONGEST_CORRECTION = 12
_CORRECTED = unhurried(r"\s*(?:应该)?(?:是|要)?[QNP]")


@dataclass(slots=True, unsafe_hash=True)
class Clause:
    """A stretch of a sketch. ``text`` is it without blanks, and without politeness at its ends."""

    start: int
    end: int
    text: str
    raw: str
    tokens: tuple[Token, ...]
    asks: bool

    @property
    def shape(self) -> str:
        """One letter a token, without small words, blanks and commas."""
        return "".join([token.kind for token in self.tokens if token.kind not in "f_,;、"])


def bare(text: str) -> str:
    """A stretch without politeness at its ends, and without blanks."""
    trimmed = _HEAD.sub("", text.strip())
    shorter = _TAIL.sub("", trimmed)
    return "".join((shorter or trimmed).split())


def split_clauses(sketch: Sketch, tokens: list[Token]) -> list[Clause]:
    """Clauses from left to right; a question mark belongs to the clause before it."""
    text, clauses, place, index = sketch.sketch, [], 0, 0
    bounds = [(match.start(), match.end()) for match in _HARD.finditer(text)] + [(len(text), len(text))]
    for stop, after in bounds:
        if "错" in text[max(place, stop - 4) : stop] and _goes_on(text, place, stop, after):
            continue
        first = index
        while index < len(tokens) and tokens[index].start < after:
            index += 1
        raw = text[place:stop]
        if raw.strip():
            own = tuple(tokens[first:index])
            clauses.append(Clause(place, stop, bare(raw), raw, own, "?" in text[stop:after]))
        place = after
    return clauses


def _goes_on(text: str, place: int, stop: int, after: int) -> bool:
    """Whether what stands behind a bound says what a mistake before it should have been."""
    return (
        _CORRECTION.search(text[max(place, stop - _LONGEST_CORRECTION) : stop]) is not None
        and _CORRECTED.match(text, after) is not None
    )
