"""Hand-offs, decisions, waits and parts on the command line, and in a script."""

from pathlib import Path

import pytest

from tests.cli.conftest import Teamx

STORY = """
company: {name: Tokens}
employees:
  - {handle: lin, name: Lin, role: designer}
  - {handle: priya, name: Priya, role: frontend-engineer}
tickets:
  - {number: 65, title: UX mockups, assignee: lin}
  - {number: 69, title: Components, assignee: priya}
dependencies: [{blocker: 65, blocks: [69]}]
script:
  65:
    - {by: lin, attach: {name: design-tokens.ts, content: "active = '#10B981'", kind: code}}
    - {by: lin, hand_off: {to: priya, note: "The palette of presence.", next: "Use it in EmployeeCard",
                           artifacts: [design-tokens.ts], ticket: 69}}
    - {by: priya, accept: "Thanks."}
    - {by: lin, finish: "Tokens handed over."}
"""


@pytest.mark.feature("X-15")
def test_script__hands_design_tokens_over_and_releases_the_next_ticket(teamx: Teamx, tmp_path: Path) -> None:
    scenario = tmp_path / "tokens.yaml"
    scenario.write_text(STORY)
    assert teamx("init", "--scenario", scenario).code == 0

    assert teamx("run", "--until-idle").code == 0

    (made,) = teamx("handoff", "list", "--all", "--json").json
    assert (made["giver"], made["receiver"], made["number"], made["to_number"]) == ("lin", "priya", 65, 69)
    assert made["state"] == "accepted"
    assert [one["name"] for one in made["artifacts"]] == ["design-tokens.ts"]
    assert [one["name"] for one in teamx("ticket", "show", 69, "--json").json["artifacts"]] == ["design-tokens.ts"]
    assert {row["state"] for row in teamx("ticket", "list", "--json").json} == {"done"}


def test_script__that_hands_over_to_nobody_or_to_oneself_is_refused(teamx: Teamx, tmp_path: Path) -> None:
    scenario = tmp_path / "tokens.yaml"
    scenario.write_text(STORY.replace("hand_off: {to: priya, ", "hand_off: {to: zoe, "))
    refused = teamx("init", "--scenario", scenario)
    assert refused.code != 0
    assert "there is no employee @zoe" in refused.err

    scenario.write_text(STORY.replace("hand_off: {to: priya, ", "hand_off: {to: lin, "))
    assert "nobody hands something over to themselves" in teamx("init", "--scenario", scenario).err


@pytest.mark.feature("O-35")
def test_handoff__is_offered_listed_answered_and_saved(seed: Teamx, tmp_path: Path) -> None:
    said = seed("handoff", "offer", 65, "--to", "@priya", "--note", "All of it.", "--next", "Draw the rest")
    assert said.out == "Hand-off 1 is offered to @priya.\n"
    assert "1 hand-off waiting for an answer: teamx handoff list" in seed("status").out
    again = seed("handoff", "offer", 65, "--to", "mike", "--note", "n", "--next", "x")
    assert (again.code, "teamx handoff withdraw 1" in again.err) == (3, True)
    assert "Draw the rest" in seed("handoff", "list", "--plain").out

    out = tmp_path / "handoff.md"
    assert seed("handoff", "show", 1, "--out", out).code == 0
    assert "## Next action\n\nDraw the rest" in out.read_text()
    assert out.read_text().strip() == seed("handoff", "show", 1, "--plain").out.strip()

    assert seed("do", "accept hand-off 1", "--yes").code == 0
    assert seed("handoff", "list").out == "No hand-off waits for an answer.\n"
    assert seed("ticket", "show", 65, "--json").json["assignee"] == "priya"
    assert seed("handoff", "accept", 9).code == 4

    assert seed("undo").code == 0
    assert seed("ticket", "show", 65, "--json").json["assignee"] == "lin"
    assert [one["state"] for one in seed("handoff", "list", "--json").json] == ["offered"]


def test_decision__is_recorded_with_options_and_positions_and_put_off(seed: Teamx) -> None:
    given = (
        "--option",
        "Redis",
        "--option",
        "Postgres",
        "--position",
        "@mike: Redis",
        "--position",
        "@elena: Postgres",
    )
    made = seed("decision", "record", 64, "Store", "Redis", "--rationale", "scale", "--defer-to", 73, *given, "--json")
    assert (made.json["outcome"], made.json["deferred_to"], made.json["decided_by"]) == ("Redis", 73, "operator")
    shown = seed("decision", "show", made.json["id"]).out
    assert all(words in shown for words in ("@mike: Redis", "Taken up in: #73", "## Why", "scale"))
    assert [one["number"] for one in seed("decision", "list", "--ticket", 73, "--json").json] == [64]

    assert seed("decision", "propose", 64, "Colour", "--among", "mike", "--option", "red", "--option", "blue").code == 0
    early = seed("decision", "record", 64, "Colour", "red")
    assert (early.code, "Nobody has taken a position" in early.err) == (3, True)


def test_waits__and_changes_and_parts_have_a_command(seed: Teamx) -> None:
    found = seed("waits", "--json").json
    assert {"waiter": "#69", "waited": "#67", "means": "dependency", "entry": 0} in found["waits"]
    assert (found["circles"], found["starved"]) == ([], [])
    assert seed("ticket", "changes", 64, "More.").code == 3
    assert seed("ticket", "participant", 64, "mike", "--raci", "accountable").code == 0
    parts = seed("ticket", "show", 64, "--json").json["participants"]
    assert (parts["mike"], parts["elena"]) == ("A", "C")


@pytest.mark.feature("X-10")
def test_comment__from_another_ticket_says_so(seed: Teamx) -> None:
    assert seed("ticket", "comment", 69, "It is ready.", "--as", "mike", "--from", 68).code == 0
    assert "@mike (from #68)" in seed("ticket", "show", 69).out
    assert seed("ticket", "comment", 69, "It is ready.", "--as", "lin", "--from", 99).code == 4
