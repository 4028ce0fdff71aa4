"""How are sums written in a product list, and which words say what a sum is? Patterns over folded lines.

::

    money    = "¥" number | number ("元" | "块" …)                  12块5 is 12.5
    tail     = per unit | ["/"] quantity [per pack]                25元一板, 10元3个, 15元/5斤/袋
    price    = [label] money [tail] | label number [tail] | number per unit | number "(" label ")"
"""

from __future__ import annotations

from models.language.listing_units import CHINESE_NUMBER, NUMBER, PER, PIECE, QUANTITY, SUM_IN_KUAI, UNIT, YUAN, any_of
from models.language.patterns import unhurried

#: Some words are labels only right before a sum: ``卖35`` tells a price, ``卖完`` does not.
_SUM_NEXT = r"(?=\s*[:¥\d])"
#: What the organizer pays. It never becomes a price (order-language, section 8).
COST = any_of(
    rf"""
    团长(?:拿货|供货|结算|成本|底|进货|采购)?价 团长(?:拿货)?{_SUM_NEXT} 给(?:团长|你们?|群主)?{_SUM_NEXT}
    供货价?格? 供应价 供价 供{_SUM_NEXT} 代理价?
    (?:给?团长|给(?:你们?|我们?)|(?<!提)供|(?<!购)进|拿)(?:是|只要|仅需?)(?=\s*¥?\d)
    代{_SUM_NEXT} 一?件?代发价?{_SUM_NEXT} 底价 成本价? 进货价?
    采购价 进价 进{_SUM_NEXT} 拿货价? 拿到?{_SUM_NEXT} 结算价? 批发价? 批价 出厂价 到手成本 团购底价 开团成本
    一手价? 源头价 出厂{_SUM_NEXT} 收购价? 到货价 (?<![\u3400-\u9fff])[成本]{_SUM_NEXT}
    (?<![一二两三四五六七八九十首本这那每整新上下前大同后末各几\d])批{_SUM_NEXT} (?<![\u3400-\u9fff])底{_SUM_NEXT}
    底(?=\s*¥?[\d.]+\s*(?:元|块)?\s*(?:卖|售|零售|团))
    """
)
#: What the buyer pays in the end, unless a higher price is asked for right behind it: then it is the organizer's cost.
LANDED = rf"到手价|到手{_SUM_NEXT}"
#: A line that holds one of these and says of no sum that it is the cost, means them all.
COST_WORD = unhurried(
    any_of(
        """
        团长(?:拿货|供货|结算|成本|底|进货|采购)?价 供货 供应价 供价 代理 代发价 底价 成本 进货 采购价 进价 拿货 结算价
        批发价 出厂价
        """
    )
    # 拿只要23, 进每袋23元: the short words are costs only where a sum follows, which counts nothing.
    + r"|(?:给?团长|给(?:你们?|我们?)|(?<!提)供|(?<!购)进|拿)\s*(?:是|只要|仅需?|大?约|[(]|[每一]"
    + UNIT
    + r")\s*¥?\d+(?:\.\d+)?(?!\s*(?:人|[\d.]|"
    + UNIT
    + "))"
)
#: 今日拿货价：西瓜1.2/斤 …
COSTS_FOLLOW = unhurried(rf"[^:\d,;。]{{0,8}}(?:{COST_WORD.pattern})[^:\d,;。]{{0,4}}[:\s](?!\s*¥?\d)")
COMMISSION = any_of(rf"佣金? 返{_SUM_NEXT} 返佣金? 返点 返利 提成 利润 毛利 赚{_SUM_NEXT}")
_ELSEWHERE = "超市|门店|商场|实体店|外面|市面上?|菜场|菜市场|网上|别家|平时|平常|线下"
CROSSED = any_of(
    rf"""
    原价 原售价 原{_SUM_NEXT} 市场零售价? 市场价? 专柜价?
    (?:{_ELSEWHERE})(?:都|要|得|里|同款)*(?:售|卖|要|买)?价?格?{_SUM_NEXT}
    日常价? 吊牌价 划线价 官方价 官网价? 旗舰店价? 京东价?
    某东价? 淘宝价? 天猫价? 电商价? 外面价 市面价 商场价? 参考价 实体店价? 店内价?
    店里价? 正价 单买价?{_SUM_NEXT} 单独买{_SUM_NEXT}
    """
)
RETAIL = any_of(
    rf"""
    建议零售价? 建议售价 建议卖价? 建议售 指导价 零售价?格? 对外价? 对外售价? 卖价?{_SUM_NEXT} 出售价
    (?:社群|群里|群内|你们|大家|可以?|统一|对外)(?:建议)?(?:零?售价?|卖价?|团购价){_SUM_NEXT}
    """
)
_OFFER = any_of(
    """
    团购价?格? 团价 拼团价? 成团价 秒杀价? 特惠价? 特价 特卖价? 活动价? 优惠价? 福利价? 抢购价? 惊喜价
    内购价 尝鲜价 亲民价 专享价 折后价? 券后价?
    """
)
GROUP = any_of(
    rf"""
    (?:今日|本期|本次|社区|限时|邻居|业主|群|粉丝|超级)?(?:{_OFFER}){_SUM_NEXT} 群内?价 群友价 今日价 会员价
    社群价?{_SUM_NEXT} 群里{_SUM_NEXT}
    接龙价 开团价 现价 现售价? 现{_SUM_NEXT} 售价 零售团价 单价 价格 价钱 一口价 仅需 仅售 仅要
    仅(?=\s*¥?\d) 只要 只需 只卖 才(?=\s*¥?\d) (?<![\u3400-\u9fff])团(?=\s*¥?\d) 自提价?{_SUM_NEXT} 售(?=\s*¥?\d)
    """
)
_LABEL = (
    rf"(?:(?:我们?|咱们?|自己)?(?:这边)?(?P<cost>{COST})|(?P<landed>{LANDED})|(?P<commission>{COMMISSION})|(?P<crossed>{CROSSED})|(?P<retail>{RETAIL})|(?P<group>{GROUP})|(?P<plain>(?<!报)价{_SUM_NEXT}))"
    rf"\s*(?:是|为|约|只要|仅需?|我们?|咱们?|[每一](?P<counted>{UNIT})(?=\s*[:(¥\d]))?\s*[:=(]?\s*"
)
_LABEL_IN_BRACKETS = (
    r"[(](?:(?P<cost>团长价?|给(?:你们?|我们?|团长)|供货价?|代理价?|底价|成本价?|进价|拿货价?|批发价?)|(?P<commission>佣金|返佣|利润)|(?P<crossed>原价|市场价?|超市价?|门店价)"
    r"|(?P<retail>建议零售价?|零售价?|建议售价|卖价?|售价)|(?P<group>团购价?|团价|现价|特价))[)]"
)
_HANGS = "(?:零售|售价|[进批供拿底卖售出])"
_LABEL_HANGING = (
    r"(?:的?(?P<cost>供货价?|供应价?|代理价?|拿货价?|进货价?|进价|批发价?|底价|成本价?|团长价|批价|给(?:我们?|你们?|咱们?|团长)|[进批供拿底])|(?P<commission>佣金|返佣)|(?P<retail>零售价?|[卖售]价?|出))"
    r"的?(?=[\s,;/、()\x00¥\d]|零售|售价|[进批供拿底卖售团]|[一每][板盒箱袋斤份个包瓶提件]|$)"
)

