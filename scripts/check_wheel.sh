#!/usr/bin/env bash
# Build the wheel, install it in an empty environment, and make the sample report with it, away from the sources.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
uv build --quiet --wheel --out-dir "$work/dist"
uv venv --quiet --python 3.11 "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" --constraint constraints.txt "$work"/dist/*.whl
cp -r data/sample "$work/prov"
rm -rf "$work/prov/reports"
cd "$work/prov"
"$work/venv/bin/rsplan" report --tertial april
ls -l reports/2025-april
for name in rapport.docx tjansteskrivelse.docx; do
  test -s "reports/2025-april/$name"
done
