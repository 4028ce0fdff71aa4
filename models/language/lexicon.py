"""What do the small words around goods do? Each word of the order language with the one thing that it is for.

Words are found leftmost and longest first in a sketch (see ``sketch``). A word that stands here is *known*: a clause
in which nothing unknown is left beside goods and amounts is an order; what is unknown makes it a wish or talk.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Word(StrEnum):
    """What a word is for; the letter stands for it in the shape of a clause."""

    FILLER = "f"
    SELF = "i"
    WANT = "w"
    KEEP = "k"
    REQUEST = "g"
    ADD = "a"
    JOIN = "j"
    SET = "s"
    LESS = "l"
    DROP = "r"
    AWAY = "d"
    EXCHANGE = "x"
    EACH = "e"
    EVERY = "v"
    EXCEPT = "z"
    VAGUE = "y"
    CORRECT = "c"
    AFFIRM = "h"
    ASKING = "q"
    LINK = "n"
    IF_STOCK = "o"
    GONE = "p"


#: Each list says what its words are for. One meaning a word: the longest word at a place is taken.
_WORDS: dict[Word, str] = {
    # Greetings, thanks, titles, particles: they change nothing.
    Word.FILLER: """
        大大 团长大大 阿姨我 叔叔我 大姐我 大哥我 师傅我 姐我 哥我 团长 群主 老板 老板娘 团座 团妈 团姐 团哥
        掌柜 掌柜的 店家 店主
        亲 亲爱的 亲们 美女 帅哥 宝子 宝宝 宝 家人们
        各位 大佬 小助手 助手 管理员
        楼长 志愿者 师傅 姐姐 小姐姐 姐 哥 大哥 大姐 哈喽 嗨 喂 hi hello 你好 您好 在吗 在不在 早 早啊 早安 早上好
        上午好 中午好 下午好 晚上好
        谢谢 谢谢啦 谢谢啊 谢谢了 谢谢你 谢谢您 谢谢哈 谢谢团长 多谢 多谢啦 感谢 万分感谢 谢啦 谢了 3q thx thanks
        thank you 唔该 辛苦 辛苦了 辛苦啦 辛苦哈
        你辛苦了 麻烦了 麻烦你了 麻烦您了 麻烦啦 拜托 拜托了 拜托啦 不好意思 不好意思哈 抱歉 对不起 打扰了 打扰 劳驾
        费心了 费心 受累 有劳
        啊 呀 哈 哈哈 哈哈哈 哦 噢 喔 哟 呦 哇 嗯 嗯嗯 恩 额 呃 哎 哎呀 唉 诶 欸 咯 喽 啦 了 吧 呢 嘛 么么哒 呗 滴
        的 哒 捏 嗷 噶 撒 嗨呀
        啵 吼 呐 嘞 咧 罢 伐 喏 个人 那个 那 这个 这 就 就是 先 然后 再 那么 反正 一下 一下下 一下子 下 给 把 将
        对了 对 好 好的 好嘞 好吧 好滴
        行 可 可以 ok okk 没问题  嗯好 知道了 明白 顺便 顺带 直接 也 都 又 只 今天 今日 今儿 明天 这次 这回 这波
        本次 本团 今晚 一会 待会
        我看 那我 还 呵呵 嘻嘻 嘿嘿 嘿 么 哩 惹 支持 支持一下 冲 冲鸭 赶紧 快点 早点 记得 一定 必须 果断 由
        拼手速 抢
        请 请问 麻烦 跟团 接龙 接个龙 参团 报名 报 拼 一个 大概 确定 确认 帮 帮忙 哥哥 叔叔 阿姨好 宝贝 同学
        下单如下 如下
        需求 数量 品名 商品 产品 编号 序号 种类 品种 咱们 么么 老规矩 谢谢老板 祝生意兴隆 生意兴隆 [ok] 抱拳
        爱你 比心 加油
        补单 补一下 漏了 忘了说 忘记说 忘了 刚忘了 刚看到 刚刚看到 才看到 刚下班 刚到家 不知道还来得及吗 赶上了 的话
        就行 就好 就可以 就可以了 就行了 就够了 就够 够了
        即可 好了 好啦 算了 吼吼 捧场 捧个场 尝尝 试试 尝一下 尝个鲜 尝鲜 试一下 试吃 吃吃看 老样子 一样 统一 先这样
        就这样 就这些 就这 暂时 以上 完毕 大家好 我那份 我这份 那份 后面再加 后面再说 不够再加 不够再说 不用改了
        不改了 不用改 不用变
        弱弱地 默默 要不 要不然 不如 不然 楼上的 举手 排队 排一个 占个位 占位 悄悄 积极 报到 打卡 路过 冒泡 有货
        现货 同款 链接 款 种 样
        号 包邮
        嗲 阿拉 侬 伲 囤 囤点 屯 囤货 团里 群里 团里的 群里的 这团 早晨
        昨天忘报了 昨天忘了 昨天忘记了 昨晚忘了 昨天忘订了 忘报了 忘订了 忘记报了 忘记接龙了 忘接龙了 昨天没赶上
        昨天没来得及
        昨天没抢到 上次没赶上 上次没抢到 昨天漏了 昨天错过了 今天补上 补上 问下 问一下 麻烦问下 麻烦问一下
        请问下 想问下 想问一下
        不错 也不错 看着不错 挺好 也挺好 方便 得了 就得了 得嘞 您看 你看 您看看 你看看
        自提 自取 送上门 送货上门 送到家 送家里
        应该刚好 应该够 刚好 今年 这里 我们这里 尝尝鲜 尝尝味道 试试味道 明早 今早 明晚 后天 口味 规格 颜色 型号 尺码
        其他 其它 其余 其他的 其它的 其余的 剩下的 喝的 吃的 主食 荤的 素的
        刚才的 刚刚的 刚才那 刚订的 刚才订的 刚刚订的 之前订的 前面订的 上午订的 早上订的 我刚订的 我刚才订的
        我之前订的 给孩子 给娃 给娃娃 给宝宝 给小孩 给小朋友 给老人
    """,
    Word.SELF: """
        我 我家 我们 我们家 咱 咱家 咱俩 俺 俺家 俺们 自己 自家 我自己 我自家 我这边 我这 我这儿 我这里 这边 我的
        我也 我先 本家 家里 我妈这 我妈这边 偶 吾
        我屋 我屋里 我屋头 店里 我店里 公司 单位 食堂 我家里 我们家里 咱家里 家里 家里头
        自己家 我单位 我公司 我老婆 我呢 我要的 我订的 小店 宿舍
    """,
    Word.WANT: """
        要 我要 要的 想要 要要 需要 来 来点 订 订购 预订 预定 定 定个 订个 买 购买 想买 采购 拿 取 带 捎 捎带 带个
        带点 整 弄 搞 称 割 选购
        点 点个 下单 下个单 拍下 拍个 团购 团个 要个 来个 来上 来他 来它 来份 要份 搞点 弄点 整点 入 入手 入坑 想订
        想定 我订 购 请给 要买
        要订 要定 要拿 要来 来一波 走起 走一个 走一波 安排 安排上 安排一下 上车 整上 搞起 冲了 凑个 预约 称个 来点儿
        买点 拿个
        要上 那要 那就 还是要 就要 只想要 都要 全要 统统要 也要 想来 想拿 想带 捎上 捎个 带上 来吧 要吧 要了 拿下 报个
        报一个 接个 跟个 跟团买
    """,
    # Somebody is asked to keep or note goods down: the strongest way to order.
    Word.KEEP: """
        帮忙记 留 留个 预留 留着 留一下 给留 给我留 帮留 记 记上 记个 记下 记一下 登记 登个 帮记 补记 补 补个
        补上 补一个
        算 算上 算我 算我一个 写上 写 加上 录 录上 登
        登上 统计上 计入 算一份 报上 代记 备 备上 备注上 帮我留 留点 占 占个 占一个 添上 订上 定上
    """,
    Word.REQUEST: """
        帮我 帮俺 帮咱 给我 给俺 给咱 给我们 给咱家 给我家 给俺家 给我们家 替我 帮忙给 麻烦给 麻烦帮 麻烦帮我
        麻烦给我 帮忙 请帮 请帮我 请给我 请问能 能 能不能 能否 可否 可不可以
        可以帮 可以给 能帮 能给 能不能给 能不能帮 能给我 能帮我 可以给我 可以帮我 还能帮我 还能给我 还能 还可以
        求帮忙 劳烦 求留 帮我们 给个 麻烦您 麻烦你 拜托帮我 劳驾帮我
        能不能帮我 能不能给我 可不可以帮我 可不可以给我 想请 请您 让我 帮我家 代订 代买 代下单 代拿 帮我也 给我也
        也给我 也帮我 再帮我
        给我上 给我们上 给我打 帮我打 给我挑 帮我挑 给我称 帮我称 给我抓 帮我抓 给我捉 给我装 帮我装 给我选 帮我选
        再给我 顺便帮我 顺便给我 还能不能 能再 可以再 给整 给来 给拿
    """,
    Word.ADD: """
        再来 再要 再加 再订 再定 再买 再拿 再添 再补 再留 再记 再报 再整 再弄 再搞 再多 再带 再追 再给来 再给整
        再给加 再给拿 再下 再给我来 还要
        还想要 还要再 还得要 追加 另加 多加 多要 多来 多订 多定 多拿
        多买 多留 多记 加订 加定 加购 加 加个 加点 增加 添 添个 增 还来 还加 再多来 再多要 再多加 再追加 另外再要
        另外再来 另外再加 另外加 另外要 另要 另来 再另外加 也再来
        又要 补加 再要上 再来上 再来个 再要个 再加个 再来点 多个
    """,
    Word.JOIN: """
        但 但是 不过
        再一个 再有 和 跟 与 及 以及 还有 另外 另 外加 加上 再就是 同时 其次 最后 然后再 然后是 然后还有 连同 并 并且
        还有就是
        接着 配 此外 及其 以及还有 & 顺带要
    """,
    Word.SET: """
        改成 改为 改 改到 改下 改一下 改作 变成 变为 变更为 调成 调整为 调整成 更正为 更正 更改为 更改成 修改为
        修改成 加到 加成 减到 减成 减为 增加到 增到 换为 一共要 一共 总共要
        总共 总计 合计 共 共要 只要 就要 就只要 只留 只保留 保留 只需要 只需 只来 只订 只买 只拿 只用 要改成 想改成
        改回 改要 改订 帮我改成 应该是 应为 最终 最终要 最后要 凑成
        凑够 凑到 改下成 一起要 全部要 一共来 一共就要 总的要 总数改成 数量改成 改了 变
    """,
    Word.LESS: """
        少要 少来 少订 少定 少拿 少买 少 少个 减 减掉 减去 减少 去 去掉 扣掉 扣 退 退掉 退了 少一点 少记 少留 取消
        减个 退个 砍掉 砍 拿掉 撤 撤掉 刨去 刨掉 删 删掉 删去 除掉
        去除 划掉 划去 免掉 划 剔除
    """,
    Word.DROP: """
        不要了 不要啦 不要 先不要了 先不要 不想要了 都不要了 也不要了 不用了 不订了 不买了 不定了 不来了 不拿了
        不需要了 别要了 别给我了 别记了 不需要 算了吧 取消吧 取消掉 取消了 取消一下
        不留了 不用留了 退了吧 退吧 退掉吧 去掉吧 删了吧 删了 删掉吧 划掉吧 撤了 撤了吧 撤回 免了   就不要了
        我不要了 不要咯 不要喽 不要哈 唔要 不用要了 作废
        还是不要了 就不要 暂时不要了 暂不要 不考虑了 退订
    """,
    Word.EXCHANGE: "换成 换 换做 换作 换上 改换成 改换 调换成 换一下 替换成 替换为 都换成 换个 换到 兑换成 调换 换",
    Word.EACH: """
        各 各来 各要 各订 各买 各拿 各加 各留 各给 各给我来 均 每样 每种 每个 每款 每样都 各都 分别 分别要 分别来
        每个都 每样各 一样来 各自 全都 每一样 每人
    """,
    Word.EVERY: "全部 所有 所有的 全 全都 统统 通通 一律 每样都来 整套 全套 全部都 样样 每样都要 每样来",
    Word.EXCEPT: "除了 除 除去 除开 除外 以外 之外 外 都来",
    Word.VAGUE: "点 些 一些 一点 点儿 一点点 若干 几 少许 适量 半点",
    Word.CORRECT: """
        想了想还是 想想还是 想来想去还是 考虑了一下还是 不对不对 不对不对不对 不是不是 哦不对 啊不对 哦不哦不
        按错 按错了 点错了 搞错 弄错 看错 记错
        哦不 哦不是 噢不 啊不 不对 不是 不不 不不不 错了 说错 说错了 打错 打错了 打错字 打错字了 写错了 发错了
        记错了 手滑 手滑了 更正 更正一下 纠正 纠正一下 口误 笔误 等等 等下 等一下
        改口 看错了 输错了 输错 弄错了 搞错了 多打了 少打了 应该是 算了还是 还是算了 还是来 还是要 不 重来 修改 修正
        修正一下
    """,
    Word.AFFIRM: "还要的 还是要的 要的哈 不变 照旧 保留着 留着吧 不动 还是要",
    Word.ASKING: """
        吗 么 不 嘛 没 没有 好吗 可以吗 行吗 行不 行不行 好不好 可不可以 可以不 可以么 好不 方便吗 成吗 成不 得不得
        可好 能行吗 ok吗 麻烦吗 伐 不呢 没呢 是吧 对吧 呢 来得及吗 来得及不 还来得及吗
    """,
    Word.LINK: "到 至 或 或者 要么 还是",
    Word.IF_STOCK: """
        还有的话 有的话 有货的话 还有货的话 如果还有 如果有 要是还有 要是有 还有就 有就 有货就 多的话 有多的话
        有多就 有多的就 还有货就 没截的话
        没截单的话 还没截的话 还没截单的话 没截 如果没截 要是没截 要是还没截
        来得及的话 还来得及的话 如果来得及 赶得上的话 还赶得上的话 要是来得及 够的话 还够的话 数量够的话 如果还有货
        如果有货 要是有货 要是还有货 剩下的话 还剩的话 如果没截单 要是没截单 要还有 若有
        如果还没截单 没截止的话 还没截止的话 如果还来得及 要是还来得及 来得及
    """,
    # Something went wrong with goods received: no change of an order.
    Word.GONE: "不算 不算数 少给 少发 少装 少送 漏发 漏给 漏装 漏送 少给了 少发了 退款 发错 送错 给错 少了 缺了",
}


@cache
def _table() -> tuple[AhoCorasick, tuple[str, ...], tuple[str, ...]]:
    kinds: dict[str, Word] = {}
    for kind, words in _WORDS.items():
        for word in words.split():
            kinds.setdefault(word, kind)
    finder = AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return finder, tuple(kind.value for kind in kinds.values()), tuple(kinds)


def find_words(text: str) -> list[tuple[str, int, int]]:
    """The known words of a sketch, leftmost and longest first: the letter of each, and its place."""
    finder, kinds, _ = _table()
    return [(kinds[index], start, end) for index, start, end in finder.find_matches_as_indexes(text)]


def is_word(text: str) -> bool:
    """Whether a text is one of the known words."""
    return text in _all_words()


@cache
def _all_words() -> frozenset[str]:
    return frozenset(_table()[2])


def words_of(kind: Word) -> frozenset[str]:
    """Every word of a kind."""
    return MappingProxyType(_by_kind())[kind]


@cache
def _by_kind() -> dict[Word, frozenset[str]]:
    _, kinds, words = _table()
    return {kind: frozenset(word for word, own in zip(words, kinds, strict=True) if own == kind.value) for kind in Word}