#: Between a sum and what it buys: 12.9抢3支, 9.9得3包.
_BUYS = r"\s*(?:[/=]|抢购?|购|得|拿|带走|拿下|起)?\s*"
_TAIL = (
    rf"(?:\s*[(]?\s*{PER}(?P<unit>{UNIT})(?![a-z])(?:装)?\s*[)]?"
    rf"|{_BUYS}(?!{SUM_IN_KUAI})(?P<amount>{QUANTITY})(?!\s*起)(?:\s*{PER}(?P<pack>{PIECE}))?)?"
)
_UP_TO = rf"(?:\s*{YUAN}?\s*[-~至]\s*¥?\s*(?P<%s>{NUMBER}))?"
_MONEY = (
    rf"(?:(?:¥|rmb)\s*(?P<signed>{NUMBER}){_UP_TO % 'signed_to'}\s*(?:元(?!宵|贝)|块钱?(?!菌))?|"
    rf"(?<![\d.])(?P<named>{NUMBER}){_UP_TO % 'named_to'}\s*"
    r"(?:元(?!宵|贝)|圆|块钱|rmb|米(?=\s*(?:[/一每]|$))|¥(?!\s*\d)|r(?![a-z]))|"
    r"(?P<spoken>[一二两三四五六七八九十百]{1,4})\s*(?:元|块钱))"
)
_NO_AMOUNT = rf"(?![\d.]|\s*(?:折|%|号|点|月|天|日|人|楼|栋|成(?!本)|{UNIT}))"
_BARE = rf"(?<![\d.])(?P<bare>{NUMBER}){_UP_TO % 'bare_to'}{_NO_AMOUNT}"
_DIMES = (
    rf"(?P<yuan>{NUMBER}|{CHINESE_NUMBER})\s*块(?!钱)"
    rf"(?:\s*(?P<dimes>[1-9一二三四五六七八九])(?![\d.]|\s*{UNIT}))?"
)
_CENTS = r"(?P<cents>\d)\s*[毛角](?:钱)?"

