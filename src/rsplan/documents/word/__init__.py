"""The Word report and memo: Report → bytes. Heavy to import; imported inside commands only."""

from __future__ import annotations

from rsplan.documents.word.render import Rendered, document_names, packaged_template, render_memo, render_report

__all__ = ["Rendered", "document_names", "packaged_template", "render_memo", "render_report"]
