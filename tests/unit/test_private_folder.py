"""A folder in a place that is shared: made for ourselves, or found to be nobody else's."""

import os
from pathlib import Path

import pytest

from bootstrap.private_folder import FolderNotPrivate, check_private, make_private

OURS = {os.geteuid()}


def test_a_folder_is_made_for_ourselves(tmp_path: Path) -> None:
    """Nobody else can pass, and it may be there the next time."""
    folder = tmp_path / "sockets"
    make_private(folder, OURS)
    make_private(folder, OURS)
    assert folder.stat().st_mode & 0o077 == 0


def test_what_is_not_there_harms_nobody(tmp_path: Path) -> None:
    """Only to look whether a folder can be trusted does not make it."""
    check_private(tmp_path / "sockets", OURS)
    assert not (tmp_path / "sockets").exists()


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """They could have made it on purpose; the refusal says whose it is, and where."""
    folder = tmp_path / "sockets"
    folder.mkdir(mode=0o700)
    with pytest.raises(FolderNotPrivate, match=f"the id {os.geteuid()}") as refusal:
        make_private(folder, {os.geteuid() + 1})
    assert str(folder) in str(refusal.value)


@pytest.mark.parametrize("mode", [0o770, 0o702, 0o701])
def test_a_folder_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    """Neither their group nor everybody may read it, write to it or pass."""
    folder = tmp_path / "sockets"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(FolderNotPrivate, match="others may use it"):
        make_private(folder, OURS)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_refused(tmp_path: Path, *, there: bool) -> None:
    """Whoever made it could turn it elsewhere at any time, whether it leads anywhere now or not."""
    target = tmp_path / "elsewhere"
    if there:
        target.mkdir(mode=0o700)
    (tmp_path / "sockets").symlink_to(target)
    with pytest.raises(FolderNotPrivate, match="not a folder"):
        make_private(tmp_path / "sockets", OURS)
