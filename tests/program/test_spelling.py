"""Our Swedish is spelled as the dictionary has it, but for a kept list of names and terms."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator

import pytest
from conftest import ROOT

from rsplan.findings.catalogue import catalogue

KEPT = ROOT / "tests" / "program" / "spelling" / "kept_words.txt"

pytestmark = pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed (hunspell-sv)")


def in_code() -> Iterator[str]:
    """Every text in the code that holds a Swedish letter or is a message: what a user may read."""
    for path in (ROOT / "src").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
                continue
            if re.search(r"[åäöÅÄÖ]", node.value) and " " in node.value and "(?:" not in node.value:
                yield node.value


def _has_docstring(node: ast.AST) -> bool:
    holds = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    return holds and bool(node.body) and isinstance(node.body[0], ast.Expr)


def in_catalogue() -> Iterator[str]:
    """Messages, hints and headings of the findings."""
    for rule in catalogue().values():
        yield from (rule.title, rule.message, rule.hint)


def in_wordings() -> Iterator[str]:
    """Every text of the wording files."""

    # What names a thing is no prose.
    names = ("id", "fact", "of", "when", "names", "compare", "assignments", "indicators", "columns", "deviations")

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        members = [inner for key, inner in value.items() if key not in names] if isinstance(value, dict) else value
        for inner in members if isinstance(members, list) else ():
            yield from texts(inner)

    for path in (ROOT / "templates" / "ordval").glob("*.toml"):
        yield from texts(tomllib.loads(path.read_text(encoding="utf-8")))


def in_templates() -> Iterator[str]:
    """The visible text of the Word templates."""
    for path in (ROOT / "templates").glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if re.match(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
                    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", package.read(name).decode(), re.DOTALL)
                    yield from ("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", paragraph)) for paragraph in paragraphs)


def in_pages() -> Iterator[str]:
    """The handbook, the commands' help and the sample's prose."""
    for path in [*(ROOT / "docs").glob("*.md"), *(ROOT / "data" / "sample" / "texts").rglob("*.md")]:
        if path.name != "architecture.md":
            yield path.read_text(encoding="utf-8")


def plain(text: str) -> str:
    """Text without what is no prose: code, tags, gaps, links, paths and codes."""
    text = re.sub(r"```(?!text).*?```|`[^`]*`|\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"^#? ?\w+ = |^\[.*?\]|\b[a-z]+\.[a-z_]+\b", " ", text, flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)|https?:\S+|--[a-z-]+|\[[\w.^-]+\]|[\w./~$-]+\.\w{2,4}\b|\b[A-ZÅÄÖ_-]{2,}\b", " ", text)
    return re.sub(r"[\w-]*[\d_][\w-]*|[a-z]+/[\w/-]*", " ", text)


@pytest.mark.parametrize(
    "source", [in_code, in_catalogue, in_wordings, in_templates, in_pages], ids=lambda source: source.__name__
)
def test_no_word_is_unknown_beyond_the_kept_list(source) -> None:
    texts = [plain(text) for text in source()]
    assert texts
    command = ["hunspell", "-d", "sv_SE", "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(texts), capture_output=True, encoding="utf-8", check=True)
    kept = set(KEPT.read_text(encoding="utf-8").split())
    words = {word.strip(".:") for word in done.stdout.split()}
    unknown = {word for word in words if word not in kept and word.lower() not in kept}
    assert not sorted(unknown)
