"""From export files to a plan: the only place that knows spreadsheets."""
