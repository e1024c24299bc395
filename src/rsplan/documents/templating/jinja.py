"""Templates: a Jinja environment that says what is wrong and where, and that cannot do harm.

A template can read the names that it is given, reckon, choose and repeat; nothing else. Everything that grows is
bounded: steps, sizes and, as a last resort, time. Knows nothing of Word: the caller decides what a shown value becomes
and how a line of the source is called.
"""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from itertools import islice
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import LoopContext, Macro, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from rsplan.documents.templating.values import Branch, Figure, Rate, Words, filtered
from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.language import swedish

MAX_STEPS = 500_000
MAX_SECONDS = 10.0
MAX_RANGE = 10_000
MAX_TEXT = 2_000_000
MAX_OUTPUT = 60_000_000
MAX_NUMBER = 10**15
MAX_SOURCE = 20_000_000

_GENDERS: Mapping[str, swedish.Gender] = {"n": "n", "en": "n", "t": "t", "ett": "t"}
_KEPT_FILTERS = (
    "abs", "count", "d", "default", "first", "float", "int", "last", "length", "list", "lower", "max", "min",
    "reverse", "round", "sort", "sum", "trim", "unique", "upper",
)  # fmt: skip
_KEPT_TESTS = (
    "defined", "undefined", "none", "number", "string", "even", "odd", "divisibleby", "in", "true", "false",
    "==", "eq", "!=", "ne", ">", "gt", ">=", "ge", "<", "lt", "<=", "le",
)  # fmt: skip
_LOOP_NAMES = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle", "changed"}
)


class BadTagError(TemplateError):
    """A template does something that it may not. The message is Swedish, for the author of the template."""


class UnknownNameError(UndefinedError):
    """A template names something that does not exist; ``owner`` is what it was looked for in."""

    def __init__(self, message: str | None = None, *, name: str = "", owner: object = None) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class Missing(StrictUndefined):
    """An unknown name, which stops the run as soon as it is used."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        if exc is SecurityError:
            super().__init__(hint, obj, name, exc)
        else:
            super().__init__(hint, obj, name)
            self._undefined_exception = partial(UnknownNameError, name=str(name), owner=obj)  # type: ignore[assignment]


@dataclass(slots=True)
class Budget:
    """What is left of the steps and the time that one document may take."""

    steps: int = MAX_STEPS
    deadline: float | None = None

    def step(self, count: int = 1) -> None:
        """Count steps; stop the template when there are too many or they take too long."""
        self.steps -= count
        if self.steps < 0:
            raise BadTagError("mallen upprepar för mycket och stoppades.")
        if count > 1 or self.steps % 256 == 0:
            now = time.monotonic()
            if self.deadline is None:
                self.deadline = now + MAX_SECONDS
            elif now > self.deadline:
                raise BadTagError("mallen tog för lång tid och stoppades.")


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
            finalize=_finalizer(show),
        )
        self.budget = Budget()
        self.names = names
        self.filters = {name: self._weighed(self.filters[name]) for name in _KEPT_FILTERS} | dict(FILTERS)
        self.filters |= {"_steg": self._counted, "_ihop": _concatenated}
        self.tests = {name: self.tests[name] for name in _KEPT_TESTS}
        self.globals = {"range": _bounded_range, "namespace": Namespace, **names}
        self._callables = {id(value) for value in self.globals.values() if callable(value)}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A name after a dot: a child of our own values, a loop's or a namespace's name, nothing of Python."""
        if isinstance(obj, Branch | Figure):
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
        if isinstance(obj, Branch | Figure):
            return self._child(obj, str(argument))
        if isinstance(obj, list | tuple | str) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                raise BadTagError(f"plats {argument} finns inte i listan.") from None
        if isinstance(obj, Undefined):
            return obj[argument]
        raise BadTagError(f'"[{argument}]" går inte att läsa här: en mall får bara läsa rsplans egna uppgifter.')

    def _child(self, owner: Branch | Figure, name: str) -> Any:
        if name in owner.children:
            return owner.children[name]
        if name == "label" and isinstance(owner, Figure):
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
        if not (_reasonable(left) and _reasonable(right)) or operator == "**":
            raise BadTagError(f'"{operator}" går bara att använda på rimligt stora tal. Texter sätts ihop med ~.')
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
        for kind, word in _FORBIDDEN_STATEMENTS:
            for node in tree.find_all(kind):
                raise TemplateSyntaxError(f'"{word}" går inte att använda i rsplans mallar.', node.lineno)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError('"recursive" går inte att använda i rsplans mallar.', loop.lineno)
            loop.iter = nodes.Filter(loop.iter, "_steg", [], [], None, None, lineno=loop.lineno)
        _rewrite_concatenations(tree)
        return tree


