"""A status text is understood from its parts, and never as its opposite."""

from __future__ import annotations

import pytest
from conftest import LONG, examples
from hypothesis import given
from hypothesis import strategies as st
from status_wordings import ACTIVITIES, FULFILMENT, UNKNOWN_ACTIVITIES, UNKNOWN_FULFILMENT
from tables_support import cells, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.language.statuswords.column import nearest_status, read_column
from rsplan.language.statuswords.grammar import legend_of, read_status
from rsplan.language.statuswords.lexicon import Part, grammar, lexicon_of
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.plan import read_plan

WORDS = load_vocabulary()
TABLE = [
    (kind, rule, text, meaning)
    for kind, groups in ((Kind.ACTIVITIES, ACTIVITIES), (Kind.ASSIGNMENTS, FULFILMENT))
    for rule, wordings in groups.items()
    for text, meaning in wordings.items()
]
UNKNOWN = [(Kind.ACTIVITIES, text) for text in UNKNOWN_ACTIVITIES] + [
    (Kind.ASSIGNMENTS, text) for text in UNKNOWN_FULFILMENT
]


def meaning(kind: Kind, text: str) -> str:
    reading = read_status(kind, text, WORDS)
    return reading.meaning if reading else ""


@pytest.mark.parametrize(("kind", "rule", "text", "expected"), TABLE)
def test_a_wording_means_what_its_parts_say(kind: Kind, rule: str, text: str, expected: str) -> None:
    assert meaning(kind, text) == expected, rule


@pytest.mark.parametrize(("kind", "text"), UNKNOWN)
def test_what_cannot_be_placed_is_unknown(kind: Kind, text: str) -> None:
    assert meaning(kind, text) == ""


def test_the_tables_are_as_long_as_they_claim_to_be() -> None:
    assert len(TABLE) >= 150
    assert len(UNKNOWN) >= 80
    assert sum(len(WORDS.words[family]) for family in ("state", "fulfilment")) > 100


def test_every_reading_says_its_rules_in_words() -> None:
    for kind, _, text, expected in TABLE:
        reading = read_status(kind, text, WORDS)
        if expected and WORDS.status(kind, text) is None:
            assert reading is not None
            assert reading.rules, text
    numbered = read_status(Kind.ACTIVITIES, "2 - Pågående", WORDS)
    assert numbered is not None
    assert (numbered.rules, numbered.judged) == (("numreringen utelämnad",), False)


def test_a_known_word_needs_no_rule() -> None:
    for kind, family in ((Kind.ACTIVITIES, "state"), (Kind.ASSIGNMENTS, "fulfilment")):
        for word, member in WORDS.words[family].items():
            reading = read_status(kind, word, WORDS)
            assert reading is not None
            assert (reading.meaning, reading.rules) == (member, ())


# --- What holds for all input ---------------------------------------------------------------------------------------

PLAIN = [
    (kind, word, member)
    for kind, family in ((Kind.ACTIVITIES, "state"), (Kind.ASSIGNMENTS, "fulfilment"))
    for word, member in WORDS.words[family].items()
    if word.replace(" ", "").isalpha()
] + [
    (kind, text, expected)
    for kind, rule, text, expected in TABLE
    if expected and "datum" not in rule and text.replace(" ", "").isalpha()
]
BEFORE = ("2 - ", "3. ", "(4) ", "b) ", "Status: ", "• ", "  ", "\u00a0", "● ", "↑ ")
AFTER = (
    " 2025-03-01",
    " (2025-03-01)",
    " (auto)",
    ".",
    " ",
    "\u00a0",
    " ↑",
    " (3)",
    ", mars 2025",
    "!",
    "\u00ad",
    "\n",
)


@examples(200)
@given(
    st.sampled_from(PLAIN),
    st.lists(st.sampled_from(BEFORE), max_size=2, unique=True),
    st.lists(st.sampled_from(AFTER), max_size=2, unique=True),
    st.sampled_from([str, str.upper, str.lower, str.title]),
)
def test_no_chain_of_decorations_changes_a_meaning(plain, before, after, case) -> None:
    kind, word, expected = plain
    text = "".join(before) + case(word) + "".join(after)
    assert meaning(kind, text) in (expected, ""), text
    # "Löper 2025-03-01" is a plan: a verb of "plan" with a date is left unknown.
    planned = grammar()["omgivning"]["plan"]
    dated = bool(set(word.lower().split()) & set(planned)) and any("2025" in mark for mark in after)
    if len(before) + len(after) == 1 and not dated:
        assert meaning(kind, text) == expected, text


