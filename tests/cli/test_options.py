"""What several commands share: rows that a Swedish Excel opens."""

from __future__ import annotations

import csv
import io

import pytest
from conftest import SAMPLE, Run

from rsplan.documents.console import write_for_excel


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "command", ["summary", "series", "compare", "audit --tertial april", "find vård", "explain --list"]
)
def test_every_command_that_writes_csv_writes_it_for_excel_too(rsplan: Run, command: str) -> None:
    plain, excel = (
        rsplan(*command.split(), "--project", SAMPLE, "--format", form).stdout for form in ("csv", "excel-csv")
    )
    assert excel.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(excel.removeprefix("\ufeff")), delimiter=";"))
    same = list(csv.reader(io.StringIO(plain)))
    assert [len(row) for row in rows] == [len(row) for row in same]
    assert len(rows[0]) > 1
    assert rows[0] == same[0]


def test_numbers_have_a_decimal_comma_and_what_is_a_name_stays(capfd: pytest.CaptureFixture[str]) -> None:
    write_for_excel("id,value,text\n1.10,4.7,4.7\n2,-0.5,a\n3,2025-04-30,b\n4\n")
    told = capfd.readouterr().out.removeprefix("\ufeff").splitlines()
    assert told == ["id;value;text", "1.10;4,7;4.7", "2;-0,5;a", "3;2025-04-30;b", "4"]
