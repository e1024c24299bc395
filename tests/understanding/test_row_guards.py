"""What stands beside the items and looks like them: each case is left out or refused, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import VOCABULARY, aside, cells, change, codes, counts, grid, read, write

from rsplan.findings.finding import ExportError
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import read_plan
from rsplan.understanding.row_guards import EXAMPLE_ROW, VERDICT_ROW, guarded, guides_the_writer
from rsplan.understanding.told_periods import NEVER, period_told

HEAD = ["Målområde", "Uppdrag", "Status"]
ROWS = [["Vård", "Korta köerna", "Grön"], ["Vård", "Stärka hälsan", "Gul"], ["Miljö", "Resa mindre", "Röd"]]
WHOLE = {"total": 3, "green": 1, "yellow": 1, "red": 1}
APRIL = Period(2025, Tertial.APRIL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok.xlsx"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Exempel: Ta fram en rutin", "RSP251"),
        ("Ex: Ta fram en rutin", "RSP251"),
        ("T.ex. : Ta fram en rutin", "RSP251"),
        ("(Exempel) Ta fram en rutin", "RSP251"),
        ("Exempel 1", "RSP251"),
        ("[Uppdragets namn]", "RSP251"),
        ("<namn på uppdraget>", "RSP251"),
        ("Samlad bedömning", "RSP252"),
        ("SAMMANVÄGD BEDÖMNING av målområdet", "RSP252"),
        ("Sammantagen måluppfyllelse", "RSP252"),
        ("Helhetsbedömning", "RSP252"),
        ("Medelvärde", "RSP252"),
        ("Samtliga områden", "RSP252"),
        ("Alla uppdrag", "RSP252"),
        ("Totalt", "RSP252"),
        ("Totalt Vård", "RSP252"),
        ("Summa:", "RSP252"),
        ("Sammanfattande bedömning av förvaltningen", "RSP252"),
        ("Summering: 3 av 12 uppdrag är gröna", "RSP252"),
        ("Sammantaget: alla på god väg", "RSP252"),
        ("2 av 3 uppdrag uppnås", "RSP252"),
    ],
)
def test_a_row_that_is_no_item_is_left_out_and_said(path: Path, title: str, code: str) -> None:
    plan = read(write(path, [HEAD, ROWS[0], ["Vård", title, "Gul"], *ROWS[1:]]))
    assert counts(plan, "assignments") == WHOLE
    assert (codes(plan), cells(plan, code)) == ([code], ["B3"])


@pytest.mark.parametrize(
    "title",
    [
        "Samlad bedömningsmall för vården", "Exempelsamling för skolan", "Genomsnittlig väntetid",
        "Totalt antal vårddagar", "Medelhöga krav på rapporter", "Experiment: ny journal",
        "Summera året", "Öka takten (exempel i bilagan)",
        "Samla vården", "2 av 3 barn ska kunna simma", "Sammanfattning: ny mall för beslut",
        "Total kostnad per patient", "Alla barn ska kunna läsa", "Samtliga enheter på nätet",
    ],
)  # fmt: skip
def test_a_name_that_only_begins_so_is_an_item(path: Path, title: str) -> None:
    plan = read(write(path, [HEAD, *ROWS, ["Vård", title, "Gul"]]))
    assert counts(plan, "assignments")["total"] == 4
    assert codes(plan) == []


@pytest.mark.parametrize("names", [("- kvinnor", "- män"), ("Kvinnor", "Män"), ("varav flickor", "varav pojkar")])
@pytest.mark.parametrize("status", [None, "Röd"])
def test_rows_that_split_the_one_above_by_sex_are_no_indicators(
    path: Path, names: tuple[str, str], status: str | None
) -> None:
    split = [[None, name, status] for name in names]
    rows = [["Hälsa", "Sjukfrånvaro", "Grön"], *split, ["Hälsa", "Andel heltid", "Gul"], *split]
    plan = read(write(path, [["Målområde", "Nyckeltal", "Status"], *rows]))
    assert counts(plan, "indicators") == {"total": 2, "green": 1, "yellow": 1}
    assert cells(plan, "RSP568") == ["B3"]


@pytest.mark.parametrize(
    "name",
    [
        "Riket", "- riket", "Rikssnitt", "Riksgenomsnittet", "Medel kommuner", "Alla regioner (ovägt medel)",
        "Liknande kommuner", "Länets kommuner", "Genomsnitt i landet", "Jämfört med riket:", "Sverige",
        "Jämförelsegrupp", "Liknande kommuner, socioekonomi", "Alla län", "Referenskommunerna",
        "Kommungruppen, medianen",
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [None, "Röd"])
def test_rows_to_compare_the_one_above_with_are_no_indicators(path: Path, name: str, status: str | None) -> None:
    beside = [None, name, "5,9", status]
    rows = [["Hälsa", "Sjukfrånvaro", "6,1", "Grön"], beside, ["Hälsa", "Andel heltid", "80", "Gul"], beside]
    plan = read(write(path, [["Målområde", "Nyckeltal", "Utfall", "Status"], *rows]))
    assert counts(plan, "indicators") == {"total": 2, "green": 1, "yellow": 1}
    assert (codes(plan), cells(plan, "RSP570")) == (["RSP570"], ["B3"])


@pytest.mark.parametrize(
    "name",
    ["Regionen", "Kommunen", "Samverkan i länet", "Sverigebilden", "Resor i riket", "Kommunernas väntetid", "Läns"],
)
def test_what_tells_more_than_whom_to_compare_with_is_an_indicator(path: Path, name: str) -> None:
    plan = read(write(path, [["Nyckeltal", "Status"], ["Sjukfrånvaro", "Grön"], [name, "Röd"]]))
    assert (counts(plan, "indicators")["total"], codes(plan)) == (2, [])


def test_where_only_the_sexes_have_a_status_they_are_counted(path: Path) -> None:
    rows = [["Sjukfrånvaro", None], ["Kvinnor", "Grön"], ["Män", "Röd"], ["Heltid", "Gul"]]
    plan = read(write(path, [["Nyckeltal", "Status"], *rows]))
    assert (counts(plan, "indicators")["total"] > 1, cells(plan, "RSP568")) == (True, [])


def test_an_indicator_may_tell_of_women_and_men(path: Path) -> None:
    names = ["Kvinnors löner av mäns", "Andel kvinnor", "Män och kvinnor på heltid"]
    plan = read(write(path, [["Nyckeltal", "Status"], *[[name, "Grön"] for name in names]]))
    assert (counts(plan, "indicators")["total"], cells(plan, "RSP568")) == (3, [])


def test_a_struck_out_row_is_left_out_and_said(path: Path) -> None:
    from openpyxl.styles import Font

    def strike(book) -> None:
        for cell in book.worksheets[0][3]:
            cell.font = Font(strike=True)

    plan = read(change(write(path, [HEAD, *ROWS]), strike))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert cells(plan, "RSP250") == ["B3"]


@pytest.mark.parametrize("title", ["Antal vårdplatser", "Antal resor per invånare"])
def test_a_last_item_may_begin_as_a_sum(path: Path, title: str) -> None:
    plan = read(write(path, [["Målområde", "Nyckeltal", "Status"], ["Vård", "Väntetid", "Grön"], [None, title, None]]))
    assert counts(plan, "indicators") == {"total": 2, "green": 1, "no_data": 1}


@pytest.mark.parametrize(
    "name", ["Mall", "Arkiv", "Avslutade", "Exempel", "Listor", "Mall uppdrag", "Arkiv 2024", "Gamla"]
)
def test_a_sheet_beside_the_real_one_is_left_out_and_said(path: Path, name: str) -> None:
    plan = read(write(path, {"Uppdrag": [HEAD, *ROWS], name: [HEAD, ["Vård", "Något annat", "Grön"]]}))
    assert counts(plan, "assignments") == WHOLE
    assert [entry.sheet for entry in plan.findings if entry.code == "RSP261"] == [name]


@pytest.mark.parametrize(("one", "other"), [("Pågående", "Avslutade"), ("Arkiv", "Mall"), ("Uppdrag", "Resultat")])
def test_a_sheet_that_holds_a_part_of_the_items_is_counted(path: Path, one: str, other: str) -> None:
    head = ["Aktivitet", "Enhet", "Status"]
    plan = read(write(path, {one: [head, ["A", "HR", "Pågår"]], other: [head, ["B", "HR", "Klar"]]}))
    assert counts(plan, "activities") == {"total": 2, "ongoing": 1, "completed": 1}


def test_a_register_beside_the_real_sheet_is_not_taken_for_items_by_the_files_name(tmp_path: Path) -> None:
    risks = [["Namn", "Sannolikhet", "Status"], ["Brist på personal", 3, "Pågår"]]
    sheets = {"Handlingsplan": [["Aktivitet", "Status"], ["Utbilda", "Klar"]], "Risker": risks}
    plan = read(write(tmp_path / "Aktiviteter T1 2025.xlsx", sheets))
    assert counts(plan, "activities") == {"total": 1, "completed": 1}
    assert [(entry.sheet, entry.cell) for entry in plan.findings if entry.code == "RSP260"] == [("Risker", "A1")]


def test_a_summary_of_numbers_is_left_out_beside_names(path: Path) -> None:
    summary = [HEAD, ["Vård", 2, "Grön"], ["Miljö", 1, "Röd"]]
    plan = read(write(path, {"Sammanfattning": summary, "Detaljer": [HEAD, *ROWS]}))
    assert counts(plan, "assignments") == WHOLE
    assert cells(plan, "RSP262") == ["B1"]


def test_a_table_whose_names_are_numbers_is_refused(path: Path) -> None:
    with pytest.raises(ExportError, match="cell B1"):
        read(write(path, [HEAD, ["Vård", 2, "Grön"], ["Miljö", 1, "Röd"]]))


def test_an_outcome_alone_makes_no_indicators(path: Path) -> None:
    with pytest.raises(ExportError, match="det framgår inte om tabellen"):
        read(write(path, [["Namn", "Utfall", "Status"], ["A", 1, "Grön"]]))


PERIODS = {
    "Rapportperiod": ("T1 2025", "T2 2025"),
    "Period": ("2025-04", "2025-03"),
    "Mätperiod": ("april 2025", "mars 2025"),
    "År": (2025, 2024),
    "Tertial": (1, 2),
    "Månad": ("April", "Mars"),
    "Uppföljningsperiod": ("2025-04-30", "2024-04-30"),
}


@pytest.mark.parametrize("heading", PERIODS)
def test_of_rows_of_several_periods_the_runs_are_counted(path: Path, heading: str) -> None:
    mine, other = PERIODS[heading]
    rows = [[mine, *row] for row in ROWS] + [[other, *row[:2], "Grön"] for row in ROWS]
    plan = read(write(path, [[heading, *HEAD], *rows]), expected=APRIL)
    assert counts(plan, "assignments") == WHOLE
    assert (codes(plan), cells(plan, "RSP254"), aside(plan)) == (["RSP254"], ["A5"], {"annan period": 3})


@pytest.mark.parametrize("heading", PERIODS)
def test_rows_of_several_periods_are_refused_where_none_is_the_runs(path: Path, heading: str) -> None:
    rows = [["T3 2019" if at % 2 else "2018-12", *row] for at, row in enumerate(ROWS)]
    with pytest.raises(ExportError, match="rader av flera perioder"):
        read(write(path, [[heading, *HEAD], *rows]), expected=APRIL)


def test_two_boards_in_one_file_are_never_added_up(path: Path) -> None:
    rows = [
        ["Ansvarig nämnd", *HEAD],
        *(["Regionstyrelsen", *row] for row in ROWS),
        ["Kulturnämnden", "A", "B", "Grön"],
    ]
    with pytest.raises(ExportError, match=r"cell A2: det finns rader av flera nämnder"):
        read(write(path, rows))


def test_the_rows_of_the_projects_board_are_counted() -> None:
    rows = [["Nämnd", *HEAD], *(["Regionstyrelsen", *row] for row in ROWS), ["Kulturnämnden", "A", "B", "Grön"]]
    plan = read_plan([grid(rows)], VOCABULARY, board="Regionstyrelsen")
    assert counts(plan, "assignments") == WHOLE
    assert cells(plan, "RSP257") == ["A5"]


@pytest.mark.parametrize("whole", ["Totalt", "Alla", None])
def test_an_indicator_divided_by_sex_is_counted_once(path: Path, whole: str | None) -> None:
    rows = [[str(at), "Sjukfrånvaro", sex, "Röd"] for at, sex in enumerate([whole, "Kvinnor", "Män"])]
    plan = read(write(path, [["Id", "Nyckeltal", "Kön", "Status"], *rows]))
    assert counts(plan, "indicators") == {"total": 1, "red": 1}
    assert aside(plan) == {"uppdelning på kön": 2}


LONG = [["Id", *HEAD], *([f"U{at}", *row] for at, row in enumerate(ROWS))]


@pytest.mark.parametrize(
    "short",
    [
        [["Uppdrag", "Status"], *(row[1:] for row in ROWS)],
        [HEAD, *ROWS],
        [["Uppdrag", "Bedömning"], *(r[1:] for r in ROWS[:2])],
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_items_of_two_sheets_are_counted_once(path: Path, short: list, first: bool) -> None:
    sheets = {"Översikt": short, "Detaljer": LONG}
    plan = read(write(path, sheets if first else dict(reversed(sheets.items()))))
    assert counts(plan, "assignments") == WHOLE
    assert codes(plan) == ["RSP259"]
    assert [entry.sheet for entry in plan.findings] == ["Översikt"]


def test_an_item_of_two_sheets_with_two_statuses_is_unknown(path: Path) -> None:
    short = [["Uppdrag", "Status"], ["Korta köerna", "Röd"], ["Stärka hälsan", "Gul"]]
    plan = read(write(path, {"Detaljer": LONG, "Översikt": short}))
    assert counts(plan, "assignments") == {"total": 3, "unknown": 1, "yellow": 1, "red": 1}
    assert cells(plan, "RSP204") == ["B2"]


def test_the_same_names_under_other_goal_areas_are_other_items(path: Path) -> None:
    other = [HEAD, *(["Kultur", *row[1:]] for row in ROWS)]
    plan = read(write(path, {"Ett": [HEAD, *ROWS], "Två": other}))
    assert counts(plan, "assignments")["total"] == 6


@pytest.mark.parametrize("comment", ["Utgår", "UTGÅR: ersätts av U7", "Har utgått.", "Uppdraget utgår", "Utgår 2025"])
def test_a_comment_that_gives_an_activity_up_makes_it_cancelled(path: Path, comment: str) -> None:
    plan = read(
        write(path, [["Aktivitet", "Status", "Kommentar"], ["A", "Pågår", comment], ["B", "Avbruten", comment]])
    )
    assert counts(plan, "activities") == {"total": 2, "cancelled": 2}
    assert (codes(plan), cells(plan, "RSP285")) == (["RSP285"], ["C2"])


@pytest.mark.parametrize("comment", ["Avslutas i förtid", "- Stryks", "Läggs ned", "Ska utgå", "Ej längre aktuell"])
def test_a_comment_that_may_give_an_item_up_is_said(path: Path, comment: str) -> None:
    plan = read(
        write(path, [["Aktivitet", "Status", "Kommentar"], ["A", "Pågår", comment], ["B", "Avbruten", comment]])
    )
    assert counts(plan, "activities") == {"total": 2, "ongoing": 1, "cancelled": 1}
    assert cells(plan, "RSP253") == ["C2"]


@pytest.mark.parametrize("comment", ["Arbetet utgår från planen", "Utgår från budget", "Inget utgår", None])
def test_a_comment_that_does_not_is_not(path: Path, comment: str | None) -> None:
    assert codes(read(write(path, [["Aktivitet", "Status", "Kommentar"], ["A", "Pågår", comment]]))) == []


@pytest.mark.parametrize(
    ("words", "horizon"),
    [
        ("Finansiella nyckeltal", "financial"),
        ("Långsiktiga nyckeltal per april 2025", "long_term"),
        ("Kortsiktiga mätetal", "short_term"),
    ],
)
@pytest.mark.parametrize("place", ["sheet", "title", "file"])
def test_a_heading_tells_the_kind_of_indicators(tmp_path: Path, words: str, horizon: str, place: str) -> None:
    rows = [["Nyckeltal", "Status"], ["Soliditet", "Grön"], ["Resultat", "Röd"]]
    rows = [[words], *rows] if place == "title" else rows
    name = words.replace(" ", "_") if place == "file" else "bok"
    plan = read(write(tmp_path / f"{name}.xlsx", {words[:31] if place == "sheet" else "Blad1": rows}))
    assert set(plan.frame(Kind.INDICATORS)["horizon"]) == {horizon}


FLAT = [
    ["Uppdrag A", "Grön", "Utbilda", "Klar"],
    ["Uppdrag A", "Grön", "Anställa", "Pågår"],
    ["Uppdrag B", "Röd", "X", "Klar"],
]


@pytest.mark.parametrize(
    "head",
    [
        ["Uppdrag", "Uppdragets status", "Aktivitet", "Aktivitetsstatus"],
        ["Uppdrag", "Status uppdrag", "Aktivitet", "Status aktivitet"],
        ["Uppdrag", "Status (uppdrag)", "Aktivitet", "Aktivitetens status"],
        ["Uppdrag", "Uppdragets bedömning", "Aktivitet", "Status"],
        ["Uppdrag", "Status", "Aktivitet", "Status"],
        ["Uppdrag", "Måluppfyllelse", "Aktivitet", "Status"],
        ["Uppdragsnamn", "Uppdragsstatus", "Aktivitetsnamn", "Aktivitetsstatus"],
        ["Uppdrag: Namn", "Uppdrag: Status", "Aktivitet: Namn", "Aktivitet: Status"],
        ["Uppdrag/Namn", "Uppdrag/Status", "Aktivitet - Namn", "Aktivitet - Status"],
    ],
)
def test_a_flat_file_with_a_status_for_parent_and_child_yields_both(path: Path, head: list[str]) -> None:
    plan = read(write(path, [head, *FLAT]))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert counts(plan, "activities") == {"total": 3, "completed": 2, "ongoing": 1}
    assert set(plan.activities["parent"]) == {"Uppdrag A", "Uppdrag B"}
    assert codes(plan) == []


def test_a_parent_with_two_statuses_is_unknown(path: Path) -> None:
    rows = [["Uppdrag", "Uppdragets status", "Aktivitet", "Aktivitetsstatus"], *FLAT, ["Uppdrag A", "Röd", "Y", "Klar"]]
    plan = read(write(path, rows))
    assert counts(plan, "assignments") == {"total": 2, "unknown": 1, "red": 1}
    assert cells(plan, "RSP204") == ["B5"]


def test_a_column_of_statuses_that_nothing_reads_stops_the_run(path: Path) -> None:
    rows = [["Uppdrag", "Status", "Verksamhetens syn"], ["A", "Grön", "Röd"], ["B", "Gul", "Röd"]]
    with pytest.raises(ExportError, match='cell C1: kolumnen "Verksamhetens syn" har statusar'):
        read(write(path, rows))


@pytest.mark.parametrize(
    "heads",
    [
        ("Status T1", "Status T2"), ("Status april 2025", "Status augusti 2025"),
        ("Status apr 2025", "Status dec 2024"), ("April", "Augusti"),
        ("Bedömning 2025", "Bedömning 2024"), ("T1 2025", "T1 2024"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_of_several_status_columns_the_runs_is_read(path: Path, heads: tuple[str, str], turned: bool) -> None:
    rows = [["Uppdrag", *heads], ["A", "Grön", "Röd"], ["B", "Gul", "Röd"]]
    rows = [[row[0], row[2], row[1]] for row in rows] if turned else rows
    plan = read(write(path, rows), expected=APRIL)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}


def test_status_columns_of_other_periods_are_refused(path: Path) -> None:
    rows = [["Uppdrag", "Status T2", "Status T3"], ["A", "Grön", "Röd"], ["B", "Gul", "Röd"]]
    with pytest.raises(ExportError, match="cell B1: flera kolumner har statusar för olika perioder"):
        read(write(path, rows), expected=APRIL)


@pytest.mark.parametrize("head", ["Status T2", "Status T1 2024", "Bedömning 2024", "Status 2025-12"])
def test_statuses_of_another_period_alone_are_refused(path: Path, head: str) -> None:
    rows = [["Uppdrag", head], ["A", "Grön"], ["B", "Gul"]]
    with pytest.raises(ExportError, match=f'cell B1: den enda kolumnen med status är "{head}", men .* april 2025'):
        read(write(path, rows), expected=APRIL)


def test_a_status_column_that_somebody_has_taught_is_counted_as_they_say(path: Path) -> None:
    rows = [["Uppdrag", "Status T2"], ["A", "Grön"], ["B", "Gul"]]
    taught = load_vocabulary(None, {"Status T2": "status"})
    plan = read(write(path, rows), vocabulary=taught, expected=APRIL)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}


@pytest.mark.parametrize("word", ["marknad", "decentralisering", "jultrafik", "sepsis", "majoritet", "augment"])
def test_a_word_that_begins_as_a_month_is_none(word: str) -> None:
    assert period_told(f"Status {word}") == NEVER


def test_a_status_column_that_nothing_reads_stops_the_run_beside_an_old_outcome_too(path: Path) -> None:
    head = ["Nyckeltal", "Utfall 2024", "Status", "Verksamhetens syn"]
    rows = [head, ["A", "1", "Grön", "Röd"], ["B", "2", "Gul", "Röd"]]
    with pytest.raises(ExportError, match='"Verksamhetens syn" har statusar'):
        read(write(path, rows), expected=APRIL)


def _outcomes(path: Path, head: str) -> tuple[list[str], list[str]]:
    rows = [["Nyckeltal", "Målvärde", head, "Status"], ["A", "90 %", "81 %", "Grön"], ["B", "5", "4", "Gul"]]
    plan = read(write(path, rows), expected=APRIL)
    return plan.frame(Kind.INDICATORS)["actual"].tolist(), cells(plan, "RSP284")


@pytest.mark.parametrize(
    "head",
    [
        "Utfall T1 2025", "Utfall april 2025", "Utfall (T1)", "Utfall 2025 T1", "Utfall per april 2025",
        "T1 2025 utfall",
        "Utfall jan-apr 2025", "Utfall 2025", "Utfall tertial 1", "Ack. utfall T1 2025", "Utfall 2025-04",
        "Utfall t.o.m. april 2025", "Utfall till och med april 2025", "Utfall T1 -25", "Utfall mars 2025",
    ],
)  # fmt: skip
def test_outcomes_are_read_under_a_heading_with_the_runs_period(path: Path, head: str) -> None:
    assert _outcomes(path, head) == (["81 %", "4"], [])


@pytest.mark.parametrize("head", ["Utfall T2 2025", "Utfall T1 2024", "Utfall 2024", "Utfall dec 2025"])
def test_outcomes_of_another_period_alone_are_read_and_told(path: Path, head: str) -> None:
    assert _outcomes(path, head) == (["81 %", "4"], ["C1"])


def test_a_hidden_old_status_gives_way_to_the_one_that_is_seen(path: Path) -> None:
    def hide(book) -> None:
        book.worksheets[0].column_dimensions["B"].hidden = True

    rows = [["Uppdrag", "Status", "Status"], ["A", "Röd", "Grön"], ["B", "Röd", "Gul"]]
    plan = read(change(write(path, rows), hide))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    rows = [["Uppdrag", "Status"], ["A", "Röd"]]
    assert cells(read(change(write(path, rows), hide)), "RSP267") == ["B1"]


ITEMS = ["Korta köerna", "Stärka hälsan", "Resa mindre", "Bygga bredband"]
AREAS = ["Nära vård", "Nära vård", "Hållbar region", "Hållbar region"]


def told(name: str, area: str = "Nära vård") -> list[str]:
    areas = [*AREAS, area]
    return [reason for _, reason in guarded([*ITEMS, name], [areas], [areas])]


@pytest.mark.parametrize(
    "name",
    [
        "Målområdets status", "Status för målområdet", "Bedömning målområde", "Målområde Nära vård", "Sammanvägt",
        "Målområde 1: Nära vård", "Måluppfyllelse totalt", "Nära vård totalt", "Nära vård", "NÄRA VÅRD", "Slutsats",
        "Strategins status", "Bedömning av målområdet som helhet", "Helhet", "Summering", "Målet totalt",
    ],
)  # fmt: skip
def test_a_name_of_nothing_but_a_verdict_and_its_group_is_the_groups(name: str) -> None:
    assert told(name) == [VERDICT_ROW]


@pytest.mark.parametrize(
    "name",
    [
        "Exempeluppdrag", "Exempel på uppdrag", "Skriv uppdragets namn här", "Testuppdrag", "xxx", "Namn på uppdraget",
        "Uppdrag 1 (exempel)", "Ange uppdrag", "t.ex. Korta köerna", "Lorem ipsum", "Beskriv uppdraget kortfattat",
    ],
)  # fmt: skip
def test_what_a_form_says_is_an_example(name: str) -> None:
    assert told(name) == [EXAMPLE_ROW]


@pytest.mark.parametrize(
    "name",
    [
        "Status i vården ska höjas", "Målområdesplaner tas fram", "Nära vård i glesbygd", "Total kostnad per patient",
        "Test av ny journal", "Beskriv nuläget i vården", "Helhetssyn på hälsa", "Resultat", "Mål", "Analys",
        "Exempelsamling för skolan", "Namnge parkerna", "Skriv en ny vårdplan", "Övergripande plan för vård",
    ],
)  # fmt: skip
def test_one_word_besides_makes_it_an_item(name: str) -> None:
    assert told(name, "Hållbar region") == []


@pytest.mark.parametrize(
    "texts",
    [
        ["Fritext", "Välj i lista", ""], ["(aktivitet)", "(välj)", "(fritext)"], ["Beskriv kort", "ÅÅÅÅ-MM-DD", "Namn"],
        ["[namn]", "[status]"], ["Text", "Datum", "Fyll i ja eller nej"],
    ],
)  # fmt: skip
def test_a_row_of_what_to_write_guides_the_writer(texts: list[str]) -> None:
    assert guides_the_writer(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["Välj lokal för skolan", "Pågår", "HR"], ["Text", "Datum", "Namn"], ["(vilande) Bygga", "Grön"],
        ["(vilande)", "Grön"],
        ["Fritext"], [], ["", ""], ["Beskriv nuläget", "Klar"],
    ],
)  # fmt: skip
def test_an_item_does_not_guide_the_writer(texts: list[str]) -> None:
    assert not guides_the_writer(texts)
