"""A file or a folder a format: its first reader and its second. ``known_formats`` lists them."""
