"""Questions to the read models: plain functions on a connection that return frozen values.

Each takes any connection whose role may read the schema ``read`` (``mentoring_reader``); whoever has just
appended waits first (`projections.progress`).
"""
