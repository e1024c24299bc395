"""Which fonts the text of a Word document is set in. Knows styles and runs, not which fonts a machine has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rsplan.documents.office.ooxml import Element, P, R, T, child, qname, wattr
from rsplan.documents.office.package import Package
from rsplan.documents.office.themes import theme_font

_PARTS = ("header", "footer", "footnotes", "endnotes")
_NAMES = tuple(qname(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle"))
_FONTS, _DEEPEST = qname("w:rFonts"), 20


def used_fonts(package: Package) -> tuple[str, ...]:
    """The fonts of the document's body, heads, feet and notes, by name, in the order that they are met."""
    roots = [package.tree(package.main)]
    roots += [package.tree(part) for kind in _PARTS for part in package.related(package.main, kind)]
    styles = next(package.related(package.main, "styles"), None)
    found = [name for root in roots for name in _named(_shown(root), package)]
    if styles is not None:
        found = [*_of_styles(package, package.tree(styles), roots), *found]
    return tuple(dict.fromkeys(filter(None, found)))


def _of_styles(package: Package, styles: Element, roots: Iterable[Element]) -> Iterator[str]:
    known = {wattr(style, "styleId") or "": style for style in styles.iter(qname("w:style"))}
    waiting = [key for key, style in known.items() if wattr(style, "default") == "1"]
    waiting += [wattr(used) or "" for root in roots for used in root.iter(*_NAMES)]
    defaults = child(styles, "docDefaults")
    if defaults is not None:
        yield from _named(defaults.iter(_FONTS), package)
    seen: set[str] = set()
    while waiting:
        style = known.get(key := waiting.pop())
        if style is None or key in seen:
            continue
        seen.add(key)
        yield from _named(style.iter(_FONTS), package)
        waiting.append(wattr(child(style, "basedOn")) or "")


def _shown(root: Element) -> Iterator[Element]:
    """The fonts that runs with text have of their own."""
    for run in root.iter(R):
        fonts = child(run, "rPr", "rFonts")
        if fonts is not None and run.find(T) is not None and next(run.iterancestors(P), None) is not None:
            yield fonts


def _named(fonts: Iterable[Element], package: Package) -> Iterator[str]:
    for found in fonts:
        theme = wattr(found, "asciiTheme") or wattr(found, "hAnsiTheme")
        yield (theme_font(package, theme) if theme else "") or wattr(found, "ascii") or wattr(found, "hAnsi") or ""
