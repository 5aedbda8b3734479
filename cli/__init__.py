"""How a person runs it: the command `mentoring`."""
