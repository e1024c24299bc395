"""The fonts and colours of an Office theme. Knows packages, nothing of what they are used for."""

from __future__ import annotations

from rsplan.documents.office.ooxml import Element, qname
from rsplan.documents.office.package import Package


def theme_font(package: Package, name: str) -> str:
    """The font that a theme's name stands for: "minorHAnsi" is that of running text; "" where there is none."""
    scheme = _scheme(package, "fontScheme")
    kind = "majorFont" if name.startswith("major") else "minorFont"
    found = None if scheme is None else scheme.find(f"{qname(f'a:{kind}')}/{qname('a:latin')}")
    return "" if found is None else found.get("typeface", "")


def theme_colour(package: Package, name: str) -> str:
    """A colour of the theme ("accent1") as six digits in capitals; "" where there is none."""
    scheme = _scheme(package, "clrScheme")
    slot = None if scheme is None else scheme.find(qname(f"a:{name}"))
    if slot is None or not len(slot):
        return ""
    return (slot[0].get("lastClr") or slot[0].get("val") or "").upper()


def _scheme(package: Package, name: str) -> Element | None:
    part = next(package.related(package.main, "theme"), None)
    return None if part is None else next(package.tree(part).iter(qname(f"a:{name}")), None)
