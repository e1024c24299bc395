"""How Swedish is written: tables of cases as the specification, properties for what they leave out."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal

import pytest
from babel.dates import get_month_names
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from rsplan.language.swedish import (
    Gender,
    agree,
    bound,
    capitalise,
    cardinal,
    count_word,
    date_iso,
    date_text,
    digits,
    genitive,
    join_list,
    kronor,
    month_name,
    percent,
    sort_key,
    tidy,
)

GENDERS: tuple[Gender, ...] = ("n", "t")


def hard(text: str) -> str:
    """The tables write the hard space as a tilde, since the two spaces look the same."""
    return text.replace("~", "\u00a0")


# Number words


@pytest.mark.parametrize(
    ("number", "neuter", "common"),
    [
        (0, "noll", "noll"),
        (1, "ett", "en"),
        (2, "två", "två"),
        (12, "tolv", "tolv"),
        (18, "arton", "arton"),
        (20, "tjugo", "tjugo"),
        (21, "tjugoett", "tjugoen"),
        (40, "fyrtio", "fyrtio"),
        (88, "åttioåtta", "åttioåtta"),
        (100, "etthundra", "etthundra"),
        (101, "etthundraett", "etthundraen"),
        (111, "etthundraelva", "etthundraelva"),
        (121, "etthundratjugoett", "etthundratjugoen"),
        (294, "tvåhundranittiofyra", "tvåhundranittiofyra"),
        (1_000, "ettusen", "ettusen"),
        (1_001, "ettusenett", "ettusenen"),
        (1_200, "ettusentvåhundra", "ettusentvåhundra"),
        (8_463, "åttatusenfyrahundrasextiotre", "åttatusenfyrahundrasextiotre"),
        (11_000, "elvatusen", "elvatusen"),
        (21_000, "tjugoentusen", "tjugoentusen"),
        (101_000, "etthundraettusen", "etthundraettusen"),
        (693_000, "sexhundranittiotretusen", "sexhundranittiotretusen"),
        (1_000_000, "en miljon", "en miljon"),
        (1_001_001, "en miljon ett tusen ett", "en miljon ett tusen en"),
        (2_300_005, "två miljoner trehundra tusen fem", "två miljoner trehundra tusen fem"),
        (21_000_000, "tjugoen miljoner", "tjugoen miljoner"),
        (
            587_439_707,
            "femhundraåttiosju miljoner fyrahundratrettionio tusen sjuhundrasju",
            "femhundraåttiosju miljoner fyrahundratrettionio tusen sjuhundrasju",
        ),
    ],
)
def test_a_number_is_spelled_as_svenska_skrivregler_has_it(number: int, neuter: str, common: str) -> None:
    assert (cardinal(number, "t"), cardinal(number, "n")) == (neuter, common)


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_a_number_without_a_word_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        cardinal(number)


def test_the_largest_number_that_has_a_word_is_the_one_that_the_contract_names() -> None:
    nine = "niohundranittionio"
    assert cardinal(999_999_999) == f"{nine} miljoner {nine} tusen {nine}"


UNITS = {
    "ett": 1, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
}  # fmt: skip
TEENS = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14,
    "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19,
}  # fmt: skip
TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50,
    "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
COMPOUNDS = {ten + one: TENS[ten] + UNITS[one] for ten in TENS for one in UNITS}
BELOW_HUNDRED = {"": 0} | UNITS | TEENS | TENS | COMPOUNDS


def number_below_thousand(word: str) -> int:
    head, hundra, tail = word.rpartition("hundra")
    return (UNITS[head] * 100 if hundra else 0) + BELOW_HUNDRED[tail]


def number_in(word: str) -> int:
    """Reads a number word below a million back; knows the words, nothing of how rsplan puts them together."""
    if word == "noll":
        return 0
    head, tusen, tail = word.rpartition("tusen")
    # "ettusen": the third t of ett + tusen is not written.
    head = f"{head}t" if head.endswith("et") else head
    return (number_below_thousand(head) * 1000 if tusen else 0) + number_below_thousand(tail)


@pytest.mark.parametrize("gender", GENDERS)
def test_every_number_word_can_be_read_back_and_is_no_other_number(gender: Gender) -> None:
    words = [cardinal(number, gender) for number in range(100_000)]
    assert [number_in(word) for word in words] == list(range(100_000))
    assert len(set(words)) == 100_000


@given(st.integers(0, 999_999_999))
def test_the_genders_differ_only_in_a_last_one(number: int) -> None:
    neuter, common = cardinal(number, "t"), cardinal(number, "n")
    ends_in_one = number % 10 == 1 and number % 100 != 11
    assert (neuter != common) == ends_in_one
    assert neuter == (f"{common.removesuffix('en')}ett" if ends_in_one else common)


# Counts in text


@pytest.mark.parametrize(
    ("number", "gender", "words_to", "text"),
    [
        (0, "t", 10, "noll"),
        (1, "n", 10, "en"),
        (1, "t", 10, "ett"),
        (10, "n", 10, "tio"),
        (11, "n", 10, "11"),
        (12, "n", 12, "tolv"),
        (13, "n", 12, "13"),
        (21, "n", 30, "tjugoen"),
        (294, "n", 10, "294"),
        (1_200, "n", 10, "1~200"),
        (12_345, "n", 10, "12~345"),
        (1_234_567_890, "n", 10, "1~234~567~890"),
    ],
)
def test_a_count_is_a_word_up_to_the_limit_and_figures_above(
    number: int, gender: Gender, words_to: int, text: str
) -> None:
    assert count_word(number, gender, words_to) == hard(text)


@given(st.integers(0, 10**12), st.integers(0, 1000), st.sampled_from(GENDERS))
@example(10, 10, "n")
@example(11, 10, "n")
def test_a_count_has_figures_exactly_above_the_limit(number: int, words_to: int, gender: Gender) -> None:
    text = count_word(number, gender, words_to)
    assert any(character.isdigit() for character in text) == (number > words_to)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-3"):
        count_word(-3)


# Figures


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1_200, None, "1~200"),
        (-34.8, None, "−34,8"),
        (-1_200, None, "−1~200"),
        (165.0, None, "165"),
        (100.0, None, "100"),
        (0.1 + 0.2, None, "0,3"),
        (1_234.5, None, "1~234,5"),
        (1e22, None, "10~000~000~000~000~000~000~000"),
        (5, 1, "5,0"),
        (2.675, 2, "2,68"),
        (0.5, 0, "1"),
        (-2.5, 0, "−3"),
        (-0.04, 1, "0,0"),
        (-0.0, None, "0"),
        (Decimal("12.50"), None, "12,5"),
    ],
)
def test_a_figure_has_comma_hard_spaces_and_a_real_minus(
    number: float | Decimal, decimals: int | None, text: str
) -> None:
    assert digits(number, decimals) == hard(text)


@given(st.integers(-(10**15), 10**15))
def test_whole_figures_are_those_of_cldr_but_for_the_real_minus(number: int) -> None:
    # Which minus babel writes depends on its version.
    assert digits(number) == format_decimal(number, locale="sv").replace("-", "−")


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_not_a_number_is_refused_and_not_printed(number: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        digits(number)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(30, None, "30~%"), (-34.8, None, "−34,8~%"), (100 / 3, 1, "33,3~%"), (16.0, None, "16~%")],
)
def test_a_percentage_has_a_hard_space_before_its_sign(value: float, decimals: int | None, text: str) -> None:
    assert percent(value, decimals) == hard(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0~kronor"),
        (1, "1~krona"),
        (-1, "−1~krona"),
        (2, "2~kronor"),
        (1_200, "1~200~kronor"),
        (999_999, "999~999~kronor"),
        (1_000_000, "1~miljon kronor"),
        (-1_000_000, "−1~miljon kronor"),
        (1_500_000, "1,5~miljoner kronor"),
        (26_000_000, "26~miljoner kronor"),
        (26_000_000.0, "26~miljoner kronor"),
        (38_981_000, "38,981~miljoner kronor"),
        (38_981_250, "38~981~250~kronor"),
        (-173_000_000, "−173~miljoner kronor"),
        (1_000_000_000, "1~miljard kronor"),
        (5_400_000_000, "5,4~miljarder kronor"),
        (1_234_567_000, "1~234,567~miljoner kronor"),
    ],
)
def test_an_amount_is_shown_in_its_largest_unit_without_rounding(value: float, text: str) -> None:
    assert kronor(value) == hard(text)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (38_981_250, "kronor", 0, "39~miljoner kronor"),
        (38_981_250, "kronor", 1, "39,0~miljoner kronor"),
        (1_049_000, "kronor", 0, "1~miljon kronor"),
        (1_234_567_000, "kronor", 1, "1,2~miljarder kronor"),
        (1_250, "kronor", 0, "1~250~kronor"),
        (1, "kr", None, "1~kr"),
        (26_000_000, "kr", None, "26~miljoner kr"),
    ],
)
def test_an_amount_is_rounded_or_shortened_only_when_asked(
    value: float, unit: str, decimals: int | None, text: str
) -> None:
    assert kronor(value, unit, decimals) == hard(text)


@given(st.integers(-(10**13), 10**13))
def test_no_amount_loses_a_krona(value: int) -> None:
    figure, unit = kronor(value).rsplit("\u00a0", 1)
    scale = {"milja": 10**9, "miljo": 10**6, "krono": 1, "krona": 1}[unit[:5]]
    plain = figure.replace("\u00a0", "").replace(",", ".").replace("−", "-")
    assert Decimal(plain) * scale == value


# Words and sentences


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "noll uppdrag är uppfyllda"),
        (1, "ett uppdrag är uppfyllt"),
        (2, "två uppdrag är uppfyllda"),
        (21, "21 uppdrag är uppfyllda"),
    ],
)
def test_the_verb_agrees_with_the_count(number: int, sentence: str) -> None:
    assert f"{count_word(number, 't')} uppdrag {agree(number, 'är uppfyllt', 'är uppfyllda')}" == sentence


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(1, "en aktivitet är försenad"), (2, "två aktiviteter är försenade")],
)
def test_noun_and_verb_agree_in_utrum_too(number: int, sentence: str) -> None:
    noun, verb = agree(number, "aktivitet", "aktiviteter"), agree(number, "är försenad", "är försenade")
    assert f"{count_word(number, 'n')} {noun} {verb}" == sentence


@given(st.integers(0, 10**9))
def test_only_one_is_singular(number: int) -> None:
    assert (agree(number, "ett", "flera") == "ett") == (number == 1)


@pytest.mark.parametrize(
    ("items", "conjunction", "text"),
    [
        ([], "och", ""),
        (["grön"], "och", "grön"),
        (["grön", "gul"], "och", "grön och gul"),
        (["grön", "gul", "röd"], "och", "grön, gul och röd"),
        (("grön", "gul", "röd"), "eller", "grön, gul eller röd"),
    ],
)
def test_a_list_has_commas_and_one_conjunction(items: list[str], conjunction: str, text: str) -> None:
    assert join_list(items, conjunction) == text


@given(st.lists(st.text("abcåäö", min_size=1).filter(lambda item: item != "och"), min_size=1))
def test_a_list_keeps_every_item_in_its_order(items: list[str]) -> None:
    assert join_list(items).replace(" och ", ", ").split(", ") == items


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("regionstyrelsen", "regionstyrelsens"),
        ("Region Jämtland Härjedalen", "Region Jämtland Härjedalens"),
        ("Vårdens hus", "Vårdens hus"),
        ("Moritz", "Moritz"),
        ("Felix", "Felix"),
        ("SAS", "SAS"),
        ("SKR", "SKR:s"),
        ("Vård i EU", "Vård i EU:s"),
        ("Färdplan 2030", "Färdplan 2030:s"),
        ("nämnd B", "nämnd Bs"),
        ("", ""),
    ],
)
def test_an_owner_takes_an_s_unless_it_has_one(name: str, owner: str) -> None:
    assert genitive(name) == owner


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("två av uppdragen", "Två av uppdragen"),
        ("åtgärder i SKR:s regi", "Åtgärder i SKR:s regi"),
        ("27 av uppdragen", "Tjugosju av uppdragen"),
        ("294~aktiviteter", "Tvåhundranittiofyra~aktiviteter"),
        ("1~200 aktiviteter", "Ettusentvåhundra aktiviteter"),
        ("1 200 aktiviteter", "Ettusentvåhundra aktiviteter"),
        ("1200 aktiviteter", "Ettusentvåhundra aktiviteter"),
        ("20270 aktiviteter", "Tjugotusentvåhundrasjuttio aktiviteter"),
        ("27, varav tre röda", "Tjugosju, varav tre röda"),
        ("27 – det vill säga de flesta", "Tjugosju – det vill säga de flesta"),
        ("27 hälsosamtal", "Tjugosju hälsosamtal"),
        ("”27 av uppdragen” skrev de", "”Tjugosju av uppdragen” skrev de"),
        ("(”två av dem”)", "(”Två av dem”)"),
        ("1~miljon kronor", "En~miljon kronor"),
        ("21 procent av målen", "Tjugoen procent av målen"),
        ("1~krona", "En~krona"),
        ("", ""),
        ("”", "”"),
        ("§ 145 fastställdes", "§ 145 fastställdes"),
    ],
)
def test_a_sentence_begins_with_a_capital_and_no_count_in_figures(text: str, sentence: str) -> None:
    assert capitalise(hard(text)) == hard(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-12 beslutades planen",
        "2025 års plan",
        "1999 fanns ingen plan",
        "2,5 miljoner kronor",
        "1~200,5 timmar",
        "30~% av uppdragen",
        "30% av uppdragen",
        "27–28 maj",
        "27 – 28 maj",
        "12 maj beslutade styrelsen",
        "12 Maj beslutade styrelsen",
        "10-årig plan",
        "3:e gången",
        "27/2025 är ärendet",
        "1. inledning",
        "1) inledning",
        "5 § kommunallagen",
        "12~mnkr",
        "5 st uppdrag",
        "3D-skrivare",
        "0023 är regionens kod",
        "12 34 56 är numret",
        "1 2000",
        "2½ uppdrag",
        "1~000~000~000 kronor",
        "9" * 5000,
    ],
)
def test_a_figure_that_words_would_spoil_is_left_as_it_is(text: str) -> None:
    assert capitalise(hard(text)) == hard(text)


def test_the_gender_of_what_is_counted_can_be_told() -> None:
    assert capitalise("21 aktiviteter", "n") == "Tjugoen aktiviteter"
    assert capitalise("21 uppdrag", "t") == "Tjugoett uppdrag"


@given(st.integers(0, 999_999_999), st.sampled_from(GENDERS), st.sampled_from(["", "”", "(", "”("]))
@example(2025, "n", "")
def test_no_sentence_begins_with_a_count_of_ours(number: int, gender: Gender, opening: str) -> None:
    sentence = capitalise(f"{opening}{digits(number)} av dem", gender)
    assert sentence.casefold() == f"{opening}{cardinal(number, gender)} av dem"
    assert sentence[len(opening)].isupper()


@given(st.text("abcåÅ12 ~\u00a0”(%§-–.,:kr"))
def test_a_sentence_that_begins_right_is_not_changed_again(text: str) -> None:
    assert capitalise(capitalise(text)) == capitalise(text)


# Dates


def test_a_date_is_in_words_in_text_and_in_figures_in_heads() -> None:
    assert date_text(date(2025, 5, 12)) == "den 12 maj 2025"
    assert date_text(date(2024, 1, 1)) == "den 1 januari 2024"
    assert date_iso(date(2025, 5, 2)) == "2025-05-02"
    assert date_iso(datetime(2025, 5, 12, 13, 30)) == "2025-05-12"


def test_the_months_are_those_of_cldr() -> None:
    assert {month: month_name(month) for month in range(1, 13)} == dict(get_month_names("wide", locale="sv"))


@pytest.mark.parametrize("month", [-1, 0, 13])
def test_a_month_that_is_none_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match=str(month)):
        month_name(month)


# Order


@pytest.mark.parametrize(
    "in_order",
    [
        ["Ansvar", "zon", "Åre", "Ärende", "Östersund"],
        ["alla", "Bo", "cell"],
        ["ide", "idé", "ider"],
        ["mum", "Müller", "myllra", "mysa"],
        ["Vilhelmina", "vård", "Wilhelmina", "xylofon"],
        ["Mål 2", "Mål 10", "Mål 10 b", "Mål a"],
        ["1", "2", "10", "a"],
        ["zz", "å", "åz", "ä", "æra", "äz", "ö", "øre", "öz"],
        ["plan", "plan 2024", "plan 2025", "planering"],
        ["1" * 5000, "2" * 5000],
    ],
)
def test_words_sort_as_in_swedish(in_order: list[str]) -> None:
    keys = [sort_key(text) for text in in_order]
    assert all(earlier < later for earlier, later in itertools.pairwise(keys))


@pytest.mark.parametrize(
    ("one", "other"), [("ÅRE", "åre"), ("A\u030are", "Åre"), ("Mål\u00a01", "mål  1"), (" plan", "plan ")]
)
def test_case_spacing_and_unicode_form_do_not_order(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(st.lists(st.text() | st.text("aå1 -")))
def test_any_texts_can_be_sorted_and_the_order_does_not_depend_on_where_they_stood(texts: list[str]) -> None:
    keys = [sort_key(text) for text in texts]
    backwards = keys[::-1]
    assert sorted(keys) == sorted(backwards)


# Spacing


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("från -42 % till -47%", "från −42~% till −47~%"),
        ("30  % och 5 ‰", "30~% och 5~‰"),
        ("100%-ig", "100~%-ig"),
        ("§ 145 och §§ 3-5", "§~145 och §§~3-5"),
        ("§203", "§~203"),
        ("12 345 aktiviteter", "12~345 aktiviteter"),
        ("1 234 567,5", "1~234~567,5"),
        ("1\u202f200", "1~200"),
        ("26 miljoner kronor, 1 200 kr och 90-99 procent", "26~miljoner kronor, 1~200~kr och 90-99~procent"),
        ("(-5)", "(−5)"),
        ("<-34,8 %", "<−34,8~%"),
        ("-5 är utfallet", "−5 är utfallet"),
        ("utfallet\n-5", "utfallet\n−5"),
    ],
)
def test_tidied_text_has_hard_spaces_and_real_minus_signs(text: str, tidied: str) -> None:
    assert tidy(text) == hard(tidied)


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-12",
        "den -05-12",
        "RS/27/2025",
        "RS-27",
        "2025-2027",
        "2025–2027",
        "2025 -2027",
        "2025 - 2027",
        "- 5 uppdrag",
        "063-14 75 00",
        "den 12 maj 2025 beslutade 29 uppdrag",
        "under 2025 200 uppdrag",
        "12 3456",
        "27 krontak och 5 stolar",
        "https://region.se/a%20b?x=1%2D5&y=-5",
        "--5",
    ],
)
def test_what_only_looks_like_a_minus_or_a_figure_is_left_alone(text: str) -> None:
    assert tidy(text) == text


@given(st.text() | st.text("a12 \u00a0\u202f%‰§-−–/.,<(\nkr"))
@example("1 200 3000 kr")
@example("1234 200 300 %")
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text("a12 \u00a0%§-/.,<(\nkr"))
def test_tidying_changes_nothing_but_spaces_and_minus_signs(text: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.split()).replace("−", "-")

    assert bare(tidy(text)) == bare(text)


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_our_own_figures_are_tidy_already(value: float, decimals: int) -> None:
    for text in (digits(value, decimals), percent(value, decimals), kronor(value, decimals=decimals)):
        assert tidy(text) == text


# The module


def test_swedish_costs_a_command_no_import_of_a_library() -> None:
    loaded = "import rsplan.language.swedish, sys; print(*{'babel', 'pandas', 'rsplan.plan.model'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


# Dates and ranges


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("den 27 maj 2025", "den 27\u00a0maj 2025"),
        ("27–28 maj", "27–\u206028\u00a0maj"),
        ("planen 2026–2030 gäller", "planen 2026–\u20602030 gäller"),
        ("2025 maj", "2025 maj"),
        ("27 majoriteter", "27 majoriteter"),
        ("Umeå – Östersund", "Umeå – Östersund"),
    ],
)
def test_a_date_and_a_range_are_bound_and_nothing_else(written: str, kept: str) -> None:
    assert bound(written) == kept


@given(st.text())
def test_binding_twice_is_binding_once_and_changes_no_letter(text: str) -> None:
    once = bound(text)
    assert bound(once) == once
    assert once.replace("\u00a0", " ").replace("\u2060", "") == text.replace("\u00a0", " ").replace("\u2060", "")
