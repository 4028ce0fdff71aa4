"""May others read what somebody wished? Not where it tells of health or family (product, Looking after people).

A wish is written for whoever sells: `少糖` on a bag reads as an illness to the neighbour who carries it. Rather too
much is kept back than too little: she reads every wish in her own table.
"""

from __future__ import annotations

import re

_HEALTH = (
    r"(?<![果软硬奶])糖(?!葫芦|醋|水|果|心|炒|蒜)|[无少低控忌]盐|[少清]淡|淡一?点|忌口|过敏|病|药|医|手术|术后|住院|出院|痛风|血[压脂糖]|三高"
    r"|感冒|发烧|咳|化疗|康复|孕|月子|产妇|哺乳|喂奶|胎|经期|减肥|牙口|牙不好|嚼不动|咬不动|消化|胃|便秘|腿脚|腿不|脚不|轮椅|拐杖"
    r"|走不动|下不了楼|下不来|不方便下楼|瘫|卧床|失明|看不见|听不见|耳背|眼睛不|残疾|尿不湿|尿布|纸尿裤|成人尿|血|隔离|阳了|发作"
)
_FAMILY = (
    r"宝宝|宝贝|婴|娃|孩|儿子|女儿|闺女|孙[子女]?|老人|老年|长辈|奶奶|爷爷|外婆|外公|姥[姥爷]|婆婆|公公|岳|丈人|[爸妈]|父|母亲|老公|老婆"
    r"|丈夫|妻|爱人|媳妇|对象|女?男?朋友|保姆|阿姨在家|独居|一个人住|一个人在家|没人在家|不在家|家里没人|离婚|去世|过世|怀"
    r"|辅食|奶粉|清真|回民|吃素|信佛"
)
_BETWEEN = re.compile(r"[，,。；;、！!\s]+")
_TELLS = re.compile(f"{_HEALTH}|{_FAMILY}")


def tells_of_health_or_family(wish: str) -> bool:
    """Whether a wish says something of somebody's health, household or belief."""
    return _TELLS.search(wish) is not None


def for_others(wish: str | None) -> str | None:
    """What helpers and neighbours may read of a wish, clause by clause; None where it is none of their business."""
    clauses = (clause for clause in _BETWEEN.split(wish or "") if clause)
    return "，".join(clause for clause in clauses if not tells_of_health_or_family(clause)) or None
