"""The streams of applications."""

from domain.ids import stream_name
from domain.vocabulary import Role


def application_stream(cycle: str, person: str, role: Role, track: str) -> str:
    """Name the stream of an application; the same wish always has the same one."""
    return stream_name("application", cycle, person, role.value, track)
