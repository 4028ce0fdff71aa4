"""What does each rule that an act carries as evidence mean, in one line? For those who ask why a text was read so."""

from __future__ import annotations

from collections.abc import Mapping

#: By the names in ``Evidence.rule``; the rules themselves are in ``phrases``, ``judge``, ``wishes`` and the readers.
MEANINGS: Mapping[str, str] = {
    # orders
    "order-plain": "goods with an amount, or goods that are asked for",
    "order-add": "a word that adds to what stands (再来, 多加, 还要, 追加)",
    "order-set": "a word that states a new total (改成, 一共要, 只要)",
    "order-remove": "a word that takes away, or less (不要了, 去掉, 退, 少要)",
    "order-exchange": "one product in another's place (换成)",
    "order-join": "an adding word that only joins goods of one message",
    "order-corrected": "a correction inside the message; the later word goes",
    "correct-previous": "a correction of the sender's last message (打错了是, *3盒)",
    "bare-number": "a number alone, where a product is quoted or only one is on sale",
    "drop-without-goods": "不要了 alone: what is quoted, or the single product that stands",
    "same-as-above": "the lines of the last order by somebody else (同上, 跟楼上一样)",
    "follow-above": "the product of the last order by somebody else (楼上+1, 跟一个)",
    "who-and-how": "an address, a way of delivery or a wish alone, where an order stands",
    # who receives an order, and how
    "address": "where it goes: building, unit, room",
    "phone": "a telephone number of who receives",
    "recipient-name": "the name of who receives, as stated",
    "on-behalf": "on whose behalf it is (帮我妈订, 给奶奶家)",
    "delivery-door": "asks for delivery to the door",
    "delivery-pickup": "says that it will be collected",
    "wish": "a wish about the order, kept as a note",
    "portions": "into how many bags or portions it is to be divided, kept as a note",
    "strange-goods": "goods that are not on the list, beside what is ordered: asked about",
    "purpose": "what the goods are for, kept as a note",
    "wish-of-goods": "a wish about goods that were ordered",
    # withdrawals and changes
    "cancel": "the whole order is withdrawn (都不要了, 整单退了)",
    "cancel-previous": "only the sender's last message is taken back (发错了, 上面那条作废)",
    "change-all": "a new order in place of all that stands",
    "change-open": "a change, with no word on what (改一下我的订单)",
    # deeds
    "paid": "the sender says that they have paid",
    "picked": "the sender says that they have the goods",
    "picked-by-number": "while goods are handed out: a number or a room, and that it was taken",
    "claim": "something is wrong with goods received",
    "claim-when-handed": "while goods are handed out: missing, too few, or to be returned",
    # questions
    "query-mine": "asks for one's own order",
    "query-quality": "asks what goods are like",
    "query-time": "asks when: cut-off, arrival, delivery hours",
    "query-delivery": "asks whether, where or how goods are delivered or collected",
    "query-price": "asks for a price",
    "query-stock": "asks whether there is any left",
    "query-product": "asks about contents, size or origin",
    "query-other": "asks how to pay, for an invoice, and the like",
    # chains and lists
    "jielong": "a header or a tag over numbered entries with names (接龙)",
    "listing.product": "a line of a list: a name with a price",
    # talk
    "talk": "other people, the past, a condition, a recipe, another shop, a joke",
    "recipe": "how goods are cooked",
    "stock-condition": "a condition on the stock, which is looked up, so it asks for goods",
    "not-wanted": "says that goods are not bought or wanted",
    "price-told": "tells somebody what goods cost",
    "beside-talk": "goods or an amount without a word of ordering, beside talk",
    "told-to-somebody": "speaks to somebody who is mentioned",
    "organizers-talk": "the organizer speaks of goods without 我, 自家 or an address",
    "system": "a line that WeChat wrote",
    "question": "a question about none of what is sold here",
    "unknown": "words that belong to no order, question or deed",
    "too-long": "a stretch longer than any phrase, without goods in it",
    "polite": "greetings, thanks and the like",
    "who": "a name, an address or a phone number, where no order stands",
    "wish-alone": "an address, a way of delivery or a wish, where no order stands",
    "goods-alone": "goods without an amount or a word of ordering",
    "amount-alone": "an amount or a change that shows no goods, and nothing else shows which",
}
