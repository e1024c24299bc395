"""Templates and documents that would do harm, or are damaged, are refused with a reason. The long form of the damage is
``scripts/mutate_documents.py``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import mutate_documents as mutate
import pytest
from conftest import LONG, Run

from rsplan.documents.living.document import open_document
from rsplan.documents.word.render import document_names, packaged_template, render_memo, render_report
from rsplan.documents.word.template_check import check_template
from rsplan.findings.finding import ConfigurationError, DocumentError
from rsplan.report.report import Report

Parts = dict[str, bytes]
RELS = "word/_rels/document.xml.rels"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture(scope="module")
def report() -> Report:
    return mutate.sample_report()


@pytest.fixture(scope="module")
def written(report: Report) -> bytes:
    return render_report(report, packaged_template("rapport.docx")).data


def relationship(kind: bytes, target: bytes, *, external: bool = True) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        mode = b' TargetMode="External"' if external else b""
        made = b'<Relationship Id="rX1" Type="' + OFFICE + kind + b'" Target="' + target + b'"' + mode + b"/>"
        parts[RELS] = parts[RELS].replace(b"</Relationships>", made + b"</Relationships>")

    return change


def body(xml: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        main = parts["word/document.xml"]
        at = main.rindex(b"<w:sectPr")
        parts["word/document.xml"] = main[:at] + xml + main[at:]

    return change


def paragraph(*runs: bytes) -> Callable[[Parts], None]:
    return body(b"<w:p>" + b"".join(b"<w:r>" + run + b"</w:r>" for run in runs) + b"</w:p>")


def added(name: str, data: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[name] = data

    return change


def field(*pieces: bytes) -> Callable[[Parts], None]:
    said = [b'<w:instrText xml:space="preserve">' + piece + b"</w:instrText>" for piece in pieces]
    return paragraph(b'<w:fldChar w:fldCharType="begin"/>', *said, b'<w:fldChar w:fldCharType="end"/>')


HARMFUL = {
    "linked picture": relationship(b"image", b"https://example.org/x.png"),
    "picture on a share": relationship(b"image", b"file://server/x.png"),
    "attached template": relationship(b"attachedTemplate", b"https://example.org/x.dotm"),
    "linked object": relationship(b"oleObject", b"file:///C:/x.xlsx"),
    "frame": relationship(b"frame", b"https://example.org/"),
    "sub-document": relationship(b"subDocument", b"annat.docx"),
    "something new": relationship(b"hologram", b"https://example.org/"),
    "script link": relationship(b"hyperlink", b"javascript:alert(1)"),
    "script link, disguised": relationship(b"hyperlink", b" java\tscript:alert(1)"),
    "file link": relationship(b"hyperlink", b"file:///etc/passwd"),
    "embedded object": relationship(b"oleObject", b"embeddings/o.bin", external=False),
    "chunk": relationship(b"aFChunk", b"chunk.html", external=False),
    "chunk in the text": body(b'<w:altChunk xmlns:r="' + OFFICE[:-1] + b'" r:id="rX1"/>'),
    "include picture": field(b'INCLUDEPICTURE "https://example.org/x.png" \\d'),
    "include text": field(b' includetext "C:\\\\x.docx"'),
    "dde": field(b"DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"),
    "split field": field(b" INCL", b"UDETEXT ", b'"x"'),
    "simple field": body(b'<w:p><w:fldSimple w:instr=" LINK Excel.Sheet x "/></w:p>'),
    "macro button": field(b"MACROBUTTON Run Klicka"),
    "field link": field(b'HYPERLINK "javascript:alert(1)"'),
    "vml picture": body(
        b'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://example.org/x.png"/>'
        b"</v:shape></w:pict></w:r></w:p>"
    ),
    "macros under another name": added("word/media/bild.png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"VBA" * 9),
    "a program": added("word/media/bild.jpg", b"MZ\x90\x00" + b"x" * 99),
    "foreign schema": added(
        "customXml/item9.xml",
        b'<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a http://example.org/a.xsd"/>',
    ),
}  # fmt: skip
HARMLESS = {
    "web link": relationship(b"hyperlink", b"https://example.org/plan"),
    "mail link": relationship(b"hyperlink", b"mailto:sekretariatet@example.org"),
    "page field": field(b" PAGE "),
    "link to a place": field(b' HYPERLINK \\l "Bilaga1" '),
    "table of contents": field(b' TOC \\o "1-3" \\h '),
}


def template_with(tmp_path: Path, change: Callable[[Parts], None], name: str = "rapport.docx") -> Path:
    parts = mutate.unpacked(packaged_template(name).read_bytes())
    change(parts)
    (tmp_path / name).write_bytes(mutate.packed(parts))
    return tmp_path / name


@pytest.mark.parametrize("case", HARMFUL)
def test_a_template_that_fetches_runs_or_hides_is_refused_by_report_and_check(
    tmp_path: Path, report: Report, case: str
) -> None:
    template = template_with(tmp_path, HARMFUL[case])
    with pytest.raises(ConfigurationError, match="Sådant får inte följa med"):
        render_report(report, template)
    assert "RSP420" in {found.code for found in check_template(template, document_names(report))}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_harmless_passes(tmp_path: Path, report: Report, case: str) -> None:
    template = template_with(tmp_path, HARMLESS[case])
    assert render_report(report, template).data
    assert "RSP420" not in {found.code for found in check_template(template, document_names(report))}


def without_content(parts: Parts) -> None:
    main = parts["word/document.xml"]
    start = main.index(b"<w:body>") + len(b"<w:body>")
    empty = main[:start] + b"<w:p><w:r><w:t>Brevpapper</w:t></w:r></w:p>" + main[main.rindex(b"<w:sectPr") :]
    parts["word/document.xml"] = empty
    for name in [name for name in parts if name.startswith(("word/header", "word/footer"))]:
        parts[name] = parts[name].replace(b"{{", b"(").replace(b"}}", b")").replace(b"{%", b"(").replace(b"%}", b")")


def test_a_letterhead_without_a_field_stops_the_run(tmp_path: Path, report: Report) -> None:
    template = template_with(tmp_path, without_content)
    with pytest.raises(ConfigurationError, match="visar ingenting"):
        render_report(report, template)


def test_a_template_that_drops_sections_is_told_by_name(tmp_path: Path, report: Report) -> None:
    def change(parts: Parts) -> None:
        without_content(parts)
        body(b"<w:p><w:r><w:t>{{p section('inledning') }}</w:t></w:r></w:p>")(parts)

    (found,) = [
        found for found in render_report(report, template_with(tmp_path, change)).findings if found.code == "RSP422"
    ]
    assert "inledning" not in found.message
    assert "resultat" in found.message


def test_the_packaged_templates_drop_nothing(report: Report) -> None:
    for render, name in ((render_report, "rapport.docx"), (render_memo, "tjansteskrivelse.docx")):
        assert not [found for found in render(report, packaged_template(name)).findings if found.code == "RSP422"]


def doctype(encoding: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "eee">]><x>&e;</x>'
        parts["word/settings.xml"] = text.encode(encoding)

    return change


def blanks(parts: Parts) -> None:
    parts["word/comments.xml"] = b"<x>" + b" " * 190_000_000 + b"</x>"


def controls(parts: Parts) -> None:
    body(b"<w:p><w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent/></w:sdt></w:p>" * 400_000)(parts)


HURTFUL = {
    "entity": doctype("utf-8"),
    "entity in two bytes": doctype("utf-16"),
    "190 MB of blanks": blanks,
    "400,000 controls": controls,
    "no styles": lambda parts: parts.pop("word/styles.xml"),
    "no relationships": lambda parts: parts.pop(RELS),
    "no text": lambda parts: parts.pop("word/document.xml"),
    "a part that leads out": added("../utanför.xml", b"<x/>"),
    "the same part twice": added("Word/Document.xml", b"<x/>"),
}

# A template without styles is set in rsplan's own.
SERVES_AS_TEMPLATE = {"no styles"}


@pytest.mark.parametrize("case", HURTFUL)
def test_a_hurtful_document_or_template_is_refused_soon(
    tmp_path: Path, report: Report, written: bytes, case: str
) -> None:
    parts = mutate.unpacked(written)
    HURTFUL[case](parts)
    data = mutate.packed(parts)
    start = time.process_time()
    with pytest.raises(DocumentError, match=r"rapport\.docx"):
        open_document(data, "rapport.docx")
    (tmp_path / "rapport.docx").write_bytes(data)
    with nullcontext() if case in SERVES_AS_TEMPLATE else pytest.raises(ConfigurationError):
        render_report(report, tmp_path / "rapport.docx")
    assert time.process_time() - start < 10  # a limit, no measure: parsing it all takes minutes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'period="2025-april"', b'period="2025-13"'),
        (b'date="2025-05-12"', b'date="i g\xc3\xa5r"'),
        (b'date="2025-05-12"', b'date=""'),
        (b' value="', b' value="x'),
    ],
)
def test_odd_evidence_is_no_evidence(written: bytes, old: bytes, new: bytes) -> None:
    parts = mutate.unpacked(written)
    (store,) = [name for name, data in parts.items() if name.startswith("customXml/item") and b"<inputs>" in data]
    assert old in parts[store]
    parts[store] = parts[store].replace(old, new)
    with pytest.raises(DocumentError, match="underlag"):
        open_document(mutate.packed(parts), "rapport.docx")


def test_some_damaged_files_are_all_read_or_refused() -> None:
    count = 60 if LONG else 8
    broken, ends = mutate.faults(count, seed=20)
    assert not broken, "\n".join(broken)
    assert sum(ends.values()) == count


def test_a_harmful_template_stops_the_command_with_its_place(rsplan: Run, sample: Path) -> None:
    (sample / "templates").mkdir(exist_ok=True)
    template_with(sample / "templates", HARMFUL["dde"])
    done = rsplan("report", "--tertial", "april", "--project", sample)
    assert done.returncode == 2
    assert "DDEAUTO" in done.stderr
    assert "word/document.xml" in done.stderr
    assert not (sample / "reports").exists()
