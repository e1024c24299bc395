"""What the tests of the living document share: edits of the sample's Word report, and changes of its exports."""

from __future__ import annotations

import refresh_matrix as matrix

__all__ = ["matrix"]
