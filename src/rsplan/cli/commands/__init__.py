"""One file a command: options in, one run, exit code out."""