@examples(300)
@given(st.sampled_from([*TABLE, *((kind, "", word, member) for kind, word, member in PLAIN)]), st.data())
def test_a_negation_anywhere_never_leaves_a_meaning_unchanged(entry, data) -> None:
    kind, _, text, expected = entry
    words = text.split(" ")
    at = data.draw(st.integers(0, len(words)))
    denied = " ".join([*words[:at], data.draw(st.sampled_from(["inte", "ej", "icke", "Ej", "not"])), *words[at:]])
    if expected:
        assert meaning(kind, denied) != expected, denied


def slips(text: str, letters: str = "abdefgijklmnoprstuvxyåäö") -> list[str]:
    """Every text that one slip of the keyboard makes of it."""
    return [
        *(text[:at] + text[at + 1 :] for at in range(len(text))),
        *(text[:at] + letter + text[at + 1 :] for at in range(len(text)) for letter in letters),
        *(text[:at] + letter + text[at:] for at in range(len(text) + 1) for letter in letters),
        *(text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)),
    ]


@pytest.mark.parametrize(("kind", "word", "expected"), PLAIN)
def test_a_slip_never_turns_a_status_into_another_in_silence(kind: Kind, word: str, expected: str) -> None:
    # A third of the slips of each word, another third from word to word; all of them with RSPLAN_LONG_TESTS=1.
    for slip in slips(word, "adefjnrst") if LONG else slips(word, "adefjnrst")[len(word) % 3 :: 3]:
        reading = read_status(kind, slip, WORDS)
        if reading is not None and reading.meaning != expected:
            assert reading.judged or WORDS.status(kind, slip), slip


def test_no_small_word_is_one_slip_from_a_negation() -> None:
    for kind in (Kind.ACTIVITIES, Kind.ASSIGNMENTS):
        lexicon = lexicon_of(kind, WORDS)
        fillers = {
            phrase[0]
            for phrase, roles in lexicon.phrases.items()
            if len(phrase) == 1 and all(role.part is Part.FILLER for role in roles)
        }
        for denial in grammar()["småord"]["inte"]:
            assert fillers.isdisjoint(slips(denial)), denial


# --- A column -------------------------------------------------------------------------------------------------------


def read(kind: Kind, texts: list[str], heading: str = "") -> dict[str, str]:
    column = read_column(kind, texts, WORDS, heading)
    return {text: reading.meaning if reading else "" for text, reading in column.items()}


def test_letters_are_colours_where_one_of_them_is_plainly_yellow() -> None:
    assert read(Kind.ASSIGNMENTS, ["G", "GU", "R", "–"]) == {"G": "green", "GU": "yellow", "R": "red", "–": "no_data"}
    assert read(Kind.ASSIGNMENTS, ["G", "R"]) == {"G": "", "R": ""}
    assert read(Kind.ASSIGNMENTS, ["G", "GU", "Pågår"]) == {"G": "", "GU": "", "Pågår": ""}
    assert read(Kind.ACTIVITIES, ["G", "GU", "R"]) == {"G": "", "GU": "", "R": ""}


def test_a_legend_in_the_heading_tells_what_numbers_stand_for() -> None:
    heading = "Status (1=planerad, 2=pågår, 3=försenad, 4=klar)"
    assert read(Kind.ACTIVITIES, ["1", "3", "5"], heading) == {"1": "planned", "3": "delayed", "5": ""}
    assert legend_of(Kind.ACTIVITIES, "Status (1=planerad, 2=kaffe)", WORDS) == {}
    assert legend_of(Kind.ACTIVITIES, "Status 2025", WORDS) == {}


def test_the_heading_tells_what_a_level_is_about() -> None:
    assert read(Kind.ASSIGNMENTS, ["Hög", "Medel", "Låg"], "Måluppfyllelse") == {
        "Hög": "green", "Medel": "yellow", "Låg": "red",
    }  # fmt: skip
    assert read(Kind.ASSIGNMENTS, ["Hög", "Låg"], "Risk") == {"Hög": "", "Låg": ""}


def test_a_projects_word_wins_over_every_rule() -> None:
    words = load_vocabulary({"Pågår löpande": "completed", "Vilar": "delayed", "Rullar": "ongoing"})

    def told(text: str) -> str:
        reading = read_status(Kind.ACTIVITIES, text, words)
        return reading.meaning if reading else ""

    assert told("Pågår löpande") == "completed"
    assert told("2 - Rullar") == "ongoing"
    assert told("Vilar") == "delayed"
    assert told("Aktiviteten vilar") == ""


