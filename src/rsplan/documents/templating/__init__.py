"""What every templated document shares: Jinja, names, values, slots and prose."""
