"""Headings understood from their parts: kind, property, period, owner. The words stand in ``heading_grammar.toml``."""
