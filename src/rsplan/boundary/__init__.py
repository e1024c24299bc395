"""Where rsplan meets what is outside it: files that come in, folders that are listed, text that goes to a terminal."""
