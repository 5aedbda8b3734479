"""The streams of cycles."""

from domain.ids import stream_name


def cycle_stream(programme: str, name: str) -> str:
    """Name the stream of a cycle, given its programme's key and its own name."""
    return stream_name("cycle", programme, name)
