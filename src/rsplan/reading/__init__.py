"""From export files to workbooks of cells: contained, verified. The only place that knows spreadsheets."""
