"""An operator who says anything at all, while employees work: every order is carried out or refused in a sentence.

Whatever was said, the doctor finds nothing broken that teamx itself must keep whole: file, log, index, wakes, graph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.registry import AGREED, Command, Param
from teamx_tui.company import decisions, doctor, inbox
from teamx_tui.company.office import Office
from teamx_tui.domain.checkup import Verdict
from teamx_tui.domain.errors import TeamxError
from tests.builders import Clock, charter, filing, passing, people, play

STAFF: Final = people(5)
ELSEWHERE: Final = frozenset({"brain probe", "brain add", "brain use", "brain key", "brain list", "ask"})
"""Commands that look for servers, for keys or for a worker."""
RARE: Final = {"employee leave": 0.2, "pause": 0.1}
"""How often what would soon leave nobody to say anything about is said after all."""
TEXTS: Final = ("Build it", "because", "a: b; c", "@ada look at #3", "✨ wide 漢字", "x" * 300, "yes", "", "-")
NUMBERED: Final = frozenset(
    {"number", "ticket", "blocks", "after", "blocked_by", "despite", "gate", "meeting", "drop", "row", "from_"}
)
BY_ID: Final = frozenset({"handoff", "series", "decision", "run", "entry", "event"})
WORDS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("handle", "to", "as_", "assignee", "lead", "chair", "by", "hand_to"), STAFF),
    **dict.fromkeys(("with_", "attendees", "among", "for_"), (*STAFF, "all")),
    **dict.fromkeys(("project", "key", "goal"), ("panel", "other", "new", "none")),
    "state": ("open", "in_progress", "in_review", "on_hold", "done", "cancelled", "failed", "skipped"),
    "kind": ("standup", "meeting", "retrospective", "all-hands", "markdown", "code", "technical"),
    "every": ("day", "weekday", "week", "daily", "weekdays", "weekly"),
    "at": ("09:00", "10:30"),
    "on": ("mon", "tue,thu"),
    "period": ("day", "month", "total"),
    "scope": ("company", "employee", "ticket", "meeting", "project"),
    "subject": (*STAFF, "3", "10", "panel", ""),
    "status": ("draft", "proposed", "agreed"),
    "artifact": ("api_contract", "minutes"),
    "role": ("backend-engineer", "qa-engineer"),
    "name": ("notes.md", "spec.md"),
    "raci": ("responsible", "accountable", "consulted", "informed", "none"),
}


class Operator:
    """Says one thing after another, each drawn by chance."""

    def __init__(self, office: Office, seed: int) -> None:
        self._office = office
        self._chance = random.Random(seed)
        self.carried_out = self.refused = 0

    def say_something(self) -> None:
        if self._chance.random() < 0.15 and (waiting := inbox.waiting(self._office)):
            entry = self._chance.choice(waiting)
            answer = self._chance.choice([*entry.options, "raise 5", "as you like"])
            self._try(lambda: decisions.settle(self._office, entry.id, answer, self._text()))
            return
        command = self._chance.choice([one for name, one in COMMANDS.items() if name not in ELSEWHERE])
        if self._chance.random() < RARE.get(command.name, 1.0):
            given = dict(self._given(command))
            self._try(lambda: command(self._office, **given).held(100))

    def _given(self, command: Command) -> Iterator[tuple[str, Any]]:
        for param in command.params:
            if param.name == AGREED:
                yield param.name, self._chance.random() < 0.8
            elif param.required or self._chance.random() < 0.35:
                yield param.name, self._value(param)

    def _value(self, param: Param) -> Any:
        if param.type is list:
            return [self._word(param.name) for _ in range(self._chance.randint(1, 2))]
        if param.type is bool:
            return self._chance.random() < 0.5
        if param.type is float:
            return self._chance.choice([0.5, 1.0, 3.0, -1.0])
        if param.type is int:
            return self._chance.randint(1, 3 if param.name in BY_ID else 16)
        return self._word(param.name)

    def _word(self, name: str) -> str:
        if name in NUMBERED or name in BY_ID:
            return str(self._chance.randint(1, 16))
        pool = WORDS.get(name, ())
        return self._chance.choice(pool) if pool and self._chance.random() < 0.85 else self._text()

    def _text(self) -> str:
        return self._chance.choice([*TEXTS, *STAFF])

    def _try(self, say: Any) -> None:
        try:
            say()
        except TeamxError as error:
            self.refused += bool(str(error))
        else:
            self.carried_out += 1


def broken(office: Office) -> list[str]:
    """What teamx must keep whole and has not."""
    own = {"Database", "Schema", "Log", "Search", "Wakes", "Cycles"}
    findings = doctor.examine(office).findings
    return [one.sentence for one in findings if one.name in own and one.verdict is Verdict.FAIL]


def listen(seed: int, count: int, look_every: int) -> None:
    clock = Clock()
    with passing(charter(5, [filing(number, STAFF[number % 5]) for number in range(1, 9)]), clock) as office:
        operator = Operator(office, seed)
        for said in range(count):
            clock.advance((0, 1, 30, 600, 40_000)[said % 5])
            operator.say_something()
            if said % 20 == 19:
                play(office)
            if said % look_every == 0:
                assert broken(office) == [], said
        assert operator.carried_out > count // 8
        assert operator.refused > 0


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are written are written where they bother nobody."""
    monkeypatch.chdir(tmp_path)


def test_anything_said__is_carried_out_or_refused_and_breaks_nothing() -> None:
    listen(seed=1, count=120, look_every=10)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_anything_said_for_long__breaks_nothing(seed: int) -> None:
    listen(seed, count=1500, look_every=1)
