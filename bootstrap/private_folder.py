"""A folder for ourselves in a place where anybody else could have made it before us."""

import os
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from domain.errors import MentoringError


class FolderNotPrivate(MentoringError):
    """The folder {folder} cannot be trusted: {finding}.

    Whoever can write there can take the place of the database. Remove it; or set MENTORING_HOME to a short
    path without blanks, which needs no folder in a place that is shared.
    """


def make_private(folder: Path, owners: Collection[int]) -> None:
    """Make a folder that only we can use, if there is none, and check it.

    Raises:
        FolderNotPrivate: see `check_private`.
    """
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    check_private(folder, owners)


def check_private(folder: Path, owners: Collection[int]) -> None:
    """Check that a folder, if it is there, can be used by nobody but one of its rightful owners.

    Args:
        folder: The folder; a link to one will not do.
        owners: The ids of the users to whom it may belong.

    Raises:
        FolderNotPrivate: it is somebody else's, open to others, or no folder.
    """
    if not os.path.lexists(folder):
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise FolderNotPrivate(folder=folder, finding="it is not a folder")
    if found.st_uid not in owners:
        raise FolderNotPrivate(folder=folder, finding=f"it belongs to the user with the id {found.st_uid}")
    if mode := stat.S_IMODE(found.st_mode) & 0o077:
        raise FolderNotPrivate(folder=folder, finding=f"others may use it (mode bits {mode:03o})")
