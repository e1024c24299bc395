"""From workbooks to a plan: headings, columns, tables, items, what a file tells of itself."""
