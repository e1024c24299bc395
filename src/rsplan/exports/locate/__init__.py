"""Find the files that may be exports."""
