"""What does a text look like once width, script and decoration no longer matter? One character stays one character.

Full-width becomes half-width, traditional becomes simplified, capitals become small letters, the many dashes, crosses
and plus signs become one each; invisible characters go. ``Normalized.span`` leads back to the text as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from models.language.traditional_table import TRADITIONAL_TABLE

#: Emoji of goods: they name a product (order-language, section 3, aliases), so they stay where others become a blank.
GOODS_EMOJI = {
    "🥚": "鸡蛋", "🍓": "草莓", "🍎": "苹果", "🍏": "苹果", "🍊": "橘子 橙子 沃柑 脐橙 柑", "🍋": "柠檬",
    "🍌": "香蕉", "🍉": "西瓜", "🍇": "葡萄", "🍑": "桃", "🍒": "车厘子 樱桃", "🍐": "梨", "🥝": "猕猴桃 奇异果",
    "🥭": "芒果", "🫐": "蓝莓", "🍅": "西红柿 番茄", "🥔": "土豆 洋芋 马铃薯", "🥕": "胡萝卜", "🌽": "玉米",
    "🥒": "黄瓜", "🥬": "青菜 白菜", "🥦": "西兰花", "🍄": "蘑菇", "🍆": "茄子", "🧄": "大蒜", "🧅": "洋葱",
    "🥛": "牛奶", "🍞": "面包 吐司", "🥖": "面包", "🧀": "奶酪", "🥩": "牛肉 牛排", "🍗": "鸡腿 鸡", "🥓": "五花肉",
    "🦐": "虾", "🦀": "蟹", "🐟": "鱼", "🥟": "饺子", "🍰": "蛋糕", "🎂": "蛋糕", "🍪": "饼干", "🍫": "巧克力",
    "🍬": "糖", "🍯": "蜂蜜", "🍚": "米饭", "🍵": "茶", "☕": "咖啡", "🥤": "可乐 饮料", "🌹": "玫瑰 鲜花",
    "💐": "鲜花 花束", "🍺": "啤酒", "🧻": "卷纸 抽纸", "🍍": "菠萝 凤梨", "🦞": "小龙虾 龙虾", "🦑": "鱿鱼",
    "🐔": "鸡", "🦆": "鸭", "🍜": "面", "🥑": "牛油果", "🍈": "哈密瓜 蜜瓜", "🐷": "猪肉", "🐮": "牛肉",
}  # fmt: skip

_SAME: dict[str, str] = {
    "－": "-", "—": "-", "–": "-", "−": "-", "﹣": "-", "─": "-", "‐": "-", "‑": "-", "➖": "-", "﹘": "-", "ー": "-",
    "×": "x", "✕": "x", "✖": "x", "╳": "x", "✘": "x", "⨉": "x", "＊": "*", "∗": "*", "✱": "*", "➕": "+", "﹢": "+",
    "〜": "~", "∼": "~", "～": "~", "〇": "零", "○": "零", "￥": "¥", "〔": "(", "〕": ")", "﹟": "#", "﹠": "&",
    "“": '"', "”": '"', "‘": "'", "’": "'", "…": ".", "·": " ", "•": " ", "\t": " ", "\u00a0": " ", "\u3000": " ",
    "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "貳": "二", "參": "三", "陸": "六",
    "壹": "一", "贰": "二", "叁": "三", "肆": "四", "玖": "九", "柒": "七", "捌": "八",
    "拾": "十", "佰": "百", "仟": "千", "萬": "万",
    "❶": "①", "❷": "②", "❸": "③", "❹": "④", "❺": "⑤", "❻": "⑥", "❼": "⑦", "❽": "⑧", "❾": "⑨", "❿": "⑩",
    "➀": "①", "➁": "②", "➂": "③", "➃": "④", "➄": "⑤", "➅": "⑥", "➆": "⑦", "➇": "⑧", "➈": "⑨", "➉": "⑩",
    "½": "半", "歺": "餐", "菓": "果", "荳": "豆", "伱": "你", "咗": "了", "係": "是", "俾": "给",
}  # fmt: skip

#: What is seen by nobody: zero width and direction marks, joiners, keycaps and variation selectors, controls.
_INVISIBLE = re.compile("[\u0000-\u0008\u000d-\u001f\u007f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
                        "\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")  # fmt: skip
#: WeChat's own faces come as words in brackets, ``[玫瑰]``, ``[Rose]``.
_FACE = re.compile(r"\[[\u4e00-\u9fff]{1,4}\]|\[[a-z]{2,12}\]")
#: 陆 and 伍 are surnames too: numerals only beside a place or a unit.
_FORMAL = re.compile(
    "(?<=[十百千零点一二三四七八九])[陆伍]+|[陆伍](?=[十百千万斤两块个份盒箱袋板条只瓶包]|$)|[陆伍](?=[点零])"
)
_FORMAL_DIGITS = str.maketrans("陆伍", "六五")
_PICTURE = re.compile("[\u00a9\u00ae\u203c-\u2049\u2122-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
                      "\u3030\u303d\u3297\u3299\ud800-\udfff\ue000-\uf8ff\U0001f000-\U0001faff]")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in one writing. ``origins`` is None where each character stands where it stood."""

    text: str
    original: str
    origins: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of ``text[start:end]`` in the text as it was written."""
        if self.origins is None or start >= end:
            return (start, end) if self.origins is None else (0, 0)
        return self.origins[start], self.origins[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """``text[start:end]`` as it was written."""
        first, last = self.span(start, end)
        return self.original[first:last]


@cache
def _character_table() -> dict[int, str]:
    """Every character that changes; characters of the same width only, so that places stay."""
    table = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))}
    rows = TRADITIONAL_TABLE.strip("\n").split("\n")
    for traditional, simplified in zip(rows[::2], rows[1::2], strict=True):
        table.update(zip(map(ord, traditional), simplified, strict=True))
    table.update({ord(character): same for character, same in _SAME.items()})
    table.update({ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    table.update({code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)})
    return table


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _picture(match: re.Match[str]) -> str:
    return match.group() if match.group() in GOODS_EMOJI else " "


def simplify(text: str) -> str:
    """The same text in half-width, simplified, small letters: for names and keys, where places don't matter."""
    return _INVISIBLE.sub("", text).translate(_character_table())


def normalize(original: str) -> Normalized:
    """Bring a text into one writing and keep the way back. Takes any string, lone surrogates and all."""
    text, origins = original, None
    if _INVISIBLE.search(text) is not None:
        origins = _seen(text)
        text = "".join([original[place] for place in origins])
    text = text.translate(_character_table())
    if not text.isascii():
        text = _PICTURE.sub(_picture, text)
    if "陆" in text or "伍" in text:
        text = _FORMAL.sub(lambda match: match.group().translate(_FORMAL_DIGITS), text)
    if "[" in text:
        text = _FACE.sub(_blank, text)
    return Normalized(text, original, origins)


def _seen(text: str) -> list[int]:
    hidden = {place for match in _INVISIBLE.finditer(text) for place in range(*match.span())}
    return [place for place in range(len(text)) if place not in hidden]


def longest_first(words: Iterable[str]) -> str:
    """A regular expression's alternatives, so that ``公斤`` is tried before ``斤``'s namesakes."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
