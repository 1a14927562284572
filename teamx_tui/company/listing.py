"""Which tickets a list shows, in which order: all their numbers at once, so that a list of any length is cheap.

What stands in its lines is read with `views.tickets`, for those that are in sight.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from teamx_tui.company.office import Office
from teamx_tui.domain.arrangement import NEED, Arrangement, Grouping, Stage
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.filters import EVERYTHING, Field, Filter
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import conditions, items, people
from teamx_tui.store import listing as rows
from teamx_tui.store.rows import Connection


@dataclass(frozen=True, slots=True)
class Found:
    """How many tickets a filter lets through, of how many there are."""

    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Group:
    """Tickets that stand under the same headings."""

    headings: tuple[str, ...]
    """One for each grouping, from the outside in; empty where the tickets have no project, nobody and so on."""
    start: int
    """Place of its first ticket in the listing."""
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The numbers of the tickets of an arrangement, in its order."""

    arrangement: Arrangement
    numbers: Sequence[int]
    groups: tuple[Group, ...]
    """One after the other they make up `numbers`; none when there are no groupings."""
    found: Found
    around: conditions.Surroundings


def arrange(office: Office, wanted: Arrangement, before: Listing | None = None) -> Listing:
    """Return the listing of `wanted`: the very one of `before`, if it was that and nothing but talk happened since.

    What hangs on the time is looked for anew each time.

    Raises:
        NotFound: the filter names an employee or a project that does not exist.
    """
    with office.look() as connection:
        around = conditions.surroundings(connection, office.clock())
        is_same = before is not None and before.arrangement == wanted and not wanted.filter.hangs_on_time
        if before is not None and is_same and conditions.are_as_before(connection, before.around, around):
            return before
        _check_names(connection, wanted.filter)
        *keys, numbers = rows.ordered(connection, wanted, around)
        total = len(numbers) if wanted.filter == EVERYTHING else rows.total(connection)
    groups = _groups(wanted.groupings, zip(*keys, strict=True))
    return Listing(wanted, array("q", numbers), groups, Found(len(numbers), total), around)


def names(office: Office) -> tuple[str, ...]:
    """Return the words of a filter that are names here: `@priya` for everybody, `project:panel` for every project."""
    with office.look() as connection:
        return (
            *(f"@{row.handle}" for row in people.employees(connection)),
            *(f"project:{row.key}" for row in items.of_kind(connection, Kind.PROJECT)),
        )


def _groups(groupings: Sequence[Grouping], of_each: Iterable[tuple[Any, ...]]) -> tuple[Group, ...]:
    groups, start = [], 0
    for keys, members in groupby(of_each):
        count = sum(1 for _ in members)
        headings = tuple(_heading(*pair) for pair in zip(groupings, keys, strict=True))
        groups.append(Group(headings, start, count))
        start += count
    return tuple(groups)


def _heading(grouping: Grouping, key: Any) -> str:
    if grouping is Grouping.CONDITION:
        return NEED[key]
    return tuple(Stage)[key] if grouping is Grouping.STAGE else str(key)


def _check_names(connection: Connection, wanted: Filter) -> None:
    """Let a filter pass that names nobody and no project in vain."""
    if named := {*wanted.wanted(Field.PERSON), *wanted.unwanted(Field.PERSON)}:
        _check(named, {row.handle for row in people.employees(connection)}, "employee @")
    if named := {*wanted.wanted(Field.PROJECT), *wanted.unwanted(Field.PROJECT)}:
        _check(named, {row.key for row in items.of_kind(connection, Kind.PROJECT)}, "project ")


def _check(named: set[str], known: set[str], noun: str) -> None:
    missing = min(named - known, default=None)
    if missing is None:
        return
    names = sorted(known)
    meant = [name for name in names if name.startswith(missing)] or names
    mark = "@" if noun.endswith("@") else ""
    listed = f"There are: {', '.join(mark + name for name in meant[:12])}." if meant else "There are none yet."
    raise NotFound(f"There is no {noun}{missing}. {listed}")
