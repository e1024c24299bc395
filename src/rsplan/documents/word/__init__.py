"""Word files: a report or memo from a template (``render``), and what a file says of itself (``evidence``)."""
