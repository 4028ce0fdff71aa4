"""What can be typed at a terminal? `tuan run` and the operator's other commands; each loads only what it needs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from models.errors import TuanError

if TYPE_CHECKING:
    from bot.config import Config

app = typer.Typer(
    name="tuan",
    help="tuanzhang (团长): keeps the orders, lists and notices of a community group-buy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ConfigPath = Annotated[Path | None, typer.Option("--config", "-c", help="config.yaml, if not the one in this folder")]
CatalogPath = Annotated[Path | None, typer.Option("--catalog", help="the products on sale, as JSON")]
TextFile = Annotated[Path | None, typer.Argument(help="a file with one JSON object a line; else standard input")]


@app.command()
def run(config: ConfigPath = None) -> None:
    """Start the bot (and, with `channel: playground`, the page on which to try it)."""
    import asyncio

    from bot.config import load_config
    from bot.process import run_forever

    asyncio.run(run_forever(load_config(config)))


@app.command("check-config")
def check_config(config: ConfigPath = None) -> None:
    """Say whether the configuration is right, and where it is not."""
    from bot.config import load_config

    load_config(config)
    typer.echo("the configuration is fine")


@app.command()
def parse(
    messages: TextFile = None,
    catalog: CatalogPath = None,
    listing: Annotated[bool, typer.Option("--listing", help="read product lists instead of messages")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="draw which rule read which part of a message")] = False,
) -> None:
    """Read messages, or product lists, and print what they mean, one JSON object a line; or draw why it was read so."""
    from bot.contract import listing_stream, parse_stream
    from bot.explain import explain_stream

    lines = _lines(messages)
    if listing:
        answers = listing_stream(lines)
    elif catalog is None:
        raise typer.BadParameter("needed unless --listing is given", param_hint="--catalog")
    else:
        answers = explain_stream(catalog, lines) if explain else parse_stream(catalog, lines)
    for answer in answers:
        sys.stdout.write(answer + "\n")


@app.command()
def replay(
    events: TextFile = None,
    catalog: CatalogPath = None,
    text: Annotated[
        Path | None, typer.Option("--text", help="talk that was copied out of WeChat, beside the log")
    ] = None,
    organizer: Annotated[str, typer.Option("--organizer", help="what the organizer is called in that talk")] = "团长",
    zone: Annotated[str, typer.Option("--zone", help="the time zone of that talk")] = "Asia/Shanghai",
) -> None:
    """Take in a log of a group and print the book that it makes, as one JSON object."""
    from bot.replay import CopiedText, replay_stream, wall_clock

    if catalog is None:
        raise typer.BadParameter("the products on sale are needed", param_hint="--catalog")
    copied = None if text is None else CopiedText("\n".join(_lines(text)), wall_clock(zone), organizer)
    lines = [] if events is None and text is not None else _lines(events)
    typer.echo(replay_stream(catalog, lines, copied=copied))


@app.command()
def simulate(
    days: Annotated[int, typer.Option("--days", help="how many days")] = 30,
    groups: Annotated[int, typer.Option("--groups", help="how many groups, each with an organizer of its own")] = 1,
    profile: Annotated[
        str | None,
        typer.Option("--profile", help="like 80-shop: 20, 80 or 300 messages a day; shop, lockdown, village"),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="the same seed gives the same figures")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object instead of a table")] = False,
    log: Annotated[Path | None, typer.Option("--log", help="write each post to a file")] = None,
    documents: Annotated[bool, typer.Option("--documents", help="make pictures and tables for real")] = False,
    database: Annotated[
        str | None, typer.Option("--database", help="an empty database, if not a temporary one")
    ] = None,
    mishaps: Annotated[float, typer.Option("--mishaps", help="share of sends whose answer is lost")] = 0.0,
) -> None:
    """Let neighbours live with the bot for some days, and print how it behaved: see docs/simulation.md."""
    from bot.simulation.command import plan_of, run_simulation
    from bot.simulation.running import Options

    options = Options(plan_of(days, groups, profile, seed), database, documents, mishaps)
    run_simulation(options, json=as_json, log=log)


@app.command()
def commands(as_json: Annotated[bool, typer.Option("--json", help="as JSON")] = False) -> None:
    """List what an organizer can tell the bot, from the table that reads it."""
    from handlers.command_table import TABLE
    from handlers.helping import describe

    if as_json:
        typer.echo(json.dumps([describe(spec) for spec in TABLE], ensure_ascii=False, indent=1))
        return
    for spec in TABLE:
        typer.echo(f"{spec.usage:<18}{spec.help}")


@app.command()
def migrate(config: ConfigPath = None) -> None:
    """Bring the database's tables up to date (done by `tuan run` too)."""
    from bot.operating import migrate_database

    typer.echo(migrate_database(_config(config)))


@app.command()
def backup(target: Path, config: ConfigPath = None) -> None:
    """Write everything but the keys to a file, while the bot is running."""
    from bot.operating import back_up

    typer.echo(back_up(_config(config), target))


@app.command()
def restore(source: Path, config: ConfigPath = None) -> None:
    """Fill an empty database from a backup; who was forgotten since then stays forgotten."""
    from bot.operating import restore_backup

    typer.echo(restore_backup(_config(config), source))


@app.command()
def retry(
    message: Annotated[str | None, typer.Argument(help="the number of a message; without it, all are listed")] = None,
    config: ConfigPath = None,
) -> None:
    """List the messages on which a handler failed, or have one of them handled again."""
    from bot.operating import list_failed, retry_message

    typer.echo(list_failed(_config(config)) if message is None else retry_message(_config(config), message))


def _config(path: Path | None) -> Config:
    from bot.config import load_config

    return load_config(path)


def _lines(path: Path | None) -> list[str]:
    try:
        text = path.read_text("utf-8") if path is not None else sys.stdin.buffer.read().decode("utf-8")
    except OSError as error:
        raise TuanError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise TuanError(f"{path or 'standard input'}: not UTF-8 (byte {error.start})") from error
    return text.split("\n")


def main() -> None:
    """The command ``tuan``. What is wrong with the input is one line on stderr, and exit status 2."""
    try:
        raise SystemExit(app(standalone_mode=False) or 0)
    except TuanError as error:
        sys.stderr.write(f"tuan: {error}\n")
        raise SystemExit(2) from None
    except typer.Abort:
        raise SystemExit(130) from None
    except TyperException as error:
        # Without a command the help was shown, and there is nothing to add.
        if str(error).strip():
            sys.stderr.write(f"tuan: {_told(error)}\n")
        raise SystemExit(2) from None


def _told(error: TyperException) -> str:
    """What is wrong, with the option that it is wrong in, where typer names one."""
    told = getattr(error, "format_message", None)
    return " ".join(str(error if told is None else told()).split())


if __name__ == "__main__":
    main()
