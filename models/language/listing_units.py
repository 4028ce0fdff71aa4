"""How are amounts and units written in a product list? Patterns over folded lines.

::

    quantity = ["约"] number ["-" number] unit {("x" | "*") number [unit]} ["左右" | "以上"] ["装"]
             | number ("x" | "*") number unit                      24*250ml
    per      = "/" | "每" | "一" | "1"                              25元/板, 25元一板
    measure  = quantity per pack | per pack quantity | quantity     30枚/板, 一箱10斤, 5斤装
"""

from __future__ import annotations

from models.language.patterns import unhurried


def any_of(words: str) -> str:
    """An alternation of the patterns in ``words``, which stand apart by blanks. The first that fits is taken."""
    return "|".join(words.split())


NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,6}(?!\d))(?:\.\d{1,2}(?!\d))?"
CHINESE_NUMBER = r"[一二两三四五六七八九十百半]{1,4}"
_WEIGHTS = any_of(
    r"""
    公斤 千克 市斤 kg(?![a-wyz]) 斤 毫升 ml(?![a-wyz]) 克(?!力) g(?![a-wyz]) 升 l(?![a-wyz])
    (?<=[\d一二三四五六七八九])两(?![盒箱袋只个份包瓶条斤])
    (?<=\d)钱
    """
)
#: Counters; what follows some of them makes another word (包邮, 提货, 只要, 一套餐). Behind a slash any word may count.
_PIECES = any_of(
    r"""
    泡沫箱 大礼盒 礼盒 小盒 大盒 小袋 大袋 大箱 小箱 大份 小份 大包 小包 大瓶 小瓶 大桶 小桶 整箱 份 盒 箱 板 袋
    包(?!邮|赔|甜|退|熟|装) 瓶 罐 桶 筐 篮 篓 提(?!货|供|前|醒) 件(?!套) 套(?!餐|装) 组(?!合) 条
    只(?!要|需|剩|限|有|能) 支(?!付|持) 枝 个(?!月|小时|人|大|头) 颗 棵 把 根 块(?!钱) 枚 头(?!像) 朵 杯 碗 张
    串 捆 扎 对 双 打(?!包|开|折) 卷 片 粒 盆 株 听 托 笼 排(?!骨) 坛 尾 盘 屉 束 瓣 盅 兜 壶 饼 抽(?=\s*/)
    (?<=/)[\u3400-\u9fff](?=[\s,;。()|\x00]|$)
    """
)
WEIGHT = rf"(?:{_WEIGHTS})"
PIECE = rf"(?:{_PIECES})"
UNIT = rf"(?:{WEIGHT}|{PIECE})"
_NUMERAL = rf"(?:{NUMBER}(?:\s*[-~至]\s*{NUMBER})?|{CHINESE_NUMBER})"
#: A blank may stand before a unit only if no word begins with it: in ``32 排骨`` nothing is counted.
_COUNTED = rf"{_NUMERAL}(?:多|来)?(?:\s+(?={UNIT}(?![\u3400-\u9fff]))|){UNIT}"
_FACTOR = rf"\s*[x*]\s*{NUMBER}(?:\s*{UNIT})?"
_MULTIPLIED = rf"{NUMBER}\s*(?:抽|节|张|片|支)?\s*[x*]\s*{NUMBER}\s*{UNIT}(?:{_FACTOR})?"
QUANTITY = (
    rf"(?:约|大约)?\s*(?:{_COUNTED}(?:\s*\+\s*\d+\s*{UNIT})?(?:{_FACTOR}){{0,3}}|{_MULTIPLIED})"
    rf"(?:\s*\+\s*{NUMBER}\s*{UNIT}{_FACTOR}){{0,2}}"
    r"(?:左右|以上|上下)?(?:\s*(?:一|1)?装(?!修))?"
)
PER = r"(?:/\s*(?:每|一|1(?!\d))?|每\s*(?:一|1(?!\d))?|一|(?<!\d)1(?![\d.]))\s*"

MEASURE_OF_UNIT = unhurried(rf"(?P<measure>{QUANTITY})\s*(?:{PER}|整)(?P<pack>{PIECE})(?!\s*[x*])")
UNIT_OF_MEASURE = unhurried(
    rf"(?:{PER})(?P<pack>{PIECE})(?:装)?\s*[(]?\s*(?:共|为|是|含|内含|有|=|:|大概|净重|毛重)?\s*"
    rf"(?P<measure>{QUANTITY})\s*[)]?"
)
MEASURE = unhurried(rf"(?P<measure>{QUANTITY})")
UNIT_IN_BRACKETS = unhurried(rf"[(]\s*(?P<pack>{PIECE})\s*(?=[,、)])")
UNIT_ALONE = unhurried(rf"(?:每|一|/|单(?=[袋盒包瓶箱]\s*¥?\d)|(?<![\d.])1(?![\d.]))\s*(?P<pack>{UNIT})(?![a-z])")

#: Behind a sum, where its place tells that it is one.
YUAN = r"(?:元(?!宵|贝)|圆|块钱?|rmb|r(?![a-z]))"
#: What a bundle holds is no measure: 五花肉2斤+鸡1只, 含鸡蛋30枚.
#: Of 豆腐2块 two pieces are inside; 18块 is money.
SUM_IN_KUAI = r"(?:\d{2,}|\d+\.\d+)\s*块"
_ITEM = (
    rf"[\u3400-\u9fffa-z]{{1,8}}?\s*(?:约?\s*(?!{SUM_IN_KUAI})(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半])\s*{UNIT}(?:装)?(?:\s*[x*]\s*\d+)?"
    r"|\s*[x*]\s*\d+)"
)
_HOLDS = r"(?:内?含|包[含括]|内有|里面有?)\s*[:]?\s*"
CONTENTS = unhurried(
    rf"[(]?\s*(?:{_HOLDS})?(?:{_ITEM}\s*(?:[+、,&/]|和|\s)\s*){{1,30}}{_ITEM}\s*[)]?|{_HOLDS}{_ITEM}\s*[)]?"
)
