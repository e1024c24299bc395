"""The encoding of a text: told by its mark, its zeros, or by which reading makes Swedish of it."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.encodings import TWICE, decode
from rsplan.reading.refusal import RefusedError

TEXT = "Uppdrag;Status\r\nKorta köerna på vårdcentralen;Pågår\r\nÄldre;Försenad – åtgärd\r\n"
DOS = TEXT.replace("–", "-")


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-32-le", "utf-32-le"), ("utf-32-be", "utf-32-be"),
        ("cp1252", "cp1252"), ("latin-1", "cp1252"), ("cp850", "cp850"), ("mac_roman", "mac_roman"),
    ],
)  # fmt: skip
def test_a_swedish_text_is_read_whatever_program_wrote_it(written: str, encoding: str) -> None:
    text = DOS if written in ("latin-1", "cp850") else TEXT
    assert decode(text.encode(written)) == (text, encoding)


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("text", ["Pågår", "Försenad", "Ärende om Östra gatan", "Köer – på väg"])
def test_what_was_utf_8_and_was_saved_once_more_is_undone(text: str, mark: str) -> None:
    assert decode(text.encode().decode("cp1252").encode(mark)) == (text, TWICE)


@pytest.mark.parametrize(
    "text", ["Pågår Ã¥ Ã¤", "plain", "Ã", "café", "FÃ¶rsenad och försenad", "naïve façade", "50 € per år", ""]
)
def test_what_is_no_such_text_stays_as_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfeA", "utf-16"), (b"Uppdrag;\x00\x01\x02", ""), (b"abc\x81\x8fdef", "0x81"),
        (b"\xff\xfe\x00\x00\x01", "utf-32"),
    ],
)  # fmt: skip
def test_what_is_no_text_in_any_of_them_is_refused_and_never_guessed(data: bytes, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        decode(data)
    assert why in str(refused.value.words.get("detail", ""))


SWEDISH = st.text("abcdeåäöÅÄÖ ;,\r\n0123456789-", min_size=8, max_size=40)


@examples(60)
@given(SWEDISH)
def test_utf_8_is_read_letter_by_letter_with_a_mark_or_without(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")


@examples(60)
@given(SWEDISH.filter(lambda text: any(letter in "åäöÅÄÖ" for letter in text)))
def test_windows_text_with_a_swedish_letter_is_read_as_it_was_written(text: str) -> None:
    data = text.encode("cp1252")
    try:
        data.decode()
    except UnicodeDecodeError:
        assert decode(data) == (text, "cp1252")


@pytest.mark.parametrize(("encoding", "text"), [("cp850", "Pågår"), ("cp850", "Försenad"), ("mac_roman", "Pågår nu")])
def test_a_word_of_swedish_tells_dos_and_mac(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)
