"""The sandbox in which templates run: a Jinja environment that cannot do harm.

A template can read the names that it is given, reckon, choose and repeat; nothing else. Knows nothing of Word: the
caller decides what a shown value becomes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import LoopContext, Macro, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from rsplan.documents.templating.filters import FILTERS, KEPT_FILTERS, concatenated
from rsplan.documents.templating.limits import Budget, bounded, bounded_range, reasonable
from rsplan.documents.templating.refusals import BadTagError, Missing
from rsplan.documents.templating.values import Branch, Figure, Named, Placed, Rate

_KEPT_TESTS = (
    "defined", "undefined", "none", "number", "string", "even", "odd", "divisibleby", "in", "true", "false",
    "==", "eq", "!=", "ne", ">", "gt", ">=", "ge", "<", "lt", "<=", "le",
)  # fmt: skip
_LOOP_NAMES = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle", "changed"}
)


class TemplateEnvironment(SandboxedEnvironment):
    """The sandbox of one document. ``show`` turns a value that a template shows into the text that stands for it."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, names: Mapping[str, Any], show: Callable[[object], str]) -> None:
        super().__init__(
            undefined=Missing,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=0,
            optimized=False,  # each template runs once: working out its constants first takes longer
            finalize=_finalizer(show),
        )
        self.budget = Budget()
        self.names = names
        self.filters = {name: self._weighed(self.filters[name]) for name in KEPT_FILTERS} | dict(FILTERS)
        self.filters |= {"_steg": self._counted, "_ihop": concatenated}
        self.tests = {name: self.tests[name] for name in _KEPT_TESTS}
        self.globals = {"range": bounded_range, "namespace": Namespace, **names}
        self._callables = {id(value) for value in self.globals.values() if callable(value)}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A name after a dot: a child of our own values, a loop's or a namespace's name, nothing of Python."""
        if isinstance(obj, Named):
            return self._child(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP_NAMES:
            return getattr(obj, attribute)
        if isinstance(obj, Namespace) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)
        raise BadTagError(f'".{attribute}" går inte att läsa här: en mall får bara läsa rsplans egna uppgifter.')

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A name in brackets."""
        if isinstance(obj, Named):
            return self._child(obj, str(argument))
        if isinstance(obj, list | tuple | str) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                raise BadTagError(f"plats {argument} finns inte i listan.") from None
        if isinstance(obj, Undefined):
            return obj[argument]
        raise BadTagError(f'"[{argument}]" går inte att läsa här: en mall får bara läsa rsplans egna uppgifter.')

    def _child(self, owner: Named, name: str) -> Any:
        if name in owner.children:
            return owner.children[name]
        if name == "label" and isinstance(owner, Figure | Rate):
            return owner.label
        return self.undefined(obj=owner, name=name)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only our own functions, macros of the template and a loop's ``cycle`` and ``changed``."""
        bound_to = getattr(obj, "__self__", None)
        return isinstance(obj, Macro) or id(obj) in self._callables or isinstance(bound_to, LoopContext)

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call one of the allowed functions; each call is a step."""
        self.budget.step()
        if isinstance(obj, Undefined):
            obj()
        if not self.is_safe_callable(obj):
            raise BadTagError("mallen anropar något som inte är en av rsplans funktioner.")
        return context.call(obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Reckon with figures of a reasonable size; texts are joined with ``~``."""
        self.budget.step()
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)
        if not (reasonable(left) and reasonable(right)) or operator == "**":
            raise BadTagError(f'"{operator}" går bara att använda på rimligt stora tal. Texter sätts ihop med ~.')
        if type(left) is float and isinstance(right, Figure):
            left = Rate(left, repr(left), ())  # a float reckons with an integer by itself, and forgets whose it is
        return self.binop_table[operator](left, right)

    def _weighed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter of Jinja's that costs as many steps as what it is given is long."""

        @wraps(function)
        def weighed(*arguments: Any, **named: Any) -> Any:
            sized = (found for found in arguments if isinstance(found, Sized) and not isinstance(found, Undefined))
            self.budget.step(1 + sum(map(len, sized)))
            return function(*arguments, **named)

        return weighed

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        if isinstance(items, Undefined):
            str(items)
        for item in items:
            self.budget.step()
            yield item

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _bind(tree)
        return tree


_FORBIDDEN_STATEMENTS: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Extends: "extends",
    nodes.Block: "block",
}


def _bind(node: nodes.Node) -> None:
    """Have the steps of every loop counted and the length of every ``a ~ b`` bounded, and refuse what may not be used.
    One walk for all: a walk over a tree costs as much as parsing it.
    """
    for name, value in list(node.iter_fields()):
        if isinstance(value, list):
            setattr(node, name, [_bound(item) for item in value])
        elif isinstance(value, nodes.Node):
            setattr(node, name, _bound(value))


def _bound(value: Any) -> Any:
    if not isinstance(value, nodes.Node):
        return value
    if word := _FORBIDDEN_STATEMENTS.get(type(value)) or (
        isinstance(value, nodes.For) and value.recursive and "recursive"
    ):
        raise TemplateSyntaxError(f'"{word}" går inte att använda i rsplans mallar.', value.lineno)
    _bind(value)
    if isinstance(value, nodes.Concat):
        parts = nodes.List(value.nodes, lineno=value.lineno)
        return nodes.Filter(parts, "_ihop", [], [], None, None, lineno=value.lineno)
    if isinstance(value, nodes.For):
        value.iter = nodes.Filter(value.iter, "_steg", [], [], None, None, lineno=value.lineno)
    return value


def _finalizer(show: Callable[[object], str]) -> Callable[..., Any]:
    # With the context as an argument Jinja calls it when the template runs, never when it is compiled.
    @pass_context
    def finalize(context: Any, value: object) -> Markup:
        context.environment.budget.step()
        if isinstance(value, Markup):
            return Markup(bounded(value))
        if isinstance(value, Undefined):
            # An unknown name raises here; a choice without else is empty.
            return Markup(str(value))
        if isinstance(value, Branch) and not isinstance(value, Placed):
            raise BadTagError(
                f'"{value.path}" är en grupp och har inget eget värde. Välj något i den: {_some(value.children)}.'
            )
        return Markup(show(value))

    return finalize


def _some(children: Mapping[str, Any]) -> str:
    return ", ".join(list(children)[:6]) + (" …" if len(children) > 6 else "")
