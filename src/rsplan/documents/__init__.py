"""From a report to documents: one file a format, none imports another, none counts."""
