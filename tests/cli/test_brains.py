"""What employees think with, on the command line: found, tried out, given, and its key in no place but its own."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from teamx_tui.brains import keys, safe
from teamx_tui.brains.brain import Brain
from teamx_tui.brains.host import Host
from teamx_tui.worker import process
from tests.builders import Chooser, finishes, says
from tests.cli.conftest import Teamx
from tests.company.purse import faults
from tests.fakes.messages import bills, in_a_process
from tests.models_server import serving

CANARY: Final = "sk-canary-4e1a9b7c"
PLACES: Final = ("ollama", "lmstudio", "llamacpp", "vllm", "litellm")


@pytest.fixture(autouse=True)
def nothing_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key from another test, and a folder of our own for keys."""
    monkeypatch.setattr(safe, "_held", {})
    monkeypatch.setattr(keys, "_seen", set())
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def brain(teamx: Teamx, name: str) -> Any:
    return next(one for one in teamx("brain", "list", "--json").json if one["name"] == name)


@pytest.mark.feature("T-32")
def test_brain_list__has_the_scripted_one_first_and_says_how_to_get_a_real_one(seed: Teamx) -> None:
    listed = seed("brain", "list", "--json").json

    assert (listed[0]["name"], listed[0]["default"], len(listed[0]["used_by"])) == ("scripted", True, 6)
    assert {one["name"] for one in listed[1:]} <= set(PLACES)
    said = seed("brain", "list").out
    assert "Whoever is hired next gets: scripted." in said
    if len(listed) == 1:
        assert all(way in said for way in ("ANTHROPIC_API_KEY", "teamx brain key anthropic", "teamx brain use ollama"))