#: Tried in this order; the later ones only where the earlier ones found no price.
_LABELLED_BEHIND = rf"¥?(?P<bare>{NUMBER})(?:\s*(?:元|块))?(?:\s*{PER}(?P<unit>{UNIT}))?"
SAID_BEFORE_BRACKETS = unhurried(rf"(?<![\d.]){_LABELLED_BEHIND}\s*{_LABEL_IN_BRACKETS}")
#: ``25拿 32卖``; in ``代理25零售 32`` the first label has its sum already.
SAID_BEFORE_LABEL = unhurried(rf"(?:(?:我们?|咱们?)\s*)?(?<![\d.第]){_LABELLED_BEHIND}(?P<apart>\s*){_LABEL_HANGING}")
ANY_LABEL = rf"{COST}|{LANDED}|{COMMISSION}|{CROSSED}|{RETAIL}|{GROUP}|[进批供拿底卖售出团代零]"
#: Any word that says of the sum behind it what it is.
LABEL_OF_SUM = unhurried(
    rf"(?:{COST}|{LANDED}|{COMMISSION}|{CROSSED}|{RETAIL}|{GROUP}|[进批供拿底卖售出团代零])(?=\s*[:=]?\s*¥?\d)"
)
#: What makes a label before a sum its own: the word behind the sum then belongs to the next one.
ENDS_WITH_LABEL = unhurried(rf"(?:{ANY_LABEL})\s*[:=]?\s*¥?$")
SUM_BEHIND = unhurried(rf"\s*[:=]?\s*¥?(?P<bare>{NUMBER})\s*{YUAN}?(?:{PER}(?P<unit>{UNIT}))?(?P<label>\s*{_HANGS})?")
SAID_AS_MONEY = unhurried(rf"(?:{_LABEL})?{_MONEY}{_TAIL}")
SAID_BY_LABEL = unhurried(rf"{_LABEL}{_BARE}\s*(?:块钱?)?{_TAIL}")
SAID_IN_KUAI = unhurried(
    rf"(?:{_LABEL})?(?<![\d.])(?:{_DIMES}(?=\s*(?:[/一每,;:。!()】\]、\s\x00]|包邮|起|1?\d|半|$))|{_CENTS}){_TAIL}"
)
SAID_BY_UNIT = unhurried(
    rf"(?<![\d.x*])(?P<bare>{NUMBER}){_UP_TO % 'bare_to'}\s*{PER}(?P<unit>{UNIT})(?![a-z])(?:装)?"
    rf"|(?<![\d.x*])(?P<bare2>{NUMBER})\s*/\s*(?P<amount>{QUANTITY})"
)
SAID_BEFORE_AMOUNT = unhurried(
    rf"(?<![\d.x*])(?P<bare>{NUMBER})\s*(?:抢购?|得|带走|拿走|换购)\s*(?P<amount>{QUANTITY})"
)
SAID_ALONE = unhurried(rf"(?<![\d.a-z#*x+/-])(?P<bare>{NUMBER})(?=\s*(?:[,;。!?)(|\x00]|\s|$|起|包邮))")
SAID_LATER = unhurried(
    r"(?:价格?|¥)?\s*[:]?\s*(?:待定|另议|面议|待报价?|时价|私聊|询价|未定|待通知|暂无报?价|价格待\S*|(?<![\u3400-\u9fff?])[?]{1,3}\s*元?|[?]{1,3}\s*元)"
)

PRICE_OF_ONE = unhurried(rf"(?:(?<![\d.])1|一|每|单|/)\s*{PIECE}")
#: More of it for less: of 1提49.9 2提88 only the first is the price of one.
MORE_FOR_LESS = unhurried(
    rf"(?<=[\d元块\s,;/(、盒箱袋份提板包瓶个])\s*(?:[2-9]|\d\d|[两二三四五六])\s*(?:{PIECE})\s*(?:装|只要|仅|共|一起|打包)?\s*"
    rf"¥?\s*{NUMBER}\s*{YUAN}?(?=\s*(?:[,;。)!/]|\s|$))"
    rf"|(?<=[\s,;、])¥?\s*{NUMBER}\s*(?:元|块)\s*/\s*[2-9]\s*(?:{PIECE})"
)
#: 29.9元（两袋55元）
MORE_IN_BRACKETS = unhurried(
    rf"[(]\s*(?:[2-9]|[两二三四五六])\s*{PIECE}\s*(?:只要|仅|共|一起|装)?\s*¥?\s*{NUMBER}\s*{YUAN}?\s*[)]"
)
#: 2袋18 单袋10: the price of one stands behind.
MORE_THEN_ONE = unhurried(
    rf"(?<![\d.])(?:[2-9]|[两二三四五六])\s*(?P<of>{PIECE})\s*¥?\s*{NUMBER}\s*{YUAN}?[\s,;/、]+"
    rf"(?=(?:单|每|一|1)\s*(?P=of)\s*¥?\s*\d)"
)
#: Sizes of one product, each with its price: 10斤 39.9 / 5斤 22.9, ¥39.9/3斤 ¥59.9/5斤.
SIZE_WITH_PRICE = unhurried(
    rf"(?<![\d.*x])(?P<size>{QUANTITY})\s*[:=]?\s*(?:只要|仅)?\s*"
    rf"¥?\s*{NUMBER}(?![\d.]|\s*[-~*x]|\s*(?!块){UNIT})\s*{YUAN}?(?:{PER}{PIECE})?"
    rf"|¥?\s*(?<![\d.]){NUMBER}\s*{YUAN}?\s*/\s*(?P<amount>{QUANTITY})(?!\s*{PER}{PIECE})"
)
