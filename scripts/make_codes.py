"""Write ``docs/anmarkningar.md``, the handbook's list of findings, and ``findings/codes.py``, their names in the code,
from the catalogue. ``--check`` exits 1 if what is committed differs.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rsplan.findings.catalogue import Rule, Severity, catalogue, families

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "anmarkningar.md"
NAMES = ROOT / "src" / "rsplan" / "findings" / "codes.py"
WEIGHTS = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
INTRODUCTION = """\
# Anmärkningar

Allt som är tveksamt i en export blir en anmärkning med kod, plats och råd. Ett **fel** stoppar körningen: inga siffror
lämnas ut och slutkoden är 65 (eller 66, 75 eller 77 när filen saknas, är öppen eller inte får läsas). Fel som inte rör
exporterna, utan kommandot, inställningarna eller filerna som skrivs, börjar på RSP6 och RSP7. En **varning** syns i
varje sammanfattning och gör att `--strict` avslutar med kod 1. En **upplysning** finns i `--format json` och i
`rsplan doctor`.

Ord inom klamrar, som `{value}`, ersätts med det som gäller i filen. Sidan görs av `scripts/make_codes.py`.
"""


def page() -> str:
    """The page's text: the codes family by family."""
    parts = [INTRODUCTION]
    for family, heading in families().items():
        rules = [rule for code, rule in sorted(catalogue().items()) if code.startswith(family)]
        if rules:
            parts += [f"\n## {heading}\n", *map(entry, rules)]
    return "\n".join(parts)


def entry(rule: Rule) -> str:
    """A code as the page lists it."""
    hint = f"\n\n{_shown(rule.hint)}" if rule.hint else ""
    return f"### {rule.code} {rule.title}\n\n*{WEIGHTS[rule.severity].capitalize()}.* {_shown(rule.message)}{hint}\n"


def _shown(text: str) -> str:
    text = re.sub(r"\{(\w+):[^|{}]*\|([^{}]*)\}", r"{\1} \2", text.strip())  # of two forms the one for many
    text = re.sub(r"\{(\w+)\}", r"`{\1}`", text)
    return text[:1].upper() + text[1:]


def names() -> str:
    """The module with a name for each code that has one: plain values, which cost nothing to import."""
    lines = [f'{rule.name} = "{code}"' for code, rule in sorted(catalogue().items()) if rule.name]
    about = '"""The names of the findings, by their codes. Made of the catalogue by ``scripts/make_codes.py``."""'
    return "\n".join([about, "", *lines, ""])


def main() -> int:
    """Write the page and the names, or with ``--check`` compare them."""
    made = {TARGET: page(), NAMES: names()}
    if "--check" in sys.argv[1:]:
        return 0 if all(path.is_file() and path.read_text("utf-8") == text for path, text in made.items()) else 1
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
