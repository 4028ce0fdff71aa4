"""Which words of a pasted list are not what is on sale: notices, headlines, praise, descriptions, labels?"""

from __future__ import annotations

from models.language.listing_units import any_of
from models.language.patterns import unhurried

_NOTICE = any_of(
    r"""
    退款 退货 退换 售后 包赔 坏果 破损 赔付 拍照 签收 验货 不予 概不 请勿 谢绝 禁止 不接受 不支持 不退 谢谢 感谢
    拜托 辛苦 大家 邻居们 各位 亲们 宝子 宝宝们 家人们 姐妹 朋友们 群里 进群 入群 拉群 群主 转发 分享 扫码
    二维码 长按 识别 点击 链接 小程序 付款 支付 转账 收款 备注 下单(?:格式|方式|请|时|后)
    接龙(?:格式|请|方式|时) 格式 私信 私我 私聊
    示例 例如 举例 比如 注意 提醒 须知 说明 规则 声明 温馨 以上 以下 如下 如需 如果
    若有 有需要 需要的 欢迎 报名 请在 请及时 请提前 请大家 请尽快 请 记得 麻烦 自提的 自取的 过时 逾期 预定从速
    先到先得 售完即止 卖完即止 错过 抓紧 赶紧 手慢无 快来 冲鸭 别错过 推荐给 保证 承诺 假一 一件代发 支持代发
    批发零售 厂家 工厂 招代理 招团长 诚招 合作 加盟 供应商 供货商 联系 电话 微信 客服 发货时间 发货地 发货(?!价)
    快递 物流 顺丰 包邮 偏远 满\d 运费 配送费 起送 限购 每人 每户 不参加 停止 截止 截单
    到货(?![啦了咯喽]) 取货 提货 自提 送货
    配送 营业 公告 (?<!价格)通知 天气 疫情 封控 物业 业主 小区
    """
)
_HEADER = any_of(
    r"""
    开团 团购 专场 专区 预[订定售] 清单 价目 价格表 报价 菜单 目录 上新 今日 今天 明日 明天 本周 本期 新品 来啦
    来了 来喽 有货 接龙 一览 大促 特惠 福利 一共 共有?[一二三四五六七八九十\d]+[种款样] 下单 订购 接单 汇总 安排
    走起 集合 秒杀 活动 限时 直发 产地 供应
    到货?[啦咯喽] 到货了 开抢 第.期 名称 品名 商品 产品 规格 序号 单位 品类 系列 货源
    好物 第.波 返场 团长 最后 一车 节前 节后 来袭 到港 开卖 拼单 拼车 上车 早市 捎菜 补货 【[^】]*[区类]】 👇
    下面 如下
    """
)
_CATEGORY = any_of(
    r"""
    水果 蔬菜 时蔬 叶菜 根茎 菌菇 肉类 猪肉类? 牛羊肉 禽类 禽蛋 蛋类 蛋奶 奶类 海鲜 水产 河鲜 冻品 冻货 冷冻
    速冻 粮油 米面 米面粮油 主食 面点 零食 零食类 饮料 酒水 干货 调料 调味 日用 日用品 百货 熟食 卤味 豆制品
    烘焙 甜品 点心 早餐 半成品 预制菜 母婴 其他 其它 爆款 热卖 特价 新品 推荐 今日推荐 上新 必买 必囤 福利 秒杀
    预售 现货 特惠 热销 爆品 精选 团长推荐 回购 人气 限时 限量 包邮 顺丰 产地直发 源头 一件代发 新到 应季 时令
    套餐 单品 组合
    """
)
_PRAISE = any_of(
    r"""
    现摘 现发 现做 现杀 现捞 现烤 新鲜(?=\S*[发到摘]) 鲜甜 香甜 超甜 很甜 巨甜 好吃 美味 鲜嫩 嫩滑 爆汁 多汁
    个大 果大 皮薄 肉厚 肉嫩 包邮 顺丰 坏果 包赔 直发 直达 直供 直采 源头 热卖 爆款 必买 必囤 必入 抢购 超值 实惠
    划算 便宜 回购 放心 健康 营养 无添加 不打药 孩子 宝宝 老人 口感 入口 软糯 粉糯 酥脆 香脆 又.又 真的 特别
    非常 超级 强烈 推荐 限时 数量有限 欲购 先到 错过 手慢 保鲜 保真 正宗 当天 当日 空运 发货 现货 预售
    到货(?![啦了咯喽])
    自家(?:种|养|做) 产自 适合 老少 送礼 闭眼入 入股不亏 绝绝子 香迷糊 yyds 不含 零添加 没有农药
    """
)
_FILLER = any_of(
    r"""
    规格 净含量 净重 毛重 包装 重量 分量 单价 价格 价钱 价 团购价?格? 团价 团购 特价 优惠价 活动价 售价 零售价?
    卖 库存 单位 每 每份 一 约 大约 共 元 块 钱 起 只要 仅 仅需 只需 现 原 装 左右 为 是 的 和 有 含 即 或 就 /
    - — = ~ \+ x x1 个人 团长价 供货价 成本 佣金 限购 限量 限 数量 商品 品名 名称 产品 菜名 编号 序号 货号
    拼团价 秒杀价 到手价? 现价 原价 市场价 超市 门店 划线 建议 还有 剩 仅剩 截单 预订 预定 可选 任选 任意 包
    装箱 整 整箱 散装 单独 参考 斤 公斤 份 每样 样 每种 每款 款 /人 人 户 今日 今天 no price
    带箱 含箱 连箱 后 前 之前 之后 以前 以后 都是 均为 一律 大?优惠 大促 大?特惠 大?放价 大?甩卖 大?清仓 福利
    """
)
_DESCRIBED = any_of(
    r"""
    产地 保质期? 保存 储存 贮存 特点 口感 配料 品牌 发货 快递 物流 售后 说明 备注 口味 味道 食用 吃法 做法 简介
    推荐理由 卖点 等级 配送范围 配送 厂家 生产日期 日期 含 内含 内有 包含 包括 里面有? 搭配 组合 赠 附 单果 果径
    直径 个头 套餐内容 内容 明细 清单 成分 净含量说明 温馨提示 注 ps tips 优惠 福利 适合 推荐 特色 亮点 品质
    功效 营养 工艺 颜色 尺寸 材质 提示
    """
)
_DESCRIBING = any_of(
    r"""
    内含 包含 包括 含有 里面有 内有 单果 果径 直径 产自 来自 适合 可以 可做 保质期 冷藏 冷冻保存 常温 赠送 附赠
    含(?=\S*[\d一二两三四五六七八九十半])
    """
)
_FIELD = any_of(
    r"""
    规格 净含量 净重 毛重 包装 重量 分量 单价 价格 价钱 团购价? 团价 特价 优惠价 活动价 售价 零售价? 建议零售价
    库存 单位 限购 限量 数量 团长价 供货价 代理价 底价 成本价? 进价 佣金 拼团价 秒杀价 到手价 现价 原价 市场价
    """
)
_PROMOTION = any_of(
    r"""
    特价 特惠 秒杀 爆款 热卖 福利 推荐 新品 上新 热销 爆品 返场 新到 抢购 必买 必囤 加推 加单 补货 现货 预售
    今日 主推 清仓 尾货 折扣
    """
)
_COST_HEADING = any_of("团长价 供货价 代理价 底价 成本价? 进货价? 进价 拿货价? 结算价 批发价 出厂价 代发价")
_ABOUT_ALL = any_of(r"以[上下] 如下 均为 都是 全部 报价 价格表 价目 价格为 单位 表内 所有 本表 下列 下面")