def test_thousands_of_strange_texts_are_not_read_through() -> None:
    texts = [f"En kommentar nummer {number} om något helt annat" for number in range(30_000)]
    assert not any(read_column(Kind.ACTIVITIES, texts, WORDS).values())


@pytest.mark.parametrize(
    ("kind", "text", "nearest"),
    [
        (Kind.ASSIGNMENTS, "Uppfylls hellt", None),
        (Kind.ASSIGNMENTS, "Uppfylls helt", None),
        (Kind.ASSIGNMENTS, "Ouppfyllt", None),
        (Kind.ASSIGNMENTS, "Inte uppfylltt", "inte uppfyllt"),
        (Kind.ASSIGNMENTS, "Nte uppfyllt", "inte uppfyllt"),
        (Kind.ACTIVITIES, "Försennad", "försenad"),
        (Kind.ACTIVITIES, "Ej genomförd", None),
        (Kind.ACTIVITIES, "x" * 30_000, None),
    ],
)
def test_a_word_that_denies_is_never_suggested(kind: Kind, text: str, nearest: str | None) -> None:
    assert nearest_status(kind, text, WORDS) == nearest


# --- What is said ---------------------------------------------------------------------------------------------------


def table(kind: str, statuses: list[str], heading: str = "Status"):
    return grid([[kind, heading], *([f"Post {at}", text] for at, text in enumerate(statuses))])


def test_each_wording_is_said_once_with_its_count_its_first_cells_and_its_rule() -> None:
    statuses = ["2 - Pågående"] * 6 + ["Klar"] * 3 + ["Nästan klar"] * 2 + ["Halvfärdig"] * 2
    plan = read_plan([table("Aktivitet", statuses)], WORDS)
    assert counts(plan, "activities") == {"total": 13, "ongoing": 8, "completed": 3, "unknown": 2}
    by_code = {entry.code: entry for entry in plan.findings}
    assert sorted(by_code) == ["RSP201", "RSP271", "RSP272"]
    assert len(plan.findings) == 3
    assert by_code["RSP271"].message == (
        '"2 - Pågående" (6 celler: B2, B3, B4, B5 …) läses som pågående enligt plan: numreringen utelämnad.'
    )
    assert (by_code["RSP201"].cell, by_code["RSP201"].cells) == ("B13", ("B13", "B14"))
    assert '"Halvfärdig" (2 celler: B13, B14)' in by_code["RSP201"].message


def test_a_taught_wording_is_silent() -> None:
    words = load_vocabulary({"2 - Pågående": "ongoing", "Nästan klar": "ongoing"})
    assert read_plan([table("Aktivitet", ["2 - Pågående", "Nästan klar", "Klar"])], words).findings == ()


def test_a_column_in_which_most_cells_give_no_status_is_refused_by_name() -> None:
    with pytest.raises(ExportError, match='kolumnen "Läge" ger ingen status som rsplan känner: 5 av 7') as refused:
        read_plan([table("Uppdrag", ["50 %"] * 5 + ["Grön"] * 2, "Läge")], WORDS)
    (error,) = [entry for entry in refused.value.findings if entry.code == "RSP270"]
    assert (error.cell, error.value) == ("B2", "Läge")


def test_words_of_activities_on_assignments_are_refused_with_the_reason() -> None:
    with pytest.raises(ExportError, match="Det är aktiviteters statusord, men raderna läses som uppdrag"):
        read_plan([table("Uppdrag", ["Genomfört", "Försenat", "Ej påbörjat", "Pågår enligt plan"])], WORDS)


def test_half_a_column_of_strange_words_is_no_refusal() -> None:
    plan = read_plan([table("Uppdrag", ["Halvvägs dit"] * 5 + ["Grön"] * 5)], WORDS)
    assert counts(plan, "assignments") == {"total": 10, "green": 5, "unknown": 5}
    assert cells(plan, "RSP201") == ["B2"]


