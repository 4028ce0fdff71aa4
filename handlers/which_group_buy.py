"""Of which group-buy does a message speak, where several are open? A quote, a question, the chain, the text decide,
and where it names nothing, what was said before it.

Product numbers run on through a day, so that a number is one product's; a name that two lists hold means the newer one
(product, A day; order-language, section 7).
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.open_goods import catalog_of, goods_named, ordered_in, together
from handlers.product_pictures import quoted_picture
from handlers.resting_on import copies_above, rests_on
from handlers.turn import Turn
from models.acts import Claim, Context, Jielong, Order, Picked
from models.groupbuy.answers import Reply, meaning_of
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.groupbuy.which_chain import holder_of
from models.language import Catalog, read
from models.language.jielong import read_chain
from models.language.normalize import simplify
from models.values import Incoming

#: Where a question can still be answered: once the purchase list is taken it can't.
_ANSWERED_IN = (Stage.OPEN, Stage.CLOSED)
#: Of what was handed out before, nobody speaks any more.
_HANDED_OUT_MOST = 2


def known_here(turn: Turn) -> list[GroupBuy]:
    """Group-buys that are not over, newest first: of this group; in a private chat those of the groups in which they
    are, or of all where they are in none (family far away)."""
    group = turn.speaker.group
    if group is not None:
        known = turn.unit.group_buys.live_in(group.id)
        return [group_buy for group_buy in known if group_buy.stage in LIVE]
    latest = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=10)
    live = [group_buy for group_buy in latest if group_buy.stage in LIVE]
    places = {place for group_buy in live for place in group_buy.groups}
    homes = {place for place in places if turn.person in turn.unit.people.names_in(place)}
    return [group_buy for group_buy in live if not homes or homes.intersection(group_buy.groups)]


def live_here(turn: Turn) -> list[GroupBuy]:
    """Group-buys that a word may be about: those that are open, else the one that was open last."""
    return _live(known_here(turn))


def _live(known: list[GroupBuy]) -> list[GroupBuy]:
    return [group_buy for group_buy in known if group_buy.stage is Stage.OPEN] or known[:1]


def meant_by(incoming: Incoming, turn: Turn) -> list[GroupBuy]:
    """The group-buy that a message is about; several where it names goods of several, or goes on with what was said of
    several, newest first; none where nothing lasts here."""
    known = known_here(turn)
    live = _live(known)
    if len(known) <= 1:
        return live
    one = _received(incoming, known, turn) or _asked_in(incoming.text, known, turn)
    if one is not None or len(live) == 1:
        return [one or live[0]]
    one = _quoted(incoming, live, turn) or _chain_of(incoming.text, live, turn)
    if one is not None:
        return [one]
    naming = goods_named(incoming.text, live, turn)
    if len(naming) > 1:
        naming = _each_with_its_own(incoming.text, naming, turn)
    # `同上，草莓要2盒` is about more than the goods that it names.
    resting = rests_on(incoming.text, live, turn) if not naming or copies_above(incoming.text) else []
    about = {one.id for one in (*naming, *resting)}
    meant = [one for one in live if one.id in about]
    return meant or live[:1]


def _received(incoming: Incoming, known: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    """The group-buy whose goods somebody has: what is said of goods received is said of those, and not of a list that
    was opened since."""
    handed_out = [one for one in known if one.stage is Stage.HANDING_OUT][:_HANDED_OUT_MOST]
    for one in handed_out:
        acts = read(incoming.text, catalog_of(one, turn), Context(at=turn.speaker.at))
        if not all(isinstance(act, Claim | Picked) for act in acts):
            return None
        if turn.unit.books.read(one.id).order_of(turn.person):
            return one
    return None


def _asked_in(text: str, known: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    """The group-buy of the question that a message answers, the latest where it may answer several: a list that is out
    since does not take the answer away."""
    still = [one for one in known if one.stage in _ANSWERED_IN]
    if len(still) <= 1 and still == _live(list(known))[:1]:
        return None  # It is meant anyhow: nothing has to be looked up.
    books = [(one, turn.unit.books.read(one.id)) for one in still]
    asked = [(question, one) for one, book in books for question in book.answerable(turn.person, turn.speaker.at)]
    for question, one in sorted(asked, key=lambda each: each[0].at, reverse=True):
        catalog = catalog_of(one, turn)
        chains = turn.unit.books.read(one.id).chains()
        title = next((each.title for each in chains if each.id == question.chain), "")
        reply = Reply(text, read(text, catalog, Context(at=turn.speaker.at)), catalog, title)
        if meaning_of(question, reply) is not None:
            return one
    return None


def _quoted(incoming: Incoming, live: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    shown = [one for one in live if quoted_picture(incoming.quote, [one], turn) is not None]
    if len(shown) == 1:
        return shown[0]
    quote = incoming.quote.text if incoming.quote else ""
    naming = [one for one in live if quote and _names_goods(quote, catalog_of(one, turn))]
    return naming[0] if len(naming) == 1 else None


def _chain_of(text: str, live: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    """The group-buy that holds the chain which a text goes on with; a chain may name no goods at all."""
    if "1" not in text or "\n" not in text.strip():
        return None
    for one in live:
        chains = turn.unit.books.read(one.id).chains()
        post = read_chain(text, catalog_of(one, turn), Context(at=turn.speaker.at)) if chains else None
        if isinstance(post, Jielong) and post.entries and holder_of(chains, post) is not None:
            return one
    return None


def _names_goods(text: str, catalog: Catalog) -> bool:
    if any(catalog.find_names(simplify(text))):
        return True
    return any(isinstance(act, Order) and act.lines for act in read(text, catalog))


def _each_with_its_own(text: str, naming: Sequence[GroupBuy], turn: Turn) -> list[GroupBuy]:
    """Those of several of which the text, read against all their goods at once, orders something."""
    ordered = ordered_in(read(text, together(naming, turn), Context(at=turn.speaker.at)))
    found = [one for one in naming if ordered.intersection(product.id for product in one.products)]
    return found or list(naming[:1])
