"""What each command does: read, analyse, compose, write."""
