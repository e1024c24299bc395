"""Two spellings of one name have one key; two names never have; the quick way gives what the plain way gives."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.plan.folding import (
    JOINT,
    ascii_fold,
    fold,
    fold_column,
    fold_many,
    heading_key,
    is_tidy,
    portions,
    slug,
    unique_slugs,
    unique_slugs_of,
)

# Every sort of sign that people's files hold: letters of two alphabets, ligatures, hard and thin spaces, soft hyphens,
# signs that fold to two letters, the joint itself, an emoji with its variation selector.
SIGNS = st.lists(
    st.sampled_from([*"aÅäÖßŠµﬁ²½ \u00a0\u2009\t\n\u00ad\u200b\ufeff\ufe0f¦🟢ẞİÉÿ-1", "e\u0301", "A\u030a"]),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Målområde", "MÅLOMRÅDE"), ("Ma\u030alomra\u030ade", "Målområde"), ("Nära\u00a0vård", "Nära vård"),
        ("Nära\u2009vård", "Nära vård"), (" Nära   vård ", "Nära vård"), ("Nära\nvård", "Nära vård"),
        ("upp\u00adföljning", "uppföljning"), ("\ufeffUppdrag", "Uppdrag"), ("Upp\u200bdrag", "Uppdrag"),
        ("🟢\ufe0f", "🟢"), ("STRASSE", "straße"), ("e\ufb03cient", "efficient"), ("Ｕppdrag", "Uppdrag"),
        ("m²", "m2"), ("½ plats", "1⁄2 plats"),
    ],
)  # fmt: skip
def test_spellings_that_nobody_tells_apart_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold_many([one, other])[one] == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vård", "Vard"), ("Åre", "Äre"), ("HR-avdelningen", "HR avdelningen"), ("Mål", "Mål:"), ("IT", "I T"),
     ("Uppdrag 1", "Uppdrag 11"), ("ej klar", "klar")],
)  # fmt: skip
def test_spellings_that_differ_to_a_reader_have_two_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Status", "status"), ("Status:", "status"), ("Status *", "status"), ("Status¹", "status"),
        ("Status ²:", "status"), ("Status: *", "status"), ("Målvärde 2025", "målvärde 2025"), (":", ""), ("", ""),
        ("Status (ny)", "status (ny)"), ("*Status", "*status"),
    ],
)  # fmt: skip
def test_a_heading_is_kept_without_what_hangs_behind_it(heading: str, key: str) -> None:
    assert heading_key(heading) == key


@examples(60)
@given(SIGNS)
def test_a_key_is_its_own_key(text: str) -> None:
    assert heading_key(heading_key(text)) == heading_key(text)
    assert fold(fold(text)) == fold(text)


@examples(80)
@given(st.lists(SIGNS, max_size=9))
def test_a_column_is_folded_as_each_of_its_cells_is(texts: list[str]) -> None:
    expected = list(map(fold, texts))
    assert fold_column(texts) == expected
    assert fold_column(texts * 3) == expected * 3
    assert [fold_many(texts)[text] for text in texts] == expected


@pytest.mark.parametrize("odd", ["a" + JOINT + "b", "  två", "slut ", "ﬁnt", "ẞ", "x\u00ady", ""])
def test_one_odd_cell_of_many_changes_nothing_for_the_others(odd: str) -> None:
    plain = [f"Uppdrag {number}" for number in range(3_000)]
    assert fold_column([*plain, odd, *plain]) == [*map(fold, plain), fold(odd), *map(fold, plain)]


@examples(30)
@given(st.integers(0, 5_000))
def test_portions_hold_every_cell_once_and_in_order(count: int) -> None:
    assert [at for part in portions(range(count)) for at in part] == list(range(count))


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("Nära vård", True), ("", True), (" Nära", False), ("vård ", False), ("Nära  vård", False), ("a\tb", False),
     ("a\u00a0b", False), ("a\u200bb", False), ("🟢\ufe0f", False), ("Łódź", True)],
)  # fmt: skip
def test_tidy_is_what_needs_no_tidying(text: str, tidy: bool) -> None:
    assert is_tidy(text) is tidy
    assert not tidy or fold(text) == text.casefold()


@pytest.mark.parametrize(
    ("label", "part", "plain"),
    [
        ("HR-avdelningen", "hr_avdelningen", "hr-avdelningen"), ("Målområde", "malomrade", "malomrade"),
        ("Öppen vård & hälsa", "oppen_vard_halsa", "oppen vard & halsa"), ("  _x_ ", "x", "_x_"),
        ("…", "utan_namn", "..."), ("", "utan_namn", ""), ("Évry", "evry", "evry"),
        ("År 2025/26", "ar_2025_26", "ar 2025/26"),
    ],
)  # fmt: skip
def test_a_label_is_part_of_an_id_in_plain_letters(label: str, part: str, plain: str) -> None:
    assert (slug(label), ascii_fold(label)) == (part, plain)


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["IT", "HR"], ["it", "hr"]), (["A-B", "A B"], ["a_b", "a_b_2"]), (["A-B", "A B", "A/B"],
        ["a_b", "a_b_2", "a_b_3"]),
        (["A B 2", "A-B", "A B"], ["a_b_2", "a_b", "a_b_3"]), (["…", "!"], ["utan_namn", "utan_namn_2"]),
    ],
)  # fmt: skip
def test_names_of_one_slug_are_told_apart_by_a_number(names: list[str], slugs: list[str]) -> None:
    assert unique_slugs_of(names) == slugs
    assert list(unique_slugs(names).values()) == slugs


@examples(60)
@given(st.lists(st.text(st.sampled_from("aÅ -_2"), max_size=4), max_size=9))
def test_no_two_names_share_an_id_however_alike_they_are(names: list[str]) -> None:
    assert len(set(unique_slugs_of(names))) == len(names)
    found = unique_slugs(names)
    assert len(set(found.values())) == len(found) == len(set(names))
