"""How are amounts, units, prices and the remarks beside them written in a product list? Patterns over folded lines.

::

    quantity = ["约"] number ["-" number] unit {("x" | "*") number [unit]} ["左右" | "以上"] ["装"]
             | number ("x" | "*") number unit                      24*250ml
    money    = "¥" number | number ("元" | "块" …)                  12块5 is 12.5
    tail     = ("/" | "每" | "一" | "1") unit                       25元/板, 25元一板
             | ["/"] quantity [("/" | "一") pack]                  10元3个, 15元/5斤/袋
    price    = label money [tail] | label number [tail] | money [tail]
"""

from __future__ import annotations

import re


def any_of(words: str) -> str:
    """An alternation of the patterns in ``words``, which stand apart by blanks. The first that fits is taken."""
    return "|".join(words.split())


NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,6}(?!\d))(?:\.\d{1,2}(?!\d))?"
CHINESE_NUMBER = r"[一二两三四五六七八九十百半]{1,4}"
WEIGHT = (
    r"(?:公斤|千克|市斤|kg(?![a-wyz])|斤|毫升|ml(?![a-wyz])|克(?!力)|g(?![a-wyz])|升|l(?![a-wyz])|"
    r"(?<=[\d一二三四五六七八九])两(?![盒箱袋只个份包瓶条斤]))"
)
PIECE = (
    r"(?:泡沫箱|大礼盒|礼盒|小盒|大盒|小袋|大袋|大箱|小箱|大份|小份|大包|小包|大瓶|小瓶|大桶|小桶|整箱|份|盒|箱|板|袋|包(?!邮|赔|甜|退|熟|装)|瓶|罐|桶|筐|篮|篓|提(?!货|供|前|醒)|"
    r"件(?!套)|套(?!餐|装)|组(?!合)|条|只(?!要|需|剩|限|有|能)|支(?!付|持)|枝|个(?!月|小时|人|大|头)|颗|棵|把|根|块(?!钱)|枚|头(?!像)|朵|杯|碗|张|串|捆|扎|对|双|打(?!包|开|折)|卷|片|粒|盆|株|"
    r"听|托|笼|排|坛|尾|盘|屉|束|瓣|盅|兜|壶|饼|(?<=/)[\u3400-\u9fff](?=[\s,;。()|\x00]|$))"
)
UNIT = rf"(?:{WEIGHT}|{PIECE})"
_NUMERAL = rf"(?:{NUMBER}(?:\s*[-~至]\s*{NUMBER})?|{CHINESE_NUMBER})"
_FACTOR = rf"\s*[x*]\s*{NUMBER}(?:\s*{UNIT})?"
QUANTITY = (
    rf"(?:约|大约)?\s*(?:{_NUMERAL}(?:多|来)?(?:\s+(?={UNIT}(?![\u3400-\u9fff]))|){UNIT}(?:\s*\+\s*\d+\s*{UNIT})?(?:{_FACTOR}){{0,3}}|{NUMBER}\s*(?:抽|节|张|片|支)?\s*[x*]\s*{NUMBER}\s*{UNIT}(?:{_FACTOR})?)"
    r"(?:左右|以上|上下)?(?:\s*(?:一|1)?装(?!修))?"
)
PER = r"(?:/\s*(?:每|一|1(?!\d))?|每\s*(?:一|1(?!\d))?|一|(?<!\d)1(?![\d.]))\s*"
#: Between a sum and what it buys: 12.9抢3支, 9.9得3包.
_BUYS = r"\s*(?:[/=]|抢购?|购|得|拿|带走|拿下|起)?\s*"
TAIL = (
    rf"(?:\s*[(]?\s*{PER}(?P<unit>{UNIT})(?![a-z])(?:装)?\s*[)]?"
    rf"|{_BUYS}(?P<amount>{QUANTITY})(?!\s*起)(?:\s*{PER}(?P<pack>{PIECE}))?)?"
)

