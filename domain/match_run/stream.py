"""The streams of match runs."""

from domain.ids import stream_name


def match_run_stream(cycle: str, track: str, number: int) -> str:
    """Name the stream of a match run: run `number` (from 1) of a track in a cycle."""
    return stream_name("match_run", cycle, track, number)
