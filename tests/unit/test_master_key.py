from pathlib import Path

import pytest

from vault.errors import MasterKeyExposed, MasterKeyMalformed
from vault.master import MasterKey


def test_the_file_is_made_at_first_use_and_read_ever_after(tmp_path: Path) -> None:
    """The first use writes a key that only its owner can read; later uses find the same one."""
    path = tmp_path / "home" / "master.key"
    key = MasterKey.at(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert MasterKey.at(path) == key
    assert [each.name for each in path.parent.iterdir()] == ["master.key"]


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """A key that others may have read is not used before somebody looked at it."""
    path = tmp_path / "master.key"
    MasterKey.at(path)
    path.chmod(0o640)
    with pytest.raises(MasterKeyExposed, match=f"mode 640.*chmod 600 {path}"):
        MasterKey.at(path)


@pytest.mark.parametrize("text", ["", "short", "AAAA", "?" * 44, "A" * 43 + "=AAAA"])
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    """What is not 32 bytes in base64 is refused, and the refusal says where it came from."""
    with pytest.raises(MasterKeyMalformed, match="MENTORING_MASTER_KEY does not hold"):
        MasterKey.parse(text, source="MENTORING_MASTER_KEY")


def test_a_key_survives_being_written_down() -> None:
    """The text of a key, with a line's end as files have it, reads as the same key."""
    key = MasterKey.generate()
    assert MasterKey.parse(key.text() + "\n", source="test") == key


def test_wrapping_is_for_one_owner_and_one_master() -> None:
    """A wrapped key comes back only for the owner it was wrapped for, and only with the same master key."""
    key = MasterKey.generate()
    wrapped = key.wrap(b"secret", "person-1")
    assert key.unwrap(wrapped, "person-1") == b"secret"
    assert key.unwrap(wrapped, "person-2") is None
    assert MasterKey.generate().unwrap(wrapped, "person-1") is None
    assert key.unwrap(b"", "person-1") is None


def test_the_fingerprint_names_a_key_without_giving_it_away() -> None:
    """Two keys have two fingerprints, and printing a key shows neither secret nor text."""
    one, other = MasterKey.generate(), MasterKey.generate()
    assert one.fingerprint != other.fingerprint
    assert one.text() not in repr(one)
