"""Runs a template, and says in Swedish what is wrong with it, where, and what may be meant.

The caller says how a line of the source is called.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import Template
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError

from rsplan.documents.templating.filters import FILTERS, KEPT_FILTERS
from rsplan.documents.templating.jinja import TemplateEnvironment
from rsplan.documents.templating.limits import MAX_OUTPUT, MAX_SOURCE
from rsplan.documents.templating.refusals import BadTagError, UnknownNameError
from rsplan.documents.templating.values import Branch, Named
from rsplan.findings import codes
from rsplan.findings.finding import stop

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
    return "taggen går inte att räkna ut med de värden som finns.", "Rätta taggen i mallen."


# What jinja says of a tag → what is said of it in Swedish.
_SYNTAX = (
    ("expected token 'end of print statement'", ": efter namnet står något mer"),
    ("expected token 'end of statement block'", ": efter taggen står något mer"),
    ("expected token 'name'", ": ett namn saknas"),
    ("expected token", ": något saknas i den"),
    ("Expected an expression, got 'end of print statement'", ": den är tom"),
    ("Expected an expression", ": ett namn eller värde saknas"),
    ("unexpected '}'", ": en klammerparentes är för mycket"),
    ("unexpected char", ": den har ett tecken som inte hör dit"),
    ("unexpected end of template", ": den stängs aldrig"),
    ("Unexpected end of template", ": ett villkor eller en slinga i den stängs aldrig"),
    ("Encountered unknown tag", ": ordet efter {% finns inte"),
    ("unexpected", ": något i den är på fel plats"),
)


def _syntax(error: TemplateSyntaxError) -> tuple[str, str]:
    message = error.message or ""
    if message.endswith("rsplans mallar."):
        return message, "Ta bort taggen."
    if message.startswith("No filter named"):
        name = message.split("'")[1]
        near = difflib.get_close_matches(name, [*FILTERS, *KEPT_FILTERS], n=1, cutoff=0.5)
        return f'filtret "{name}" finns inte.{_meant(near)}', f"Filter som finns: {', '.join(FILTERS)}."
    if message.startswith("No test named"):
        return f"testet {message.split('named')[1].strip(' .')} finns inte.", "Rätta taggen i mallen."
    said = next((swedish for start, swedish in _SYNTAX if message.startswith(start)), "")
    return f"taggen är inte hel eller rätt skriven{said}.", "Rätta taggen i mallen."


def unknown_name(names: Mapping[str, Any], name: str, owner: object) -> tuple[str, str]:
    """The message for an unknown name, with the nearest known one."""
    path = owner.path if isinstance(owner, Named) else ""
    full = f"{path}.{name}" if path else name
    siblings = owner.children if isinstance(owner, Named) else names
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
        if isinstance(value, Named):
            waiting += [(f"{name}.{child}", below) for child, below in value.children.items()]


def _meant(near: list[str]) -> str:
    return f' Menade du "{near[0]}"?' if near else ""