_FORBIDDEN_STATEMENTS: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Include, "include"),
    (nodes.Import, "import"),
    (nodes.FromImport, "from"),
    (nodes.Extends, "extends"),
    (nodes.Block, "block"),
)


def _rewrite_concatenations(node: nodes.Node) -> None:
    """Let every ``a ~ b`` go through a function that bounds its length."""
    for name, value in list(node.iter_fields()):
        if isinstance(value, list):
            setattr(node, name, [_rewritten(item) for item in value])
        else:
            setattr(node, name, _rewritten(value))


def _rewritten(value: Any) -> Any:
    if not isinstance(value, nodes.Node):
        return value
    _rewrite_concatenations(value)
    if isinstance(value, nodes.Concat):
        parts = nodes.List(value.nodes, lineno=value.lineno)
        return nodes.Filter(parts, "_ihop", [], [], None, None, lineno=value.lineno)
    return value


def _reasonable(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) <= MAX_NUMBER


def _bounded_range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > MAX_RANGE:
        raise BadTagError(f"range får ge högst {MAX_RANGE} tal.")
    return found


def _bounded(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise BadTagError("en text i mallen blir orimligt lång.")
    return text


def _finalizer(show: Callable[[object], str]) -> Callable[..., Any]:
    # With the context as an argument Jinja calls it when the template runs, never when it is compiled.
    @pass_context
    def finalize(context: Any, value: object) -> Markup:
        context.environment.budget.step()
        if isinstance(value, Markup):
            return Markup(_bounded(value))
        if isinstance(value, Undefined):
            # An unknown name raises here; a choice without else is empty.
            return Markup(str(value))
        if isinstance(value, Branch):
            raise BadTagError(
                f'"{value.path}" är en grupp och har inget eget värde. Välj något i den: {_some(value.children)}.'
            )
        return Markup(show(value))

    return finalize


def plain_text(value: object) -> str:
    """A value as it stands in running text. Raises ``BadTagError`` for what has no text of its own."""
    if isinstance(value, Figure | Rate | Words):
        return value.text
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return swedish.date_iso(value)
    if isinstance(value, float):
        return swedish.digits(value)
    if isinstance(value, str):
        return _bounded(value)
    if isinstance(value, int):
        return str(value)
    raise BadTagError('mallen visar något som inte är en text eller ett tal. Listor visas med "| lista".')


# Filters


def _gender(value: object, gender: str | None) -> swedish.Gender:
    if gender is None:
        return value.gender if isinstance(value, Figure | Words) else "t"
    if gender not in _GENDERS:
        raise BadTagError(f'genus ska vara "en" eller "ett", inte "{gender}".')
    return _GENDERS[gender]


def _number(value: object, name: str) -> int | float:
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > MAX_NUMBER:
        raise BadTagError(f'"| {name}" kräver ett tal.')
    return value


def _given(*arguments: object) -> list[object]:
    return [argument for argument in arguments if argument is not None]


def _ord(value: object, gender: str | None = None, till: int = 10) -> str:
    count = _number(value, "ord")
    if not isinstance(count, int) or count < 0:
        raise BadTagError('"| ord" kräver ett antal, noll eller större.')
    text = swedish.count_word(int(count), _gender(value, gender), min(till, swedish.LARGEST_CARDINAL))
    return filtered(text, value, "ord", *([gender or _gender(value, None), till] if till != 10 else _given(gender)))


def _stor(value: object, gender: str | None = None) -> str:
    # A count that starts a sentence is spelled out whatever its size.
    text = swedish.capitalise(plain_text(_known(value)), _gender(value, gender))
    return filtered(text, value, "stor", *_given(gender))


def _procent(value: object, decimals: int | None = None) -> str:
    return filtered(swedish.percent(_number(value, "procent"), decimals), value, "procent", *_given(decimals))


def _kronor(value: object, unit: str = "kronor", decimals: int | None = None) -> str:
    arguments = _given(unit, decimals) if (unit, decimals) != ("kronor", None) else []
    return filtered(swedish.kronor(_number(value, "kronor"), unit, decimals), value, "kronor", *arguments)


def _siffror(value: object, decimals: int | None = None) -> str:
    return filtered(swedish.digits(_number(value, "siffror"), decimals), value, "siffror", *_given(decimals))


def _datum(value: object) -> str:
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, date):
        raise BadTagError('"| datum" kräver ett datum, till exempel {{ date | datum }}.')
    return swedish.date_text(value)