COST = (
    r"团长(?:拿货|供货|结算|成本|底|进货|采购)?价|团长(?=\s*[:¥\d])|供货价?格?|供应价|供价|代理价?|一?件?代发价?(?=\s*[:¥\d])|底价|成本价?|进货价?|采购价|进价|进(?=\s*¥?\d)|拿货价?|结算价?|批发价?|出厂价|"
    r"到手成本|团购底价|开团成本"
)
COMMISSION = r"佣金?|返佣金?|返点|返利|提成|利润|毛利|赚(?=\s*¥?\d)"
CROSSED = (
    r"原价|原售价|原(?=\s*¥?\d)|市场零售价?|市场价?|超市售?价?(?=\s*[:¥\d])|门店价?(?=\s*[:¥\d])|专柜价?|平时价?格?(?:卖)?(?=\s*[:¥\d])|平常(?:卖)?(?=\s*[:¥\d])|日常价?|吊牌价|划线价|官方价|官网价?|旗舰店价?|"
    r"京东价?|某东价?|淘宝价?|天猫价?|电商价?|外面(?:卖|价)?(?=\s*[:¥\d])|市面(?:价|卖)?|商场价?|参考价|实体店价?|店内价?|店里价?|正价"
)
RETAIL = r"建议零售价?|建议售价|建议卖价?|建议售|指导价|零售价?格?|对外价?|对外售价?|卖价?(?=\s*[:¥\d])|出售价"
GROUP = (
    r"(?:今日|本期|本次|社区|限时|邻居|业主|群|粉丝|超级)?(?:团购价?格?|团价|拼团价?|成团价|秒杀价?|特惠价?|特价|特卖价?|活动价?|到手价?|优惠价?|福利价?|抢购价?|惊喜价|内购价|尝鲜价|亲民价|专享价|折后价?|券后价?)(?=\s*[:¥\d])|"
    r"群内?价|群友价|今日价|会员价|接龙价|开团价|现价|现售价?|现(?=\s*¥?\d)|售价|零售团价|单价|价格|价钱|价(?=\s*[:¥\d])|一口价|仅需|仅售|仅要|仅(?=\s*¥?\d)|只要|只需|只卖|才(?=\s*¥?\d)|"
    r"团(?=\s*¥?\d)|自提价?(?=\s*[:¥\d])|售(?=\s*¥?\d)"
)
_LABEL = (
    rf"(?:(?P<cost>{COST})|(?P<commission>{COMMISSION})|(?P<crossed>{CROSSED})|(?P<retail>{RETAIL})|(?P<group>{GROUP}))"
    r"\s*(?:是|为|约|只要|仅需?)?\s*[:=]?\s*"
)
_UP_TO = rf"(?:\s*(?:元|块)?\s*[-~至]\s*¥?\s*(?P<%s>{NUMBER}))?"
_MONEY = (
    rf"(?:¥\s*(?P<signed>{NUMBER}){_UP_TO % 'signed_to'}\s*(?:元|块钱?)?|"
    rf"(?<![\d.])(?P<named>{NUMBER}){_UP_TO % 'named_to'}\s*(?:元|圆|块钱|rmb|米(?=\s*(?:[/一每]|$))|¥|r(?![a-z]))|"
    r"(?P<spoken>[一二两三四五六七八九十百]{1,4})\s*(?:元|块钱))"
)
_NO_AMOUNT = rf"(?![\d.]|\s*(?:折|%|号|点|月|天|日|人|楼|栋|成|{UNIT}))"
_BARE = rf"(?<![\d.])(?P<bare>{NUMBER}){_UP_TO % 'bare_to'}{_NO_AMOUNT}"
_DIMES = rf"(?P<yuan>{NUMBER}|{CHINESE_NUMBER})\s*块(?!钱)(?:\s*(?P<dimes>[1-9一二三四五六七八九])(?![\d.]|\s*{UNIT}))?"
_CENTS = r"(?P<cents>\d)\s*[毛角](?:钱)?"

#: Tried in this order; the later ones only where the earlier ones found no price.
SAID_AS_MONEY = re.compile(rf"(?:{_LABEL})?{_MONEY}{TAIL}")
SAID_BY_LABEL = re.compile(rf"{_LABEL}{_BARE}\s*(?:块钱?)?{TAIL}")
SAID_IN_KUAI = re.compile(
    rf"(?:{_LABEL})?(?<![\d.])(?:{_DIMES}(?=\s*(?:[/一每,;。!)\s\x00]|1?\d|半|$))|{_CENTS}){TAIL}"
)
SAID_BY_UNIT = re.compile(
    rf"(?<![\d.x*])(?P<bare>{NUMBER}){_UP_TO % 'bare_to'}\s*{PER}(?P<unit>{UNIT})(?![a-z])(?:装)?"
    rf"|(?<![\d.x*])(?P<bare2>{NUMBER})\s*/\s*(?P<amount>{QUANTITY})"
)
SAID_BEFORE_AMOUNT = re.compile(
    rf"(?<![\d.x*])(?P<bare>{NUMBER})\s*(?:抢购?|得|带走|拿走|换购)\s*(?P<amount>{QUANTITY})"
)
SAID_BEFORE_LABEL = re.compile(
    rf"(?<![\d.])¥?(?P<bare>{NUMBER})\s*(?:元|块)?\s*[(](?:(?P<cost>团长价?|供货价?|代理价?|底价|成本价?|进价|拿货价?|批发价?)"
    r"|(?P<crossed>原价|市场价?|超市价?|门店价)|(?P<retail>建议零售价?|零售价?|建议售价|卖价?|售价)|(?P<group>团购价?|团价|现价|特价))[)]"
)
SAID_ALONE = re.compile(rf"(?<![\d.a-z#*x+/-])(?P<bare>{NUMBER})(?=\s*(?:[,;。!?)(|\x00]|\s|$|起))")
SAID_LATER = re.compile(
    r"(?:价格?|¥)?\s*[:]?\s*(?:待定|另议|面议|待报价?|时价|私聊|询价|未定|待通知|暂无报?价|价格待\S*|[?]{1,3}\s*元?)"
)

