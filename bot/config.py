"""What does the operator want? config.yaml and the environment, checked before anything starts.

Each fault names the key, its line and what is allowed. The environment goes before the file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from models.community.modes import OF_THE_MODE, defaults_of
from models.community.people import AckPolicy, AddressForm, GroupMode, GroupSettings
from models.community.pickup import NoticeBy, ShortageRule
from models.errors import ConfigError

ENVIRONMENT_PREFIX = "TUAN_"
DEFAULT_FILE = Path("config.yaml")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
#: What never stands in the file itself.
SECRETS = (("wechaty", "token"), ("second_reader", "api_key"))

#: Keys whose value is never repeated, because it holds a secret, or may (a password in an address).
MAY_BE_SECRET = frozenset({"token", "api_key", "endpoint", "database"})


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not a time zone; write one like Asia/Shanghai")
    return name


def _wall_clock(value: object) -> object:
    """YAML reads an unquoted 20:00 as the number 1200: minutes, as it happens, so they are taken as such."""
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value < MINUTES_OF_A_DAY:
            raise ValueError('not a time of day; write one like "20:00"')
        return time(*divmod(value, 60))
    return value


MINUTES_OF_A_DAY = 24 * 60
WallTime = Annotated[time, BeforeValidator(_wall_clock)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OrganizerSection(Section):
    name: Annotated[str, Field(min_length=1, max_length=40)] = "团长"
    contact: Annotated[str, Field(min_length=1, max_length=200)] = "organizer"
    rooms: tuple[str, ...] = ()


class GroupSection(Section):
    """What is not written here is the mode's own (models/community/modes.py)."""

    mode: GroupMode = GroupMode.SHOP
    time_zone: Annotated[str, AfterValidator(_time_zone)] = "Asia/Shanghai"
    list_at: WallTime | None = time(9, 0)
    cutoff_at: WallTime = time(20, 0)
    reminder_minutes: Annotated[int, Field(ge=1, le=240)] = 30
    pickup_at: WallTime | None = time(16, 30)
    pickup_until: WallTime = time(20, 0)
    summary_at: WallTime | None = time(21, 30)
    pickup_place: Annotated[str, Field(max_length=100)] = ""
    notice_by: NoticeBy = NoticeBy.NUMBER
    shortage_rule: ShortageRule = ShortageRule.LAST_FIRST
    address_form: AddressForm = AddressForm.PLAIN
    list_poster: bool = True
    after_arrival_only: bool = False
    number_is_house: bool = False
    ack_policy: AckPolicy = AckPolicy.BATCH
    ack_lull_seconds: Annotated[int, Field(ge=0, le=3600)] = 180
    ack_gap_seconds: Annotated[int, Field(ge=0, le=86400)] = 2700
    ack_most_a_day: Annotated[int, Field(ge=0, le=50)] = 4
    ask_wait_seconds: Annotated[int, Field(ge=0, le=3600)] = 75
    post_gap_seconds: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(le=600)]] = (8, 20)
    quiet_hours: tuple[WallTime, WallTime] | None = (time(21, 30), time(7, 30))
    soft_quiet_hours: tuple[WallTime, WallTime] | None = (time(12, 30), time(14, 0))
    her_quiet_hours: tuple[WallTime, WallTime] | None = (time(22, 30), time(7, 30))
    unasked_a_day: Annotated[int, Field(ge=0, le=50)] = 6
    unasked_at_most: Annotated[int, Field(ge=0, le=50)] = 8
    answer_gap_seconds: Annotated[int, Field(ge=0, le=3600)] = 180
    show_rooms: bool = False
    doubt_above_yuan: Annotated[int, Field(ge=1)] = 500

    def settings(self) -> GroupSettings:
        values = self.model_dump(exclude={"doubt_above_yuan"})
        of_the_mode = defaults_of(self.mode)
        unsaid = {name: getattr(of_the_mode, name) for name in OF_THE_MODE if name not in self.model_fields_set}
        return GroupSettings(**values | unsaid, doubt_above_fen=self.doubt_above_yuan * 100)


