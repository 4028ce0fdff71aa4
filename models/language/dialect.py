"""How is it said elsewhere? Words of Cantonese, Sichuan, Shanghai and northern speech as the standard words of ours.

Each is replaced by words of as many characters, so that places in the text stay what they are. Only what means one
thing in an order's surroundings stands here; what needs a look at its neighbours stands with them (好多钱, not 好多).
"""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from models.language.normalize import GOODS_EMOJI

#: said = standard, by region. Longer sayings go before shorter ones.
_SAYINGS = """
嘅=的 冇=没 得冇=行不 冇得=没有 嗰=那 嗰个=那个 嗰款=那款 佢=她 佢哋=她们 唔=不 唔好=不要 唔要=不要 唔使=不用 唔该=谢谢
唔该晒=谢谢啦 多谢晒=多谢啦 可唔可以=可不可以 得唔得=行不行 系唔系=是不是 系咪=是吗 错了系=错了是
同埋=以及 几多=多少 几多钱=多少钱 点卖=咋卖 点样=怎样 乜嘢=什么 乜=啥 边度=哪里 边个=哪个 嚟=来 畀=给 仲有=还有
仲要=还要 仲未=还没 睇下=看下 攞=拿 啲=些 一齐=一起 屋企=家里 听日=明天 寻日=昨天 而家=现在 落单=下单
靓女=美女 靓仔=帅哥 得闲=有空
噻=吧 咯=了 喽=了 啰=了 囖=了 啥子=什么 撒子=什么 么子=什么 没得=没有 要得=好的 好多钱=多少钱
好久截=几时截 好久到=几时到 好久开=几时开 好久能=几时能 好久来=几时来 好久送=几时送 好久发=几时发 好久可=几时可
好久拿=几时拿 好久取=几时取 屋头=家里 等哈=等下 一哈=一下 莫放=别放 莫给=别给 莫要=不要 莫太=别太 莫得=没有
啷个=怎么 咋个=怎么 娃儿=孩子 晓得=知道 嬢嬢=阿姨 孃孃=阿姨
中不=行不 中不中=行不行 恁=你 甭=别 啥时=几时 啥时候=啥时候
阿拉=我们 阿拉斯加=阿拉斯加 阿拉伯=阿拉伯 侬=你 啥辰光=啥时候 几钿=几钱 勿要=不要 勿是=不是 屋里厢=家里面 屋里=家里
物事=东西 有伐=有吗 好伐=好吗 到伐=到吗 送伐=送吗 行伐=行吗 来伐=来吗 要伐=要吗 鲜伐=鲜吗 甜伐=甜吗 可以伐=可以吗
混沌=馄饨 浑沌=馄饨 馄炖=馄饨 今朝=今天 明朝=明天
"""


@cache
def _table() -> tuple[AhoCorasick, tuple[str, ...]]:
    pairs = {**sayings(), **dict.fromkeys(GOODS_EMOJI, " ")}
    finder = AhoCorasick(list(pairs), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return finder, tuple(pairs.values())


def in_standard_words(text: str) -> str:
    """The text with what is said otherwise elsewhere in standard words; as many characters as before.

    The names of goods are masked in it, so that a picture of goods that is left is one of none on sale: a blank.
    """
    finder, words = _table()
    found = finder.find_matches_as_indexes(text)
    if not found:
        return text
    pieces: list[str] = []
    place = 0
    for index, start, end in found:
        pieces += (text[place:start], words[index])
        place = end
    pieces.append(text[place:])
    return "".join(pieces)


def sayings() -> dict[str, str]:
    """What is said elsewhere, with the standard words for it."""
    return dict(pair.split("=") for pair in _SAYINGS.split())
