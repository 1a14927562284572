"""Printing: the only place that writes to the terminal. Foreign text goes through `printable` here."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from teamx_tui.commands.registry import Reply, Table
from teamx_tui.domain.text import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 100_000_000
"""Characters of an answer that are printed."""


def show(reply: Reply, *, as_json: bool, plain: bool) -> None:
    """Print a command's answer: data for programs, a sentence and a table for people."""
    if as_json:
        for record in reply.records if reply.records is not None else [reply.data]:
            print_json(record)
        return
    for text in reply.lines or ():
        print(printable(text, multiline=False, max_line=LONGEST, max_chars=LONGEST))
    if reply.sentence:
        print(printable(reply.sentence, max_lines=1_000_000, max_chars=LONGEST))
    if reply.table is not None:
        _table(reply.table, plain=plain)


def print_json(value: Any) -> None:
    """Print one value as one line of JSON; every control character is escaped."""
    print(json.dumps(value, ensure_ascii=True))


def complain(sentence: str) -> None:
    """Print one plain sentence on standard error."""
    print(printable(sentence), file=sys.stderr)


@contextmanager
def progress(total: int, title: str) -> "Iterator[Callable[[int, int, str], None]]":
    """Show a progress bar on standard error; yields a function that takes how many are done, of how many, and words."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task(one_line(title), total=total)

        def advance(done: int, of: int, words: str) -> None:
            bar.update(task, completed=done, total=of, description=one_line(f"{title} {words}".strip()))

        yield advance


def _table(table: Table, *, plain: bool) -> None:
    rows = [tuple(one_line(cell) for cell in row) for row in table.rows]
    if plain or not sys.stdout.isatty():
        _plain_table(table.columns, rows)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(title=Text(one_line(table.title)) if table.title else None, box=SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        shown.add_column(Text(column), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    Console().print(shown)


def _plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns padded with spaces: reads well in a pipe and with a screen reader."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


def leave_quietly() -> None:
    """Whoever reads our output has closed it: stop without a word about it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
