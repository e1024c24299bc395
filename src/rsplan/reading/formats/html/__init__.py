"""Web pages that a system saved as .xls: their tables, and how the cells look."""
