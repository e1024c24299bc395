"""``rsplan kolada``: saved answers shown, and new ones fetched from a server of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from rsplan.documents.kolada_figures import as_data, print_figures, to_csv
from rsplan.findings.finding import ConfigurationError, ExitCode, ExportError, MissingInputError, TryAgainError
from rsplan.plan.period import Tertial
from rsplan.runs.kolada import FETCHED, MOST_IDS, fetch_kolada, show_kolada
from rsplan.runs.summary import summarise_project

DECLARED = '\n[kolada]\n"N25-01" = "U07417"\n"N25-02" = "U07418"\n\n[kolada.groups]\n"Norr" = ["0022", "0023"]\n'


class Kolada(BaseHTTPRequestHandler):
    """Answers as the service does, a few rows a page, from what it was asked."""

    asked: list[str]
    broken: dict[str, tuple[int, bytes]]
    per_page = 5

    def do_GET(self) -> None:
        self.asked.append(self.path)
        code, data = next((each for part, each in self.broken.items() if part in self.path), (200, self._answer()))
        self.send_response(code)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _answer(self) -> bytes:
        parts = urlsplit(self.path)
        told, page = parts.path.split("/"), int(parse_qs(parts.query).get("page", ["1"])[0])
        if "data" not in told:
            rows: list[dict[str, Any]] = [{"id": each, "title": f"Mått {each} (%)"} for each in told[-1].split(",")]
        else:
            ids, regions, years = (told[told.index(name) + 1].split(",") for name in ("kpi", "municipality", "year"))
            rows = [
                {"kpi": kpi, "municipality": region, "period": int(year), "values": [
                    {"gender": "T", "value": int(year) - 2000 + int(region), "status": "", "count": 1}]}
                for kpi in ids for region in regions for year in years
            ]  # fmt: skip
        last = page * self.per_page >= len(rows)
        here = f"http://{self.headers['Host']}{parts.path}?per_page={self.per_page}"
        answer = {
            "values": rows[(page - 1) * self.per_page : page * self.per_page],
            "next_url": None if last else f"{here}&page={page + 1}",
        }
        return json.dumps(answer).encode()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    handler = type("Handler", (Kolada,), {"asked": [], "broken": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as made:
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield made
        made.shutdown()


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/v3"


@pytest.fixture
def project(sample: Path) -> Path:
    settings = sample / "rsplan.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + DECLARED, encoding="utf-8")
    return sample


def test_what_is_fetched_is_shown_and_is_facts(
    project: Path, server: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    path, count = fetch_kolada(project, 2023, address(server))
    assert (path.name, count) == (FETCHED, 1 + 4)  # 2 ids × 3 regions × 3 years are 18 rows, 5 a page
    found = as_data(show_kolada(project, None, None, every=False))
    assert [(one["indicator"], one["who"], one["value"]) for one in found[:3]] == [
        ("N25-01", "region", 48), ("N25-01", "country", 25), ("N25-01", "Norr", 48),
    ]  # fmt: skip
    assert found[2]["source"] == "eget ovägt medelvärde av 2 av 2 regioner, underlag från Kolada"
    assert len(show_kolada(project, None, None, every=True)) == 2 * 3 * 3
    print_figures(show_kolada(project, None, None, every=False))
    assert "N25-01 U07417 Mått U07417 (%), 2025\n  regionen: 48\u00a0%. Källa: Kolada" in capsys.readouterr().out
    assert to_csv(show_kolada(project, None, None, every=False)).count("\n") == 7
    report = summarise_project(project, Tertial.APRIL, 2025, names="kolada.n25_01.region")
    assert report.facts["kolada.n25_01.region"].value == 48
    assert f"kolada/{FETCHED}" == report.facts["kolada.n25_01.region"].cells[0].file
    # What no document names is none of a document's files: a check would miss them in its list.
    assert not [file.name for file in report.inputs if file.name.startswith(("kolada", "economy"))]
    assert not any(name.startswith("kolada") for name in summarise_project(project, Tertial.APRIL, 2025).facts)


def test_a_request_has_no_more_than_the_service_takes(project: Path, server: ThreadingHTTPServer) -> None:
    settings = project / "rsplan.toml"
    regions = ", ".join(f'"{at:04}"' for at in range(100, 130))
    text = settings.read_text(encoding="utf-8").replace('"Norr" = ["0022", "0023"]', f'"Alla" = [{regions}]')
    settings.write_text(text, encoding="utf-8")
    server.RequestHandlerClass.per_page = 5000  # type: ignore[attr-defined]
    fetch_kolada(project, 1996, address(server))
    asked = [urlsplit(path).path.split("/") for path in server.RequestHandlerClass.asked]  # type: ignore[attr-defined]
    data = [parts for parts in asked if "data" in parts]
    assert data
    for parts in data:
        for name in ("kpi", "municipality", "year"):
            assert len(parts[parts.index(name) + 1].split(",")) <= MOST_IDS
    assert all("per_page=5000" in path for path in server.RequestHandlerClass.asked)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("part", "broken", "error", "said"),
    [
        ("/data/", (503, b"upptaget"), TryAgainError, "svarade med fel 503"),
        ("/data/", (200, b"<html>underhall</html>"), ExportError, "en webbsida"),
        ("page=2", (404, b"{}"), TryAgainError, "svarade med fel 404"),
        ("/data/", (200, b'{"values": [], "next_page": null}'), ExportError, "version 2"),
        ("/data/", (200, b'{"values": [], "next_url": "http://127.0.0.2/v3/data"}'), ExportError, r"127\.0\.0\.2"),
        ("/data/", (200, b'{"values": [], "next_url": "http://["}'), ExportError, "hänvisar"),
    ],
)  # fmt: skip
def test_nothing_is_replaced_unless_every_answer_is_one(
    project: Path,
    server: ThreadingHTTPServer,
    part: str,
    broken: tuple[int, bytes],
    error: type[Exception],
    said: str,
) -> None:
    (project / "kolada").mkdir()
    kept = project / "kolada" / FETCHED
    kept.write_text("förra svaret", encoding="utf-8")
    server.RequestHandlerClass.broken[part] = broken  # type: ignore[attr-defined]
    with pytest.raises(error, match=said):
        fetch_kolada(project, None, address(server))
    assert [path.name for path in (project / "kolada").iterdir()] == [FETCHED]
    assert kept.read_text(encoding="utf-8") == "förra svaret"


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://127.0.0.1:9/v3", "ingen svarar där"), ("ftp://example.org", "https://"), ("file:///etc/passwd", "https://"),
     ("http://[", "felskriven")],
)  # fmt: skip
def test_no_connection_is_told_with_address_and_reason(project: Path, url: str, said: str) -> None:
    with pytest.raises(TryAgainError, match=said) as raised:
        fetch_kolada(project, None, url)
    assert raised.value.exit_code is ExitCode.TRY_AGAIN
    assert url in str(raised.value)
    assert not (project / "kolada").exists()


def test_showing_needs_something_declared_and_something_saved(sample: Path, project: Path) -> None:
    with pytest.raises(MissingInputError, match="rsplan kolada fetch"):
        show_kolada(project, None, None, every=False)
    settings = sample / "rsplan.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(DECLARED, ""), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"\[kolada\]"):
        show_kolada(sample, None, None, every=False)


@pytest.mark.parametrize(
    ("line", "said"),
    [('"N25-03" = "väntetid"', '"N25-03"'), ('"N25-03" = 5', '"N25-03"'), ('region = "23"', "region"),
     ("groups = 5", "kolada.groups")],
)  # fmt: skip
def test_a_setting_that_is_no_id_is_named(sample: Path, line: str, said: str) -> None:
    settings = sample / "rsplan.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\n[kolada]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        show_kolada(sample, None, None, every=False)
