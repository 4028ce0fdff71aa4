"""What does somebody say about a payment beside that they made it? Under whose name, for whom, what is set off, a tip.

`我老公转的，海阔天空` · `3-501和我妈家的一起付了` · `上次退的12抵了，转你86` · `多转的3块请你喝水`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.values import Recipient

_SUM = r"(\d{1,5}(?:\.\d{1,2})?)\s*(?:元|块钱?)?"
_KIN = r"(?:老公|老婆|爱人|先生|太太|妈妈?|爸爸?|儿子|女儿|闺女|媳妇|女婿|婆婆|公公|姐姐?|妹妹?|哥哥?|弟弟?|对象|家人)"
#: `我老公转的，海阔天空`, `老公付的 叫海阔天空`, `用我妈的微信付的`.
_BY_KIN = re.compile(rf"(?:我|咱|俺)?(?:家)?{_KIN}(?:的?微信)?(?:给你|帮我)?(?:转|付|交|打)(?:了|过)?的?")
_CALLED = re.compile(
    r"(?:转|付|交|打)(?:了|过)?的?[\s,，。:：]*(?:微信)?(?:名字?|号|昵称)?(?:叫|是|：|:)?\s*"
    r"([\u4e00-\u9fffA-Za-z0-9_~·.]{2,12})\s*$"
)
_NAMED = re.compile(r"(?:微信)?(?:名字?|昵称)(?:叫|是)?\s*[:：]?\s*([\u4e00-\u9fffA-Za-z0-9_~·.]{2,12})")
#: What may stand where a name could, and is none.
_NO_NAME = re.compile(r"\d+(?:\.\d+)?|.*(?:查|看|收|谢|辛苦|麻烦|截图|元|块|钱|了|吗|哈|团长).*")
#: `上次退的12抵了，转你86`: the sum that is set off, and the one that came.
_SET_OFF = re.compile(
    rf"(?:上次|上回|之前|前面|上周)?(?:退|多付?|多转|余|剩|存)(?:的|下的)?\s*{_SUM}\s*(?:抵|扣|减|用)"
)
_SENT = re.compile(rf"(?:转|付|打|发)(?:给)?(?:你|您|团长)?了?\s*{_SUM}(?!\d)")
#: `多转的3块请你喝水`, `多的不用找了`.
_TIP = re.compile(rf"多(?:转|付|给|出来?)?的?\s*{_SUM}?[^,，。]{{0,6}}?(?:请你|请您|请团长|不用找|不用退|给你买|当)")
_TWO = re.compile(r"(?:两|2|俩|三|3|几)家(?:的|一起|都)|一起(?:付|转|给)")
_ENGLISH = re.compile(r"^\W*(?:i(?:'ve)?\s+)?paid\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaymentTalk:
    """``paid``: it says that money was sent, whatever else. ``fen`` is how much; ``set_off_fen`` came from what was
    left; ``tip_fen`` is not to be given back, 0 where it is not said how much, None where none is meant; ``for_others``
    are addresses of further households, ``several``: that there are such, named or not."""

    paid: bool = False
    fen: int | None = None
    payer: str | None = None
    set_off_fen: int | None = None
    tip_fen: int | None = None
    for_others: tuple[Recipient, ...] = ()
    several: bool = False


def read_payment(text: str) -> PaymentTalk:
    """What a message says of a payment; of a message that says nothing of one, nothing."""
    written = simplify(text).strip()
    set_off, sent, tip = _SET_OFF.search(written), _SENT.search(written), _TIP.search(written)
    by_kin = _BY_KIN.search(written)
    return PaymentTalk(
        paid=bool(_ENGLISH.match(written) or by_kin or (set_off and sent)),
        fen=None if sent is None else _fen(sent[1]),
        payer=_payer(written, by_kin=by_kin is not None),
        set_off_fen=None if set_off is None else _fen(set_off[1]),
        tip_fen=None if tip is None else _fen(tip[1] or "0"),
        for_others=tuple(found.recipient for found in find_addresses(written)),
        several=_TWO.search(written) is not None,
    )


def _payer(written: str, *, by_kin: bool) -> str | None:
    found = _NAMED.search(written) or (_CALLED.search(written) if by_kin else None)
    return None if found is None or _NO_NAME.fullmatch(found[1]) else found[1]


def _fen(text: str) -> int:
    return int(Decimal(text) * 100)


_WAIVES = re.compile(
    r"[,，。\s]*(?:没事|没关系|不要紧|算了|无所谓)?[,，\s]*(?:不用|不必|别|不要|甭)(?:给我)?(?:退|赔|补)(?:了|钱|我)*[~～。.!！哈啊]*\s*$"
)


#: `碎俩` is said for `碎了俩`.
_SHORT = re.compile(r"([碎坏烂破臭漏])(?=[俩仨一两三四五六七八九十\d])")


def without_waiver(text: str) -> str | None:
    """A message about goods that were bad without the words that nothing is to be made good (`没事不用退`); None where
    it has no such words."""
    written = simplify(text)
    found = _WAIVES.search(written)
    return _SHORT.sub(r"\1了", written[: found.start()]) if found else None
