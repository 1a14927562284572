"""Brains: set up, given, and what holds an employee back whose brain cannot think."""

from __future__ import annotations

from typing import Any

import pytest

from teamx_tui.commands import COMMANDS, remedies
from teamx_tui.company import (
    brains,
    charters,
    equipment,
    heads,
    hosts,
    log,
    mission,
    profiles,
    views,
    why,
)
from teamx_tui.company.employees import Hiring, hire
from teamx_tui.company.founding import Allowance
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.gates import Condition, GateKind
from tests.builders import charter, events, filing, passing, play

URL = "http://127.0.0.1:9"
WORKS = {"ok": True, "said": "It works.", "models": ["small"], "usages": []}
FAILS = {"ok": False, "said": "attic with small: tools fail: it cannot.", "models": [], "usages": []}


def order(office: Office, name: str, /, **given: Any) -> None:
    COMMANDS[name](office, **given)


def minds(office: Office) -> dict[str, tuple[str, str]]:
    everybody = charters.charter(office).employees
    return {one.handle: (one.brain, one.model) for one in everybody}


# --- setting up ---


@pytest.mark.parametrize(
    ("url", "kept", "free"),
    [
        ("http://localhost:11434/v1/", "http://localhost:11434", True),
        ("http://localhost:11434/v1/messages", "http://localhost:11434", True),
        ("http://localhost:4000", "http://localhost:4000", False),
        ("https://models.example/messages", "https://models.example/messages", False),
        ("https://api.anthropic.com", "https://api.anthropic.com", False),
        ("https://models.example/team/v1", "https://models.example/team", False),
    ],
)
def test_add__cleans_the_address_and_knows_what_costs(url: str, kept: str, free: bool) -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", url)

        row = hosts.row(office, "attic")
        assert (row["base_url"], row["is_free"]) == (kept, free)
        assert row["key_source"] == ("env" if "anthropic" in url else "")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("Attic", URL),
        ("scripted", URL),
        ("attic", "127.0.0.1:9"),
        ("attic", "ftp://here"),
        ("attic", "http://localhost:99999"),
        ("attic", "http://localhost:0"),
        ("attic", "http://localhost:port"),
        ("attic", "http://[::1"),
        ("attic", "https://me:secret@models.example"),
        ("attic", "https://models.example?key=secret"),
    ],
)
def test_add__refuses_what_is_no_name_no_address_or_holds_a_key(name: str, url: str) -> None:
    with passing(charter(1)) as office:
        with pytest.raises(Invalid):
            brains.add(office, name, url)

        assert [one.name for one in hosts.brains(office)] == ["scripted"]


@pytest.mark.feature("T-39")
@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("effort", "high", "high"),
        ("thinking", "adaptive", "adaptive"),
        ("thinking", "4096", 4096),
        ("max_tokens", "2000", 2000),
        ("version", "2023-06-01", "2023-06-01"),
    ],
)
def test_set__reaches_the_host_and_can_be_taken_away(key: str, value: str, kept: object) -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL)
        order(office, "brain set", name="attic", key=key, value=value)
        found = brains.host(office, "attic")
        assert found is not None
        assert found[0].settings == {key: kept}

        order(office, "brain set", name="attic", key=key, value="")

        found = brains.host(office, "attic")
        assert found is not None
        assert found[0].settings == {}


@pytest.mark.feature("T-39")
def test_set__changes_where_it_is_what_it_costs_and_what_it_uses() -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL)
        for key, value in (("url", "https://models.example/v1"), ("model", "big"), ("free", "no"), ("key", "file")):
            order(office, "brain set", name="attic", key=key, value=value)

        found = brains.host(office, "attic")
        assert found is not None
        assert (found[0].base_url, found[0].model, found[1]) == ("https://models.example", "big", "file")
        assert hosts.row(office, "attic")["is_free"] is False


@pytest.mark.parametrize(
    ("key", "value"),
    [("effort", "huge"), ("thinking", "12"), ("max_tokens", "1"), ("free", "maybe"), ("key", "argv"), ("mood", "good")],
)
def test_set__refuses_what_cannot_be_and_says_what_can(key: str, value: str) -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL)

        with pytest.raises(Invalid, match=r"one of|number from|yes or no|A brain has no"):
            brains.change(office, "attic", key, value)


