"""What becomes of something made: the statuses of each type, and the predicate by which an artifact opens a gate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.domain.errors import Invalid, Refused

API_CONTRACT: Final = "api_contract"
MOVES: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    API_CONTRACT: {
        "proposed": frozenset({"agreed", "disputed"}),
        "disputed": frozenset({"proposed", "agreed"}),
        "agreed": frozenset({"implemented", "disputed"}),
        "implemented": frozenset({"disputed"}),
    }
}
"""By type: what each status may become. A type that is not here takes any word for a status. The first word of a type
is where a version begins, a new version of something agreed too: what has changed has to be agreed on again."""
LONGEST: Final = 60
"""Characters of a type, a status or a tag."""


def check_word(word: str, what: str) -> str:
    """Return a type, a status or a tag as it is kept: in lower case, with `_` for blanks.

    Raises:
        Invalid: it is too long, or no word.
    """
    kept = "_".join(word.lower().split())
    if len(kept) > LONGEST or not kept.replace("_", "").replace("-", "").replace(".", "").replace("/", "").isalnum():
        raise Invalid(f"{word[:LONGEST]!r} is no {what}: use letters, digits, - and _, at most {LONGEST}.")
    return kept


def first_status(kind: str, status: str = "") -> str:
    """Return the status in which a version of something of type `kind` begins; `status`: the one asked for.

    Raises:
        Invalid: nothing of that type has this status.
    """
    known = MOVES.get(kind)
    if known is None:
        return status
    if status and status not in known:
        raise Invalid(f"An {kind} is never {status}. It may be: {', '.join(known)}.")
    return status or next(iter(known))


def check_move(label: str, kind: str, here: str, there: str) -> None:
    """Let a legal change of status pass.

    Raises:
        Invalid: nothing of that type has this status.
        Refused: it cannot come after the present one; those that can are named.
    """
    first_status(kind, there)
    known = MOVES.get(kind)
    if known is None or here not in known:
        return
    if there not in known[here]:
        legal = ", ".join(sorted(known[here]))
        raise Refused(f"{label} is {here}; it cannot become {there}. From {here} it may become: {legal}.")


@dataclass(frozen=True, slots=True)
class Made:
    """The newest version of something made, as far as a gate goes by it."""

    name: str
    type: str
    status: str
    number: int | None
    """The ticket it was made on."""
    producer: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What opens a gate: an artifact of a type in one of some statuses."""

    type: str
    statuses: tuple[str, ...]
    number: int | None = None
    """Only one made on this ticket."""
    name: str | None = None
    """Only one of this name."""

    @classmethod
    def of(cls, spec: Mapping[str, Any]) -> "Predicate":
        """Return the predicate kept in a work item's `spec`."""
        return cls(spec["type"], tuple(spec["status"]), spec.get("ticket"), spec.get("name"))

    @property
    def spec(self) -> dict[str, Any]:
        """The predicate as it is kept."""
        spec: dict[str, Any] = {"type": self.type, "status": list(self.statuses)}
        spec |= {"ticket": self.number} if self.number is not None else {}
        return spec | ({"name": self.name} if self.name is not None else {})

    def concerns(self, one: Made) -> bool:
        """Return whether the gate goes by this artifact, whatever its status."""
        return one.type == self.type and self.number in (None, one.number) and self.name in (None, one.name)

    def is_met_by(self, made: Iterable[Made]) -> bool:
        """Return whether one of the artifacts opens the gate."""
        return any(self.concerns(one) and one.status in self.statuses for one in made)

    @property
    def sentence(self) -> str:
        """The predicate as a clause: `an api_contract of #3 is agreed or implemented`."""
        article = "an" if self.type[:1] in "aeiou" else "a"
        what = f"{self.name} ({self.type})" if self.name is not None else f"{article} {self.type}"
        where = f" of #{self.number}" if self.number is not None else ""
        return f"{what}{where} is {' or '.join(self.statuses)}"


def predicate(kind: str, statuses: Iterable[str], number: int | None = None, name: str | None = None) -> Predicate:
    """Return a checked predicate.

    Raises:
        Invalid: there is no status, or one that nothing of the type ever has.
    """
    kind = check_word(kind, "type")
    wanted = tuple(dict.fromkeys(first_status(kind, check_word(word, "status")) for word in statuses))
    if not wanted:
        raise Invalid(f"Say in which statuses an artifact of type {kind} opens the gate: agreed, implemented.")
    return Predicate(kind, wanted, number, name)


@dataclass(frozen=True, slots=True)
class Expected:
    """A ticket from which the artifact of a gate is expected."""

    item_id: int
    number: int
    owner: str | None
    is_over: bool
    """No more work is expected on it."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a gate waits for: its predicate, what there is of it so far, and where the rest is expected from."""

    predicate: Predicate
    made: tuple[Made, ...] = ()
    """Artifacts that the gate goes by, in whatever status."""
    expected: tuple[Expected, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether the gate is open."""
        return self.predicate.is_met_by(self.made)

    @property
    def owner(self) -> str | None:
        """Who must act: who is responsible where the artifact is expected from, else who made what there is of it."""
        owners = [one.owner for one in sorted(self.expected, key=lambda one: one.is_over) if one.owner is not None]
        makers = [one.producer for one in self.made]
        return next(iter([*owners, *makers]), None)

    @property
    def upstream(self) -> tuple[Expected, ...]:
        """The tickets at which it is still being made."""
        return tuple(one for one in self.expected if not one.is_over)

    @property
    def so_far(self) -> str:
        """How far it has come: `contract.yaml is proposed`, or `there is none yet`."""
        if not self.made:
            return "there is none yet"
        return ", ".join(f"{one.name} is {one.status or 'without a status'}" for one in self.made)
