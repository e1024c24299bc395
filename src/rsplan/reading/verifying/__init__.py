"""Two readings held against each other: differences, tallies, and the second check of each format."""
