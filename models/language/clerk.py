"""Is this how a clerk writes back? `记上了：陈静 鸡蛋1 牛奶1。`, by another bot, or copied from one: nobody orders so.

Whatever the bot itself posts must be known here or be no order by itself: a test reads every wording of ours, so that
two bots in one group can't take each other's posts for orders.
"""

from __future__ import annotations

import re

from models.language.normalize import simplify

_NOTED = r"(?:记上|记下|记好|登记上?|登记好|录上|收到|接单成功|下单成功|预订成功)"
_WRITES_BACK = re.compile(
    # 记上了：…, 刚才的也记上了：…, 记下这几位：…, 这几位的也在本子上了：…, 【接龙】已记录：…
    rf"(?:^|[\n。,!~】\])])[^\n。,:]{{0,12}}(?:已|都|也|刚)?{_NOTED}(?:了|这几位|以下)?[^\n。,:]{{0,6}}:"
    r"|(?:^|\n)[^\n。,:]{0,8}(?:已记录|在本子上了)[^\n。,:]{0,4}:"
    # 陈静 鸡蛋1 牛奶1,记好了。 好,鸡蛋2板、牛奶1箱记下了。
    rf"|,?(?:都|已经|都已)?{_NOTED}了[。!~]*\s*(?:$|漏了谁|没看到自己|少了谁)"
    r"|^好,都不要了,记下了|^都去掉了。?$"
    # 8点截了,你的牛奶1箱先排着,能不能加等团长看一眼。
    r"|先(?:排着|留着)[^\n]{0,12}(?:等|看)[^\n]{0,4}团长|我先留着,|没看到自己的喊一声|漏了谁说一声|少了谁、记错的"
    # 给你记着鸡蛋2板,一共64块,钱还没付。
    r"|^(?:给你记着|你这边:)"
)
_ASKS = re.compile(r"[?]|[吗没么]\W*$")


def writes_like_a_clerk(text: str) -> bool:
    """Whether a text is one that confirms orders, and is none itself; `记上了吗` asks."""
    written = simplify(text).strip()
    return _WRITES_BACK.search(written) is not None and _ASKS.search(written) is None