class PlaygroundSection(Section):
    host: Literal["127.0.0.1", "::1", "localhost"] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8642
    clock: Literal["real", "stepped"] = "real"


class WechatySection(Section):
    endpoint: str = ""
    token: SecretStr = SecretStr("")
    token_file: str = ""
    tls: bool = False
    tls_ca: Path | None = None
    tls_name: str | None = None

    def read_token(self) -> str:
        """The token from the environment, else from the file that is named. Raises ConfigError."""
        return _secret(self.token, self.token_file, "wechaty.token_file")


def _secret(given: SecretStr, file: str, key: str) -> str:
    if given.get_secret_value() or not file:
        return given.get_secret_value()
    try:
        return Path(file).read_text("utf-8").strip()
    except OSError as error:
        raise ConfigError(f"{key}: {file} can't be read ({error.strerror})") from error


class SecondReaderSection(Section):
    """Off unless ``endpoint`` is set (docs/second-reader.md)."""

    endpoint: str = ""
    model: str = ""
    api_key: SecretStr = SecretStr("")
    api_key_file: str = ""
    timeout_seconds: Annotated[int, Field(ge=1, le=120)] = 20

    @field_validator("endpoint")
    @classmethod
    def _is_safe(cls, endpoint: str) -> str:
        """Messages travel encrypted, or not beyond this machine."""
        if not endpoint:
            return endpoint
        address = urlsplit(endpoint)
        if address.username or address.password or address.query or address.fragment or not address.hostname:
            raise ValueError("write it like https://host/v1; a key goes into api_key_file")
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
            raise ValueError("https is needed, unless the server is on this machine")
        return endpoint

    def read_api_key(self) -> str:
        """The key from the environment, else from the file that is named; empty where there is none. Raises
        ConfigError."""
        return _secret(self.api_key, self.api_key_file, "second_reader.api_key_file")


class KeepSection(Section):
    chatter_days: Annotated[int, Field(ge=1, le=3650)] = 30
    media_days: Annotated[int, Field(ge=1, le=3650)] = 14
    orders_days: Annotated[int, Field(ge=1, le=3650)] = 365