def test_set__forgets_what_was_tried_out_before() -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL, model="small")
        brains.note_probe(office, "attic", FAILS)

        brains.change(office, "attic", "model", "big")

        assert hosts.row(office, "attic")["probe"] == {}


# --- giving ---


@pytest.mark.feature("T-32")
def test_use__gives_everybody_a_brain_and_whoever_is_hired_next() -> None:
    with passing(charter(2)) as office:
        brains.add(office, "attic", URL, model="small")
        order(office, "brain use", name="attic", model="big", anyway=True)
        hire(office, Hiring("eve", "Eve", "tester"))
        hire(office, Hiring("zed", "Zed", "tester", brain="scripted"))

        assert minds(office) == {
            "ada": ("attic", "big"),
            "ben": ("attic", "big"),
            "eve": ("attic", "big"),
            "zed": ("scripted", ""),
        }


@pytest.mark.feature("T-32")
def test_use__for_some_leaves_the_others_and_the_next_as_they_are() -> None:
    with passing(charter(3)) as office:
        brains.add(office, "attic", URL, model="small")
        order(office, "brain use", name="attic", for_=["@ben"], anyway=True)
        order(office, "employee brain", handle="cleo", name="attic", model="big", anyway=True)
        hire(office, Hiring("eve", "Eve", "tester"))

        assert minds(office) == {
            "ada": ("scripted", ""),
            "ben": ("attic", ""),
            "cleo": ("attic", "big"),
            "eve": ("scripted", ""),
        }
        assert profiles.look(office, "ben").model == "small"


@pytest.mark.feature("T-32")
def test_use__refuses_what_failed_when_it_was_tried_out() -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL, model="small")
        brains.note_probe(office, "attic", FAILS)

        with pytest.raises(Refused, match=r"tools fail: it cannot\. .*teamx brain probe attic.*--anyway"):
            equipment.use(office, "attic")
        assert equipment.use(office, "attic", anyway=True) == ("ada",)


def test_use__refuses_what_lacks_a_key_or_a_model() -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL)
        with pytest.raises(Refused, match="teamx brain set attic model MODEL"):
            equipment.use(office, "attic")
        brains.note_lack(office, "attic", "attic needs a key")
        with pytest.raises(Refused, match="attic needs a key"):
            equipment.use(office, "attic", model="small")


def test_use__of_what_is_not_there_is_not_found() -> None:
    with passing(charter(1)) as office:
        with pytest.raises(NotFound, match="There are: scripted"):
            equipment.use(office, "attic")
        with pytest.raises(NotFound):
            hire(office, Hiring("eve", "Eve", "tester", brain="attic"))


def test_drop__refuses_while_somebody_has_it() -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL, model="small")
        equipment.use(office, "attic")

        with pytest.raises(Refused, match="@ada, whoever is hired next"):
            brains.drop(office, "attic")
        equipment.use(office, "scripted")
        brains.drop(office, "attic")

        assert [one.name for one in hosts.brains(office)] == ["scripted"]


@pytest.mark.feature("D-15")
def test_undo__brings_a_dropped_brain_back_as_it_was_and_everybody_their_own() -> None:
    with passing(charter(2)) as office:
        brains.add(office, "attic", URL, model="small")
        brains.change(office, "attic", "effort", "high")
        brains.note_probe(office, "attic", WORKS)
        before = hosts.row(office, "attic")
        order(office, "brain drop", name="attic")
        order(office, "undo")
        assert hosts.row(office, "attic") == before

        order(office, "brain use", name="attic")
        order(office, "undo")

        assert minds(office) == {"ada": ("scripted", ""), "ben": ("scripted", "")}
        assert hosts.brains(office)[0].is_default


def test_undo__is_refused_once_somebody_has_been_given_another() -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL, model="small")
        order(office, "brain use", name="attic", anyway=True)
        equipment.use(office, "scripted")

        with pytest.raises(Refused, match="@ada has been given another brain"):
            order(office, "undo")


# --- who cannot think ---