def test_the_rules_name_only_statuses_that_exist() -> None:
    for section, kind in (("aktivitet", Kind.ACTIVITIES), ("uppfyllelse", Kind.ASSIGNMENTS)):
        lexicon = lexicon_of(kind, WORDS)
        assert set(lexicon.meanings) == set(grammar()[section])
        assert all(word == fold(word) for phrase in lexicon.phrases for word in phrase)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⏳ Pågår", "ongoing"), ("⏸ Pausad", "paused"), ("🏁 Avslutad", "completed"), ("⛔ Försenad", "delayed"),
        ("❌ Ej startad", "planned"), ("🟢 Avslutad", "completed"), ("🟩 Ej påbörjad", "planned"),
        ("❌ Avslutad", ""), ("⛔ Pågår", ""), ("🟢 Försenad", ""), ("👍 Avbruten", ""), ("🦆 Pågår", ""),
        ("⏳ Halvfärdigt", ""),
    ],
)  # fmt: skip
def test_a_sign_before_a_word_is_left_out_where_it_does_not_say_otherwise(text: str, expected: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == expected


@pytest.mark.parametrize("text", ["⚪ Röd", "❌ Grön", "⚠ Grön", "✓ Röd"])
def test_a_sign_that_is_a_status_itself_is_not_left_out(text: str) -> None:
    assert meaning(Kind.INDICATORS, text) == ""


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.ACTIVITIES, "Lite sen", ""), (Kind.ACTIVITIES, "Försenad till hösten", "delayed"),
        (Kind.ACTIVITIES, "Försenat, nu i T3", "delayed"), (Kind.ACTIVITIES, "Startar sen", ""),
        (Kind.ACTIVITIES, "Klar sen", ""), (Kind.ACTIVITIES, "Avslutad, överlämnat till linjen", "completed"),
        (Kind.ACTIVITIES, "Överlämnad till nämnden", ""), (Kind.INDICATORS, "Följs inte upp denna period", "no_data"),
        (Kind.INDICATORS, "Redovisas ej detta tertial", "no_data"), (Kind.INDICATORS, "Redovisas denna period", ""),
    ],
)  # fmt: skip
def test_when_and_to_whom_may_stand_beside_the_status(kind: Kind, text: str, expected: str) -> None:
    assert meaning(kind, text) == expected


def test_a_degree_below_a_heading_of_fulfilment_is_read_with_it() -> None:
    texts = ["I hög grad", "I viss grad", "I låg grad", "I ringa grad"]
    read = read_column(Kind.ASSIGNMENTS, texts, WORDS, "Måluppfyllelse")
    assert [reading.meaning if (reading := read[text]) else "" for text in texts] == ["green", "yellow", "red", "red"]
    assert not any(read_column(Kind.ASSIGNMENTS, ["I hög grad"], WORDS, "Omfattning").values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inte färdig (försenad)", "delayed"), ("Påbörjad – ej i fas", "delayed"), ("Försenad, ej klar", "delayed"),
        ("Klar, försenad", ""), ("Ej påbörjad, försenad", ""), ("Ej försenad, pågår", "ongoing"), ("Pågår, pausad", ""),
    ],
)  # fmt: skip
def test_of_what_is_under_way_and_late_the_late_holds_and_of_other_pairs_none(text: str, expected: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.ACTIVITIES, "Påbörjad (planeras vara klar i höst)", "ongoing"),
        (Kind.ACTIVITIES, "Försenad, ny klardatum 2026-01-31", "delayed"),
        (Kind.ACTIVITIES, "Ej startad (startar till våren)", "planned"),
        (Kind.ACTIVITIES, "Pågår fram till 2026-06", "ongoing"),
        (Kind.ACTIVITIES, "Försenad drygt 3 veckor", "delayed"),
        (Kind.INDICATORS, "Röd (väntas bli klar 2026)", "red"), (Kind.INDICATORS, "Uppfyllt (planeras klart 2026)", ""),
        (Kind.ACTIVITIES, "Avslutad (beräknas klar maj)", ""), (Kind.ACTIVITIES, "Påbörjad (klar i maj)", "ongoing"),
        (Kind.ACTIVITIES, "Påbörjad (pausas i maj)", ""), (Kind.ACTIVITIES, "Genomförd 3 veckor", ""),
        (Kind.ACTIVITIES, "Planerad till 2026-06", "planned"), (Kind.ACTIVITIES, "Försenad 50 %", "delayed"),
    ],
)  # fmt: skip
def test_an_end_to_come_changes_nothing_of_what_has_not_ended(kind: Kind, text: str, expected: str) -> None:
    assert meaning(kind, text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.ACTIVITIES, "Fördröjt", "delayed"), (Kind.ACTIVITIES, "I slutskedet", "ongoing"),
        (Kind.ACTIVITIES, "Ej i slutfas", ""), (Kind.ACTIVITIES, "Ligger före tidplan", "ongoing"),
        (Kind.ACTIVITIES, "Inte före plan", ""), (Kind.ACTIVITIES, "I. Klar", "completed"),
        (Kind.INDICATORS, "Mindre godtagbar", "yellow"), (Kind.INDICATORS, "Inte mindre godtagbar", ""),
        (Kind.INDICATORS, "I linje med målvärdet", "green"), (Kind.INDICATORS, "Ej i nivå med målet", "red"),
        (Kind.INDICATORS, "För tidigt att mäta", "no_data"), (Kind.INDICATORS, "Inte för tidigt", ""),
        (Kind.INDICATORS, "Måttlig måluppfyllelse", "yellow"), (Kind.INDICATORS, "Inte väl uppnått", ""),
    ],
)  # fmt: skip
def test_words_beside_the_plain_ones_are_read_and_their_denials_are_not_turned(
    kind: Kind, text: str, expected: str
) -> None:
    assert meaning(kind, text) == expected


