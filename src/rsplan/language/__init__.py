"""Swedish: how it is written, and which words mean what."""
