"""What happened: the append-only log."""
