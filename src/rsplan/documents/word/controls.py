"""Content controls that hold figures: each bound to one text in a custom XML part, so that it can be found and renewed.

Word and LibreOffice show the bound text over the control's own, so both are written.
"""

from __future__ import annotations

import hashlib
from copy import deepcopy

from msgspec import Struct, field

from rsplan.documents.office.ooxml import Element, escaped, parse_fragment, text_xml
from rsplan.documents.templating.values import Computed
from rsplan.documents.word.evidence import NAMESPACE, STORE_ID

_FIRST_ID = 700_000_001
_LONGEST = 64  # Word refuses longer tags and titles


class Controls(Struct):
    """The controls of one document, in the order that they were made."""

    figures: list[tuple[str, Computed, str]] = field(default_factory=list)
    made: int = 0
    blocks: list[str] = field(default_factory=list)

    def figure(self, value: Computed, text: str, look: Element | None) -> Element:
        """A control in a line of text that shows a computed value. ``look`` is the run's properties."""
        control = parse_fragment(self.figure_xml(value, text))
        if look is not None:
            control[0].insert(0, deepcopy(look))
            control[1][0].insert(0, deepcopy(look))
        return control

    def figure_xml(self, value: Computed, text: str) -> str:
        """The same as written XML, without a look of its own."""
        key = f"c{len(self.figures) + 1}"
        self.figures.append((key, value, text))
        plain = '<w:text w:multiLine="1"/>' if "\n" in text else "<w:text/>"
        return (
            f"<w:sdt><w:sdtPr>{self._names(value.expression, value.expression)}"
            f"<w:dataBinding w:prefixMappings=\"xmlns:r='{NAMESPACE}'\" "
            f'w:xpath="/r:document/r:figures/r:{key}" w:storeItemID="{STORE_ID}"/>{plain}</w:sdtPr>'
            f"<w:sdtContent><w:r>{text_xml(text)}</w:r></w:sdtContent></w:sdt>"
        )

    def block_xml(self, name: str, title: str, content: str) -> str:
        """A control around a table or a chart, named ``table:assignments``."""
        self.blocks.append(name)
        return f"<w:sdt><w:sdtPr>{self._names(name, title)}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def placed(self, kind: str) -> list[str]:
        """The tables or charts that the document has, by id."""
        found = (name.partition(":") for name in self.blocks)
        return list(dict.fromkeys(rest for head, _, rest in found if head == kind))

    def _names(self, expression: str, title: str) -> str:
        self.made += 1
        return (
            f'<w:alias w:val="{escaped(short(title))}"/><w:tag w:val="{escaped(short(expression))}"/>'
            f'<w:id w:val="{_FIRST_ID + self.made - 1}"/>'
        )


def short(expression: str) -> str:
    """An expression as a tag; one that is too long ends in a digest, the whole stands in the custom XML."""
    if len(expression) <= _LONGEST:
        return expression
    digest = hashlib.sha256(expression.encode()).hexdigest()[:8]
    return f"{expression[: _LONGEST - 10]}…#{digest}"
