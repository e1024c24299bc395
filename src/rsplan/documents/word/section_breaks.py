"""Section breaks of a template that stand in a paragraph with a tag: they get a paragraph of their own.

Word and LibreOffice keep a break in the last paragraph of its section. Where that is ``{%p endfor %}`` or
``{{p table(…) }}``, it gives way to what the tag makes, and the break would go with it.
"""

from __future__ import annotations

import re

from rsplan.documents.office.ooxml import PPR, Element, P, T, element, qname

_GIVES_WAY = re.compile(r"\{%|\{\{p ")
_SECTION = qname("w:sectPr")
_OPENS = re.compile(r"\{%p? *(?:for|if) ")


def free_section_breaks(root: Element) -> None:
    """Give the breaks of a part paragraphs of their own: after the tag, or before one that begins a loop or a choice,
    whose content is the next section's."""
    for section in list(root.iter(_SECTION)):
        properties = section.getparent()
        paragraph = properties.getparent() if properties is not None and properties.tag == PPR else None
        if properties is None or paragraph is None or paragraph.tag != P:
            continue  # the document's last section, or what a tracked change remembers
        text = "".join(found.text or "" for found in paragraph.iter(T)).strip()
        if not _GIVES_WAY.match(text):
            continue
        properties.remove(section)
        if _OPENS.match(text):
            paragraph.addprevious(_holder(section))
        else:
            paragraph.addnext(_holder(section))


def _holder(section: Element) -> Element:
    """A paragraph for a break, so low that it never takes a page of its own."""
    low = element("spacing", before="0", after="0", line="20", lineRule="exact")
    return element("p", element("pPr", low, element("rPr", element("sz", val="2")), section))
