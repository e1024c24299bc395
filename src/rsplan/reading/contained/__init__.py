"""The reading process: how it is started and kept within limits, and what crosses the wire."""
