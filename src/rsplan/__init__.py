"""rsplan: from the planning system's exports to the board's follow-up documents."""

__version__ = "0.1.0"
