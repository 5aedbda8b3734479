"""Long lists in pages, so that no event of a run grows beyond a megabyte."""

from collections.abc import Callable, Sequence
from typing import TypeVar

PAGE = 400
"""The weight of one page: a candidate weighs 1, a proposal as many as it has directions (about 1 kB each)."""

ItemT = TypeVar("ItemT")
OtherT = TypeVar("OtherT")


def paged(items: Sequence[ItemT], weight: Callable[[ItemT], int] = lambda _: 1) -> list[tuple[ItemT, ...]]:
    """Cut a list into pages in order; at least one page, and no empty one beside it."""
    result: list[list[ItemT]] = [[]]
    filled = 0
    for item in items:
        heavy = weight(item)
        if result[-1] and filled + heavy > PAGE:
            result.append([])
            filled = 0
        result[-1].append(item)
        filled += heavy
    return [tuple(page) for page in result]


def paged_together(
    items: Sequence[ItemT], others: Sequence[OtherT], weight: Callable[[ItemT], int] = lambda _: 1
) -> list[tuple[tuple[ItemT, ...], tuple[OtherT, ...]]]:
    """Cut two lists into the same number of pages; the shorter one ends in empty pages."""
    left, right = paged(items, weight), paged(others)
    left += [()] * (len(right) - len(left))
    right += [()] * (len(left) - len(right))
    return list(zip(left, right, strict=True))
