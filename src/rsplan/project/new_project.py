"""A new project folder: what `rsplan init` lays out. Writes nothing over what is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.language.labels import REGION_COUNCIL
from rsplan.language.swedish import genitive
from rsplan.plan.period import Period
from rsplan.project.setting_keys import PLACEHOLDER, PROJECT_FILE
from rsplan.project.writing import Put, locked, write_together
from rsplan.report.wording import Wording

_SETTINGS = """\
# Inställningar för rsplan. Det som står efter = ändras fritt; texten efter # är förklaringar.
# Exporterna från Stratsys läggs i exports/{slug}/, texterna skrivs i texts/{slug}/, och rapporten
# hamnar i reports/{slug}/.
# Kör sedan "rsplan summary" för siffrorna och "rsplan report --tertial {month}" för rapporten.
# Där det står {placeholder} vet bara ni. Alla nycklar förklaras i handboken.

[organisation]
name = {name}  # organisationens namn, överst i dokumenten
board = {board}  # styrelsen eller nämnden som planen gäller
unit = ""  # enheten som skriver, till exempel "Sekretariatet"

[plan]
name = {plan}  # planens namn mitt i en mening, utan år
full_council = {full_council}  # den som beslutar de uppdrag som inte är nämndens egna
council_plan = ""  # planen som de uppdragen står i, till exempel "mål och budget"

[documents]
write = ["report", "memo"]  # dokumenten som rsplan report skriver
wording = {wording}  # ordval och avsnitt; egna läggs i templates/ordval/
count_activities = "follow-ups"  # follow-ups: varje enhets uppföljning, distinct: varje aktivitet en gång

[memo]  # tjänsteskrivelsen
handler = "Handläggare"  # handläggarens roll
proposer = ""  # den som lägger förslaget, till exempel "Förvaltningschefen"
proposal = "Uppföljningen av {{plan}} {{year}} godkänns."  # förslaget till beslut
copies_to = []  # de som får utdrag ur protokollet

[periods.{slug}]
diarienummer = ""
# date = {year}-05-12  # dokumentens datum; utan det används dagens

[vocabulary]
# Egna statusord: ordet i exporten = vad det betyder. rsplan learn skriver dem åt dig.
# "Halvfärdig" = "pågående enligt plan"

[columns]
# Egna rubriker: rubriken i exporten = vad kolumnen är.
# "Läget nu" = "status"
"""


class Beginning(Struct, frozen=True):
    """What a new project is about. ``full_council`` is who decides what the board does not; "" where nobody knows."""

    period: Period
    wording: str
    organisation: str = ""
    board: str = ""
    full_council: str = ""


def settings_text(begin: Beginning) -> str:
    """The first ``rsplan.toml`` of a project, with a placeholder where only a person knows."""
    plan = f"{genitive(_in_a_sentence(begin.board))} plan" if begin.board else "planen"
    return _SETTINGS.format(
        slug=begin.period.slug,
        month=begin.period.tertial.month,
        year=begin.period.year,
        placeholder=PLACEHOLDER,
        name=_quoted(begin.organisation or PLACEHOLDER),
        board=_quoted(begin.board or PLACEHOLDER),
        plan=_quoted(plan),
        full_council=_quoted(begin.full_council or _full_council(begin)),
        wording=_quoted(begin.wording),
    )


def _in_a_sentence(board: str) -> str:
    """A board's name as it is written within a sentence: "barn- och utbildningsnämnden"."""
    return board[:1].lower() + board[1:]


def _full_council(begin: Beginning) -> str:
    """Who decides above the board: of a region its own council, else a municipality's."""
    of_region = "region" in f"{begin.organisation} {begin.board}".casefold()
    return REGION_COUNCIL if of_region else "Kommunfullmäktige"


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def refuse_project(root: Path) -> None:
    """Raise ``CannotCreateError`` if the folder is a project already."""
    settings = root / PROJECT_FILE
    if settings.exists():
        raise stop(codes.PROJECT_EXISTS, settings)


def start_project(
    root: Path, begin: Beginning, wording: Wording, settings: str, exports: Mapping[str, bytes]
) -> list[Path]:
    """Lay out a project for its first period, with its exports by name; the files that were written.

    Raises ``CannotCreateError`` if the folder is a project already.
    """
    refuse_project(root)
    slug = begin.period.slug
    files = {root / PROJECT_FILE: settings.encode()}
    files |= {root / "texts" / slug / f"{entry.id}.md": f"{entry.fallback}\n".encode() for entry in wording.sections}
    files |= {root / "exports" / slug / name: data for name, data in exports.items()}
    with locked(root):
        written = [path for path in files if not path.exists()]
        write_together(root, [Put(path, files[path]) for path in written], [root / "exports" / slug])
    return written
