"""What may a page of the playground ask for? Its POSTs, checked."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.channels.playground.day_player import Speed
from models.errors import BadInput

#: WeChat takes about as much in one message; a chain of 500 entries fits.
LONGEST_TEXT = 20_000

Id = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SayForm(Form):
    person: Id
    private: bool = False
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
    quotes: Id | None = None
    chain: bool = False


class RecallForm(Form):
    person: Id
    message: Id


class ClockDeed(StrEnum):
    RUN = "run"
    HOLD = "hold"
    ADVANCE = "advance"
    NEXT = "next"
    REACH = "reach"


class ClockForm(Form):
    """``seconds`` is for ``advance``; ``at`` for ``reach``: the next time that a clock in the group shows it."""

    do: ClockDeed
    seconds: Annotated[int, Field(ge=1, le=86_400)] = 60
    at: time = time(0)


class DayDeed(StrEnum):
    PLAY = "play"
    PAUSE = "pause"


class DayForm(Form):
    do: DayDeed
    speed: Speed = Speed.MINUTE_A_SECOND


AnyForm = TypeVar("AnyForm", bound=Form)


def read_form(form: type[AnyForm], body: bytes) -> AnyForm:
    """Raises BadInput with what was wrong, in words for the page."""
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "内容"
        raise BadInput(f"{where} 不对：{first['msg']}") from error