#: What a bundle holds is no measure: 五花肉2斤+鸡1只, 含鸡蛋30枚.
_ITEM = rf"[\u3400-\u9fffa-z]{{1,8}}?\s*约?\s*(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半])\s*{UNIT}(?:装)?"
CONTENTS = re.compile(
    rf"[(]?\s*(?:(?:内?含|包[含括]|内有|里面有?)\s*[:]?\s*)?(?:{_ITEM}\s*(?:[+、,&/]|和|\s)\s*){{1,30}}{_ITEM}\s*[)]?"
    rf"|(?:内?含|包[含括]|内有)\s*[:]?\s*{_ITEM}\s*[)]?"
)
MEASURE_OF_UNIT = re.compile(rf"(?P<measure>{QUANTITY})\s*(?:{PER}|整)(?P<pack>{PIECE})(?!\s*[x*])")
UNIT_OF_MEASURE = re.compile(
    rf"(?:{PER})(?P<pack>{PIECE})(?:装)?\s*[(]?\s*(?:共|为|是|含|内含|有|=|:|大概|净重|毛重)?\s*(?P<measure>{QUANTITY})\s*[)]?"
)
MEASURE = re.compile(rf"(?P<measure>{QUANTITY})")
UNIT_ALONE = re.compile(rf"(?:每|一|/|(?<![\d.])1(?![\d.]))\s*(?P<pack>{UNIT})(?![a-z])")

_COUNT = rf"(?P<count>\d{{1,5}})\s*(?:{UNIT})?"
_EACH = r"(?:每人|每户|每家|每单|每位|每id|一人|一户|一家|单人|单户|人均|每样|每种|每款|每个品|单品)"
LIMIT = re.compile(
    rf"{_EACH}(?:每样|每种|每款)?\s*(?:最多|限购|限|只能|可|不超过)\s*(?:买|购|领|拍|订)?\s*[:]?\s*{_COUNT}"
    rf"|限购\s*[:]?\s*{_COUNT.replace('count', 'count2')}(?:\s*/\s*[人户家单])?"
    rf"|限\s*{_COUNT.replace('count', 'count3')}\s*(?:/|每|一)\s*[人户家单]"
    rf"|{_COUNT.replace('count', 'count4')}\s*封顶|限(?!量|时)\s*{_COUNT.replace('count', 'count5')}"
)
LIMIT_IN_WORDS = re.compile(
    rf"{_EACH}(?:每样|每种|每款)?\s*(?:最多|限购|限|只能|可|不超过)\s*(?:买|购|领|拍|订)?\s*(?P<word>[一二两三四五六七八九十])\s*{UNIT}"
)
#: More of it for less: of 1提49.9 2提88 only the first is the price of one.
PRICE_OF_ONE = re.compile(rf"(?:(?<![\d.])1|一|每|单|/)\s*{PIECE}")
MORE_FOR_LESS = re.compile(
    rf"(?<=[\d元块\s,;/(、盒箱袋份提板包瓶个])\s*(?:[2-9]|\d\d|[两二三四五六])\s*(?:{PIECE})\s*(?:只要|仅|共|一起|打包)?\s*¥?\s*{NUMBER}\s*(?:元|块)?(?=\s*(?:[,;。)!/]|\s|$))"
    rf"|(?<=[\s,;、])¥?\s*{NUMBER}\s*(?:元|块)\s*/\s*[2-9]\s*(?:{PIECE})"
)
#: Sizes of one product, each with its price: 10斤 39.9 / 5斤 22.9, ¥39.9/3斤 ¥59.9/5斤.
SIZE_WITH_PRICE = re.compile(
    rf"(?<![\d.*x])(?P<size>{QUANTITY})\s*[:=]?\s*(?:只要|仅)?\s*¥?\s*{NUMBER}(?![\d.]|\s*[-~*x]|\s*{UNIT})\s*(?:元|块)?(?:{PER}{PIECE})?"
    rf"|¥?\s*(?<![\d.]){NUMBER}\s*(?:元|块)?\s*/\s*(?P<amount>{QUANTITY})(?!\s*{PER}{PIECE})"
)
STOCK = re.compile(
    rf"(?:库存|现货(?:仅|只)?|仅剩|只剩|还剩|剩余|剩下|剩|余量|余(?=\d)|限量(?:供应)?|总量|备货|只有|仅有|仅(?=\s*\d+\s*{UNIT})|还有)\s*[:]?\s*(?:约|最后)?\s*(?P<count>\d{{1,5}})(?![\d.])\s*(?:{UNIT}(?!\s*\d*\s*[元块]))?"
    rf"|最后\s*(?P<count2>\d{{1,5}})\s*{UNIT}|(?P<count3>\d{{1,5}})\s*{UNIT}?\s*(?:现货|库存)"
)
SOLD_OUT = re.compile(
    "已?(?:售罄|售完|卖完|卖光|抢光|抢完|抢空|秒光|无货|没货|缺货|断货|下架|停售|暂停|约满|订满|已满|完售)了?|(?:没有|卖没|抢没)了"
)
