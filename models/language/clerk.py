"""Is this how a clerk writes back? `记上了：陈静 鸡蛋1 牛奶1。`, by another bot, or copied from one: nobody orders so.

Whatever the bot itself posts must be known here or be no order by itself: a test reads every wording of ours, so that
two bots in one group can't take each other's posts for orders.
"""

from __future__ import annotations

import re

from models.language.normalize import simplify

_NOTED = "记[上下好]了"
_WRITES_BACK = re.compile(
    # 记上了:…  刚才的也记上了:…  记下这几位:…  前面这几位也记好了:…  这几位的也在本子上了:…
    rf"(?:^|[\n。,!~】\])])[^\n。,:]{{0,12}}(?:{_NOTED}|记下这几位|本子上了)\s*:"
    r"|已(?:为[你您]|帮[你您])?(?:记录|登记)(?:成功)?\s*:"
    # 陈静 鸡蛋1 牛奶1,记好了。  好,鸡蛋2板、牛奶1箱记下了。  …,都记好了。漏了谁说一声。
    rf"|[0-9a-z\u4e00-\u9fff)][,、]?(?:都)?{_NOTED}[。!~]*\s*(?:$|漏了谁)"
    r"|^好,都不要了,记下了|^都去掉了。?$"
    # 8点截了,你的牛奶1箱先排着,能不能加等团长看一眼。  牛奶1箱我先留着,加不加得上等团长回话。
    r"|(?:先排着|先留着)[^\n]{0,12}等[^\n]{0,4}团长|我都?留着,团长看过|记在边上,等团长点头"
    # 老周在接龙里替你写了鸡蛋1板,在老周那单里。
    r"|在接龙里替[你您]写了|(?:接龙写的,跟[^\n,]{1,12}的|记在[^\n,]{1,12}那单。)"
    r"|没看到自己的喊一声|少了谁、记错的"
    # 给你记着鸡蛋2板,一共64块,钱还没付。
    r"|^给[你您]记着|^本子上[你您]的是"
    # 早,今天的菜👇 要啥直接说,接龙也行。
    r"|要啥直接说,接龙也行"
)
#: 鸡蛋前面记了1板,这2板是再加,还是一共2板?回“加”或“一共”。  想退的回“退”。  还要就回“要”。  对就回一个“对”。
_ASKS_BACK = re.compile(r"""回.加.或.一共|回(?:个|一个)?["“”'](?:退|要|对)["“”']""")
_ASKS = re.compile(r"[?]|[吗没么]\W*$")


def writes_like_a_clerk(text: str) -> bool:
    """Whether a text is one that confirms orders, and is none itself; `记上了吗` asks, and `帮我记上：鸡蛋2` orders."""
    written = simplify(text).strip()
    if _ASKS_BACK.search(written):
        return True
    return _WRITES_BACK.search(written) is not None and _ASKS.search(written) is None
