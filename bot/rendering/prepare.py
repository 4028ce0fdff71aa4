"""How do an outbox row's values become what a template may use? Times are read, people named, texts made harmless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rendering.kinds import NEVER_IN_GROUPS, Audience, Kind
from bot.rendering.names import Name, clean_name, flatten, mask_phones, without_calls
from bot.rendering.told_times import Moment, moment
from models.mail import Json

#: Keys under which a person stands, also where only their name was given.
_PEOPLE = frozenset({"who"})


@dataclass(slots=True)
class Preparation:
    """One post's values on their way into a template; ``people`` gathers everybody who stands in them, by place."""

    kind: Kind
    now: datetime
    zone: ZoneInfo
    people: list[Name] = field(default_factory=list)
    _told: dict[tuple[str, str], Moment | str] = field(default_factory=dict)

    def values(self, given: Mapping[str, Json]) -> dict[str, Json]:
        """Every name that the kind declares, and ``now``; names that it does not declare are left out."""
        known = dict.fromkeys(self.kind.values)
        known |= {key: value for key, value in given.items() if key in self.kind.values or self.kind.open_values}
        prepared = {key: self._value(key, value) for key, value in known.items() if self._may_stand(key)}
        return {**prepared, "now": self._moment_now()}

    def _moment_now(self) -> Moment:
        local = self.now.astimezone(self.zone)
        return Moment(local, local)

    def _may_stand(self, key: str) -> bool:
        return self.kind.audience is not Audience.GROUP or key not in NEVER_IN_GROUPS

    def _value(self, key: str, value: Json) -> Json:
        if isinstance(value, Name) or key in _PEOPLE:
            return self._person(value)
        if isinstance(value, str):
            return self._told_before(key, value)
        if isinstance(value, dict):
            return {inner: self._value(inner, part) for inner, part in value.items() if self._may_stand(inner)}
        if isinstance(value, list | tuple):
            return [part if isinstance(part, int) else self._value(key, part) for part in value]
        return value

    def _person(self, value: Json) -> Name:
        name = value if isinstance(value, Name) else Name(clean_name(value if isinstance(value, str) else None))
        placed = Name(name.shown, name.person, len(self.people))
        self.people.append(placed)
        return placed

    def _time(self, key: str, value: str) -> Moment | str:
        return moment(value, self.now, self.zone) or self._text(key, value)

    def _told_before(self, key: str, value: str) -> Moment | str:
        """The same goods, hours and houses are told again and again."""
        told = self._told.get((key, value))
        if told is None:
            is_time = key == "at" or key.endswith("_at")
            told = self._time(key, value) if is_time else self._text(key, value)
            self._told[key, value] = told
        return told

    def _text(self, key: str, value: str) -> str:
        flat = flatten(value, lines=key in self.kind.lines)
        return mask_phones(without_calls(flat)) if self.kind.audience is Audience.GROUP else flat
