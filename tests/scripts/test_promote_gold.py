"""The sample's documents say what tests/gold keeps; ``scripts/promote_gold.py`` takes over a wanted change."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import promote_gold as gold
import pytest


def test_the_documents_say_what_is_kept() -> None:
    found = gold.differences()
    assert not found, "is it wanted? uv run python scripts/promote_gold.py\n" + "\n".join(found[:60])


def test_words_and_structure_are_kept_and_looks_are_not() -> None:
    document = docx.Document()
    document.add_heading("Resultat", 2)
    run = document.add_paragraph("Två av uppdragen ").add_run("är uppfyllda.")
    document.add_table(1, 2).rows[0].cells[1].text = "Grön"
    plain, bold = io.BytesIO(), io.BytesIO()
    document.save(plain)
    run.bold = True
    document.save(bold)
    assert "## Resultat\nTvå av uppdragen är uppfyllda.\n|  | Grön" in gold.meaning(plain.getvalue())
    assert gold.meaning(plain.getvalue()) == gold.meaning(bold.getvalue())
    run.text = "är delvis uppfyllda."
    document.save(changed := io.BytesIO())
    assert gold.meaning(changed.getvalue()) != gold.meaning(plain.getvalue())


def test_a_change_is_shown_and_can_be_promoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gold, "GOLD", tmp_path)
    monkeypatch.setattr(gold, "said_now", lambda: {"a.txt": "tre uppdrag\n"})
    (tmp_path / "a.txt").write_text("två uppdrag\n", encoding="utf-8")
    (tmp_path / "borta.txt").write_text("ett dokument som inte görs\n", encoding="utf-8")
    assert {"-två uppdrag", "+tre uppdrag", "-ett dokument som inte görs"} <= set(gold.differences())
    gold.promote()
    assert gold.differences() == []
