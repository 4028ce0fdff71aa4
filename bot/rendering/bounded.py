"""What may a template do that somebody else wrote? Whatever it says, it ends soon and stays small.

Jinja's sandbox keeps a template away from Python; it does not keep it from running for an hour. Here every step of a
loop, every call and every filter is counted, and no value grows beyond a bound. Steps are counted, not seconds: what
passes once passes on a slow machine too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import wraps
from typing import Any, NoReturn, cast

from jinja2 import Environment, PackageLoader, Template, TemplateAssertionError, TemplateRuntimeError, Undefined, nodes
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from bot.rendering import filters
from bot.rendering.names import Name

#: A list of three hundred products takes some five thousand.
MOST_STEPS = 50_000
#: Characters of one value, and of the whole.
LONGEST_VALUE = 20_000
LONGEST_LIST = 5_000
#: What is put between the parts of a list, or in place of a piece of a text.
LONGEST_PIECE = 200
LARGEST_NUMBER = 10**12

_STEPS: ContextVar[list[int] | None] = ContextVar("steps", default=None)

#: Filters of Jinja's own that make no more of what they get.
_PLAIN_FILTERS = frozenset(
    {"abs", "default", "d", "first", "float", "groupby", "int", "join", "last", "length", "count", "list", "lower"}
    | {"map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "string", "sum", "title"}
    | {"trim", "unique", "upper"}
)
_SAFE_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset({"startswith", "endswith", "strip"}),
    dict: frozenset({"get", "items", "keys", "values"}),
}
#: What stands in a template only to make it larger than it looks, or to reach for other ones.
_NOT_ALLOWED = (
    nodes.AssignBlock,
    nodes.Block,
    nodes.Extends,
    nodes.Include,
    nodes.ScopedEvalContextModifier,
    nodes.EvalContextModifier,
)
_EACH, _JOINED = "_each", "_joined"


class TooMuch(TemplateRuntimeError):
    """A template would run too long, or say too much."""


@contextmanager
def bounded(steps: int = MOST_STEPS) -> Iterator[None]:
    """Let whatever is compiled and rendered within take so many steps together."""
    token = _STEPS.set([steps])
    try:
        yield
    finally:
        _STEPS.reset(token)


def _spend(count: int) -> None:
    left = _STEPS.get()
    if left is not None:
        left[0] -= count
        if left[0] < 0:
            raise TooMuch("it takes too long")


def _sized(value: Any) -> Any:
    """The value, paid for by its length. Raises TooMuch where it is too large."""
    if isinstance(value, str):
        _limit(len(value), LONGEST_VALUE)
        _spend(1 + len(value) // 64)
    elif isinstance(value, list | tuple | dict):
        _limit(len(value), LONGEST_LIST)
        _spend(1 + len(value) // 8)
    else:
        _spend(1)
    return value


def _limit(size: int, most: int) -> None:
    if size > most:
        raise TooMuch("it becomes too long")


def _each(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        _spend(1)
        yield item


def _joined(parts: Iterable[Any]) -> str:
    texts = [str(part) for part in parts]
    _limit(sum(map(len, texts)), LONGEST_VALUE)
    _spend(1)
    return "".join(texts)


def _replace(text: object, old: object, new: object) -> str:
    _limit(len(str(new)), LONGEST_PIECE)
    return str(_sized(str(_sized(str(text))).replace(str(old), str(new))))


class _Counting(NodeTransformer):
    """Puts the counting into a template's tree, where no hook of Jinja's reaches."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        if isinstance(node, _NOT_ALLOWED) or (isinstance(node, nodes.For) and node.recursive):
            _refuse(node, f"{type(node).__name__.lower()} is not open to it")
        if isinstance(node, nodes.Import | nodes.FromImport) and not _is_ours(node.template):
            _refuse(node, "only what begins with _ can be imported")
        visited = super().generic_visit(node, *args, **kwargs)
        if isinstance(visited, nodes.For):
            visited.iter = _filtered(visited.iter, _EACH)
        elif isinstance(visited, nodes.Concat):
            together = nodes.Tuple(visited.nodes, "load", lineno=visited.lineno)
            together.environment = visited.environment
            return _filtered(together, _JOINED)
        return visited


def _refuse(node: nodes.Node, why: str) -> NoReturn:
    raise TemplateAssertionError(why, node.lineno)


def _is_ours(template: nodes.Expr) -> bool:
    return isinstance(template, nodes.Const) and str(template.value).startswith("_")


def _filtered(inner: nodes.Node, name: str) -> nodes.Filter:
    made = nodes.Filter(cast(nodes.Expr, inner), name, [], [], None, None, lineno=inner.lineno)
    made.environment = inner.environment
    return made


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """The same words as for ours (filters, parts that begin with _), and nothing by which a template could grow."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, globals_: Mapping[str, Any], undefined: type[Undefined]) -> None:
        super().__init__(
            loader=PackageLoader("bot.rendering"),
            undefined=undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            optimized=False,
        )
        plain = {name: self.filters[name] for name in _PLAIN_FILTERS}
        self.filters = plain
        filters.install(self)
        self.filters = {name: _paid(told) for name, told in self.filters.items()}
        self.filters |= {_EACH: _each, _JOINED: _joined, "replace": _replace}
        self.globals = dict(globals_)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return tree

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator in {"*", "%", "**", "/", "//", "-"} and not (_is_small(left) and _is_small(right)):
            raise TooMuch(f"{operator} is for small numbers")
        if operator == "**":
            raise TooMuch("** is not open to it")
        return _sized(super().call_binop(context, operator, left, right))

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", None)
        if isinstance(obj, Macro) or isinstance(owner, LoopContext):
            return True
        return getattr(obj, "__name__", "") in _SAFE_METHODS.get(type(owner), ())

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # Whose name it is never stands in a text.
        return not (isinstance(obj, Name) and attr != "shown") and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        _spend(1)
        return _sized(super().call(context, obj, *args, **kwargs))


def written(template: Template, values: Mapping[str, Any]) -> str:
    """What a template says; given up as soon as it is too long."""
    pieces, length = [], 0
    for piece in template.generate(values):
        length += len(piece)
        _limit(length, LONGEST_VALUE)
        _spend(1)
        pieces.append(piece)
    return "".join(pieces)


def _is_small(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and -LARGEST_NUMBER < value < LARGEST_NUMBER


def _paid(told: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(told)
    def tell(*arguments: Any, **named: Any) -> Any:
        for argument in (*arguments, *named.values()):
            if isinstance(argument, str | list | tuple | dict):
                _sized(argument)
        for piece in (*arguments[2:], *named.values()):
            if isinstance(piece, str):
                _limit(len(piece), LONGEST_PIECE)
        return _sized(told(*arguments, **named))

    return tell


def sandbox(environment: Environment, undefined: type[Undefined]) -> BoundedEnvironment:
    """One with the globals of ours."""
    ours = {name: value for name, value in environment.globals.items() if isinstance(value, str)}
    return BoundedEnvironment(ours, undefined)
