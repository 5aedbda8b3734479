"""How properties are tried: without a deadline, since a busy machine proves nothing about the code."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
