"""Which phrases of a pasted list hold figures that are no price of goods: fees, discounts, minimums, contacts?"""

from __future__ import annotations

from models.language.listing_units import NUMBER, UNIT, YUAN, any_of
from models.language.patterns import unhurried

_COUNT = r"(?:\d+|[一二两三四五六七八九十]+)"
_SUM = rf"¥?\s*{NUMBER}\s*(?:元|块钱?|毛)?"
_CHARGE = any_of(
    """
    运费 邮费 快递费 配送费 送货费 派送费 包装费 打包费 跑腿费 服务费 上门费 手续费 押金 定金 订金 保证金 差价
    补差 餐盒费 冰袋 保温箱 起送价? 起订金额 首重 续重
    """
)
_CHARGED = rf"\s*[:+]?\s*(?:每[单份件次]|一[单次]|需|另?加|收|约)?\s*{_SUM}(?:\s*[/每一]?\s*[单份件次人户](?!\S*装))?"
_WHAT_THEN = (
    rf"包邮|免\S{{0,6}}|减\s*{_SUM}|立减\s*{_SUM}|起[送订发]|送\S{{0,10}}|打\S?折|{NUMBER}折|配送|发货|成团|开团|"
    r"截\S?|返\S{0,6}"
)
#: A phrase with a sum in it that is no product's price; it is taken out before prices are looked for.
FEE = unhurried(
    rf"(?:满|凑够?|下单满|购满|买满|消费满)\s*¥?{NUMBER}\s*(?:{YUAN}|{UNIT})?\s*(?:,|即|可|就|及以上|以上)*\s*(?:{_WHAT_THEN})?"
    rf"|(?:{_CHARGE})(?:{_CHARGED})?(?:包邮|自理|到付|另算|另计|全免)?"
    rf"|(?:每[单份件次])?[\u3400-\u9fff]{{2}}费{_CHARGED}"
    rf"|(?<![\u3400-\u9fff])[另再]?加(?!多宝)[\u3400-\u9fff]{{1,3}}\s*{NUMBER}\s*{YUAN}"
    rf"|(?:另?加|多付|补|付)\s*{NUMBER}\s*{YUAN}\S{{0,8}}"
    rf"|{NUMBER}\s*{YUAN}?\s*(?:起送|起配|起发)|(?:^|[,;。!]|全场|任意|全部)\s*¥?{NUMBER}\s*{YUAN}?\s*包邮(?!区)"
    rf"|(?:立减|直降|直减|优惠(?!价)|便宜|省|返现|赔付?|退|奖励?|送(?=\s*{NUMBER}\s*元)|减)\s*¥?{NUMBER}\s*{YUAN}"
    rf"|{NUMBER}\s*元?\s*(?:红包|优惠券|代金券|无门槛|立减金?)"
)
MINIMUM = unhurried(
    rf"{_COUNT}(?:\.\d+)?\s*(?:{UNIT})?\s*(?:起(?:订|批|送|售|发|拼|团|购|卖|拍|定)?|成团|开团|发车)(?!价)"
    rf"|(?:起订量?|起批量?|起售|起购|最低起订|最少|至少|起)\s*[:]?\s*{_COUNT}\s*{UNIT}"
)
DISCOUNT = unhurried(
    rf"(?:买|拍|订)\s*{_COUNT}\s*{UNIT}?\s*(?:送|赠|得|立减|减)\s*{_COUNT}\s*{UNIT}?"
    rf"|第(?:二|2|三|3)\s*{UNIT}\s*(?:半价|[\d.]+折|\d+元)"
    rf"|(?:买|拍|订|购)?满?\s*{_COUNT}\s*{UNIT}\s*(?:以上|及以上)?\s*(?:打|享)?\s*[\d.]+\s*折|[\d.]+\s*折|[一二三四五六七八九]折"
    rf"|(?:送|赠送?|附赠)\s*{_COUNT}\s*{UNIT}\S{{0,6}}"
)
PHONE = unhurried(
    r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|"
    r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<!\d)400[- ]?\d{3}[- ]?\d{4}(?!\d)"
)
CONTACT = unhurried(
    r"(?:联系人|联系电话|联系方式|联系|电话|手机号?|热线|微信号?|wx|vx|v信|薇信|威信|qq|加我|客服)\s*[:]?\s*"
    r"[a-z0-9_\-\u4e00-\u9fff]{0,20}?\s*(?=\s|[,;。]|$)"
)
LINK = unhurried(r"(?:https?://|www\.)\S+|#小程序\S*|\S+\.(?:com|cn)\b\S*")