def _agree(value: object, one: str, many: str) -> str:
    return filtered(swedish.agree(_number(value, "böj"), one, many), value, "böj", one, many)


def _genitive(value: object) -> str:
    return swedish.genitive(plain_text(_known(value)))


def _listed(items: Iterable[object], conjunction: str = "och") -> str:
    return _bounded(swedish.join_list([plain_text(item) for item in _few(items)], conjunction))


def _joined(items: Iterable[object], separator: str = "") -> str:
    return _bounded(separator.join(plain_text(item) for item in _few(items)))


def _concatenated(parts: list[object]) -> str | Markup:
    # Markup only arises from the template's own text and slots: a macro or a block that was captured.
    if any(isinstance(part, Markup) for part in parts):
        return Markup(_bounded(str(Markup("").join(_markup(part) for part in parts))))
    return _bounded("".join(plain_text(_known(part)) for part in parts))


def _markup(part: object) -> str:
    return part if isinstance(part, Markup) else plain_text(_known(part))


def _replaced(value: object, old: str, new: str) -> str:
    text = plain_text(_known(value))
    if len(text) * max(1, len(new)) > MAX_TEXT * 10 or not old:
        raise BadTagError('"| replace" ger en orimligt lång text.')
    return _bounded(text.replace(old, new))


def _few(items: Iterable[object]) -> list[object]:
    found = list(islice(_known(items), MAX_RANGE + 1))
    if len(found) > MAX_RANGE:
        raise BadTagError("en lista i mallen är orimligt lång.")
    return found


def _known(value: object) -> Any:
    if isinstance(value, Undefined):
        str(value)
    return value


FILTERS: Mapping[str, Callable[..., Any]] = {
    "ord": _ord,
    "stor": _stor,
    "procent": _procent,
    "kronor": _kronor,
    "siffror": _siffror,
    "datum": _datum,
    "böj": _agree,
    "genitiv": _genitive,
    "lista": _listed,
    "join": _joined,
    "replace": _replaced,
}


# Running a template

Locate = Callable[[int | None], str]


def render(environment: TemplateEnvironment, source: str, name: str, locate: Locate) -> str:
    """The source with its tags carried out.

    ``name`` is the template's, ``locate`` says what a line of the source is called in a message. Raises
    ``ConfigurationError`` for everything that is wrong with the template.
    """
    template: Template | None = None
    try:
        if len(source) > MAX_SOURCE:
            raise BadTagError("mallen är orimligt stor.")
        template = environment.from_string(source)
        return _output(template)
    except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError) as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else _line(template, error.__traceback__)
        message, hint = explain(environment, error)
    except (RecursionError, SyntaxError, MemoryError):
        line, message, hint = None, "taggarna är nästlade för djupt.", "Förenkla mallen."
    raise stop(codes.TEMPLATE_FAULT, f"{name}{_place(locate(line))}", message=message, hint=hint)


