"""``python -m rsplan`` is ``rsplan``."""

from rsplan.cli import main

main()
