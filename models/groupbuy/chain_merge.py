"""What did a post mean to change? Snapshots, taken by time of sending, merged into what is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.groupbuy.chain_bases import Identity, nearest
from models.groupbuy.chain_parts import Outcome, Place, Post, SeenEntry, members_of
from models.groupbuy.orders import NOTHING
from models.values import PersonId, ProductId, Quantity

#: An organizer's post that removes more entries than this, and more than this share of them, is not applied.
_WIPE_COUNT, _WIPE_PART = 2, 5

Quantities = tuple[tuple[ProductId, Quantity], ...]


@dataclass(slots=True)
class Merge:
    """The chain as it stands after the posts so far. ``add`` takes them in order of sending."""

    entries: Sequence[SeenEntry]
    posts: list[Post] = field(default_factory=list)
    place_of: dict[int, int] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def add(self, post: Post) -> Outcome:
        """Take one more post, sent after all others."""
        outcome = Outcome()
        self.outcomes[post.message_id] = outcome
        if not self._repeats(post):
            _Reading(self, post, outcome).apply()
        self.posts.append(post)
        return outcome

    def _repeats(self, post: Post) -> bool:
        """An exact repeat of one's own latest post changes nothing (one that counted, and was not recalled)."""
        for other in reversed(self.posts):
            if other.sender == post.sender:
                return other.mask == post.mask and other.counts and not other.recalled and not post.taken
        return False


