"""What a plan is: items, statuses, periods and units, as values. Knows no files."""
