"""Has everything that handlers say a sentence? Their own constants are collected here, so that no night finds a gap."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import nodes

from bot.rendering.filters import JOB_NAMES
from bot.rendering.kinds import DOCUMENTS, KINDS
from bot.rendering.samples.on_selling import SELLING
from bot.rendering.samples.sentences import DONE, REFUSED
from bot.rendering.samples.village import at as time_at
from bot.rendering.words import Words
from handlers.goods_commands import GoodsChange
from models.groupbuy.deeds import Deed
from models.groupbuy.stages import Stage
from models.schedule import Job

ROOT = Path(__file__).parents[2]
NOW = time_at(19, 30)
SOURCES = sorted(path for floor in ("handlers", "scheduler") for path in (ROOT / floor).rglob("*.py"))


@dataclass(frozen=True, slots=True)
class Said:
    """A word that code gives to a template; ``word`` is None where it can't be read off the code."""

    word: str | None
    where: str


def calls() -> Iterator[tuple[Path, ast.AST, ast.Call, str]]:
    """Each call with the function in which it stands and the name that it calls."""
    for path in SOURCES:
        for holder in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(holder, ast.FunctionDef):
                for node in ast.walk(holder):
                    if isinstance(node, ast.Call):
                        called = node.func
                        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                        yield path, holder, node, name


def constants(expression: ast.AST, holder: ast.AST) -> list[str | None]:
    """The texts that an expression may be: itself, either side of a choice, or what was assigned to its name."""
    match expression:
        case ast.Constant(value=str(word)):
            return [word]
        case ast.IfExp(body=body, orelse=orelse):
            return [*constants(body, holder), *constants(orelse, holder)]
        case ast.Name(id=name):
            if isinstance(holder, ast.FunctionDef) and name in parameters(holder):
                return []  # Its callers are looked at instead.
            values = [node.value for node in ast.walk(holder) if isinstance(node, ast.Assign) and assigns(node, name)]
            return [word for value in values for word in constants(value, holder)] or [None]
        case _:
            return [None]


def parameters(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}


def assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


#: Functions that pass a reason on to ``refused``, and where it stands among their arguments.
REFUSING = {"refused": 1, "refuse": 1, "_refuse": 1, "find": None, "look_for": None}


def collected(functions: Mapping[str, int | None], keyword: str) -> list[Said]:
    """The words given to some functions, at a place or by keyword."""
    found = []
    for path, holder, call, name in calls():
        if path.parent.name == "replies" or name not in functions:
            continue
        given = [one.value for one in call.keywords if one.arg == keyword]
        place = functions[name]
        given += call.args[place : place + 1] if place is not None else []
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        found += [Said(word, where) for expression in given for word in constants(expression, holder)]
    return found


def sentences(kind: str, name: str) -> set[str]:
    """The words that a template has a sentence for: what it compares ``name`` with."""
    environment = Words().environment
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, f"{kind}.j2")
    return {
        operand.expr.value
        for comparison in environment.parse(source).find_all(nodes.Compare)
        if isinstance(comparison.expr, nodes.Name) and comparison.expr.name == name
        for operand in comparison.ops
        if isinstance(operand.expr, nodes.Const)
    }


def without_sentence(said: list[Said], known: set[str]) -> list[Said]:
    return [one for one in said if one.word not in known]


def test_whatever_is_done_has_a_sentence() -> None:
    said = collected({"done": 1}, "what")
    assert {one.word for one in said} >= {"arrived", "cutoff_moved", "schedule_stopped"}
    assert not without_sentence(said, sentences("done", "what"))


def test_whatever_is_refused_has_a_sentence() -> None:
    said = collected(REFUSING, "reason")
    assert {one.word for one in said} >= {"no_draft", "nothing_open", "nothing_to_undo"}
    assert not without_sentence(said, sentences("refused", "reason"))


def test_whatever_is_said_of_selling_has_a_sentence_and_samples() -> None:
    said = [one for one in collected({"selling": 1}, "what") if one.word is not None]
    assert {one.word for one in said} >= {"not_now", "no_such_goods", "gaps"}
    known = sentences("selling", "what")
    assert not without_sentence(said, known)
    assert known == set(SELLING)
    # A change of goods is read back by a sentence of the same name.
    changed = {f"{field}_changed" for field in GoodsChange.model_fields}
    assert known == {one.word for one in said} | changed


@pytest.mark.parametrize("stage", [None, *Stage])
@pytest.mark.parametrize("deed", list(Deed))
def test_whatever_is_not_possible_now_is_told_with_what_is(deed: Deed, stage: Stage | None) -> None:
    at = None if stage is None else stage.value
    values = {"what": "not_now", "deed": deed.value, "stage": at, "goods": ""}
    (part,) = Words().render("selling", values, now=NOW, time_zone="Asia/Shanghai").parts
    assert re.fullmatch(r"(?:[^。]+。){2}", part.text), part.text


def test_whatever_is_asked_by_a_menu_has_a_sentence() -> None:
    said = collected({"offer": 1}, "question")
    assert {one.word for one in said} >= {"which_group_buy"}
    assert not without_sentence(said, sentences("menu", "question"))


def test_each_sentence_has_a_sample() -> None:
    assert sentences("done", "what") == set(DONE)
    assert sentences("refused", "reason") == set(REFUSED)


def test_no_sentence_is_left_over() -> None:
    assert sentences("refused", "reason") <= {one.word for one in collected(REFUSING, "reason")}
    assert sentences("done", "what") <= {one.word for one in collected({"done": 1}, "what")}


def made_kinds() -> list[Said]:
    """Kinds of all posts that are made anywhere."""
    found = []
    for path, holder, call, name in calls():
        given = [one.value for one in call.keywords if one.arg == "kind" and name == "Post"]
        given += call.args[1:2] if name in {"private", "_notice"} else []
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        found += [Said(word, where) for expression in given for word in constants(expression, holder)]
    return found


def test_each_kind_of_post_has_its_templates() -> None:
    made = made_kinds()
    assert {one.word for one in made} >= {"list", "draft", "mine"}
    assert not without_sentence(made, set(KINDS) | DOCUMENTS)
    assert {kind for kind in KINDS if not Words().wordings(kind)} == set()


@pytest.mark.parametrize("job", list(Job))
def test_each_job_has_a_name(job: Job) -> None:
    assert job.value in JOB_NAMES
