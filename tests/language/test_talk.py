"""Is talk about goods left alone, whichever goods and amounts it speaks of?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Cancel, Claim, Context, Order, Paid, Picked
from models.language import read
from models.values import ProductId
from tests.language.shop import SHOP

#: What people say of goods (P) and amounts (Q) without ordering.
TALK = """
昨天买了QP|上次的P真不错|我家还有QP|她要了QP|你可以要QP|听说隔壁P才便宜呢|谁要拼QP|要是便宜我就要QP|P怎么做好吃|做菜要用QP|医生说少吃P
我妈寄来QP|冰箱里还剩QP|孩子一口气吃了Q|我同事买了QP|QP吃了半个月|等发工资再买P|下次再买P吧|P涨价了|楼下超市P打折|小时候最爱吃P|他家P不行
P炒着吃香|先把P洗干净切好|P放冰箱能放几天|QP够吃一个月|为了QP排了一小时队|一天吃Q|大家都说P好|QP换了一只猫|去年QP才多少钱|P再好也不能多吃
我拿了QP|QP送人了|邻居送了我QP|我上周订了QP|想想还是不买P了|P和什么一起吃好|刚吃完QP|没有P我吃啥|P呢P呢|说好的QP呢|别再买P了|P没我什么事
买P送勺子的是哪家|我家楼下卖P的走了|P这个词怎么念|P里挑一挑|一说P就饿|给孩子讲了P的故事|看见P就想起你|P碰石头|两个人喝了Q|Q下肚
我们单位发了QP|听我妈说QP要泡水|老家种的P熟了|P的图片真好看|今天P卖得真快|P又卖完了|怪不得P这么贵|我老公不爱吃P|我不吃P|P我吃过敏
如果下雨就不去买P了|P掉地上了哈哈|P什么时候成网红了|有人吃过P吗|你们P都怎么吃|谁家P忘在电梯里了|把P和面粉拌一拌|QP加水煮开|他说要QP后来又没要
"""
TEMPLATES = [line for row in TALK.strip().splitlines() for line in row.split("|")]
GOODS = ("鸡蛋", "草莓", "排骨", "豆腐", "鲜牛奶", "西瓜", "虾仁水饺")
AMOUNTS = ("两盒", "3斤", "一箱", "2个", "半斤", "十块", "一份")
CONTEXTS = (Context(), Context(quoted=ProductId("草莓")), Context(follows="list"), Context(follows="talk"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_talk_of_goods_puts_nothing_on_the_book(template: str) -> None:
    for goods, amount in zip(GOODS, AMOUNTS, strict=True):
        text = template.replace("P", goods).replace("Q", amount)
        taken = [act for act in read(text, SHOP) if isinstance(act, Order | Cancel | Paid | Picked | Claim)]
        assert not taken, (text, taken)


@given(st.sampled_from(TEMPLATES), st.sampled_from(GOODS), st.sampled_from(AMOUNTS), st.sampled_from(CONTEXTS))
def test_talk_is_talk_in_every_context(template: str, goods: str, amount: str, context: Context) -> None:
    text = template.replace("P", goods).replace("Q", amount)
    assert not [act for act in read(text, SHOP, context) if isinstance(act, Order | Cancel)], text
