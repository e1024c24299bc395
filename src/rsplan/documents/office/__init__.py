"""Office files as packages of parts and as XML: what every document of that kind shares, Word files first."""
