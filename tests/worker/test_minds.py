"""The look-up of brains: as they are set up now, with keys found here, and a gate instead of a failure without one."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from teamx_tui import settings
from teamx_tui.brains import keys, safe
from teamx_tui.brains.brain import Brain, BrainFailed, CannotThink
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.host import Host
from teamx_tui.company import brains, delivery, equipment, log, shifts, threads, views, why
from teamx_tui.company.office import Office
from teamx_tui.domain.gates import GateKind
from teamx_tui.domain.secrets import MARK
from teamx_tui.worker.minds import Minds
from teamx_tui.worker.worker import Worker
from tests.builders import Call, Chooser, charter, events, filing, finishes, founded, says

CANARY: Final = "sk-canary-8f2b7c1d9e"
URL: Final = "https://models.example"


@pytest.fixture(autouse=True)
def nothing_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key from another test, and a folder of our own for keys."""
    monkeypatch.setattr(safe, "_held", {})
    monkeypatch.setattr(keys, "_seen", set())
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = founded(tmp_path / "company.db", charter(2, [filing(1, "ada"), filing(2, "ben")]))
    yield office
    office.close()


class Maker:
    """Makes brains that finish what they are given, and keeps the hosts it made them of."""

    def __init__(self, choose: Any = None) -> None:
        self.hosts: list[Host] = []
        self._choose = choose or (lambda _: [finishes()])

    def __call__(self, host: Host) -> Brain:
        self.hosts.append(host)
        return Chooser(self._choose)


def set_up(office: Office, source: str, name: str = "cloud") -> None:
    brains.add(office, name, URL, model="large", key_source=source)
    equipment.use(office, name, ["ada"])


def work(office: Office, make: Maker) -> None:
    minds = Minds(office, make=make)
    asyncio.run(Worker(office, minds, slots=1, check=minds.check).work(until_idle=True))


