"""Word comments by rsplan: one at every text that a person must choose, anew at every run, so that none grows old."""

from __future__ import annotations

from lxml import etree

from rsplan.documents.living.own_content import holds_other_things
from rsplan.documents.living.said_numbers import plain
from rsplan.documents.living.text import AUTHOR, pending_by_others, visible_text
from rsplan.documents.office.ooxml import NAMESPACES, Element, P, R, element, qname, text_content, wattr, whole_number
from rsplan.documents.office.package import Package

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_START, _END, _REFERENCE = (qname(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_COMMENT, _BOX = qname("w:comment"), qname("w:txbxContent")
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class Comments:
    """The comments of one document."""

    def __init__(self, package: Package, date: str, written: tuple[str, ...]) -> None:
        self._package = package
        self._written = frozenset(map(plain, written))
        self._made: list[Element] = []
        self._date = f"{date}T00:00:00Z"
        self._part = next(package.related(package.main, "comments"), None)

    def forget_own(self) -> None:
        """Remove rsplan's comments of earlier runs, but none that somebody has answered or written in."""
        if self._part is None:
            return
        root = self._package.tree(self._part)
        own = [found for found in root.iterfind(_COMMENT) if wattr(found, "author") == AUTHOR]
        answered = self._answered()
        for found in own:
            if self._is_as_written(found) and not answered.intersection(_paragraph_ids(found)):
                self._unanchor(wattr(found, "id") or "")
                root.remove(found)

    def _is_as_written(self, comment: Element) -> bool:
        untouched = not holds_other_things(comment) and not pending_by_others(comment)
        return untouched and plain(visible_text(comment)) in self._written

    def kept(self) -> tuple[str, ...]:
        """The texts of rsplan's comments, to be known again by the next run."""
        return tuple(dict.fromkeys(map(visible_text, self._made)))

    def number(self) -> None:
        """Number this run's comments as they stand in the text, whatever order they were made in, so that the next
        run, which may come to them in another, finds nothing to do."""
        if not self._made:
            return
        root, body = self._root(), self._package.tree(self._package.main)
        marks: dict[str, list[Element]] = {}
        for mark in body.iter(_START, _END, _REFERENCE):
            marks.setdefault(wattr(mark, "id") or "", []).append(mark)
        made = {wattr(comment, "id") or "": comment for comment in self._made}
        standing = [number for number in marks if number in made]
        self._made = [made[number] for number in standing]
        for comment in made.values():
            root.remove(comment)
        for number, before in zip(sorted(standing, key=int), standing, strict=True):
            for found in (made[before], *marks[before]):
                found.set(qname("w:id"), number)
            root.append(made[before])

    def add(self, target: Element, text: str) -> None:
        """A comment on a control or a table cell of the main part."""
        root = self._root()
        number = str(max((whole_number(wattr(found, "id"), 0) for found in root.iterfind(_COMMENT)), default=-1) + 1)
        mark = element("r", element("annotationRef"))
        made = element("comment", element("p", mark, element("r", *text_content(text))), id=number)
        for name, value in (("author", AUTHOR), ("date", self._date), ("initials", "rs")):
            made.set(qname(f"w:{name}"), value)
        root.append(made)
        self._made.append(made)
        _anchor(target, number)

    def _root(self) -> Element:
        if self._part is None:
            usual = "word/comments.xml"
            self._part = usual if usual not in self._package.raw else self._package.free_name("word/comments{}.xml")
            self._package.add(self._part, _TYPE, etree.Element(qname("w:comments"), nsmap={"w": NAMESPACES["w"]}))
            self._package.relate(self._package.main, "comments", self._part)
        return self._package.tree(self._part)

    def _answered(self) -> set[str]:
        """The paragraph ids of comments that have answers."""
        package = self._package
        parts = [
            rel.target for rel in package.rels(package.main) if rel.type == _EXTENDED and rel.target in package.raw
        ]
        return {
            parent
            for part in parts
            for found in package.tree(part).iter(f"{_W15}commentEx")
            if (parent := found.get(f"{_W15}paraIdParent"))
        }

    def _unanchor(self, number: str) -> None:
        body = self._package.tree(self._package.main)
        for found in list(body.iter(_START, _END, _REFERENCE)):
            if wattr(found, "id") != number:
                continue
            parent = found.getparent()
            if parent is None:
                continue
            parent.remove(found)
            if parent.tag == R and not visible_text(parent) and all(inner.tag == qname("w:rPr") for inner in parent):
                above = parent.getparent()
                if above is not None:
                    above.remove(parent)


def _paragraph_ids(comment: Element) -> set[str]:
    return {value for found in comment.iter(P) if (value := found.get(qname("w14:paraId")))}


def _anchor(target: Element, number: str) -> None:
    """Put the comment's range around a control in a line of text, else inside the first and last paragraph."""
    start, end = element("commentRangeStart", id=number), element("commentRangeEnd", id=number)
    reference = element("r", element("commentReference", id=number))
    # In a text box there are no comments in Word.
    paragraphs = [one for one in target.iter(P) if next(one.iterancestors(_BOX), None) is None]
    if not paragraphs:
        target.addprevious(start)
        target.addnext(reference)
        target.addnext(end)
        return
    first, last = paragraphs[0], paragraphs[-1]
    first.insert(1 if len(first) and first[0].tag == qname("w:pPr") else 0, start)
    last.append(end)
    last.append(reference)
