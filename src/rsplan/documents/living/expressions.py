"""What an expression gives today: the figures and sentences of a newer report, by the names that a document holds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateError

from rsplan.documents.templating.filters import plain_text
from rsplan.documents.templating.jinja import TemplateEnvironment
from rsplan.documents.templating.names import figure, names
from rsplan.documents.templating.slots import Slots

if TYPE_CHECKING:
    from rsplan.report.report import Report


class Current:
    """A report as the source of texts."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._clean = Slots().clean
        self._known: dict[str, str | None] = {}
        self._plain = {shown.expression: shown.text for shown in (figure(report, fact) for fact in report.facts)}
        self._plain |= {f"sentences.{key}": sentence.text for key, sentence in report.sentences.items()}

    def text(self, expression: str) -> str | None:
        """The text of an expression, None where it names something that the report no longer has."""
        if expression not in self._known:
            self._known[expression] = self._evaluated(expression)
        return self._known[expression]

    def length(self, name: str) -> int:
        """How many entries a list of the report has."""
        return len(names(self.report)[name])

    @cached_property
    def _environment(self) -> TemplateEnvironment:
        return TemplateEnvironment(names(self.report), plain_text)

    def _evaluated(self, expression: str) -> str | None:
        if expression in self._plain:
            return self._clean(self._plain[expression])
        try:
            template = self._environment.from_string(f"{{{{ {expression} }}}}")
            return self._clean("".join(template.root_render_func(template.new_context())))
        except (TemplateError, ArithmeticError):
            return None