@pytest.mark.feature("T-32")
def test_minds__find_the_key_where_the_brain_says(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    monkeypatch.setenv("TEAMX_KEY_CLOUD", CANARY)
    set_up(office, "env")

    work(office, make)

    assert [(host.name, host.base_url, host.model, host.api_key) for host in make.hosts] == [
        ("cloud", URL, "large", CANARY)
    ]
    assert CANARY not in repr(make.hosts)
    assert {row.state for row in views.tickets(office)} == {"done"}
    assert {event.data["employee"] for event in events(office) if event.kind == "run.started"} == {"ada", "ben"}


@pytest.mark.feature("T-39")
def test_minds__give_the_host_the_settings_of_the_brain_as_they_are_now(office: Office) -> None:
    make = Maker()
    set_up(office, "")
    minds = Minds(office, make=make)
    first = minds("cloud")
    assert minds("cloud") is first

    brains.change(office, "cloud", "effort", "high")
    brains.change(office, "cloud", "model", "larger")

    assert minds("cloud") is not first
    assert (make.hosts[-1].settings, make.hosts[-1].model) == ({"effort": "high"}, "larger")


@pytest.mark.feature("T-32")
def test_work__without_a_key_waits_at_a_gate_and_goes_on_once_there_is_one(office: Office) -> None:
    make = Maker()
    set_up(office, "file")
    work(office, make)

    gates = why.why(office, 1).tree.gates
    assert [gate.kind for gate in gates] == [GateKind.NO_BRAIN]
    assert "teamx brain key cloud" in gates[0].opens_when
    assert {row.number: row.state for row in views.tickets(office)} == {1: "open", 2: "done"}
    assert make.hosts == []

    keys.write("cloud", CANARY)
    work(office, make)

    assert {row.state for row in views.tickets(office)} == {"done"}
    assert [host.api_key for host in make.hosts] == [CANARY]


def test_work__that_loses_its_key_between_check_and_turn_is_stopped_and_counts_no_attempt(office: Office) -> None:
    set_up(office, "file")
    minds = Minds(office, make=Maker())

    asyncio.run(Worker(office, minds, slots=1).work(until_idle=True))

    runs = [event for event in events(office) if event.kind == "run.finished" and event.data["employee"] == "ada"]
    assert [event.data["outcome"] for event in runs] == ["stopped"]
    assert [gate.kind for gate in why.why(office, 1).tree.gates] == [GateKind.NO_BRAIN]
    assert [event for event in events(office) if event.kind == "wake.dead"] == []


def test_minds__do_not_know_what_is_not_set_up(office: Office) -> None:
    with pytest.raises(CannotThink, match="not set up"):
        Minds(office)("attic")


def test_key_file__that_others_can_read_is_not_used(office: Office) -> None:
    set_up(office, "file")
    keys.write("cloud", CANARY)
    assert settings.key_file("cloud").stat().st_mode & 0o777 == 0o600
    settings.key_file("cloud").chmod(0o644)

    with pytest.raises(CannotThink, match="chmod 600"):
        Minds(office, make=Maker())("cloud")


# --- secrets ---


def leaks(told: Briefing) -> list[Call]:
    """What an employee does that has got hold of the key, and says it in every way there is."""
    if told.handle != "ada":
        return [finishes()]
    return [
        says(f"The key is {CANARY}, backwards {CANARY[::-1]}, in hex {CANARY.encode().hex()}.", ["ben"]),
        ("attach", {"name": f"{CANARY}.txt", "content": f"key={CANARY}\n"}),
        ("ask", {"text": f"Is {CANARY} right?", "to": "ben"}),
        ("no_such_tool", {CANARY: [CANARY]}),
        ("finish", {"resolution": f"Done with {CANARY}"}),
    ]


def everywhere(store: Path) -> bytes:
    """Every byte of the store and of what lies beside it."""
    with closing(sqlite3.connect(store)) as hand:
        dump = "\n".join(hand.iterdump())
    files = [path for path in store.parent.rglob("*") if path.is_file() and "config" not in path.parts]
    return dump.encode() + b"".join(path.read_bytes() for path in files)


@pytest.mark.feature("T-32")
def test_secrets__that_an_employee_says_are_nowhere_in_the_store(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAMX_KEY_CLOUD", CANARY)
    set_up(office, "env")

    work(office, Maker(leaks))

    kept = everywhere(office.store.path)
    for form in (CANARY, CANARY[::-1], CANARY.encode().hex()):
        assert form.encode() not in kept
    assert kept.count(MARK.encode()) > 5
    thread = views.thread(office, 1)
    assert any(MARK in said.body for said in thread.entries)
    assert log.broken(office) == ()


def test_secrets__in_why_a_turn_failed_are_taken_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Briefing) -> list[Call]:
        raise BrainFailed(f"401: bad key {CANARY}", transient=False)

    monkeypatch.setenv("TEAMX_KEY_CLOUD", CANARY)
    set_up(office, "env")
    minds = Minds(office, make=Maker(fails))
    asyncio.run(Worker(office, minds, slots=1, check=minds.check).work(most_runs=2))

    assert CANARY.encode() not in everywhere(office.store.path)
    assert any(f"bad key {MARK}" in str(event.data) for event in events(office))


def test_guard__leaves_what_is_counted_and_hashed_in_step_with_what_is_kept(office: Office) -> None:
    office.guard(lambda text: text.replace(CANARY, MARK))

    delivery.attach(office, 1, "notes", f"{CANARY} and more", actor="ada")
    threads.comment(office, 1, CANARY)

    assert log.broken(office) == ()
    with closing(sqlite3.connect(office.store.path)) as hand:
        content, digest = hand.execute("SELECT content, sha256 FROM artifact").fetchone()
    import hashlib

    assert content == f"{MARK} and more"
    assert digest == hashlib.sha256(content.encode()).hexdigest()


def test_scripted_company__is_not_slowed_down_by_looking_for_secrets(tmp_path: Path) -> None:
    office = founded(tmp_path / "other.db", charter(1, [filing(1)]))
    before = office.redacted
    minds = Minds(office)
    minds.check()

    assert minds("scripted") is minds("scripted")
    assert office.redacted is before
    assert shifts.living(office) == ()
    office.close()
