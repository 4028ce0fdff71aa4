"""What does each example of the hand-out's commands do? As tests/flow/test_commands.py holds them to it."""

from __future__ import annotations

from tests.flow.shop import Stage

OFFERED = "2板"
HAND_OUT_EXAMPLES: dict[str, tuple[Stage, str, str | None]] = {
    "501寄存": (Stage.HANDED_OUT, "王芳 3-501先寄着，今晚不喊了，明天上午9点再提醒你", None),
    "501寄存到后天": (Stage.HANDED_OUT, "后天上午9点再提醒你", None),
    "501明早拿": (Stage.HANDED_OUT, "明天上午9点再提醒你", None),
    "剩一袋没人认 鸡蛋2草莓1": (Stage.HANDED_OUT, "没有哪家正好是鸡蛋、草莓", None),
    "缺的": (Stage.HANDED_OUT, "没有缺的", None),
    "没回的都退": (Stage.HANDED_OUT, "没有缺的", None),
    "少3板鸡蛋": (Stage.HANDED_OUT, "没那么多：还没拿的一共鸡蛋2板", None),
    "碎了2板": (Stage.HANDED_OUT, "鸡蛋碎了2板，按先后是王芳 3-501 2", None),
    "501缺鸡蛋1": (Stage.HANDED_OUT, "王芳 3-501缺鸡蛋1板，32块", None),
    "缺 鸡蛋 3": (Stage.HANDED_OUT, "没那么多", None),
    "多2板鸡蛋": (Stage.HANDED_OUT, "先说的先给", OFFERED),
    "多2板鸡蛋 30": (Stage.HANDED_OUT, "先说的先给", OFFERED),
    "余 鸡蛋2": (Stage.HANDED_OUT, "先说的先给", OFFERED),
    "鸡蛋到了": (Stage.CLOSED, "群里喊了", "到"),
    "鸡蛋和草莓都到了": (Stage.CLOSED, "群里喊了", "到"),
    "阿明帮502拿了": (Stage.HANDED_OUT, "没找到「502」的单", None),
    "取货点": (Stage.ORDERED_FROM, "没分取货点", None),
    "取货点 加 东门 1-5栋": (Stage.ORDERED_FROM, "东门（1、2、3、4、5栋）", None),
    "取货点 删 东门": (Stage.ORDERED_FROM, "没有「东门」这个取货点", None),
    "501在东门拿": (Stage.ORDERED_FROM, "没有「东门」这个取货点", None),
    "503以后送门口": (Stage.ORDERED_FROM, "没找到「503」的单", None),
    "503以后不用送了": (Stage.ORDERED_FROM, "没找到「503」的单", None),
    "503缺货别动": (Stage.ORDERED_FROM, "没找到「503」的单", None),
    "按楼喊": (Stage.ORDERED_FROM, "取货通知按楼列", None),
    "不列名单": (Stage.ORDERED_FROM, "取货通知不列名单", None),
    "缺货先扣多的": (Stage.ORDERED_FROM, "缺货先扣多的", None),
    "分工": (Stage.HANDED_OUT, "没有要送上门的", None),
    "分给小刘 1-3栋": (Stage.HANDED_OUT, "没有要送上门的", None),
    "司机单": (Stage.CLOSED, "取货点：1袋，鸡蛋2", None),
    "5栋谁没报": (Stage.ORDERED_FROM, "5栋最近订过的都报了", None),
    "赵敏跟502拼苹果": (Stage.ORDERED_FROM, "没听出谁跟谁拼什么", None),
    "拼 赵敏和502拼苹果": (Stage.ORDERED_FROM, "没听出谁跟谁拼什么", None),
}