def _place(place: str) -> str:
    return f", {place}" if place else ""


def _output(template: Template) -> str:
    kept, size = [], 0
    for piece in template.root_render_func(template.new_context()):
        size += len(piece)
        if size > MAX_OUTPUT:
            raise BadTagError("dokumentet blir orimligt stort.")
        kept.append(piece)
    return "".join(kept)


def _line(template: Template | None, traceback: TracebackType | None) -> int | None:
    if template is None:
        return None
    line, own = None, template.root_render_func.__globals__
    while traceback is not None:
        if traceback.tb_frame.f_globals is own:
            line = int(template.get_corresponding_lineno(traceback.tb_lineno))
        traceback = traceback.tb_next
    return line


def explain(environment: TemplateEnvironment, error: Exception) -> tuple[str, str]:
    """What is wrong, and what to do, in Swedish."""
    if isinstance(error, UnknownNameError):
        return unknown_name(environment.names, error.name, error.owner)
    if isinstance(error, BadTagError):
        return str(error), ""
    if isinstance(error, SecurityError):
        return "mallen försöker läsa något som inte är en uppgift.", "Ta bort taggen."
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error)
    if isinstance(error, ZeroDivisionError):
        return "mallen delar med noll.", "Pröva först att nämnaren är större än noll: {% if … > 0 %}."
    return f"taggen går inte att räkna ut ({error}).", "Rätta taggen i mallen."


def _syntax(error: TemplateSyntaxError) -> tuple[str, str]:
    message = error.message or ""
    if message.endswith("rsplans mallar."):
        return message, "Ta bort taggen."
    if message.startswith("No filter named"):
        name = message.split("'")[1]
        near = difflib.get_close_matches(name, [*FILTERS, *_KEPT_FILTERS], n=1, cutoff=0.5)
        return f'filtret "{name}" finns inte.{_meant(near)}', f"Filter som finns: {', '.join(FILTERS)}."
    if message.startswith("No test named"):
        return f"testet {message.split('named')[1].strip(' .')} finns inte.", "Rätta taggen i mallen."
    return f"taggen är inte hel eller rätt skriven ({message.rstrip('.')}).", "Rätta taggen i mallen."


def unknown_name(names: Mapping[str, Any], name: str, owner: object) -> tuple[str, str]:
    """The message for an unknown name, with the nearest known one."""
    path = owner.path if isinstance(owner, Branch | Figure) else ""
    full = f"{path}.{name}" if path else name
    siblings = owner.children if isinstance(owner, Branch | Figure) else names
    near = difflib.get_close_matches(name, list(siblings), n=1, cutoff=0.6)
    if near:
        meant = [f"{path}.{near[0]}" if path else near[0]]
    else:
        meant = difflib.get_close_matches(full, list(all_names(names)), n=1, cutoff=0.6)
    hint = "Alla namn visas med rsplan template fields."
    return f'okänt namn "{full}".{_meant(meant)}', hint


def all_names(names: Mapping[str, Any]) -> Iterator[str]:
    """Every name that a template can show, dotted."""
    waiting: list[tuple[str, Any]] = [(name, value) for name, value in names.items() if not callable(value)]
    while waiting:
        name, value = waiting.pop()
        if not isinstance(value, Branch):
            yield name
        if isinstance(value, Branch | Figure):
            waiting += [(f"{name}.{child}", below) for child, below in value.children.items()]


def _meant(near: list[str]) -> str:
    return f' Menade du "{near[0]}"?' if near else ""


def _some(children: Mapping[str, Any]) -> str:
    return ", ".join(list(children)[:6]) + (" …" if len(children) > 6 else "")
