"""What the operating system answers, in Swedish and as one of rsplan's errors."""

from __future__ import annotations

import errno

import pytest

from rsplan.findings.finding import ERRORS, ExitCode, RsplanError
from rsplan.findings.system import as_rsplan_error, is_passing, said_by_system


def answer(number: int, name: str | None = "rapport.docx") -> OSError:
    return OSError(number, "english words", name)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "behörighet"), (errno.EROFS, "skrivskyddat"), (errno.ENOENT, "finns inte"),
        (errno.ENOSPC, "disken är full"),
        (errno.EISDIR, "mapp"), (errno.ENOTDIR, "en fil, inte en mapp"), (errno.EMFILE, "för många filer"),
        (errno.ENAMETOOLONG, "för långt"),
        (errno.ELOOP, "ring"), (errno.EBUSY, "annat program"), (errno.EIO, "disken"), (errno.EEXIST, "finns redan"),
    ],
)  # fmt: skip
def test_an_answer_is_told_in_swedish_with_the_file(number: int, said: str) -> None:
    assert said in said_by_system(answer(number))
    error = as_rsplan_error(answer(number))
    assert isinstance(error, RsplanError)
    assert said in str(error)
    assert "rapport.docx" in str(error)
    assert "english" not in str(error)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, ExitCode.NO_PERMISSION), (errno.EPERM, ExitCode.NO_PERMISSION),
        (errno.EROFS, ExitCode.NO_PERMISSION),
        (errno.ENOENT, ExitCode.NO_INPUT), (errno.ENOSPC, ExitCode.IO), (errno.EMFILE, ExitCode.TRY_AGAIN),
        (errno.EBUSY, ExitCode.TRY_AGAIN),
        (errno.ENOMEM, ExitCode.TRY_AGAIN), (errno.EIO, ExitCode.IO), (9_999, ExitCode.IO),
    ],
)  # fmt: skip
def test_the_exit_code_says_whether_to_try_again(number: int, code: ExitCode) -> None:
    error = as_rsplan_error(answer(number))
    assert error is not None
    assert error.exit_code is code
    assert is_passing(answer(number)) is (code is ExitCode.TRY_AGAIN)
    assert error.hint or error.message
    assert type(error) in ERRORS.values()


def test_an_answer_without_words_is_told_by_its_number_and_one_without_a_number_by_its_text() -> None:
    assert said_by_system(answer(9_999)) == "fel 9999"
    assert said_by_system(OSError("bara text")) == "bara text"


def test_what_the_system_has_no_more_of_is_told_and_a_bug_is_not() -> None:
    assert as_rsplan_error(MemoryError()) is not None
    assert as_rsplan_error(RuntimeError("can't start new thread")) is not None
    for bug in (RuntimeError("annat"), ValueError("x"), KeyError("y")):
        assert as_rsplan_error(bug) is None


def test_a_missing_place_without_a_name_is_the_folder_that_the_user_stands_in() -> None:
    assert "Arbetsmappen" in str(as_rsplan_error(FileNotFoundError(errno.ENOENT, "x")))