class _Reading:
    """One post, held against its bases."""

    def __init__(self, merge: Merge, post: Post, outcome: Outcome) -> None:
        self.merge, self.post, self.outcome = merge, post, outcome
        self.new = [each for each in members_of(post.mask) if each not in merge.place_of]
        self.identities: dict[int, Identity] = {}
        self.named = {merge.entries[each.entry].name_key: each.owner for each in merge.places.values()}
        self.bases = nearest(post.mask, self._candidates(), self._identity, self._likeness)
        #: When the book wrote this list for the organizer, if it did: what changed before it was pasted stands.
        written = [merge.entries[each].seen.written_at for each in self.new] if post.by_organizer else []
        self.written_at = max((each for each in written if each is not None), default=None)
        self.union, self.common = 0, -1
        for base in self.bases:
            self.union, self.common = self.union | base.mask, self.common & base.mask

    def apply(self) -> None:
        fresh = list(members_of(self.post.mask & ~self.union))
        changes = self._changes(fresh)
        self._register(changes)
        additions = [each for each in fresh if each not in changes]
        removals = [each for each in self._removals(set(changes.values())) if not self._is_newer(each)]
        if self.post.by_organizer and self._wipes(removals):
            self.outcome.wipes = True
            if not self.post.taken:
                return
        for entry in additions:
            self._add(entry)
        for entry, place in changes.items():
            self._change(entry, place)
        self._confirm()
        for place in removals:
            self._withdraw(place)

    def _candidates(self) -> list[int]:
        """The snapshots that the post may have been written from. Nobody goes back behind their own last post; the
        organizer may, who keeps lists of her own."""
        posts = self.merge.posts
        if not self.post.by_organizer:
            own = [place for place, each in enumerate(posts) if each.sender == self.post.sender and not each.recalled]
            posts = posts[own[-1] :] if own else posts
        return [each.mask for each in posts]

    # Who is who

    def _identity(self, entry: int) -> Identity:
        found = self.identities.get(entry)
        if found is None:
            found = self.identities[entry] = self._identified(entry)
        return found

    def _identified(self, entry: int) -> Identity:
        known, place = self.merge.entries[entry], self.merge.place_of.get(entry)
        owner = self._owner(entry)
        # What bears the name of somebody else in the list is not the sender's for want of a better guess.
        strange = place is None and self.named.get(known.name_key, owner) != owner
        return Identity(place, known.name_key or None, None if strange else owner)

    def _owner(self, entry: int) -> PersonId:
        """Whose an entry is: its true author's, or the sender's who was the first to hold it; what the organizer adds
        belongs to the member whose name it bears exactly."""
        place = self.merge.place_of.get(entry)
        if place is not None:
            return self.merge.places[place].owner
        seen = self.merge.entries[entry].seen
        if seen.author is not None:
            return seen.author
        if seen.written_at is not None and seen.namesake is not None:
            return seen.namesake
        return (seen.namesake if self.post.by_organizer else None) or self.post.sender

    def _own(self, entry: int) -> bool:
        """Whether an entry is the sender's: they added it, the XML names them, or it bears their name and nobody
        else's."""
        sender, known = self.post.sender, self.merge.entries[entry]
        if sender in (self._owner(entry), known.seen.author):
            return True
        return self.post.name_key is not None and known.name_key == self.post.name_key

    def _own_place(self, place: int) -> bool:
        known = self.merge.places[place]
        return known.owner == self.post.sender or self._own(known.entry)

    def _may_change(self, place: int) -> bool:
        return self.post.by_organizer or self._own_place(place)

    def _likeness(self, one: int, other: int) -> int:
        first, second = self.merge.entries[one].quantities, self.merge.entries[other].quantities
        return sum(1 for product in first if product in second)

    # What differs from every base

    def _changes(self, fresh: list[int]) -> dict[int, int]:
        """Entries that stand, against every base, in the place of another text of the same person's: a change counts
        only then."""
        changes: dict[int, int] = {}
        for entry in fresh:
            seen = self.merge.entries[entry].seen
            if seen.written_at is not None and self.post.by_organizer and entry in self.new:
                if seen.place is not None:
                    changes[entry] = seen.place
                continue
            if not all(entry in base.replaced for base in self.bases):
                continue
            place = self._place_meant([self.merge.place_of[base.replaced[entry]] for base in self.bases])
            if self.merge.place_of.get(entry, place) == place and place not in changes.values():
                changes[entry] = place
        return changes

    def _place_meant(self, places: list[int]) -> int:
        """Which place is changed, where the bases show several of one person's: one that is live."""
        live = [place for place in places if self.merge.places[place].live]
        return (live or places)[-1]

    def _is_newer(self, place_id: int) -> bool:
        """Whether a place was changed after the book wrote the list that the organizer pasted."""
        return self.written_at is not None and self.merge.places[place_id].at > self.written_at

    def _removals(self, changed: set[int]) -> list[int]:
        """Places that the post takes away: the sender's own, or, for the organizer, anybody's."""
        merge, mask = self.merge, self.post.mask
        live = {place.id for place in merge.places.values() if place.live}
        own = {place for place in live if self._own_place(place)}
        shown = {merge.place_of[each] for each in members_of(mask)} | changed
        missing = (live & self._missing_everywhere()) - shown
        leaves = not self._shows_own() and not (self.post.by_organizer and not mask)
        gone = own if leaves else own & missing
        return sorted(gone | missing if self.post.by_organizer else gone)

    def _shows_own(self) -> bool:
        return any(self._own(entry) for entry in members_of(self.post.mask))

    def _missing_everywhere(self) -> set[int]:
        """Places of which every base holds an entry that the post lacks."""
        place_of, mask = self.merge.place_of, self.post.mask
        lost = [{place_of[each] for each in members_of(base.mask & ~mask)} for base in self.bases]
        return set.intersection(*lost)

    def _wipes(self, removals: list[int]) -> bool:
        live = sum(place.live for place in self.merge.places.values())
        return len(removals) > _WIPE_COUNT and len(removals) * _WIPE_PART > live

    # What becomes of it

    def _register(self, changes: dict[int, int]) -> None:
        """Give every entry that is seen for the first time its owner and its place, whatever becomes of the post."""
        merge = self.merge
        for entry in self.new:
            place, owner = changes.get(entry, entry), self._owner(entry)
            merge.place_of[entry] = place
            if place == entry:
                merge.places[place] = Place(place, owner, entry, False, (), self.post.message_id, self.post.at)

    def _add(self, entry: int) -> None:
        """An entry that no base holds, and that is not in force already, is added. One that stood in the chain before
        is merely carried along, unless its owner or the organizer brings it back."""
        place = self.merge.places[self.merge.place_of[entry]]
        owned = place.owner == self.post.sender
        if place.live and place.entry == entry:
            return
        if entry not in self.new and not owned and (place.barred or not self.post.by_organizer):
            return
        if place.live and self.post.mask >> place.entry & 1:
            self._split(entry, place)
        else:
            self._put(place, entry, _all(self.merge.entries[entry]), made=not place.live)

    def _split(self, entry: int, place: Place) -> None:
        """Both texts of one place stand in the list: the same person twice, which adds up."""
        self.merge.place_of[entry] = entry
        twin = Place(entry, place.owner, entry, False, (), self.post.message_id, self.post.at)
        self.merge.places[entry] = twin
        self._put(twin, entry, _all(self.merge.entries[entry]), made=True)

    def _change(self, entry: int, place_id: int) -> None:
        place = self.merge.places[place_id]
        carried = entry not in self.new and place.barred and place.owner != self.post.sender
        if carried or (place.live and place.entry == entry) or self._is_newer(place_id):
            return
        if not self._may_change(place_id):
            if entry in self.new:
                self.outcome.foreign.append((place.entry, entry))
            return
        known = self.merge.entries[entry]
        if known.seen.place == place_id:
            self._put(place, entry, _all(known), made=not place.live)
            return
        olds = [self.merge.entries[base.replaced[entry]] for base in self.bases]
        self._put(place, entry, _changed(place, known, olds), made=not place.live)

    def _confirm(self) -> None:
        """An owner's own later post confirms the text of their entry, if it is not in force."""
        merge, post = self.merge, self.post
        for entry in members_of(post.mask & self.union):
            place = merge.places[merge.place_of[entry]]
            shown = place.live and (place.entry == entry or post.mask >> place.entry & 1)
            if place.owner == post.sender and not shown:
                self._put(place, entry, _all(merge.entries[entry]), made=not place.live)

    def _withdraw(self, place_id: int) -> None:
        place = self.merge.places[place_id]
        if place.live and not self.post.recalled:
            self._note(replace(place, live=False, quantities=()))

    def _put(self, place: Place, entry: int, quantities: Quantities, *, made: bool = False) -> None:
        if made and self.post.counts:
            self.outcome.made.append(place.id)
        self._note(replace(place, entry=entry, live=True, quantities=quantities, barred=False))

    def _note(self, place: Place) -> None:
        """Let a place become what the post made of it, unless the post came too late or was recalled."""
        post, own = self.post, place.owner == self.post.sender or self._own(place.entry)
        if not post.counts:
            self.outcome.asks_for_something = True
            return
        if post.recalled and not own:
            return
        if post.recalled:
            place = replace(place, live=False, quantities=(), barred=True)
        if place.id not in self.outcome.changed:
            self.outcome.changed.append(place.id)
        self.merge.places[place.id] = replace(place, message_id=post.message_id, at=post.at)


def _all(entry: SeenEntry) -> Quantities:
    return tuple(entry.quantities.items())


def _changed(place: Place, entry: SeenEntry, olds: list[SeenEntry]) -> Quantities:
    """A place's quantities after its text was changed: what did not change against a base is left alone."""
    if not place.live:
        return _all(entry)
    quantities = dict(place.quantities)
    products = dict.fromkeys([*entry.quantities, *(each for old in olds for each in old.quantities)])
    for product in products:
        wanted = entry.quantities.get(product, NOTHING)
        if any(old.quantities.get(product, NOTHING) == wanted for old in olds):
            continue
        quantities[product] = wanted
    return tuple((product, quantity) for product, quantity in quantities.items() if quantity)