class LogSection(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Config(BaseSettings):
    """The whole configuration, checked. ``database`` may hold a password, so it is never printed."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter="__", env_ignore_empty=True
    )

    channel: Literal["playground", "wechaty"] = "playground"
    database: SecretStr = SecretStr("sqlite:///data/tuanzhang.db")
    keys: Path = Path("data/keys.sqlite")
    media: Path = Path("data/media")
    organizers: Annotated[tuple[OrganizerSection, ...], Field(min_length=1)] = (OrganizerSection(),)
    bot_names: tuple[str, ...] = ("小助手",)
    other_bots: tuple[str, ...] = ()
    group: GroupSection = GroupSection()
    playground: PlaygroundSection = PlaygroundSection()
    wechaty: WechatySection = WechatySection()
    second_reader: SecondReaderSection = SecondReaderSection()
    keep: KeepSection = KeepSection()
    log: LogSection = LogSection()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


def load_config(path: Path | None = None) -> Config:
    """The configuration from ``path`` (else $TUAN_CONFIG, else ./config.yaml if there is one) and the environment.

    Raises ConfigError with one line for each fault.
    """
    chosen = path or (Path(os.environ["TUAN_CONFIG"]) if os.environ.get("TUAN_CONFIG") else None)
    if chosen is None and not DEFAULT_FILE.exists():
        return _checked({}, {}, "")
    chosen = chosen or DEFAULT_FILE
    values, lines = _read(chosen)
    return _checked(values, lines, str(chosen))


def _read(path: Path) -> tuple[dict[str, Any], dict[tuple[str | int, ...], int]]:
    """A file's values, and the line on which each key stands."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start})") from error
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: not YAML: {error.problem}") from error
    if values is None:
        return {}, {}
    if not isinstance(values, dict):
        raise ConfigError(f"{path}:1: keys and values are expected, like `channel: playground`")
    return values, dict(_key_lines(node, ()))


def _key_lines(node: yaml.Node | None, place: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], int]]:
    found: list[tuple[tuple[str | int, ...], int]] = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found.append(((*place, key.value), key.start_mark.line + 1))
            found += _key_lines(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            found.append(((*place, index), value.start_mark.line + 1))
            found += _key_lines(value, (*place, index))
    return found


def _checked(values: dict[str, Any], lines: Mapping[tuple[str | int, ...], int], file: str) -> Config:
    unknown = [name for name in values if name not in Config.model_fields]
    if unknown:
        raise ConfigError("\n".join(_unknown((name,), Config, lines, file) for name in unknown))
    for section, key in SECRETS:
        if isinstance(values.get(section), dict) and values[section].get(key):
            variable = f"{ENVIRONMENT_PREFIX}{section}__{key}".upper()
            raise ConfigError(f"{_where((section, key), lines, file)}: a secret; set {variable} or {key}_file")
    try:
        config = Config(**values)
    except ValidationError as error:
        raise ConfigError("\n".join(_fault(dict(one), lines, file) for one in error.errors())) from error
    _check_together(config)
    return config


def _check_together(config: Config) -> None:
    """What no single key can know."""
    if config.channel == "wechaty" and not config.wechaty.endpoint:
        raise ConfigError("wechaty.endpoint: needed with channel: wechaty; write host:port of your gateway")
    if config.second_reader.endpoint and not config.second_reader.model:
        raise ConfigError("second_reader.model: needed with an endpoint; write the name that its server knows")
    if len(config.organizers) > 1 and any(not organizer.rooms for organizer in config.organizers):
        raise ConfigError("organizers: with several of them each needs the names of their rooms")
    low, high = config.group.post_gap_seconds
    if low > high:
        raise ConfigError(f"group.post_gap_seconds: {low} is more than {high}; write the smaller one first")
    if config.group.unasked_a_day > config.group.unasked_at_most:
        raise ConfigError("group.unasked_a_day: it can't be more than group.unasked_at_most")


def _fault(error: dict[str, Any], lines: Mapping[tuple[str | int, ...], int], file: str) -> str:
    place: tuple[str | int, ...] = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        return _unknown(place, _section(place[:-1]), lines, file)
    return f"{_where(place, lines, file)}: {error['msg'].removeprefix('Value error, ')} (found {_found(place, error)})"


def _found(place: Sequence[str | int], error: dict[str, Any]) -> str:
    """What stands there, unless it could be a secret."""
    return "a secret" if MAY_BE_SECRET & set(map(str, place)) else repr(error.get("input"))


def _unknown(
    place: tuple[str | int, ...], section: type[BaseModel], lines: Mapping[tuple[str | int, ...], int], file: str
) -> str:
    return f"{_where(place, lines, file)}: no such key; allowed here: {', '.join(section.model_fields)}"


def _section(place: Sequence[str | int]) -> type[BaseModel]:
    names: dict[str, type[BaseModel]] = {
        "organizers": OrganizerSection,
        "group": GroupSection,
        "playground": PlaygroundSection,
        "wechaty": WechatySection,
        "second_reader": SecondReaderSection,
        "keep": KeepSection,
        "log": LogSection,
    }
    return names.get(str(place[0]), Config) if place else Config


def _where(place: tuple[str | int, ...], lines: Mapping[tuple[str | int, ...], int], file: str) -> str:
    """`config.yaml:12: group.cutoff_at`, or the variable where the value came from the environment."""
    name = ".".join(map(str, place))
    variable = ENVIRONMENT_PREFIX + "__".join(map(str, place)).upper()
    if variable in os.environ:
        return f"${variable}"
    known = next((lines[place[:length]] for length in range(len(place), 0, -1) if place[:length] in lines), None)
    return f"{file}:{known}: {name}" if known is not None else name
