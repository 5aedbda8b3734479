"""How fast it is, against named peers in the same PostgreSQL and the same run: `python -m benchmarks`."""
