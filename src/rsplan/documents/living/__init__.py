"""The living document: what a person has changed in a Word file since rsplan wrote it, kept while the figures move."""
