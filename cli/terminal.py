"""What goes to a terminal: text of portals made harmless, and tables that fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.context import Context

#: Control characters but tab and newline, and those that turn the direction of writing.
_MOVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the key of its heading; `whole`: its cells are never broken over lines."""

    key: str
    whole: bool = False
    right: bool = False


def harmless(text: str) -> str:
    """The text without what could move a terminal's cursor or hide words."""
    return _MOVING.sub("", text)


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word where it is longer than `length` characters."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut, space, _ = flat[:length].rpartition(" ")
    return (cut if space else flat[: length - 1]) + _ELLIPSIS


def show_table(cli: "Context", columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headings: as a table, or with --plain with tabs between."""
    headings = [cli.word(column.key) for column in columns]
    if cli.plain:
        for row in (headings, *rows):
            cli.print("\t".join(" ".join(cell.split()) for cell in row))
        return
    _rich_table(cli, columns, headings, rows)


def _rich_table(
    cli: "Context", columns: Sequence[Column], headings: list[str], rows: Sequence[Sequence[str]]
) -> None:
    from rich.table import Table  # noqa: PLC0415 (only tables need it)
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column, heading in zip(columns, headings, strict=True):
        table.add_column(
            heading,
            overflow="fold",
            no_wrap=column.whole,
            justify="right" if column.right else "left",
        )
    for row in rows:
        table.add_row(*[Text(harmless(cell)) for cell in row])
    with cli.console.capture() as captured:
        cli.console.print(table)
    # Written by ourselves: a closed pipe is then met where all commands meet it.
    cli.console.file.write(captured.get())
