"""Which words count goods? Sale units, weights, volumes, dozens, what dictation makes of them, and what counts none.

Source of the tables: order-language, section 3 (units).
"""

from __future__ import annotations

from decimal import Decimal

from models.language.normalize import longest_first


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Counters that people use for anything: beside a number they count sale units, unless the measure says otherwise.
COUNTERS = frozenset(
    _words("""
        份 盒 箱 个 件 单 袋 包 提 瓶 板 把 条 只 颗 棵 筐 桶 罐 组 套 块 枚 根 片 朵 杯 碗 张 双 串 粒 头 尾 段 支 束
        卷 捆 扎 听 排 盘 篮 坛 壶 副 株 联 屉 笼 篓 兜 捧 盆 框 枝 挂 摞 刀 盅 锅 管 节 牙 瓣 匣 帖 贴 床 篮子 袋子
        本 册 抽 扇 盒子 箱子 礼盒 版块 块儿 个儿 份儿 打儿 粒儿 支儿 板儿
    """)
)
#: Grams in one of each.
WEIGHTS = {
    "吨": 1000000, "公斤": 1000, "千克": 1000, "kg": 1000, "市斤": 500, "斤": 500, "两": 50, "克": 1, "g": 1,
}  # fmt: skip
#: Millilitres in one of each.
VOLUMES = {"升": 1000, "l": 1000, "毫升": 1, "ml": 1}
#: How many pieces are meant.
DOZENS = {"打": 12, "对": 2}
#: Pieces of the same kind in measures: 个, 枚, 只 and 颗 are one unit.
PIECES = frozenset("个枚只颗")
#: What dictation and thumbs make of a unit; read so beside a number only.
MISHEARD = {
    "版": "板", "扳": "板", "相": "箱", "厢": "箱", "和": "盒", "合": "盒", "代": "袋", "粉": "份",
    "今": "斤", "金": "斤",
}  # fmt: skip
#: What is counted with these is no goods: hours, people, floors, degrees. 种, 款 and 样 count sorts of goods.
OTHER_UNITS = _words("""
    点钟 点半 点 分钟 分钱 分 秒 小时 个小时 钟头 个钟头 天 个月 月 年 年级 岁 周 周岁 个星期 星期 度 米 公里 千米
    厘米 毫米 cm mm km 平 平米 平方 种 款 样 次 遍 人 个人 位 口人 口 户 家 家人 部 辆 台 楼 层 期 路 线 号线 毛
    毛钱 角 % 折 级 班 届 名 页 章 集 首 针 步 顿 餐 代人 倍 成 批 趟 回 场 站 公分 寸 英寸 瓦 伏 号机 卡 马力 匹 缺
    室一厅 室两厅 室 厅 居 胎 周年 元店 点点 下 眼 句 声 群 亩 勺 碗饭 大卡 字 篇 幢 栋 岁半 年半 号字 点多 日 生 世
    道 项 则 门 间 所 座 处 条龙 条心 码 码事 拍 流 手 张嘴 辈子 生肖 层楼 只猫 只狗 条狗 个头 个孩子 个娃 把钥匙
    个快递 张票 首歌 座位 个座位 杯水 杯咖啡
""")
UNIT_PATTERN = longest_first([*COUNTERS, *WEIGHTS, *VOLUMES, *DOZENS])
OTHER_PATTERN = longest_first(OTHER_UNITS)


def same_unit(one: str, other: str) -> bool:
    """Whether two units count the same things: 个, 枚, 只 and 颗 are one, weights are one another's."""
    return one == other or (one in PIECES and other in PIECES) or (one in WEIGHTS and other in WEIGHTS)


def unit_factor(one: str, other: str) -> Decimal:
    """How many of ``other`` are in one of ``one``; both must count the same things."""
    table = WEIGHTS if one in WEIGHTS else VOLUMES
    if one in table and other in table:
        return Decimal(table[one]) / table[other]
    return Decimal(1)
