"""What ``rsplan learn`` settles is silent in the next run, belongs to a layout, and leaves the rest alone."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_support import change, write

from rsplan.cli.prompts import accept_worked_out, leave_open
from rsplan.findings.finding import ExportError
from rsplan.language.taught import Taught
from rsplan.plan.period import Period, Tertial
from rsplan.project.learnt import with_layouts
from rsplan.project.settings import load_settings
from rsplan.runs.learn import Learnt, learn, write_learnt
from rsplan.runs.questions import Choice, Question
from rsplan.runs.summary import summarise_files

PERIOD = Period(2025, Tertial.APRIL)
STRANGE = [
    ["Aktivitet", "Ansv. enhet", "Aktivitetens status"],
    ["Utbilda", "HR", "2 - Pågående"],
    ["Kartlägga", "HR", "Aktiviteten är försenad."],
    ["Samla in", "IT", "Halvfärdig"],
    ["Sprida", "IT", "2 - Pågående"],
]


def learnt_of(path: Path, answer: Callable[..., object] = accept_worked_out) -> Learnt:
    folder = path.parent
    known = load_settings(folder, PERIOD) if (folder / "rsplan.toml").exists() else None
    return learn([path], folder, known, None, answer)  # type: ignore[arg-type]


def codes_of(path: Path) -> list[str]:
    report = summarise_files([path], Tertial.APRIL, 2025, project=path.parent)
    return [entry.code for entry in report.findings]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "rsplan.toml").write_text(
        '# Vårt projekt\n[organisation]\nboard = "Nämnden"   # vår\n', encoding="utf-8"
    )
    return tmp_path


def test_what_was_worked_out_is_accepted_and_the_next_run_says_only_what_is_not_known(project: Path) -> None:
    path = write(project / "aktiviteter-2025-april.xlsx", STRANGE)
    first = learnt_of(path)
    assert write_learnt(first)
    assert [question.text for question in first.open] == ['Statusen "Halvfärdig" betyder']
    assert codes_of(path) == ["RSP201"]
    written = tomllib.loads((project / "rsplan.toml").read_text(encoding="utf-8"))["layouts"]
    assert written[0]["files"] == "aktiviteter*.xlsx"
    assert written[0]["vocabulary"]["2 - Pågående"] == "pågående enligt plan"
    assert not write_learnt(learnt_of(path))


def test_an_answer_makes_the_next_run_right_and_silent(project: Path) -> None:
    path = write(project / "aktiviteter.xlsx", STRANGE)

    def answer(_lesson, question):  # type: ignore[no-untyped-def]
        wanted = "försenad" if question.text.startswith('Statusen "Halvf') else question.choices[0].label
        return next(choice for choice in question.choices if choice.label == wanted)

    write_learnt(learnt_of(path, answer))
    report = summarise_files([path], Tertial.APRIL, 2025, project=project)
    assert report.facts["activities.delayed"].value == 2
    assert report.facts["activities.unknown"].value == 0
    assert report.findings == ()


def test_a_table_that_was_refused_is_read_after_one_answer(project: Path) -> None:
    rows = [
        ["Arbetspaket", "Sektion", "Hur går det"],
        *([f"Sak {n}", "HR", "Klar" if n % 2 else "Pågår"] for n in range(6)),
    ]
    path = write(project / "aktiviteter.xlsx", rows)
    with pytest.raises(ExportError):
        summarise_files([path], Tertial.APRIL, 2025, project=project)
    write_learnt(learnt_of(path, lambda _lesson, question: question.choices[0]))
    report = summarise_files([path], Tertial.APRIL, 2025, project=project)
    assert (report.facts["activities.completed"].value, report.facts["activities.ongoing"].value) == (3, 3)


def test_the_run_says_what_has_changed_since_a_layout_was_learnt(project: Path) -> None:
    path = write(project / "aktiviteter.xlsx", STRANGE)
    write_learnt(learnt_of(path))
    changed = [["Aktivitetens status", "Aktivitet", "Kommun"], *([row[2], row[0], row[1]] for row in STRANGE[1:])]
    changed[1][0] = "Snart i hamn"
    write(path, changed)
    report = summarise_files([path], Tertial.APRIL, 2025, project=project)
    told = next(entry.message for entry in report.findings if entry.code == "RSP648")
    for words in ('"Ansv. enhet" är borta', '"Kommun" är ny', "har bytt plats", '"Snart i hamn" är nytt'):
        assert words in told


def test_comments_and_order_stay_and_nothing_is_written_where_nothing_was_learnt(project: Path) -> None:
    path = write(project / "aktiviteter.xlsx", STRANGE)
    before = (project / "rsplan.toml").read_text(encoding="utf-8")
    assert learnt_of(path, leave_open).after.startswith(before)
    learnt = learnt_of(path)
    assert learnt.after.startswith(before)
    plain = write(project / "vanlig.xlsx", [["Aktivitet", "Enhet", "Status"], ["Utbilda", "HR", "Klar"]])
    assert not write_learnt(learnt_of(plain))
    assert (project / "rsplan.toml").read_text(encoding="utf-8") == before


def test_a_layout_is_of_its_own_files_only(project: Path) -> None:
    path = write(project / "aktiviteter-2025-april.xlsx", STRANGE)
    write_learnt(learnt_of(path))
    august = write(project / "aktiviteter-2025-augusti.xlsx", STRANGE)
    other = write(project / "annat.xlsx", [*STRANGE[:2], *STRANGE[2:]])
    assert codes_of(august)[:1] == ["RSP201"]
    assert "RSP272" in codes_of(other)


@settings(max_examples=25, deadline=None)
@given(
    words=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
        st.just("försenad"),
        max_size=4,
    )
)
def test_any_wording_can_be_learnt_and_read_back(words: dict[str, str]) -> None:
    layout = Taught(files="a*.xlsx", headings=("A", 'B "c" #d'), words=words)
    once = with_layouts("# kommentar\n[organisation]\nname = 'X'\n", [layout])
    assert once.startswith("# kommentar\n")
    read = tomllib.loads(once)["layouts"]
    assert (read[0].get("vocabulary", {}), tuple(read[0]["headings"])) == (words, layout.headings)
    assert with_layouts(once, [layout]) == once


@pytest.mark.parametrize(
    "rows",
    [
        [["Radetiketter", "Antal av Uppdrag"], ["Uppfyllt", 5], ["Delvis uppfyllt", 4], ["Totalsumma", 9]],
        [["Enhet", "Status", "Antal aktiviteter"], *[[unit, "Klar", 1] for unit in ("HR", "HR", "IT", "IT")]],
        [["Vad", "Korta köer", "Stärka vård", "Måla"], ["Enhet", "A", "B", "A"], ["Status", "Grön", "Gul", "Röd"]],
    ],
    ids=["pivot", "summarised", "on its side"],
)  # fmt: skip
def test_a_table_that_lists_no_items_is_first_offered_to_be_left_out(project: Path, rows: list[list[object]]) -> None:
    path = write(project / "export.xlsx", {"Blad": rows})
    first = []
    learnt_of(path, lambda _, question: first.append(question.choices[0]))  # type: ignore[func-returns-value]
    assert [choice.counted for choice in first] == [False]


def status_of_one_unit(unit: str, words: list[str]) -> list[list[object]]:
    """Assignments with a status column a unit, of which each row has one."""
    rows = [[f"Uppdrag {at}", word if at % 2 else "", "" if at % 2 else word] for at, word in enumerate(words)]
    return [["Uppdrag", "Status HSN", f"Status {unit}"], *rows]


@pytest.mark.parametrize(
    "rows",
    [
        status_of_one_unit("TN", ["Grön", "Gul", "Röd", "Grön", "Gul", "Grön"]),
        [["Uppdrag", "Grön", "Gul", "Röd"], ["Korta köer", "x", "", ""], ["Vårda", "", "x", ""], ["Måla", "", "", "x"]],
        [["Uppdrag", "Aktiviteter", "Status"], *[[f"Uppdrag {at}", "Samma", "Grön"] for at in range(5)]],
    ],
    ids=["a column a unit", "a column a status", "a text about assignments"],
)  # fmt: skip
def test_accepting_what_was_worked_out_never_changes_a_count(project: Path, rows: list[list[object]]) -> None:
    path = write(project / "uppdrag.xlsx", rows)
    before = summarise_files([path], Tertial.APRIL, 2025, project=project)
    assert before.findings
    write_learnt(learnt_of(path))
    after = summarise_files([path], Tertial.APRIL, 2025, project=project)
    assert {name: fact.value for name, fact in after.facts.items()} == {
        name: fact.value for name, fact in before.facts.items()
    }
    assert after.findings == ()


def test_a_hidden_sheet_is_counted_once_somebody_says_so(project: Path) -> None:
    path = write(
        project / "uppdrag.xlsx", {"Diagram": [["Antal", 4]], "Data": [["Uppdrag", "Status"], ["Måla", "Grön"]]}
    )
    change(path, lambda book: setattr(book["Data"], "sheet_state", "hidden"))
    with pytest.raises(ExportError):
        summarise_files([path], Tertial.APRIL, 2025, project=project)
    write_learnt(learnt_of(path, lambda _, question: question.choices[-1]))
    report = summarise_files([path], Tertial.APRIL, 2025, project=project)
    assert report.facts["assignments.green"].value == 1
    assert "RSP216" not in [entry.code for entry in report.findings]


def test_a_sheet_that_stands_aside_is_not_spoken_of_again(project: Path) -> None:
    rows = [["Uppdrag", "Status"], ["Måla", "Grön"]]
    path = write(project / "uppdrag.xlsx", {"Uppdrag": rows, "Arkiv": [*rows, ["Riva", "Röd"]]})
    assert codes_of(path) == ["RSP261"]
    write_learnt(learnt_of(path))
    assert codes_of(path) == []


def test_a_file_of_which_all_is_left_out_says_so(project: Path) -> None:
    path = write(
        project / "uppdrag.xlsx", {"Blad": [["Ärende", "Läge"], ["Måla", "Bra"], ["Riva", "Bra"], ["Gräva", "Si"]]}
    )
    write_learnt(learnt_of(path, lambda _, question: question.choices[-1]))
    with pytest.raises(ExportError, match=r"rsplan\.toml säger att bladet Blad inte räknas"):
        summarise_files([path], Tertial.APRIL, 2025, project=project)


def test_what_no_answer_can_teach_is_told_with_the_reason(project: Path) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    path = write(
        project / "uppdrag.xlsx", [["Uppdrag", "Status", "Enhet"], *([f"Uppdrag {at}", None, "HR"] for at in range(4))]
    )
    rule = FormulaRule(["COUNTIF($D$2:$D$9,$D2)>1"], fill=PatternFill("solid", bgColor="FF0000"))
    change(path, lambda book: book.active.conditional_formatting.add("B2:B5", rule))
    learnt = learnt_of(path)
    assert learnt.open == ()
    assert [(entry.code, entry.cell) for entry in learnt.refusals] == [("RSP280", "B2")]
    assert learnt_of(write(project / "vanlig.xlsx", [["Uppdrag", "Status"], ["Måla", "Grön"]])).refusals == []


def test_that_a_sheet_lies_on_its_side_is_learnt_and_not_said_again(project: Path) -> None:
    names, units = ["Uppdrag", "Korta köer", "Stärka vård", "Måla"], ["Enhet", "A", "B", "A"]
    rows = [names, units, ["Status", "Grön", "Gul", "Röd"]]
    path = write(project / "uppdrag.xlsx", rows)
    assert codes_of(path) == ["RSP297"]
    assert write_learnt(learnt_of(path))
    assert codes_of(path) == []


def test_whether_rows_of_one_name_are_one_item_is_asked_and_learnt(project: Path) -> None:
    rows = [["Uppdrag", "Delmål", "Status"], ["Korta köer", "inne", "Grön"], ["Korta köer", "ute", "Gul"]]
    path = write(project / "uppdrag.xlsx", rows)
    for answer, total in ((0, 2), (1, 1)):
        (project / "rsplan.toml").write_text('[organisation]\nname = ""\n', encoding="utf-8")
        assert write_learnt(learnt_of(path, lambda _, question, at=answer: question.choices[at]))
        assert summarise_files([path], Tertial.APRIL, 2025, project=project).plan.assignments.shape[0] == total


def test_a_sheet_on_its_side_with_strange_headings_is_taught_by_its_rows(project: Path) -> None:
    lying = [
        ["Vad vi satsar på", "Korta köerna", "Stärka hälsan", "Minska resorna", "Bygga bron"],
        ["Vem håller i det", "HR", "IT", "HR", "IT"],
        ["Var är vi nu då", "Klar", "Pågår", "Försenad", "Klar"],
    ]
    path = write(project / "aktiviteter-2025-april.xlsx", lying)
    asked: list[str] = []

    def first_choice(_lesson: object, question: Question) -> Choice:
        asked.append(f"{question.text} {question.choices[0].label}")
        return question.choices[0]

    assert write_learnt(learnt_of(path, first_choice))
    assert asked[:2] == [
        "Vilken kolumn har namnen? Vad vi satsar på (Korta köerna, Stärka hälsan, Minska resorna)",
        "Vilken kolumn har statusen? Var är vi nu då (Klar, Pågår, Försenad)",
    ]
    report = summarise_files([path], Tertial.APRIL, 2025, project=project)
    assert (report.facts["activities.total"].value, codes_of(path)) == (4, [])
