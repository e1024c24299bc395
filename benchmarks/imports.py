"""What the imports of libraries cost that were not taken, beside the parts written in their place.

``uv run --with xlrd --with olefile python benchmarks/imports.py``. Processor time beyond a bare Python, the median of
nine; a library that is not at hand is left out.
"""

from __future__ import annotations

import importlib.util
import resource
import statistics
import subprocess
import sys

RUNS = 9
PAIRS = (
    ("xlrd", "rsplan.reading.formats.xls.records"),
    ("olefile", "rsplan.reading.formats.xls.ole"),
    ("odf.opendocument", "rsplan.reading.formats.ods.reader"),
    ("openpyxl", "rsplan.reading.formats.xlsx.sheet_quick"),
    ("docx", "rsplan.documents.office.package"),
    ("docxtpl", "rsplan.documents.word.render"),
)


def processor_time(statement: str) -> float:
    """Seconds of processor time of a Python that runs a statement."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", statement], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(times)


def main() -> None:
    """Print a row for each pair."""
    bare, pandas = processor_time("pass"), processor_time("import pandas")
    print("| library | ms | ours | ms |\n| --- | --- | --- | --- |")
    for library, ours in PAIRS:
        theirs = "not at hand"
        if importlib.util.find_spec(library.split(".")[0]):
            theirs = f"{(processor_time(f'import {library}') - bare) * 1000:.0f}"
        # pandas is imported by every run while its files are read
        beside = processor_time(f"import pandas; import {ours}") - pandas
        print(f"| {library} | {theirs} | {ours.removeprefix('rsplan.')} | {beside * 1000:.0f} |")


if __name__ == "__main__":
    main()
