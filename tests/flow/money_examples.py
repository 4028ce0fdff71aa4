"""What does each example of the commands about money do? As tests/flow/test_commands.py holds them to it."""

from __future__ import annotations

from tests.flow.shop import Stage

MONEY_EXAMPLES: dict[str, tuple[Stage, str, str | None]] = {
    "说付了的": (Stage.CLOSED, "没有等你看的付款", None),
    "收501 45": (Stage.CLOSED, "收王芳 3-501 45块，还欠19块", None),
    "501付了": (Stage.CLOSED, "收王芳 3-501 64块，还欠0", None),
    "501现金45": (Stage.CLOSED, "收王芳 3-501现金45块，还欠19块", None),
    "抹零": (Stage.CLOSED, "抹谁的零头？", None),
    "501抹零": (Stage.CLOSED, "欠64块，没这个零头好抹", None),
    "谁没付": (Stage.HANDED_OUT, "王芳 3-501", None),
    "未付": (Stage.HANDED_OUT, "64块", None),
    "催一下": (Stage.HANDED_OUT, "王芳 3-501", None),
    "催501": (Stage.HANDED_OUT, "王芳 3-501", None),
    "501欠多少": (Stage.CLOSED, "还欠64块", None),
    "王芳的账": (Stage.CLOSED, "11月23号 鸡蛋2板 64块", None),
    "核对": (Stage.CLOSED, "这个团1家，货款64块", None),
    "对账": (Stage.CLOSED, "还欠64块，1家：王芳 3-501 64块", None),
    "501退8块": (Stage.CLOSED, "退王芳 3-501 8块，还欠56块", None),
    "501退了8块": (Stage.CLOSED, "已经给了，还欠64块", None),
    "该退的": (Stage.CLOSED, "没有记着要转回去的钱", None),
    "501下次补": (Stage.CLOSED, "王芳 3-501的货下次补", None),
    "501补了": (Stage.CLOSED, "没有记着要补的", None),
    "售后": (Stage.CLOSED, "没有要处理的售后", None),
    "坏的有哪些": (Stage.CLOSED, "没有要处理的售后", None),
    "付款方式": (Stage.ORDERED_FROM, "到付", None),
    "到付": (Stage.ORDERED_FROM, "货到了才算欠着", None),
    "月结": (Stage.ORDERED_FROM, "不单独催", None),
}
