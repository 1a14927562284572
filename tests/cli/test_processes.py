"""Commands that start something or found something, and what they leave behind."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from teamx_tui import settings
from teamx_tui.company import log, shifts
from teamx_tui.company.office import Office
from tests.cli.conftest import Teamx

PATIENCE_SECONDS = 20.0


def started(store: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "teamx_tui", "--store", str(store), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def wait_for_a_turn(store: Path) -> None:
    """Return once a worker has a run going on."""
    office = Office.open(store)
    deadline = time.monotonic() + PATIENCE_SECONDS
    try:
        while not any(event.kind == "run.started" for event in log.latest(office, 30)):
            assert time.monotonic() < deadline, "no run was started"
            time.sleep(0.01)
    finally:
        office.close()


def litter(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.feature("D-18")
def test_demo__plays_the_scenario_headless(store: Path, teamx: Teamx) -> None:
    said = teamx("demo", "--headless", "--json")

    assert said.code == 0
    outcome = said.json
    assert (outcome["done"], outcome["blocked"], outcome["model_calls"], outcome["idle"]) == (12, 0, 0, True)
    assert outcome["decisions"] == 10
    assert litter(store.parent) == ["company.db"]


def test_demo__ends_with_a_summary_table(teamx: Teamx) -> None:
    said = teamx("demo", "hello-company", "--headless")

    assert said.code == 0
    assert "4 of 4 tickets done" in said.out
    assert "No model was called." in said.out
    assert "#4" in said.out
    assert "Paper Boat" in said.err


def test_demo__of_an_unknown_name_lists_the_known(store: Path, teamx: Teamx) -> None:
    said = teamx("demo", "nope", "--headless")

    assert said.code == 4
    assert "cross-functional-collaboration, hello-company" in said.err
    assert litter(store.parent) == []


@pytest.mark.feature("D-3")
def test_run__says_at_the_end_what_was_done(seed: Teamx) -> None:
    outcome = seed("run", "--until-idle", "--json").json

    assert outcome == {
        "runs": outcome["runs"], "done": 12, "blocked": 0, "model_calls": 0, "cost_usd": 0.0, "idle": True,
        "messages": outcome["messages"], "decisions": 10,
    }  # fmt: skip
    again = seed("run", "--until-idle", "--json").json
    assert (again["runs"], again["idle"]) == (0, True)


def test_init__takes_in_the_phase_edges_when_asked(teamx: Teamx) -> None:
    assert teamx("init", "--scenario", "cross-functional-collaboration", "--phase-edges").code == 0

    graph = teamx("graph", "--json").json
    assert len(graph["edges"]) == 23
    assert graph["waves"][-1] == [72, 73, 74, 75]


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("company: {", "colour: blue\ncompany: {", "there is no key 'colour' here"),
        ("assignee: alex", "assignee: zed", "there is no employee @zed"),
        ("number: 65", "number: 64", "number #64 is used twice"),
        ("{blocker: 71, blocks: [72, 73]", "{blocker: 71, blocks: [71]", "#71 cannot wait for itself"),
        ("{blocker: 71, blocks: [72, 73]", "{blocker: 71, blocks: [64]", "is a cycle"),
    ],
)
def test_init__of_a_bad_file_names_line_and_cause_and_leaves_nothing(
    tmp_path: Path, teamx: Teamx, old: str, new: str, cause: str
) -> None:
    text = (settings.scenarios() / "cross-functional-collaboration.yaml").read_text()
    assert old in text
    bad = text.replace(old, new, 1)
    file = tmp_path / "bad.yaml"
    file.write_text(bad)

    said = teamx("init", "--scenario", file)

    assert said.code == 2
    assert said.err.startswith("bad.yaml, line ")
    assert cause in said.err
    assert said.err.count("\n") == 1
    assert litter(tmp_path) == ["bad.yaml"]


def test_export__founds_the_same_company_again(tmp_path: Path, seed: Teamx) -> None:
    file = tmp_path / "exported.yaml"
    assert seed("export", "--out", file).code == 0
    assert seed("export", "--out", file).code == 2  # never overwrites

    other = tmp_path / "other.db"
    assert seed("init", "--scenario", file, "--store", other).code == 0

    assert seed("graph", "--json", "--store", other).json == seed("graph", "--json").json
    assert seed("ticket", "list", "--json", "--store", other).json == seed("ticket", "list", "--json").json
    assert seed("export", "--store", other).out == seed("export").out


def test_export__makes_a_script_of_what_was_done(tmp_path: Path, played: Teamx) -> None:
    file = tmp_path / "demo.yaml"
    assert played("export", "--script", "--out", file).code == 0

    other = tmp_path / "other.db"
    assert played("init", "--scenario", file, "--store", other).code == 0

    assert played("run", "--until-idle", "--json", "--store", other).json["done"] == 12
    assert played("export", "--script", "--store", other).out == played("export").out


@pytest.mark.parametrize("verb", ["run", "worker"])
def test_cassette__is_recorded_or_replayed_but_not_both(verb: str, tmp_path: Path, seed: Teamx) -> None:
    said = seed(verb, "--record", tmp_path / "a", "--replay", tmp_path / "b")

    assert (said.code, "either --record or --replay" in said.err) == (2, True)
    assert not (tmp_path / "a").exists()


def test_run__records_a_cassette_and_replays_it(tmp_path: Path, teamx: Teamx) -> None:
    """With scripted employees there is nothing on it, and nothing is missed."""
    cassette = tmp_path / "a"
    assert teamx("init", "--scenario", "hello-company").code == 0

    assert teamx("run", "--runs", "1", "--record", cassette).code == 0
    assert teamx("run", "--runs", "1", "--record", cassette).code == 2
    assert teamx("run", "--until-idle", "--replay", cassette, "--json").json["done"] == 4
    assert teamx("run", "--replay", tmp_path / "none").code == 4


@pytest.mark.feature("Y-51")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_worker__told_to_stop_gives_its_work_back_within_five_seconds(
    store: Path, seed: Teamx, stop: signal.Signals
) -> None:
    with started(store, "worker", "--pace", "60") as worker:
        wait_for_a_turn(store)
        worker.send_signal(stop)
        assert worker.wait(5) == 0
        assert worker.stderr is not None
        assert worker.stderr.read() == ""

    assert litter(store.parent) == ["company.db"]
    events = [event["kind"] for event in seed("log", "--json").lines]
    assert events[-1] == "worker.stopped"
    assert seed("run", "--until-idle", "--json").json["done"] == 12


@pytest.mark.parametrize("verb", ["worker", "run"])
def test_worker__says_to_who_sits_at_the_terminal_how_to_watch_it_and_how_it_ends(
    verb: str, store: Path, seed: Teamx
) -> None:
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "teamx_tui", "--store", str(store), verb, "--pace", "60"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=its) as worker:
        wait_for_a_turn(store)
        said = os.read(ours, 1000).decode()
        worker.terminate()
    os.close(ours)
    os.close(its)

    assert said == f"Working on {store} until Ctrl-C. To watch it: teamx --store {store}\r\n"


def test_worker__ends_when_whoever_started_it_has_gone(store: Path, seed: Teamx) -> None:
    with started(store, "worker", "--pace", "60", "--with-parent") as worker:
        wait_for_a_turn(store)
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(5) == 0


@pytest.mark.feature("D-5", "Y-48")
def test_worker__killed_is_followed_by_the_next_one(store: Path, seed: Teamx) -> None:
    with started(store, "worker", "--pace", "60") as worker:
        wait_for_a_turn(store)
        worker.kill()
        worker.wait(5)
    office = Office.open(store)
    assert shifts.living(office) == ()
    office.close()
    # Nobody has taken over yet, and still nothing is said to be going on that is not.
    assert {ticket["condition"] for ticket in seed("ticket", "list", "--json").json} == {"interrupted", "blocked"}
    assert all(person["on"] is None for person in seed("employee", "list", "--json").json)
    assert seed("status", "--json").json["running"] == 0

    assert seed("run", "--until-idle", "--json").json["done"] == 12

    lost = [event for event in seed("log", "--json").lines if event["kind"] == "worker.lost"]
    outcomes = [run["outcome"] for run in seed("ticket", "show", 64, "--json").json["runs"]]
    assert (len(lost), outcomes[0]) == (1, "interrupted")


@pytest.mark.feature("S-38")
def test_two_workers_and_an_operator__write_at_once_and_lose_nothing(store: Path, seed: Teamx) -> None:
    with started(store, "run", "--until-idle", "--json") as one, started(store, "run", "--until-idle", "--json") as two:
        for number in range(65, 76):
            assert seed("ticket", "comment", number, f"operator on {number}").code == 0
        outcomes = [json.loads(worker.communicate(timeout=60)[0]) for worker in (one, two)]

    assert outcomes[0]["done"] == outcomes[1]["done"] == 12
    for number in range(65, 76):
        said = [entry["body"] for entry in seed("ticket", "show", number, "--json").json["thread"]]
        assert said.count(f"operator on {number}") == 1
    office = Office.open(store)
    assert log.broken(office) == ()
    office.close()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA user_version = 999")


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 4)


def text(path: Path) -> None:
    path.write_text("dear diary\n")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as store:
        store.execute("CREATE TABLE song (title TEXT)")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [text, newer, damaged, foreign, folder])
@pytest.mark.parametrize("words", [("ticket", "list"), ("ticket", "new", "x"), ("run", "--until-idle"), ("log",)])
def test_store__that_cannot_be_used_is_named_and_left_alone(
    store: Path, seed: Teamx, spoil: object, words: tuple[str, ...]
) -> None:
    spoil(store)  # type: ignore[operator]
    before = store.read_bytes() if store.is_file() else b""

    said = seed(*words)

    assert said.code == 5
    assert str(store) in said.err
    assert said.err.count("\n") == 1
    assert (store.read_bytes() if store.is_file() else b"") == before


def test_store__that_is_missing_says_how_to_start(teamx: Teamx) -> None:
    said = teamx("ticket", "list")

    assert said.code == 5
    assert "teamx init" in said.err


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="a full disk needs a mount")
def test_store__on_a_full_disk_loses_nothing(tmp_path: Path, seed: Teamx, store: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no mount is allowed here")
    try:
        small = disk / "company.db"
        assert seed("init", "--scenario", "hello-company", "--store", small).code == 0
        (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free - 4096))
        said = seed("ticket", "new", "x" * 2000, "--description", "y" * 300_000, "--store", small)
        assert said.code == 5
        assert "full" in said.err
        (disk / "filler").unlink()
        assert len(seed("ticket", "list", "--json", "--store", small).json) == 4
        assert seed("ticket", "new", "fits now", "--store", small).code == 0
    finally:
        subprocess.run(["umount", disk], check=True)


def test_store__that_is_read_only_is_named(tmp_path: Path, seed: Teamx, store: Path) -> None:
    os.chmod(store, 0o400)
    if os.geteuid() == 0:
        bound = subprocess.run(["mount", "--bind", "-o", "ro", tmp_path, tmp_path], capture_output=True)
        if bound.returncode:
            pytest.skip("root can write everything here")
    try:
        said = seed("ticket", "new", "x")
        assert (said.code, said.err.count("\n")) == (5, 1)
        assert str(store) in said.err
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", tmp_path], check=True)


def test_output__closed_by_its_reader_is_no_error(store: Path, seed: Teamx) -> None:
    command = f"{sys.executable} -m teamx_tui --store {store} log | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert "founded Team-X" in done.stdout