@pytest.mark.feature("T-32")
def test_brain_use__turns_everybody_real_with_one_command(seed: Teamx, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(models=("qwen3:8b", "llama4")) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        used = seed("brain", "use", "ollama")
        found = brain(seed, "ollama")

    assert used.code == 0
    assert "6 employees now think with ollama qwen3:8b. Whoever is hired next gets ollama." in used.out
    assert (found["url"], found["model"], found["free"], found["default"]) == (server.url, "qwen3:8b", True, True)
    assert (found["probe"]["ok"], found["probe"]["models"]) == (True, ["qwen3:8b", "llama4"])
    assert len(found["used_by"]) == 6
    assert "Thinking: ollama qwen3:8b." in seed("status").out
    assert seed("undo").code == 0
    assert len(brain(seed, "scripted")["used_by"]) == 6


@pytest.mark.feature("T-32")
def test_brain_use__refuses_what_does_not_work_and_says_why(seed: Teamx, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("no_tools") as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        refused = seed("brain", "use", "ollama")
        used = seed("brain", "use", "ollama", "--anyway")
        probed = seed("brain", "probe", "ollama")

    assert (probed.code, "tools fail" in probed.out) == (1, True)
    assert refused.code == 3
    assert "text and stream work, but tools fail" in refused.err
    assert "--anyway" in refused.err
    assert used.code == 0


def test_brain_use__refuses_a_model_that_is_not_on_this_machine(seed: Teamx, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(models=("qwen3:latest", "llama4")) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        refused = seed("brain", "use", "ollama", "--model", "gemma")
        used = seed("brain", "use", "ollama", "--model", "qwen3")

    assert (refused.code, used.code) == (3, 0)
    assert "ollama has no model 'gemma'; it has: qwen3:latest, llama4" in refused.err


def test_brain_use__of_what_is_nowhere_is_not_found(seed: Teamx) -> None:
    nowhere = seed("brain", "use", "attic")
    keyless = seed("brain", "use", "anthropic")

    assert (nowhere.code, keyless.code) == (4, 4)
    assert "teamx brain add attic --url URL" in nowhere.err
    assert "Three ways to get going" in keyless.err


@pytest.mark.feature("T-32")
def test_brain_add__probe_and_per_employee_models(seed: Teamx) -> None:
    with serving(models=("small", "large")) as server:
        assert seed("brain", "add", "attic", "--url", f"{server.url}/v1").code == 0
        probed = seed("brain", "probe", "attic", "--json").json
        given = seed("employee", "brain", "priya", "attic", "--model", "large")
        hired = seed("employee", "hire", "zoe", "--role", "writer", "--brain", "attic")

    assert [(one["name"], one["ok"], one["model"]) for one in probed] == [("attic", True, "small")]
    assert given.out.startswith("@priya now thinks with attic large.")
    assert hired.code == 0
    shown = {who: seed("employee", "show", who, "--json").json for who in ("priya", "zoe", "mike")}
    assert {who: (one["brain"], one["model"]) for who, one in shown.items()} == {
        "priya": ("attic", "large"),
        "zoe": ("attic", "small"),
        "mike": ("scripted", ""),
    }
    assert seed("brain", "drop", "attic").code == 3


@pytest.mark.feature("T-32")
def test_brain_whose_key_is_in_the_environment__says_in_which_variable(
    seed: Teamx, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(key="sk-right") as server:
        added = seed("brain", "add", "lab-2", "--url", server.url, "--model", "m", "--key-from", "env", "--free")
        listed = seed("brain", "list").out
        keyless = seed("brain", "probe", "lab-2")
        monkeypatch.setenv("TEAMX_KEY_LAB_2", "sk-right")
        keyed = seed("brain", "probe", "lab-2")

    assert "read from the variable TEAMX_KEY_LAB_2, which must be set where teamx is started" in added.out
    assert "env TEAMX_KEY_LAB_2" in listed
    assert brain(seed, "lab-2")["key_in"] == "TEAMX_KEY_LAB_2"
    assert (keyless.code, "TEAMX_KEY_LAB_2 is not set" in keyless.out) == (1, True)
    assert keyed.code == 0
    assert "TEAMX_KEY_LAB_2" in seed("brain", "set", "lab-2", "key", "env").out
    assert "brain key lab-2 puts it there" in seed("brain", "set", "lab-2", "key", "file").out


def test_brain_set__of_what_calls_cost_says_it_in_words(seed: Teamx) -> None:
    assert seed("brain", "add", "attic", "--url", "http://127.0.0.1:9", "--model", "small").code == 0
    assert seed("brain", "set", "attic", "free", "no").out.startswith("Calls of attic cost money from now on.")
    assert seed("brain", "set", "attic", "free", "yes").out.startswith("Calls of attic cost nothing from now on.")


@pytest.mark.feature("T-32")
def test_brain_probe__of_one_that_costs_says_so_first(seed: Teamx) -> None:
    with serving() as server:
        assert seed("brain", "add", "cloud", "--url", server.url, "--model", "big", "--paid").code == 0
        asked = seed("brain", "probe", "cloud")
        called_before = len(server.asked)
        agreed = seed("brain", "probe", "cloud", "--yes")

    assert (asked.code, called_before) == (3, 0)
    assert "makes 4 calls of big, at most 8,000 tokens in all, which cost money" in asked.err
    assert agreed.code == 0
    assert "cloud works with big" in agreed.out


@pytest.mark.feature("T-32")
def test_brain_use__of_a_host_that_does_everything_needs_no_word_more(seed: Teamx, tmp_path: Path) -> None:
    with in_a_process(tmp_path / "bill", "--clever") as url:
        seed("brain", "add", "clever", "--url", url, "--model", "m")
        used = seed("brain", "use", "clever")

    assert used.out.startswith("6 employees now think with clever m.")
    assert brain(seed, "clever")["probe"]["said"] == "clever works with m: text, streams, tools and counts of tokens."
    assert len(bills(tmp_path / "bill")) == 4


@pytest.mark.feature("T-32")
@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("text", "it cannot be used: it refuses (500: out of memory)"),
        ("stream", "text works, but streams fail: the reply of clever was cut off"),
        ("tools", "text and stream work, but tools fail: the model talks where it should call the tool"),
        ("results", "text and stream work, but tools fail: the model does not see what the tool gave"),
        ("usage", "text and stream and tools work, but it counts nothing: it does not say how many tokens it used"),
    ],
)
def test_brain_probe__names_the_part_that_fails(seed: Teamx, tmp_path: Path, part: str, said: str) -> None:
    with in_a_process(tmp_path / "bill", "--lacks", part) as url:
        seed("brain", "add", "clever", "--url", url, "--model", "m")
        probed = seed("brain", "probe", "clever")
        refused = seed("brain", "use", "clever")

    assert (probed.code, refused.code) == (1, 3)
    assert said in probed.out
    assert said in refused.err


@pytest.mark.feature("T-32", "T-31")
def test_brain_probe__of_one_that_costs_is_covered_by_the_budgets_and_in_every_sum(
    seed: Teamx, tmp_path: Path, store: Path
) -> None:
    with in_a_process(tmp_path / "bill", "--clever") as url:
        seed("brain", "add", "cloud", "--url", url, "--model", "claude-haiku-5-5", "--paid")
        with closing(sqlite3.connect(store)) as hand, hand:
            hand.execute("UPDATE budget SET limit_micros = 100 WHERE scope = 'company'")
        refused = seed("brain", "probe", "cloud", "--yes")
        called = bills(tmp_path / "bill")
        with closing(sqlite3.connect(store)) as hand, hand:
            hand.execute("UPDATE budget SET limit_micros = 5000000 WHERE scope = 'company'")
        probed = seed("brain", "probe", "cloud", "--yes")

    assert (refused.code, called) == (3, [])
    assert "does not cover trying cloud out, which may cost $0.0" in refused.err
    assert probed.code == 0
    with closing(sqlite3.connect(store)) as hand:
        ((cost,),) = hand.execute("SELECT sum(cost_micros) FROM model_call").fetchall()
        ((spent,),) = hand.execute("SELECT spent_micros FROM budget WHERE scope = 'company'").fetchall()
    assert 0 < cost == spent
    assert faults(store) == []
    for by in ("employee", "ticket", "project", "model", "day"):
        seen = seed("money", "--by", by, "--json").json
        assert round(sum(one["cost_usd"] for one in seen["sums"]) * 1_000_000) == cost
        assert (seen["total"]["model_calls"], seen["total"]["unpriced_calls"]) == (4, 0)
    assert "trying brains out" in seed("money").out


def test_brain_probe__is_in_the_ledger(seed: Teamx, store: Path) -> None:
    with serving() as server:
        seed("brain", "add", "attic", "--url", server.url, "--model", "small")
        seed("brain", "probe", "attic")

    with closing(sqlite3.connect(store)) as hand:
        rows = hand.execute("SELECT brain, model, state, input_tokens, output_tokens FROM model_call").fetchall()
    assert rows == [("attic", "small", "settled", 20, 5)] * 4


def test_export__and_init_keep_who_thinks_with_what(seed: Teamx, tmp_path: Path, store: Path) -> None:
    seed("brain", "add", "attic", "--url", "http://127.0.0.1:9", "--model", "small")
    seed("employee", "brain", "priya", "attic", "--anyway")
    paper = tmp_path / "company.yaml"
    assert seed("export", "--out", paper).code == 0

    again = tmp_path / "again.db"
    assert seed("init", "--scenario", paper, "--store", again).code == 0

    assert seed("employee", "show", "priya", "--json", "--store", again).json["brain"] == "attic"
    # It is not set up there, so she waits and everybody sees why.
    assert "teamx brain list" in seed("employee", "show", "priya", "--store", again).out


# --- keys ---


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.feature("T-32")
def test_brain_key__is_kept_in_a_file_of_ones_own(seed: Teamx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with serving(key=CANARY) as server:
        seed("brain", "add", "attic", "--url", server.url, "--model", "small", "--key-from", "file")
        without = seed("brain", "probe", "attic")
        type_in(monkeypatch, f"{CANARY}\n")
        kept = seed("brain", "key", "attic")
        probed = seed("brain", "probe", "attic")

    path = tmp_path / "config" / "teamx" / "keys" / "attic"
    assert "attic needs a key" in without.out
    assert kept.out == f"The key of attic is in {path}.\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "attic works with small" in probed.out


def test_brain_key__of_a_wrong_one_is_told_without_it(seed: Teamx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMX_KEY_ATTIC", CANARY)
    with serving(key="another-key") as server:
        seed("brain", "add", "attic", "--url", server.url, "--model", "small", "--key-from", "env")
        probed = seed("brain", "probe", "attic")

    assert "it does not accept the key (401" in probed.out
    assert "[secret]" in probed.out
    assert CANARY not in probed.out


@pytest.mark.parametrize("text", ["", "short\n", "two words here\n"])
def test_brain_key__refuses_what_is_none(seed: Teamx, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    type_in(monkeypatch, text)

    assert seed("brain", "key", "anthropic").code == 2


@pytest.mark.feature("T-32")
def test_key__is_nowhere_after_a_day_of_work(
    seed: Teamx, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(host: Host) -> Brain:
        assert host.api_key == CANARY
        return Chooser(lambda told: [says(f"I was given {host.api_key}"), finishes()])

    monkeypatch.setattr(process, "maker", lambda *_: make)
    monkeypatch.setenv("TEAMX_KEY_ATTIC", CANARY)
    printed = []
    with serving(key=CANARY) as server:
        printed.append(seed("brain", "add", "attic", "--url", server.url, "--model", "small", "--key-from", "env"))
        printed.append(seed("brain", "use", "attic"))
    printed.append(seed("run", "--until-idle"))
    assert "TEAMX_KEY_ATTIC" not in os.environ
    printed += [seed(*words) for words in (("log",), ("log", "--json"), ("ticket", "show", 64), ("brain", "list"))]
    printed.append(seed("export", "--out", tmp_path / "out.yaml"))

    assert [said.code for said in printed] == [0] * len(printed)
    assert CANARY not in "".join(said.out + said.err for said in printed)
    assert "I was given [secret]" in seed("ticket", "show", 64).out
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert store in files
    assert [path for path in files if CANARY.encode() in path.read_bytes()] == []


def test_errand__holds_no_key_where_others_could_look() -> None:
    """Neither in its arguments, nor in what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "teamx_tui.brains.errand"],
        input='{"do": "find"}',
        capture_output=True,
        text=True,
        env=dict(os.environ) | {"ANTHROPIC_API_KEY": CANARY},
        check=True,
    )

    assert '"anthropic"' in done.stdout
    assert CANARY not in done.stdout + done.stderr