def test_a_heading_tells_what_signs_mean() -> None:
    heading = "Läge (🌱 ej påbörjad, 🚀 pågår, 🎉 klar)"
    read = read_column(Kind.ACTIVITIES, ["🌱", "🚀", "🎉\ufe0f", "🦆"], WORDS, heading)
    assert [reading.meaning if reading else "" for reading in read.values()] == ["planned", "ongoing", "completed", ""]
    assert legend_of(Kind.ACTIVITIES, "Läge (🌱 fint, 🚀 pågår)", WORDS) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arbetet är avslutat och inga avvikelser har rapporterats.", "completed"),
        ("Påbörjad, inga avvikelser", "ongoing"),
        ("Försenad, inga avvikelser", ""), ("Inga avvikelser", ""), ("Klar, avvikelser har rapporterats", ""),
        ("Sen", "delayed"), ("Försenad på grund av sena besked", "delayed"), ("Klar sen i höstas", ""),
    ],
)  # fmt: skip
def test_that_nothing_deviates_changes_nothing(text: str, expected: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == expected


def test_letters_in_brackets_are_letters() -> None:
    read = read_column(Kind.ASSIGNMENTS, ["(G)", "[Y]", "(R)"], WORDS)
    assert [reading.meaning if reading else "" for reading in read.values()] == ["green", "yellow", "red"]
    assert not any(read_column(Kind.ASSIGNMENTS, ["(G)", "(X)", "(R)"], WORDS).values())


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.ASSIGNMENTS, "Grön – avslutat", "green"), (Kind.ASSIGNMENTS, "Gul / försenat", "yellow"),
        (Kind.ASSIGNMENTS, "Röd: inte påbörjad ännu", "red"), (Kind.ASSIGNMENTS, "Röd - klart", ""),
        (Kind.ASSIGNMENTS, "Grön - försenat", ""), (Kind.ASSIGNMENTS, "Grön - halvfärdigt", ""),
        (Kind.ACTIVITIES, "Påbörjad (25–75 %)", "ongoing"), (Kind.ACTIVITIES, "Klar (90–100 %)", "ongoing"),
        (Kind.ACTIVITIES, "Ej påbörjad (0–0 %)", "planned"), (Kind.ACTIVITIES, "25–75 %", ""),
        (Kind.ACTIVITIES, "2 - 100 % genomförd", ""),
        (Kind.ACTIVITIES, "2-100 % genomförd", ""), (Kind.ACTIVITIES, "1 – 50 % klart", ""),
        (Kind.ACTIVITIES, "Försenat gentemot tidplan", "delayed"), (Kind.ACTIVITIES, "Ej försenad mot plan", "ongoing"),
        (Kind.INDICATORS, "Godkänt med brister", "yellow"), (Kind.INDICATORS, "Ej godkänd med anmärkning", ""),
    ],
)  # fmt: skip
def test_colours_with_states_ranges_and_reservations(kind: Kind, text: str, expected: str) -> None:
    assert meaning(kind, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ej startad, inväntar ny budget", "planned"), ("Inte påbörjat – resurser saknas", "planned"),
        ("Försenad (avvaktar länsstyrelsen)", "delayed"), ("Ej påbörjad (saknar personal)", "planned"),
        ("Pågår – medel saknas", ""), ("Ej klar, inväntar ny budget", ""), ("Klar, väntar på beslut", ""),
        ("Ej påbörjad, väntar på att avbrytas", "planned"), ("Ej påbörjad – utgår", ""),
    ],
)  # fmt: skip
def test_what_has_not_begun_or_is_late_may_say_what_it_lacks(text: str, expected: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == expected
