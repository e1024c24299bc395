"""What is wrong with a template, all of it at once and each thing with its place; and which fields a template may use.

Follows every branch of the template, also those that this period's figures would not take. Renders nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from msgspec import Struct, field

from rsplan.documents.office.ooxml import qname, wattr
from rsplan.documents.office.package import Package, read_package
from rsplan.documents.templating.filters import plain_text
from rsplan.documents.templating.jinja import TemplateEnvironment
from rsplan.documents.templating.refusals import BadTagError
from rsplan.documents.templating.running import explain, unknown_name
from rsplan.documents.templating.values import Branch, Figure, Named, Rate
from rsplan.documents.word.dangers import dangers
from rsplan.documents.word.draft import ChartBlock, ProseBlock, TableBlock
from rsplan.documents.word.fill import hidden_place, text_parts
from rsplan.documents.word.render import document_names, packaged_template, read_template
from rsplan.documents.word.styles import Stylebook
from rsplan.documents.word.tagged_part import TaggedPart
from rsplan.documents.word.tags import find_tags
from rsplan.findings import codes
from rsplan.findings.finding import ConfigurationError, Finding, finding
from rsplan.report.report import Report

_UNKNOWN = object()
_NAMED = re.compile(r"'([^']{1,200})'")  # what an error of another library says in its own language, the names in it
_OPENED = ("{{", "{%")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def template_fields(report: Report) -> list[tuple[str, str]]:
    """Every field that a template of a report may use, with its present value."""
    return sorted(_fields("", document_names(report)))


def _fields(path: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        full = f"{path}.{name}" if path else name
        if callable(value):
            continue
        if isinstance(value, Named):
            yield from _fields(full, value.children)
        if not isinstance(value, Branch):
            yield full, shown(value)


def shown(value: object) -> str:
    """A field's present value, as the list of fields has it."""
    match value:
        case ProseBlock(source=source):
            return _shortened(source)
        case TableBlock(table):
            return f"tabell med {len(table.rows)} rader"
        case ChartBlock():
            return "diagram"
        case list() | tuple():
            return _listed(value)
    return _shortened(plain_text(value))


def _listed(values: Any) -> str:
    if values and isinstance(values[0], Branch):
        return f"lista ({len(values)}), var och en med {', '.join(values[0].children)}"
    return _shortened("; ".join(map(plain_text, values)))


def _shortened(text: str) -> str:
    plain = re.sub(r"[ \t\r\n]+", " ", text).strip()
    return plain if len(plain) <= 100 else plain[:99].rstrip() + "…"


def check_template(template: Path, names: Mapping[str, Any]) -> list[Finding]:
    """Everything wrong with a template. ``names`` are those of ``document_names``. Raises ``ConfigurationError`` for a
    file that is no Word file, and ``MissingInputError`` for none."""
    package = read_package(read_template(template), template.name)
    found = [*_dangerous(package), *_for_another_reader(template, package), *_hidden(package), *_of_styles(package)]
    environment = TemplateEnvironment(names, _unseen)
    for part, where in text_parts(package):
        try:
            found += _of_pictures(package, part, where)
            found += _of_tags(environment, find_tags(package.tree(part), where), template.name)
        except ConfigurationError as error:
            found.append(finding(codes.BAD_TAG, file=template.name, where=where, value=str(error)))
    return list(dict.fromkeys(found))


def _dangerous(package: Package) -> Iterator[Finding]:
    for each in dangers(package):
        yield finding(codes.TEMPLATE_HARMFUL, file=package.name, where=each.where, value=each.what)


