"""The streams of projections."""

from domain.ids import stream_name


def projection_stream(projection: str) -> str:
    """Name the stream that tells what was done about a projection."""
    return stream_name("projection", projection)
