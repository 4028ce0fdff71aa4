"""How do frozen values become JSON and the same values again? Decimals and times as text, so nothing is lost."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from models.community.people import GroupSettings
from models.events import BookEvent, Private
from models.mail import Post
from models.schedule import Plan
from models.values import Incoming

INCOMING: TypeAdapter[Incoming] = TypeAdapter(Incoming)
POST: TypeAdapter[Post] = TypeAdapter(Post)
PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)
EVENT: TypeAdapter[BookEvent] = TypeAdapter(Annotated[BookEvent, Field(discriminator="kind")])
#: The personal part of an event, and of an order as it stands.
PRIVATE: TypeAdapter[Private] = TypeAdapter(Private)
_SETTINGS: TypeAdapter[GroupSettings] = TypeAdapter(GroupSettings)
_ANY: TypeAdapter[Any] = TypeAdapter(Any)
#: The key, beside the settings, under which those stand that were chosen for one group.
_OWN = "own"


def write(adapter: TypeAdapter[Any], value: Any) -> str:
    return adapter.dump_json(value).decode()


def write_plan(plan: Plan, title: str) -> str:
    """A plan, and what it is about where it says so."""
    written = PLAN.dump_python(plan, mode="json", exclude_defaults=True)
    return write_any({**written, **({"title": title} if title else {})})


@lru_cache(maxsize=4096)
def read_plan(written: str) -> tuple[Plan, str]:
    """Most plans are alike: each is read once."""
    return PLAN.validate_json(written), read_any(written).get("title", "")


def write_event(event: BookEvent) -> str:
    """An event without its personal part."""
    return EVENT.dump_json(event, exclude={"private"}).decode()


def write_any(value: Any) -> str:
    return _ANY.dump_json(value).decode()


def read_any(written: str) -> Any:
    return _ANY.validate_json(written)


def write_settings(settings: GroupSettings, own: frozenset[str] = frozenset()) -> str:
    """What differs from the defaults, as JSON, and which settings were chosen for this group alone."""
    defaults = _SETTINGS.dump_python(GroupSettings(), mode="json")
    chosen = _SETTINGS.dump_python(settings, mode="json")
    written = {name: value for name, value in chosen.items() if value != defaults[name]}
    return write_any({**written, **({_OWN: sorted(own)} if own else {})})


@lru_cache(maxsize=1024)
def read_settings(written: str) -> tuple[GroupSettings, frozenset[str]]:
    """The defaults with what was chosen laid over, and the names of what was chosen for this group alone; a setting
    that no longer exists is passed over."""
    own = frozenset(read_any(written).get(_OWN, ())) & frozenset(GroupSettings.__dataclass_fields__)
    return _SETTINGS.validate_json(written), own
