#!/usr/bin/env bash
# Lock every version that the project runs and is tested with: names, versions and hashes, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --group dev pyproject.toml --output-file constraints.txt "$@"
echo "constraints.txt: $(grep -c '==' constraints.txt) packages"
