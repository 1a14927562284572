"""The people as a chart: by who reports to whom, by department, or by what they are doing."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from teamx_tui.company.roster import Person
from teamx_tui.domain.hierarchy import tree
from teamx_tui.domain.presence import Presence


class By(StrEnum):
    """What the chart goes by."""

    MANAGER = "manager"
    DEPARTMENT = "department"
    PRESENCE = "presence"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading, or a person."""

    key: str
    rails: str
    """What is drawn before it: `│ ├ `."""
    heading: str
    """Empty on the line of a person."""
    person: Person | None
    below: int
    """How many people stand under it, directly or not; it can be folded when there are any."""
    is_folded: bool


def chart(people: Sequence[Person], by: By, folded: Collection[str] = ()) -> tuple[Line, ...]:
    """Return the chart line by line; `folded` holds keys of lines under which nobody is shown."""
    if by is By.MANAGER:
        return _by_manager(people, folded)
    groups: dict[str, list[Person]] = defaultdict(list)
    if by is By.PRESENCE:
        groups |= {word: [] for word in Presence}
    for person in people:
        groups[person.presence if by is By.PRESENCE else person.department or "No department"].append(person)
    return tuple(line for heading, members in groups.items() if members for line in _group(heading, members, folded))


def _by_manager(people: Sequence[Person], folded: Collection[str]) -> tuple[Line, ...]:
    if not people:
        return ()
    known = {person.handle: person for person in people}
    names = {key.removeprefix("person:") for key in folded}
    you = Line("you", "", "You", None, 0, False)
    return you, *(
        Line(f"person:{branch.name}", branch.rails, "", known[branch.name], branch.team, branch.is_folded)
        for branch in tree({person.handle: person.reports_to for person in people}, names)
    )


def _group(heading: str, members: Sequence[Person], folded: Collection[str]) -> list[Line]:
    key = f"group:{heading}"
    head = Line(key, "", heading, None, len(members), key in folded)
    if head.is_folded:
        return [head]
    rails = ["├ "] * (len(members) - 1) + ["└ "]
    return [
        head,
        *(Line(f"person:{who.handle}", rail, "", who, 0, False) for who, rail in zip(members, rails, strict=True)),
    ]
