"""Footnotes: real ones, appended to the document's footnotes part, which is made where a template has none."""

from __future__ import annotations

from msgspec import Struct

from rsplan.documents.office.ooxml import Element, child, element, parse_fragment, qname, wattr, whole_number
from rsplan.documents.office.package import Package

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EMPTY = """<w:footnotes>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes(Struct):
    """The footnotes of one document."""

    package: Package

    def part(self) -> str:
        """The name of the footnotes part."""
        main = self.package.main
        found = next(self.package.related(main, "footnotes"), None)
        if found is None:
            found = self.package.usual_name("word/footnotes.xml")
            self.package.add(found, _FOOTNOTES, parse_fragment(_EMPTY))
            self.package.relate(main, "footnotes", found)
            self._tell_settings()
        return found

    def add(self, paragraphs: list[Element]) -> str:
        """The id of a new footnote."""
        root = self.package.tree(self.part())
        made = str(max((whole_number(wattr(note, "id"), 0) for note in root), default=0) + 1)
        root.append(element("footnote", *paragraphs, id=made))
        return made

    def _tell_settings(self) -> None:
        settings = next(self.package.related(self.package.main, "settings"), None)
        if settings is None or child(self.package.tree(settings), "footnotePr") is not None:
            return
        separators = element("footnotePr", element("footnote", id="-1"), element("footnote", id="0"))
        # The schema has an order: footnotePr stands before compat.
        compat = self.package.tree(settings).find(qname("w:compat"))
        if compat is not None:
            compat.addprevious(separators)
