"""The small texts and numbers that every part of a design is made of."""

from typing import Annotated

from pydantic import Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""A short name for references: lower-case letters, digits and single dashes, from a letter on."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""Words for people; never personal data."""

Whole = Annotated[int, Field(strict=True)]
"""A whole number that was written as one: neither `true` nor `"3"` nor `3.0`."""

Flag = Annotated[bool, Field(strict=True)]
"""`true` or `false`, written as such."""