#: A line about the trade: it never names goods, whatever figures it holds.
NOTICE = unhurried(_NOTICE)
#: A line that announces a list, or heads a part of one.
HEADER = unhurried(_HEADER)
#: What a headline says of the goods that it names: 赣南脐橙开团啦.
ANNOUNCED = unhurried(
    r"(?:今日|今天|本周|新鲜|重磅|限时)?(?:开团|开抢|预[售订定]|团购|接龙|上新|到货|来袭|上市|到港|返场|开卖|开售|专场|有货|来|到)?"
    r"(?:[啦了咯喽]|中)?$"
)
#: A line that shows how to order.
EXAMPLE = unhurried(
    r"^\s*(?:例(?!外)|示例|举例|比如|如[:]|格式|接龙格式|下单格式|回复|参考格式|样例|模板)\s*(?:[:]|\s|[子如])"
)
#: A line that only describes the goods above it.
DESCRIPTION = unhurried(rf"^\s*(?:(?:{_DESCRIBED})\s*[:：]|{_DESCRIBING})")
#: A kind of goods, or a tag in brackets; never a product's name.
CATEGORY = unhurried(rf"^(?:{_CATEGORY})(?:类|区|专区|专场|系列|组|部|款|王|榜)?$")
#: A kind of goods with more words before it (新鲜蔬菜): a heading where a colon follows.
ENDS_IN_CATEGORY = unhurried(rf"(?:{_CATEGORY})$")
PRAISE = unhurried(rf"{_PRAISE}|(?:甜|香|嫩|脆|鲜|糯|好喝|爽口)(?:极了|爆了|死了|哭了)?[!~]*$")
#: Words before a name that push it: 今日特价 西瓜.
PROMOTION = unhurried(rf"^(?:今日|本周|本期|限时|超级|必买|新品|团长)?(?:{_PROMOTION})(?:品|款|了)?\s*[:!\s\u2003]*")
#: What may be left of a line besides a name.
FILLER = unhurried(rf"^(?:{_FILLER})$")
LABEL_OF_NAME = unhurried(r"^\s*(?:商品名?称?|品名|名称|产品名?称?|货品|菜名|品种|菜品)\s*[:]\s*")
LABEL_OF_FIELD = unhurried(rf"^\s*(?:{_FIELD})\s*[:¥]")
#: Which of one product's kinds: 大果, 一级, 精品装.
GRADE_OF_GOODS = (
    r"(?:[特超]?[大中小](?:的|号|果|个|份|盒|箱|袋|包|瓶|杯|框|筐|头|规格|款)?|[特一二三]级果?|\d?[a-zA-Z]{1,4}级果?|[aA]{1,3}|\d?[xX]{0,3}[sSmMlL]码|\d{1,2}[寸吋]|[\u3400-\u9fff]{1,3}味|[1-4]?[jJ]{1,4}|[单精优]果|"
    r"(?:精品|标准|普通|家庭|豪华|尝鲜|礼盒|量贩|经济|彩箱)[装款版果]?|大?礼[盒箱]装?|[整半][箱只条盒袋板扇]|散装|[盒袋罐瓶箱礼]装|带箱|裸果)"
)
GRADE = unhurried(GRADE_OF_GOODS)
GRADE_THEN_END = unhurried(rf"(?:{GRADE_OF_GOODS})(?=[\s\x00,;/:]|$)")
#: A heading by which every plain sum is a cost: 以下为团长价, 报价单（底价）, 【代理价】.
COST_OF_ALL = unhurried(
    rf"(?:{_ABOUT_ALL})\S{{0,8}}(?:{_COST_HEADING})"
    r"|(?:供应商|供货商|厂家|工厂)报价|自[己行](?:加价|定价)"
    rf"|(?:{_COST_HEADING})\S{{0,2}}(?:以[上下]|如下|表|单|清单|报价|一览|目录)"
    rf"|^[\s【\[(<\u2003]*(?:{_COST_HEADING})格?[\s】\])>:\u2003]*$"
    rf"|^(?!.*(?:私|联系|咨询|询|另|问|不含|加|找|勿|别))[^:,;。]{{0,8}}(?:{_COST_HEADING})(?:[,;。!\s\u2003)】\]:]|$)"
)
