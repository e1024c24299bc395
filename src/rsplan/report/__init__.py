"""From a plan to a report: facts, sections and tables as data. Knows no format."""
