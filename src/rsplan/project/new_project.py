"""A new project folder: what `rsplan init` lays out. Writes nothing over what is there."""

from __future__ import annotations

from pathlib import Path

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.period import Period
from rsplan.project.setting_keys import PROJECT_FILE
from rsplan.project.writing import Put, locked, named_errors, write_together
from rsplan.report.wording import Wording

_SETTINGS = """\
# Inställningar för rsplan. Alla nycklar förklaras i handboken.

[organisation]
name = "Region …"                        # organisationens namn, överst i dokumenten
board = "Regionstyrelsen"                # styrelsen eller nämnden som planen gäller
unit = "Sekretariatet"                   # enheten som skriver

[plan]
name = "regionstyrelsens plan"           # planens namn i löpande text, utan år
full_council = "Regionfullmäktige"       # beslutar de uppdrag som inte är styrelsens egna

[documents]
write = ["report", "memo"]
wording = "{wording}"
count_activities = "follow-ups"          # follow-ups: varje enhets uppföljning, distinct: varje aktivitet en gång

[memo]
handler = "Handläggare, Sekretariatet"
proposer = "Regiondirektören"
proposal = "Rapport om uppföljning av regionstyrelsens plan {{year}} godkänns."
copies_to = ["Regionstabschef", "Ekonomidirektör"]

[[memo.signatories]]
role = "Regiondirektör"

[periods.{slug}]
diarienummer = ""
# date = {year}-05-12                     # dokumentens datum
# tertial_report = "RS/…"                # tertialrapportens diarienummer

# Egna statusord och rubriker:
[vocabulary]
# "Halvfärdig" = "ongoing"
[columns]
# "Läget nu" = "status"
"""


def start_project(root: Path, period: Period, wording_name: str, wording: Wording) -> list[Path]:
    """Lay out a project for its first period; the files that were written.

    Raises ``CannotCreateError`` if the folder is a project already.
    """
    settings = root / PROJECT_FILE
    if settings.exists():
        raise stop(codes.PROJECT_EXISTS, settings)
    texts = root / "texts" / period.slug
    files = {settings: _SETTINGS.format(wording=wording_name, slug=period.slug, year=period.year)}
    files |= {texts / f"{entry.id}.md": f"{entry.fallback}\n" for entry in wording.sections}
    with locked(root):
        written = [path for path in files if not path.exists()]
        write_together(root, [Put(path, files[path].encode()) for path in written])
        with named_errors(root):
            (root / "exports" / period.slug).mkdir(parents=True, exist_ok=True)
    return written
