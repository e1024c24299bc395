"""Where rsplan meets what is outside it: files that come in, and folders that are listed."""
