"""How do an outbox row's values become what a template may use? Times are read, people named, texts made harmless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
        if key in _PEOPLE or isinstance(value, Name):
            return self._person(value)
        if isinstance(value, str):
            return self._time(key, value) if key == "at" or key.endswith("_at") else self._text(key, value)
        if isinstance(value, Mapping):
            return {inner: self._value(inner, part) for inner, part in value.items() if self._may_stand(inner)}
        if isinstance(value, list | tuple):
            return [self._value(key, part) for part in value]
        return value

    def _person(self, value: Json) -> Name:
        name = value if isinstance(value, Name) else Name(clean_name(value if isinstance(value, str) else None))
        placed = replace(name, place=len(self.people))
        self.people.append(placed)
        return placed

    def _time(self, key: str, value: str) -> Moment | str:
        return moment(value, self.now, self.zone) or self._text(key, value)

    def _text(self, key: str, value: str) -> str:
        flat = flatten(value, lines=key in self.kind.lines)
        return mask_phones(without_calls(flat)) if self.kind.audience is Audience.GROUP else flat
