"""To which chain does a post belong? By its starter, its entries, or its title."""

from __future__ import annotations

from collections.abc import Sequence

from models.acts import Jielong
from models.groupbuy.chains import Chain
from models.groupbuy.names import title_key

#: Up to this many entries, all must be known; above, half of them (order-language, section 6).
_FEW = 3


def which_chain(chains: Sequence[Chain], post: Jielong) -> Chain | None:
    """The chain that a post goes on with, the latest where several would do; None: it starts one."""
    latest_first = list(reversed(chains))
    same_title = [chain for chain in latest_first if chain.title_key == title_key(post.title)]
    same_starter = [chain for chain in latest_first if post.starter is not None and chain.starter == post.starter]
    if not post.entries:
        among = same_starter if post.starter is not None and any(chain.starter for chain in latest_first) else None
        titled = [chain for chain in same_title if among is None or chain in among or chain.starter is None]
        return titled[0] if titled else None
    if len(same_starter) == 1 and not _another_title(latest_first, same_title, same_starter[0]):
        return same_starter[0]
    for among in (same_starter, latest_first):
        found = holder_of(among, post) or next((chain for chain in same_title if chain in among), None)
        if found is not None:
            return found
    return None


def _another_title(chains: list[Chain], same_title: list[Chain], starter: Chain) -> bool:
    """Whether the title speaks for another chain than the starter's only one."""
    return bool(same_title) and starter not in same_title and len(chains) > 1


def holder_of(chains: Sequence[Chain], post: Jielong) -> Chain | None:
    """The chain that holds most of the post's entries, if it holds enough of them; of several that hold as many, the
    one with the post's title."""
    best, best_fit = None, (0, False)
    for chain in chains:
        held = sum(chain.holds(entry.text) for entry in post.entries)
        enough = held == len(post.entries) if len(post.entries) <= _FEW else 2 * held >= len(post.entries)
        fit = held, chain.title_key == title_key(post.title)
        if enough and fit > best_fit:
            best, best_fit = chain, fit
    return best
