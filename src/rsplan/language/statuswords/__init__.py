"""What a status text means, worked out from its parts. The words and rules stand in ``status_grammar.toml``."""
