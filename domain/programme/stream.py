"""The streams of programmes."""

from domain.ids import stream_name


def programme_stream(key: str) -> str:
    """Name the stream of a programme, given the key of its design."""
    return stream_name("programme", key)
