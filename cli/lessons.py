"""``mentoring lessons``: what the organisation learnt."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.engine import reading
from cli.output import Format, Output, print_json, print_table, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from projections.queries.lessons import LessonEntry
    from vault.api import Vault

app = typer.Typer(no_args_is_help=True, help="Read the lessons-learned log.")

Cycle = Annotated[str | None, typer.Option(help="Only those of this cycle.")]
Programme = Annotated[str | None, typer.Option(help="Only those of this programme, by its key.")]
Published = Annotated[bool, typer.Option("--published", help="Only those that may be told to others.")]
Open = Annotated[bool, typer.Option("--open", help="Open the words; otherwise they stay sealed.")]


@app.callback()
def _lessons() -> None:
    """Keep `list` a command of its own, also while it is the only one."""


@app.command("list", epilog="Example: mentoring lessons list --published --open")
def list_(
    cycle: Cycle = None,
    programme: Programme = None,
    published: Published = False,
    open_: Open = False,
    output: Output = Format.TABLE,
) -> None:
    """List lessons in the order in which they were last changed."""
    from projections.queries.lessons import all_lessons, published_lessons

    ask = published_lessons if published else all_lessons
    with reading() as (container, connection):
        entries = ask(connection, programme=programme, cycle=cycle)
        words = _opened(container.vault, entries) if open_ else {}
    if output is Format.JSON:
        print_json([_data(entry, words) for entry in entries])
        return
    columns = ["lesson", "status", "occasion", "about", "themes", "may be told", "words"]
    print_table(table(columns, (_row(entry, words) for entry in entries)))


def _opened(vault: "Vault", entries: "Sequence[LessonEntry]") -> dict[str, str]:
    sealed = {
        entry.lesson: entry.content.wording or entry.content.text
        for entry in entries
        if entry.content.wording or entry.content.text
    }
    texts = vault.open_many([text for text in sealed.values() if text])
    return {lesson: str(text) for lesson, text in zip(sealed, texts, strict=True)}


def _data(entry: "LessonEntry", words: dict[str, str]) -> dict[str, object]:
    content = entry.content.model_dump(mode="json", exclude={"text", "wording"})
    opened = {"words": words[entry.lesson]} if entry.lesson in words else {}
    return {"lesson": entry.lesson, **content, **opened}


def _row(entry: "LessonEntry", words: dict[str, str]) -> list[object]:
    content = entry.content
    return [
        entry.lesson,
        content.status,
        content.occasion,
        content.context,
        content.themes,
        content.consent,
        words.get(entry.lesson, "[sealed]"),
    ]
