"""What statuses, ids, duplicates and units become, on real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tables_support import UnitTree, aside, cells, change, codes, counts, figures, grid, read, write

from rsplan.findings.finding import ConfigurationError, ExportError
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind
from rsplan.plan.period import Period, Tertial
from rsplan.reading.workbook import Doubt
from rsplan.understanding.plan import read_plan

HEAD = ["Aktivitet", "Enhet", "Status", "Id"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok.xlsx"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Grön", "green"),
        (" GRÖN ", "green"),
        ("Gro\u0308n", "green"),
        ("Delvis\u00a0uppfyllt", "yellow"),
        ("Målet uppnått", "green"),
        ("Tillfredsställande, målet uppnått", "green"),
        ("Inte helt tillfredsställande, pågående aktiviteter i rätt riktning", "yellow"),
        ("🟢", "green"),
        ("✔️", "green"),
        ("⚠️", "yellow"),
        ("🔴 Röd", "red"),
        ("Röd – inte uppfyllt", "red"),
        ("Ej uppfyllt.", "red"),
        ("Går ej att mäta", "no_data"),
        ("–", "no_data"),
        (None, "no_data"),
        ("   ", "no_data"),
        ("Gul/Röd", "unknown"),
        ("Klart", "unknown"),
        (3, "unknown"),
        (True, "unknown"),
        ("=1+1", "unknown"),
    ],
)
def test_a_status_means_what_its_words_say(path: Path, text: object, status: str) -> None:
    book = write(path, [["Uppdrag", "Status"], ["A", None]])
    change(book, lambda opened: setattr(opened["Blad1"]["B2"], "value", text))
    if text == "=1+1":  # a formula that nobody has computed has no value at all: the two readers differ
        with pytest.raises(ExportError, match="B2"):
            read(book)
        return
    assert counts(read(book), "assignments") == {"total": 1, status: 1}


def test_an_unknown_status_is_counted_as_unknown_and_named_with_the_nearest_word(path: Path) -> None:
    plan = read(write(path, [HEAD, ["Utbilda", "HR", "Försenda", "A1"], ["Anställa", "HR", "Klar", "A2"]]))
    assert counts(plan, "activities") == {"total": 2, "unknown": 1, "completed": 1}
    (found,) = plan.findings
    assert (found.code, found.cell, found.value) == ("RSP201", "C2", "Försenda")
    assert 'Menades "försenat"?' in found.message


def test_a_project_adds_words_numbers_colours_and_columns(path: Path) -> None:
    words = load_vocabulary({"3": "grön", "Halvfärdig": "ongoing", "#123456": "yellow"}, {"Läget nu": "status"})
    rows = [["Uppdrag", "Läget nu"], ["A", 3], ["B", 3.0], ["C", None]]
    plan = read(write(path, rows, fills={"B4": "123456"}), vocabulary=words)
    assert counts(plan, "assignments") == {"total": 3, "green": 2, "yellow": 1}


def test_a_status_that_is_only_a_fill_is_read_and_said_once_a_colour() -> None:
    fills = {(1, 1): "00B050", (2, 1): "92D050", (3, 1): "FFFF00", (4, 1): "C00000", (5, 1): "BFBFBF"}
    book = grid([["Uppdrag", "Status"], *[[name, None] for name in "ABCDE"]], fills=fills)
    plan = read_plan([book], load_vocabulary())
    assert counts(plan, "assignments") == {"total": 5, "green": 2, "yellow": 1, "red": 1, "no_data": 1}
    assert cells(plan, "RSP210") == ["B2", "B3", "B4", "B5", "B6"]


def test_a_stripe_over_the_whole_row_is_no_status() -> None:
    book = grid([["Uppdrag", "Status"], ["A", None]], fills={(1, 0): "E2EFDA", (1, 1): "E2EFDA"})
    assert counts(read_plan([book], load_vocabulary()), "assignments") == {"total": 1, "no_data": 1}


def test_a_word_and_a_fill_that_disagree_are_said() -> None:
    book = grid([["Uppdrag", "Status"], ["A", "Grön"]], fills={(1, 1): "FF0000"})
    plan = read_plan([book], load_vocabulary())
    assert counts(plan, "assignments") == {"total": 1, "green": 1}
    assert cells(plan, "RSP241") == ["B2"]


def test_an_activity_followed_up_by_three_units_is_three_follow_ups(path: Path) -> None:
    rows = [
        ["Utbilda", unit, state, "A1"] for unit, state in (("HR", "Klar"), ("IT", "Försenad"), ("Ekonomi", "Pågår"))
    ]
    plan = read(write(path, [HEAD, *rows]))
    found = figures(plan)
    assert (found["activities.total"], found["activities.distinct"], found["activities.distinct.delayed"]) == (3, 1, 1)


def test_the_same_row_twice_is_counted_once_and_both_places_are_named(path: Path) -> None:
    plan = read(write(path, [HEAD, ["Utbilda", "HR", "Klar", "A1"], ["utbilda ", "hr", "Klar", "A1"]]))
    assert counts(plan, "activities") == {"total": 1, "completed": 1}
    (found,) = [entry for entry in plan.findings if entry.code == "RSP203"]
    assert found.cell == "C3"
    assert "bok.xlsx, blad Blad1, cell C2" in found.message
    assert aside(plan) == {"dubblett": 1}


def test_the_same_item_with_two_statuses_has_unknown_status(path: Path) -> None:
    plan = read(write(path, [HEAD, ["Utbilda", "HR", "Klar", "A1"], ["Utbilda", "HR", "Försenad", "A1"]]))
    assert counts(plan, "activities") == {"total": 1, "unknown": 1}
    assert cells(plan, "RSP204") == ["C3"]


def test_duplicates_are_found_between_files(tmp_path: Path) -> None:
    rows = [["Uppdrag", "Status", "Beslutad av"], ["A", "Grön", "Regionfullmäktige"]]
    other = [["Uppdrag", "Status", "Beslutad av"], ["A", "Grön", "Regionstyrelsen"]]
    plan = read(write(tmp_path / "a.xlsx", rows), write(tmp_path / "b.xlsx", other))
    assert counts(plan, "assignments") == {"total": 1, "green": 1}
    assert [(entry.file, entry.cell) for entry in plan.findings if entry.code == "RSP243"] == [("b.xlsx", "C2")]


def test_a_row_without_a_name_is_set_aside_with_its_address(path: Path) -> None:
    plan = read(write(path, [HEAD, ["Utbilda", "HR", "Klar", "A1"], [None, "HR", "Klar", "A2"]]))
    assert counts(plan, "activities") == {"total": 1, "completed": 1}
    assert cells(plan, "RSP202") == ["A3"]
    assert aside(plan) == {"namn saknas": 1}


def test_an_id_used_for_two_things_does_not_make_them_one(path: Path) -> None:
    plan = read(write(path, [HEAD, ["Utbilda", "HR", "Klar", "A1"], ["Anställa", "HR", "Klar", "A1"]]))
    assert figures(plan)["activities.distinct"] == 2
    assert cells(plan, "RSP213") == ["D3"]


def test_numbers_that_begin_again_in_each_group_are_no_ids(path: Path) -> None:
    rows = [[area, f"{area} {number}", "Grön", number] for area in ("Vård", "Miljö") for number in (1, 2, 3)]
    plan = read(write(path, [["Målområde", "Uppdrag", "Status", "Nr"], *rows]))
    assert counts(plan, "assignments") == {"total": 6, "green": 6}
    assert cells(plan, "RSP233") == ["D1"]


def test_a_row_whose_id_is_missing_is_the_activity_of_the_same_name(path: Path) -> None:
    plan = read(
        write(path, [HEAD, ["Utbilda", "HR", "Klar", "A1"], ["Utbilda", "IT", "Klar", None], ["B", "IT", "Klar", "A2"]])
    )
    assert figures(plan)["activities.distinct"] == 2
    assert cells(plan, "RSP234") == ["D3"]


def test_a_group_spelled_with_other_case_and_spaces_is_one_group(path: Path) -> None:
    rows = [["A", "Regionstyrelsen", "Grön"], ["B", "REGIONSTYRELSEN\u00a0", "Gul"], ["C", "Regionstyrelsen", "Gul"]]
    plan = read(write(path, [["Uppdrag", "Beslutad av", "Status"], *rows]))
    assert figures(plan)["assignments.by_decider.regionstyrelsen"] == 3


def test_long_term_indicators_are_counted_apart_and_an_unknown_kind_is_said(path: Path) -> None:
    rows = [
        ["A", "Långsiktigt", "Grön"],
        ["B", "Kortsiktigt", "Gul"],
        ["C", "Långsktigt", "Röd"],
        ["D", "Finansiellt", "Röd"],
    ]
    plan = read(write(path, [["Nyckeltal", "Typ", "Status"], *rows]))
    assert counts(plan, "indicators") == {"total": 3, "yellow": 1, "red": 2}
    assert figures(plan)["indicators.long_term"] == 1
    assert cells(plan, "RSP238") == ["B4"]


# --- Headings ------------------------------------------------------------------------------------------------------


def test_a_misspelled_name_heading_is_refused_with_its_cell(path: Path) -> None:
    with pytest.raises(ExportError, match=r"cell A1: .*Menades \"aktivitet\"\?"):
        read(write(path, [["Aktivitett", "Enhet", "Status", "Id"], ["Utbilda", "HR", "Klar", "A1"]]))


def test_statuses_under_a_misspelled_heading_are_read_and_said(path: Path) -> None:
    plan = read(write(path, [["Uppdrag", "Sttus", "Id"], ["A", "Grön", 1], ["B", "Röd", 2]]))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert cells(plan, "RSP231") == ["B1"]


def test_a_table_without_statuses_is_refused(path: Path) -> None:
    with pytest.raises(ExportError, match="ingen kolumn för status"):
        read(write(path, [["Uppdrag", "Målområde"], ["A", "Vård"]]))


def test_a_misspelled_group_heading_is_a_warning(path: Path) -> None:
    plan = read(write(path, [["Uppdrag", "Måområde", "Status"], ["A", "Vård", "Grön"]]))
    assert cells(plan, "RSP221") == ["B1"]


def test_of_two_status_columns_the_one_with_known_words_is_used(path: Path) -> None:
    plan = read(write(path, [["Uppdrag", "Läge", "Status"], ["A", "Östersund", "Grön"], ["B", "Åre", "Röd"]]))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert cells(plan, "RSP207") == ["B1"]


def test_headings_that_have_changed_places_are_said(path: Path) -> None:
    with pytest.raises(ExportError) as stopped:
        read(write(path, [["Uppdrag", "Status", "Enhet"], ["A", "HR", "Grön"], ["B", "IT", "Röd"]]))
    told = {entry.code: entry for entry in stopped.value.findings}
    assert told["RSP229"].cell == "B1"
    assert '"Enhet" = "status" och "Status" = "används inte"' in (told["RSP229"].hint or "")


@pytest.mark.parametrize("rows", [2, 3, 9])
def test_a_column_of_which_most_is_unknown_is_refused_however_few_its_rows(path: Path, rows: int) -> None:
    known = [["A", "Grön"]] * (rows // 2 - (rows % 2 == 0))
    strange = [[f"B{at}", "Halvvägs"] for at in range(rows - len(known))]
    with pytest.raises(ExportError, match=r'"Status" ger ingen status som rsplan känner: .*"Halvvägs" = '):
        read(write(path, [["Uppdrag", "Status"], *known, *strange]))


def test_one_strange_status_or_half_of_them_is_told_and_counted_as_unknown(path: Path) -> None:
    for known in ([], [["A", "Grön"]]):
        plan = read(write(path, [["Uppdrag", "Status"], *known, ["B", "Halvvägs"]]))
        assert counts(plan, "assignments")["unknown"] == 1
        assert cells(plan, "RSP201") == [f"B{len(known) + 2}"]


def test_a_column_without_heading_is_said(path: Path) -> None:
    plan = read(write(path, [["Uppdrag", None, "Status"], ["A", None, "Grön"], ["B", "HR", "Röd"]]))
    assert cells(plan, "RSP222") == ["B1"]


def test_a_heading_under_a_sheet_that_says_another_kind_is_said(path: Path) -> None:
    plan = read(write(path, {"Aktiviteter": [["Nyckeltal", "Status"], ["A", "Grön"]]}))
    assert cells(plan, "RSP305") == ["A1"]


# --- Period and board ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "board"),
    [
        ("Hälso- och sjukvårdsnämnden – Uppdrag 2025", "Hälso- och sjukvårdsnämnden"),
        ("Regionala utvecklingsnämnden 2025", "Regionala utvecklingsnämnden"),
        ("Uppföljning av regionstyrelsens plan", "Regionstyrelsen"),
        ("Plan Kollektivtrafiknämnden", "Kollektivtrafiknämnden"),
        ("REGIONSTYRELSEN", "Regionstyrelsen"),
        ("Nämnden för kultur och bildning, april 2025", "Nämnden för kultur och bildning"),
        ("regionstyrelsen_uppdrag", "Regionstyrelsen"),
        ("Uppdrag från nämnden", None),
        ("Regionstyrelsen och Vårdvalsnämnden", None),
    ],
)
def test_a_board_is_told_by_its_name(text: str, board: str | None) -> None:
    from rsplan.understanding.self_description import find_board

    assert find_board(text) == board


def test_what_sheets_and_names_say_against_each_other_is_said(tmp_path: Path) -> None:
    rows = [["Regionstyrelsen, augusti 2025"], ["Uppdrag", "Status"], ["A", "Grön"]]
    plan = read(write(tmp_path / "regionstyrelsen_2025_april.xlsx", {"Hälsonämnden": rows}))
    assert plan.period == Period(2025, Tertial.AUGUSTI)
    assert plan.board == "Regionstyrelsen"
    assert [(entry.code, entry.value) for entry in plan.findings if entry.code.startswith("RSP30")] == [
        ("RSP303", "Hälsonämnden"),
        ("RSP301", "april"),
    ]


def test_most_files_decide_the_period_and_the_odd_one_is_named_with_its_cell(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / f"{name}.xlsx", [[f"Per {month} 2025"], ["Uppdrag", "Status"], [name, "Grön"]])
        for name, month in (("a", "augusti"), ("b", "april"), ("c", "april"))
    ]
    plan = read(*paths)
    assert plan.period == Period(2025, Tertial.APRIL)
    assert [(entry.file, entry.cell) for entry in plan.findings if entry.code == "RSP301"] == [("a.xlsx", "A1")]


def test_a_project_of_another_board_is_said() -> None:
    book = grid([["Hälsonämnden"], ["Uppdrag", "Status"], ["A", "Grön"]])
    plan = read_plan([book], load_vocabulary(), board="Regionstyrelsen")
    assert cells(plan, "RSP303") == ["A1"]


# --- Doubts of the readers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (2, 2, "RSP218"),
        (2, 0, "RSP218"),
        (1, 1, "RSP218"),
        (4, 2, "RSP218"),
        (9, 0, "RSP218"),
        (2, 4, "RSP219"),
        (0, 0, "RSP219"),
    ],
)
def test_a_doubt_stops_the_run_where_a_count_depends_on_the_cell(row: int, column: int, code: str) -> None:
    rows = [
        ["Regionstyrelsen"],
        [*HEAD, "Kommentar"],
        ["Utbilda", "HR", "Klar", "A1", "ok"],
        ["B", "HR", "Klar", "A2", None],
        [],
    ]
    book = grid(rows, doubts=(Doubt("Blad1", row, column, "", "x", "formel utan värde"),))
    if code == "RSP218":
        with pytest.raises(
            ExportError, match=rf"cell {'ABCDE'[column]}{row + 1}: två läsare ser olika värden i en cell som räknas"
        ):
            read_plan([book], load_vocabulary())
    else:
        assert cells(read_plan([book], load_vocabulary()), code) == [f"{'ABCDE'[column]}{row + 1}"]


# --- Units ---------------------------------------------------------------------------------------------------------

UNITS = [
    HEAD,
    ["A", "Regionstaben", "Klar", 1],
    ["B", "Regionstaben > Sekretariatet", "Försenad", 2],
    ["C", "Regionstaben / HR / Lön", "Klar", 3],
    ["D", "Vården", "Klar", 4],
    ["E", None, "Klar", 5],
]


def test_figures_of_a_unit_include_all_levels_below_it() -> None:
    found = figures(read_plan([grid(UNITS)], load_vocabulary()))
    assert found["activities.with_subunits.regionstaben"] == 3
    assert found["activities.with_subunits.regionstaben.delayed"] == 1
    assert found["activities.with_subunits.hr"] == 1
    assert found["activities.by_unit.sekretariatet"] == 1


def test_a_project_takes_a_subtree_and_the_rest_is_set_aside_with_a_reason() -> None:
    plan = read_plan([grid(UNITS)], load_vocabulary(), units=UnitTree("Regionstaben"))
    assert counts(plan, "activities") == {"total": 3, "delayed": 1, "completed": 2}
    assert aside(plan) == {"utanför enheten Regionstaben": 2}
    assert cells(plan, "RSP244") == ["B5"]
    assert all(ledger.balances for ledger in plan.ledgers)


def test_a_project_says_which_unit_lies_under_which() -> None:
    rows = [HEAD, ["A", "Sekretariatet", "Klar", 1], ["B", "Diariet", "Klar", 2], ["C", "Vården", "Klar", 3]]
    tree = UnitTree("regionstaben", {"Sekretariatet": "Regionstaben", "Diariet": "sekretariatet"})
    plan = read_plan([grid(rows)], load_vocabulary(), units=tree)
    assert counts(plan, "activities")["total"] == 2


def test_a_root_that_no_row_belongs_to_is_a_wrong_setting() -> None:
    with pytest.raises(ConfigurationError, match="Regionstben"):
        read_plan([grid(UNITS)], load_vocabulary(), units=UnitTree("Regionstben"))


def test_a_unit_does_not_lie_under_itself() -> None:
    with pytest.raises(ValueError, match="ligger under sig själv"):
        UnitTree("", {"A": "B", "B": "A"})


def test_two_units_of_the_same_name_keep_their_ways_apart() -> None:
    plan = read_plan([grid([HEAD, ["A", "Norr > Kök", "Klar", 1], ["B", "Syd > Kök", "Klar", 2]])], load_vocabulary())
    assert plan.activities["unit"].tolist() == ["Norr > Kök", "Syd > Kök"]


def test_every_row_is_accounted_for_in_the_sample(sample: Path) -> None:
    for folder in sorted((sample / "exports").iterdir()):
        plan = read(*sorted(folder.glob("*.xlsx")))
        assert all(ledger.balances and not ledger.set_aside for ledger in plan.ledgers)
        assert codes(plan) == []
        assert sum(ledger.counted for ledger in plan.ledgers) == sum(len(plan.frame(kind)) for kind in Kind)


def test_rows_that_do_not_add_up_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import rsplan.understanding.plan as module

    def losing(table: object, vocabulary: object) -> list[object]:
        return [
            replace(part, ledger=replace(part.ledger, counted=part.ledger.counted - 1))
            for part in real(table, vocabulary)
        ]

    real = module.items_of
    monkeypatch.setattr(module, "items_of", losing)
    with pytest.raises(ExportError, match="1 rad läst, 0 räknade och 0 åsidosatta"):
        read_plan([grid([["Uppdrag", "Status"], ["A", "Grön"]])], load_vocabulary())


def test_several_units_in_one_cell_are_one_follow_up_and_said() -> None:
    plan = read_plan([grid([HEAD, ["A", "HR;IT", "Klar", 1]])], load_vocabulary())
    assert counts(plan, "activities") == {"total": 1, "completed": 1}
    assert cells(plan, "RSP246") == ["B2"]


def test_the_settings_of_a_project_name_its_tree_of_units(rsplan, sample: Path) -> None:
    settings = sample / "rsplan.toml"
    tree = '[units]\nroot = "Staben"\nparents = { "IT-enheten" = "Staben", "HR-avdelningen" = "Staben" }\n\n'
    settings.write_text(tree + settings.read_text(encoding="utf-8"), encoding="utf-8")
    done = rsplan("doctor", "--tertial", "april", "--year", "2025", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert "åsidosatta: utanför enheten Staben" in done.stdout
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('"Staben"\nparents', '"Stben"\nparents'), encoding="utf-8"
    )
    done = rsplan("summary", "--tertial", "april", "--year", "2025", cwd=sample)
    assert done.returncode == 2
    assert 'root = "Stben"' in done.stderr


def test_two_activities_without_names_in_a_flat_table_are_no_assignments() -> None:
    rows = [["Uppdrag", f"Aktivitet {at}", "HR", "Klar"] for at in range(30)]
    rows[3][1] = rows[7][1] = None
    plan = read_plan([grid([["Uppdrag", "Aktivitet", "Enhet", "Status"], *rows])], load_vocabulary())
    assert counts(plan, "assignments") == {}
    assert cells(plan, "RSP202") == ["B5", "B9"]


def test_a_word_for_the_kind_of_indicator_may_stand_beside_nyckeltal() -> None:
    rows = [
        ["A", "Finansiellt nyckeltal", "Grön"],
        ["B", "Nyckeltal (långsiktigt)", "Grön"],
        ["C", "Nyckeltal", "Grön"],
    ]
    rows.append(["D", "Strategiskt nyckeltal", "Grön"])
    plan = read_plan([grid([["Nyckeltal", "Typ", "Status"], *rows])], load_vocabulary())
    assert plan.indicators["horizon"].tolist() == ["financial", "long_term", "short_term", "short_term"]
    assert cells(plan, "RSP238") == ["B5"]
