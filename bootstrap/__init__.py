"""The only place that reads settings and wires things together."""
