"""Which words of a chain's entry say nothing of its order (paid, thanks), and which say that there is none?"""

from __future__ import annotations

from models.language.patterns import unhurried

_MARKS = "✅✓✔👌🆗☑"
#: Money that was paid, beside the word that says so: no unit of goods follows.
_SUM = (
    r"\s?[¥￥]?(?:[0-9]{2,6}(?:\.[0-9]{1,2})?|[0-9]\.[0-9]{1,2})(?:元|块钱?)?(?![0-9.份盒箱个件单袋包提瓶板把条只颗斤])"
)
_STATUS = unhurried(
    rf"(?:已经?|微信|支付宝)*(?:付款?|转账?|支付|收款?)(?:了|过了?|好了?)?{_SUM}(?:[{_MARKS}]\ufe0f?)*"
    rf"|(?<=[份盒箱个件单袋包提瓶板把条只颗斤])\s?[=＝]{_SUM}"
    rf"|(?:已经?|我?都?)?(?:付款?|转账?|支付|交钱?|给钱|结清)(?:了|过了?|好了?|款了?|清了?)?(?:[{_MARKS}]\ufe0f?)+"
    r"|已(?:付款?|转账?|支付|结|收)了?(?!\w*\d)|(?<![一-龥])(?:付了|转了|付过了|已转|付款了)(?![一-龥])"
    r"|谢谢(?:团长|群主|老板|大家|啦|了|哦|哈)?|感谢|辛苦(?:了|啦)?|多谢|拜托(?:了)?|[✅✓✔☑]\ufe0f?"
)
#: Without one of these there is no such word: most entries are passed over at this price.
_SIGN = unhurried(f"[付转支收交给结已谢辛感拜=＝{_MARKS}]")
_BEFORE = "(?:先|我|这次|本次|已经?|都|全部?|的)*"
_TAKES_BACK = "取消(?:了|掉|订单)?|不要了?|不订了?|不买了?|退(?:了|单|出|掉)?|撤(?:了|回|销)?|作废|删(?:除|了|掉)?"
_BEHIND = "(?:份|个|单|了|吧|哈|谢谢|订单|箱|盒)*"
#: Nothing but a withdrawal, in place of an order or of a name (``601 无``).
WITHDRAWN = unhurried(rf"{_BEFORE}(?:{_TAKES_BACK}|无|没有|没要|跳过|pass|0|零){_BEHIND}")
#: Nothing but a withdrawal behind an order: ``吐司1条 已取消``.
TAKEN_BACK = unhurried(rf"{_BEFORE}(?:{_TAKES_BACK}){_BEHIND}")


def without_status(text: str) -> str:
    """``text`` with blanks where it tells of paying or thanks, so that all else stays where it is."""
    if _SIGN.search(text) is None:
        return text
    return _STATUS.sub(lambda match: " " * len(match.group()), text)


def tells_status(words: str) -> bool:
    """Whether ``words`` hold nothing else."""
    return _SIGN.search(words) is not None and not without_status(words).strip()


def status_end(text: str, place: int) -> int:
    """Where a word of paying or thanks that stands by itself at ``place`` ends; ``place`` where there is none."""
    found = _STATUS.match(text, place)
    if found is None or (found.end() < len(text) and text[found.end()].isalnum()):
        return place
    return found.end()
