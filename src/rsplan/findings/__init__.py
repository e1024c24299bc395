"""What rsplan says when something is doubtful or wrong: the catalogue, findings and errors."""