@pytest.mark.feature("T-32")
def test_lack__holds_everybody_back_who_has_the_brain_and_says_what_to_do() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")])) as office:
        brains.add(office, "attic", URL, model="small")
        equipment.use(office, "attic", ["ada"])
        brains.note_lack(office, "attic", "attic needs a key (teamx brain key attic)")

        gates = why.why(office, 1).tree.gates
        assert [(gate.kind, gate.on, gate.who) for gate in gates] == [(GateKind.NO_BRAIN, "employee:ada", "operator")]
        assert gates[0].opens_when == "@ada can think: attic needs a key (teamx brain key attic)"
        assert {row.number: row.condition for row in views.tickets(office)} == {
            1: Condition.BLOCKED,
            2: Condition.READY,
        }
        assert remedies.remedy(gates[0], 1).said == "teamx employee brain ada NAME"  # type: ignore[union-attr]
        assert mission.look(office).blocked_total == 1
        assert heads.look(office).unable == 1
        assert profiles.look(office, "ada").lacks == "attic needs a key (teamx brain key attic)"


def test_lack__lets_the_others_work_and_costs_no_attempt() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")])) as office:
        brains.add(office, "attic", URL, model="small")
        equipment.use(office, "attic", ["ada"])
        brains.note_lack(office, "attic", "attic needs a key")

        play(office)

        assert {row.number: row.state for row in views.tickets(office)} == {1: "open", 2: "done"}
        assert [
            event for event in events(office) if event.data.get("employee") == "ada" and event.kind == "run.started"
        ] == []


def test_employee__whose_brain_was_never_set_up_cannot_think() -> None:
    with passing(charter(1, [filing(1)])) as office:
        with office.act("system") as act:
            equipment.equip(act, act.employee("ada"), "elsewhere", "")

        gates = why.why(office, 1).tree.gates
        assert [gate.kind for gate in gates] == [GateKind.NO_BRAIN]
        assert "teamx brain list" in gates[0].opens_when
        assert views.ticket(office, 1).condition is Condition.BLOCKED


def test_budget__holds_back_only_those_whose_brain_costs() -> None:
    budgets = [Allowance("company", "", 0)]
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], budgets=budgets)) as office:
        brains.add(office, "attic", URL, model="small")
        brains.add(office, "cloud", "https://models.example", model="large")
        equipment.use(office, "attic", ["ada"])
        equipment.use(office, "cloud", ["ben"])

        kinds = {n: [gate.kind for gate in why.why(office, n).tree.gates] for n in (1, 2)}
        assert kinds == {1: [], 2: [GateKind.BUDGET]}
        conditions = {row.number: row.condition for row in views.tickets(office)}
        assert conditions == {1: Condition.READY, 2: Condition.BLOCKED}
        assert mission.look(office).blocked_total == 1


# --- how it is shown ---


@pytest.mark.feature("T-32")
def test_head__says_what_everybody_thinks_with() -> None:
    with passing(charter(3)) as office:
        assert (heads.look(office).brains, heads.look(office).scripted) == (("scripted",), True)
        brains.add(office, "attic", URL, model="small")
        equipment.use(office, "attic")
        assert (heads.look(office).brains, heads.look(office).scripted) == (("attic small",), False)
        equipment.use(office, "scripted", ["ada"])
        equipment.use(office, "attic", ["ben"], model="big")

        assert heads.look(office).brains == ("scripted", "attic big", "attic small")
        assert heads.look(office).scripted


def test_log__says_every_change_in_words() -> None:
    with passing(charter(1)) as office:
        brains.add(office, "attic", URL, model="small")
        brains.change(office, "attic", "effort", "high")
        brains.note_probe(office, "attic", WORKS)
        brains.note_lack(office, "attic", "attic needs a key")
        brains.note_lack(office, "attic", "attic needs a key")
        brains.note_lack(office, "attic", "")
        equipment.use(office, "attic")
        equipment.use(office, "scripted")
        brains.drop(office, "attic")

        said = [log.sentence(event) for event in events(office) if event.kind.startswith(("brain.", "company.e"))]
        assert said == [
            "operator set up the brain attic",
            "operator changed effort of the brain attic",
            "the brain attic was tried out: It works.",
            "nobody can think with the brain attic: attic needs a key",
            "the brain attic can be used",
            "whoever is hired next thinks with attic",
            "whoever is hired next thinks with scripted",
            "operator took the brain attic away",
        ]
