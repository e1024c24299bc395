"""A project folder: settings, texts, what belongs to whom, and writing whole or not at all."""