def _for_another_reader(template: Path, package: Package) -> Iterator[Finding]:
    """A template that python-docx cannot open has something that other programs than Word stumble over, too. One that
    is only called a template (.dotx) is tried as the document that is made of it."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    try:
        Document(io.BytesIO(package.write()) if package.become_document() else str(template))
    except (OpcError, XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError) as error:
        named = ", ".join(_NAMED.findall(str(error))) or type(error).__name__
        yield finding(codes.TEMPLATE_OPENS_NOWHERE_ELSE, file=template.name, value=named)


def _unseen(value: object) -> str:  # noqa: ARG001
    return ""


def _hidden(package: Package) -> Iterator[Finding]:
    visible = {part for part, _ in text_parts(package)}
    for part, data in package.raw.items():
        if part not in visible and part.endswith((".xml", ".rels")) and (b"{{" in data or b"{%" in data):
            message = "här får inga taggar stå."
            yield finding(codes.BAD_TAG, file=package.name, where=hidden_place(part), value=message)


def _of_styles(package: Package) -> Iterator[Finding]:
    styles = Stylebook(package, lambda: read_package(read_template(packaged_template("rapport.docx")), "rapport.docx"))
    languages = {wattr(found) or "" for found in package.tree(styles.part).iter(qname("w:lang"))}
    if not any(language.startswith("sv") for language in languages):
        yield finding(codes.LANGUAGE_NOT_SWEDISH, file=package.name, value=", ".join(sorted(languages)) or "okänt")


def _of_pictures(package: Package, part: str, where: str) -> Iterator[Finding]:
    for number, drawn in enumerate(package.tree(part).iter(qname("wp:docPr")), start=1):
        decorative = any(found.get("val") in ("1", "true") for found in drawn.iter(_DECORATIVE))
        if not (drawn.get("descr") or "").strip() and not decorative:
            place = f'{where}, bild {number} "{drawn.get("name", "")}"'
            yield finding(codes.ALTERNATIVE_TEXT_MISSING, file=package.name, where=place)


def _of_tags(environment: TemplateEnvironment, part: TaggedPart, name: str) -> Iterator[Finding]:
    for fault in part.faults:
        yield finding(codes.BAD_TAG, file=name, where=fault.place, value=fault.message)
    try:
        tree = environment.parse(part.source())
    except TemplateSyntaxError as error:
        message, hint = explain(environment, error)
        yield finding(codes.BAD_TAG, file=name, where=part.locate(error.lineno), value=f"{message} {hint}")
        return
    walk = _Walk(environment)
    walk.visit(tree, {})
    for line, message in walk.faults:
        yield finding(codes.BAD_TAG, file=name, where=part.locate(line), value=message)


class _Walk(Struct):
    """Follows a template's names through loops and assignments."""

    environment: TemplateEnvironment
    faults: list[tuple[int, str]] = field(default_factory=list)

    def visit(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        """Check a node and what is in it. ``scope`` has the template's own names."""
        match node:
            case nodes.For():
                self._loop(node, scope)
            case nodes.Macro() | nodes.CallBlock():
                inner = {**scope, **{argument.name: _UNKNOWN for argument in node.args}, "caller": _UNKNOWN}
                self._assigned(node, scope)
                self._children(node, inner)
            case nodes.Assign() | nodes.AssignBlock():
                self._children(node, scope)
                self._assigned(node, scope)
            case nodes.Getattr() | nodes.Getitem() | nodes.Name(ctx="load"):
                self.value(node, scope)
            case nodes.Test(name="defined" | "undefined"):
                return
            case nodes.Filter(name="default" | "d"):
                for argument in node.args:
                    self.visit(argument, scope)
            case nodes.Call():
                self._call(node, scope)
            case _:
                self._filter_or_test(node)
                self._children(node, scope)

    def _children(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        for inner in node.iter_child_nodes():
            self.visit(inner, scope)

    def _loop(self, node: nodes.For, scope: dict[str, Any]) -> None:
        items = self.value(node.iter, scope)
        inner = {**scope, "loop": _UNKNOWN}
        for target in [node.target, *node.target.find_all(nodes.Name)]:
            if isinstance(target, nodes.Name):
                inner[target.name] = _first(items) if target is node.target else _UNKNOWN
        for part in (*node.body, *([node.test] if node.test else [])):
            self.visit(part, inner)
        for part in node.else_:
            self.visit(part, scope)

    def _assigned(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        names = [node.name] if isinstance(node, nodes.Macro) else []
        target = getattr(node, "target", None)
        if target is not None:
            names += [found.name for found in (target, *target.find_all(nodes.Name)) if isinstance(found, nodes.Name)]
        scope |= dict.fromkeys(names, _UNKNOWN)

    def _call(self, node: nodes.Call, scope: dict[str, Any]) -> None:
        function = self.value(node.node, scope)
        for argument in node.args:
            self.visit(argument, scope)
        constant = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if function is not _UNKNOWN and len(constant) == len(node.args) == 1 and isinstance(constant[0], str):
            self._try(node, function, constant[0])

    def _try(self, node: nodes.Call, function: Callable[[str], Any], argument: str) -> None:
        if id(function) not in {id(value) for value in self.environment.names.values()}:
            return
        try:
            function(argument)
        except BadTagError as stop:
            self.faults.append((node.lineno, str(stop)))

    def _filter_or_test(self, node: nodes.Node) -> None:
        known: Mapping[str, Any] | None = None
        if isinstance(node, nodes.Filter):
            known, what = self.environment.filters, "filtret"
        elif isinstance(node, nodes.Test):
            known, what = self.environment.tests, "testet"
        if known is not None and node.name not in known:  # type: ignore[attr-defined]
            self.faults.append((node.lineno, f'{what} "{node.name}" finns inte.'))  # type: ignore[attr-defined]

    def value(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """What an expression stands for; ``_UNKNOWN`` where only a run can tell."""
        if isinstance(node, nodes.Filter) and node.name == "_steg" and node.node is not None:
            return self.value(node.node, scope)
        if isinstance(node, nodes.Name):
            return self._named(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._member(node, node.attr, scope)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node, node.arg.value, scope)
        self._filter_or_test(node)
        self._children(node, scope)
        return _UNKNOWN

    def _named(self, node: nodes.Name, scope: dict[str, Any]) -> Any:
        for known in (scope, self.environment.globals):
            if node.name in known:
                return known[node.name]
        self.faults.append((node.lineno, " ".join(unknown_name(self.environment.names, node.name, None))))
        return _UNKNOWN

    def _member(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: dict[str, Any]) -> Any:
        owner = self.value(node.node, scope)
        if not isinstance(owner, Named):
            return _UNKNOWN
        if name in owner.children:
            return owner.children[name]
        if isinstance(owner, Branch) and not owner.children:
            return _UNKNOWN  # a choice may keep a run from it: trying the template tells
        if not (name == "label" and isinstance(owner, Figure | Rate)):
            self.faults.append((node.lineno, " ".join(unknown_name(self.environment.names, name, owner))))
        return _UNKNOWN


def _first(items: Any) -> Any:
    if isinstance(items, Branch):
        return next(iter(items), _UNKNOWN)
    return items[0] if isinstance(items, list | tuple) and items else _UNKNOWN
