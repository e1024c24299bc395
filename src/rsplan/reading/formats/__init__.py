"""A file or a folder a format: what it is, its first reader and its second."""
