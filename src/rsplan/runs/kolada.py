"""What ``kolada`` does: the saved answers set beside the indicators, and new answers fetched. No report opens a
connection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rsplan.boundary.fetching import fetch
from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.project.kolada_settings import KoladaSettings, kolada_settings
from rsplan.project.writing import Put, locked, write_together
from rsplan.runs.kolada_answers import FOLDER, MOST_BYTES, project_kolada
from rsplan.runs.ownership import present
from rsplan.runs.project_report import newest_settings

if TYPE_CHECKING:
    from rsplan.plan.kolada import KoladaFigure
    from rsplan.plan.period import Tertial
    from rsplan.project.settings import Settings

FETCHED = "hamtat.json"
ADDRESS = "https://api.kolada.se/v3"
# The bounds of the service: ids and years of a request, and rows of an answer.
MOST_IDS, MOST_YEARS, MOST_ROWS = 25, 25, 5000
_USUAL_YEARS = 10
_MOST_PAGES = 1000


def show_kolada(root: Path, tertial: Tertial | None, year: int | None, *, every: bool) -> list[KoladaFigure]:
    """The figures beside each declared indicator: of the newest year, or of every year. Raises ``MissingInputError``
    where nothing is saved, ``ConfigurationError`` where nothing is declared.
    """
    from rsplan.analysis.kolada import newest

    settings = newest_settings(root, tertial, year)
    _declared(settings)
    figures, files = project_kolada(settings)
    if not files:
        raise stop(codes.KOLADA_NO_ANSWERS, root / FOLDER)
    return list(figures) if every else newest(figures)


def fetch_kolada(root: Path, since: int | None, address: str) -> tuple[Path, int]:
    """Fetch every answer that the project needs, and put them in one file; how many answers it holds.

    Nothing is written before every answer is there and is one. Raises ``TryAgainError`` where there is no connection,
    ``ExportError`` for what is no answer.
    """
    from rsplan.reading.kolada_answers import kolada_answers

    settings = newest_settings(root, None, None)
    told = _declared(settings)
    last = settings.period.year
    years = range(last - _USUAL_YEARS + 1 if since is None else min(since, last), last + 1)
    answers = [answer for question in _questions(told, years, address) for answer in _pages(question)]
    data = b"[\n" + b",\n".join(answers) + b"\n]\n"
    kolada_answers([(address, data)])
    path = root / FOLDER / FETCHED
    with locked(path.parent):
        write_together(path.parent, [Put(path, data, seen=present(path))])
    return path, len(answers)


def _declared(settings: Settings) -> KoladaSettings:
    told = kolada_settings(settings)
    if not told.measures:
        raise stop(codes.KOLADA_UNDECLARED, "rsplan.toml")
    return told


def _questions(told: KoladaSettings, years: Sequence[int], address: str) -> Iterator[str]:
    """The addresses to ask, each within the bounds of the service."""
    measures = list(_portions(list(dict.fromkeys(told.measures.values())), MOST_IDS))
    start = address.rstrip("/")
    yield from (f"{start}/kpi/{','.join(ids)}?per_page={MOST_ROWS}" for ids in measures)
    asked = product(measures, _portions(told.municipalities, MOST_IDS), _portions(list(map(str, years)), MOST_YEARS))
    for ids, regions, some in asked:
        where = f"kpi/{','.join(ids)}/municipality/{','.join(regions)}/year/{','.join(some)}"
        yield f"{start}/data/{where}?per_page={MOST_ROWS}"


def _portions(items: Sequence[str], size: int) -> list[Sequence[str]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


def _server(url: str) -> tuple[str, str]:
    """Scheme, host and port of an address; of what is none, nobody's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url
    return parts.scheme, parts.netloc


def _pages(question: str) -> Iterator[bytes]:
    """Every page of an answer. One that refers to another server, or round in a ring, is refused."""
    from rsplan.reading.kolada_answers import next_of, pages_of

    url, seen = question, set[str]()
    while url:
        if _server(url) != _server(question) or url in seen or len(seen) >= _MOST_PAGES:
            raise stop(codes.KOLADA_LEADS_ASTRAY, question, url=url)
        seen.add(url)
        data = fetch(url, MOST_BYTES)
        pages = pages_of(url, data)
        yield data.removeprefix(b"\xef\xbb\xbf").strip()
        url = next_of(pages[-1]) if pages else ""
