"""What connections to the log are told."""

import pytest
from psycopg.conninfo import conninfo_to_dict

from eventstore.pool import conninfo_as

BOUNDED = {
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}


@pytest.mark.parametrize(("setting", "value"), BOUNDED.items())
def test_a_connection_that_goes_silent_is_given_up(setting: str, value: str) -> None:
    """By itself the kernel would wait a quarter of an hour for a server that a failover took away."""
    told = conninfo_to_dict(conninfo_as("postgresql://db.example.org/mentoring", "mentoring_writer"))
    assert told[setting] == value


@pytest.mark.parametrize("setting", BOUNDED)
def test_what_the_url_says_of_silence_wins(setting: str) -> None:
    """Whoever runs the database may know better."""
    url = f"postgresql://db.example.org/mentoring?{setting}=7"
    assert conninfo_to_dict(conninfo_as(url, "mentoring_writer"))[setting] == "7"
