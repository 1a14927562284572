"""What a scenario file may not say: each fault is one sentence with file, line and cause, and leaves nothing behind."""

from __future__ import annotations

import functools
import re
import tempfile
import time
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import companies
from teamx_tui.company import founding
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound
from teamx_tui.scenarios.source import load
from tests.scenarios.stage import charter

GOOD: Final = """\
company: {name: Tin Can}
departments:
  - {key: works, name: Works, lead: ann}
employees:
  - {handle: ann, name: Ann, role: engineer, department: works}
  - {handle: bob, name: Bob, role: engineer, reports_to: ann}
  - {handle: cid, name: Cid, role: engineer, reports_to: bob}
projects:
  - {key: can, name: The can, lead: bob}
tickets:
  - number: 1
    title: First
    project: can
    assignee: ann
    raci: {accountable: [bob], consulted: [cid]}
    priority: high
  - number: 2
    title: Second
    assignee: bob
    estimate: 2
  - number: 3
    title: Third
dependencies:
  - {blocker: 1, blocks: [2, 3]}
  - {blocker: 2, blocks: [3]}
budgets:
  - {scope: company, limit_usd: 5}
script:
  1:
    - {by: ann, comment: "Look, @bob."}
    - by: bob
      comment: Seen.
      mentions: [ann]
    - {by: ann, finish: Done.}
"""


def changed(old: str, new: str) -> str:
    """`GOOD` with one thing in it replaced."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def refusal(text: str | bytes, folder: Path) -> tuple[int, str]:
    """The line and the cause of the one sentence with which `teamx init` refuses a file; nothing is left behind."""
    path = folder / "tin.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    store = folder / "data" / "tin.db"

    with pytest.raises(Invalid) as caught:
        companies.init(store, path)

    said = str(caught.value)
    assert sorted(entry.name for entry in folder.iterdir()) == ["tin.yaml"]
    assert said.isprintable()
    name, _, rest = said.partition(", line ")
    line, _, cause = rest.partition(": ")
    assert name == "tin.yaml"
    return int(line), cause


def test_good_file__is_read(tmp_path: Path) -> None:
    plan = charter(GOOD, tmp_path)

    assert [ticket.number for ticket in plan.tickets] == [1, 2, 3]
    assert [line.tool for line in plan.script[1]] == ["comment", "comment", "finish"]


SHAPES: Final = {
    "unknown key at the top": (changed("budgets:", "budget:"), 26, "there is no key 'budget' here."),
    "unknown key of the company": (changed("{name: Tin Can}", "{nam: Tin Can}"), 1, "there is no key 'nam' here."),
    "unknown key of an employee": (changed("name: Cid,", "nick: C, name: Cid,"), 7, "there is no key 'nick' here."),
    "unknown key of a ticket": (
        changed("    estimate: 2\n", "    estimat: 2\n"),
        20,
        "there is no key 'estimat' here.",
    ),
    "unknown part of raci": (changed("consulted: [cid]", "asked: [cid]"), 15, "there is no key 'asked' here."),
    "unknown key of a dependency": (
        changed("{blocker: 2,", "{block: 1, blocker: 2,"),
        25,
        "there is no key 'block' here.",
    ),
    "key that is no word": (changed("budgets:", "7: x\nbudgets:"), 26, "a key here is a word, not 7."),
    "misspelt key": (changed("title: Third", "titel: Third"), 22, "there is no key 'titel' here."),
    "misspelt key in one line with what is missing for it": (
        changed("number: 3\n    title: Third", "{number: 3, titel: Third}"),
        21,
        "there is no key 'titel' here.",
    ),
    "missing key": (changed("    title: Second\n", ""), 17, "'title' is missing."),
    "text where a number stands": (changed("number: 3", "number: three"), 21, "'number' should be a whole number."),
    "number in quotes": (changed("number: 3", 'number: "3"'), 21, "'number' should be a whole number."),
    "truth where a number stands": (changed("estimate: 2", "estimate: yes"), 20, "'estimate' should be a number."),
    "number where text stands": (
        changed("title: Third", "title: 3"),
        22,
        "'title' should be text; write '3' in quotes if that is what you mean.",
    ),
    "date where text stands": (
        changed("title: Third", "title: 2026-01-31"),
        22,
        "'title' should be text; write '2026-01-31' in quotes if that is what you mean.",
    ),
    "nothing where text stands": (
        changed("title: Third", "title:"),
        22,
        "'title' should be text, and nothing stands there.",
    ),
    "handle that means no": (
        changed("handle: cid", "handle: no"),
        7,
        "'handle' should be text; write 'no' in quotes if that is what you mean.",
    ),
    "assignee that means yes": (
        changed("assignee: ann", "assignee: yes"),
        14,
        "'assignee' should be text; write 'yes' in quotes if that is what you mean.",
    ),
    "handle in a list that means off": (
        changed("consulted: [cid]", "consulted:\n      [off]"),
        16,
        "an entry of 'consulted' should be text; write 'off' in quotes if that is what you mean.",
    ),
    "word where a list stands": (changed("[cid]", "cid"), 15, "'consulted' should be a list."),
    "list where a mapping stands": (changed("company: {name: Tin Can}", "company: []"), 1, "should be a mapping"),
    "mapping where a list stands": (
        changed("  - {scope: company,", "  {scope: company,"),
        26,
        "'budgets' should be a list.",
    ),
    "word where a mapping stands": (changed("  - {blocker: 2, blocks: [3]}", "  - third"), 25, "should be a mapping"),
    "file that is a list": ("- one\n- two\n", 1, "the file should be a mapping of keys to values."),
    "file that is a word": ("\n\nhello\n", 3, "the file should be a mapping of keys to values."),
    "word that is none of the choices": (
        changed("priority: high", "priority: urgent"),
        16,
        "'priority' should be 'low', 'medium', 'high' or 'critical'.",
    ),
    "estimate of nothing": (changed("estimate: 2", "estimate: 0"), 20, "'estimate' should be greater than 0."),
    "estimate that is no number": (changed("estimate: 2", "estimate: .nan"), 20, "'estimate' should be"),
    "estimate without end": (changed("estimate: 2", "estimate: .inf"), 20, "'estimate' should be less than 10000."),
    "number too large to keep": (changed("number: 3", f"number: {2**63}"), 21, "'number' should be less than"),
    "weeks too many to keep": (changed("lead: bob}", f"lead: bob, weeks: {2**63}}}"), 9, "'weeks' should be less than"),
    "dependency that blocks nothing": (
        changed("blocks: [3]}", "blocks: []}"),
        25,
        "'blocks' should not be empty.",
    ),
    "half a character": (changed("Tin Can", r'"\ud800"'), 1, ""),
    "script of a word": (changed("  1:\n", "  one:\n"), 29, "a key here is a whole number, not 'one'."),
    "script line that is a word": (changed("    - {by: ann, finish: Done.}", "    - done"), 34, "should be a mapping"),
}


@pytest.mark.parametrize("fault", SHAPES)
def test_wrong_shape__is_named_with_its_line(fault: str, tmp_path: Path) -> None:
    text, line, cause = SHAPES[fault]

    assert_refused(text, line, cause, tmp_path)


def assert_refused(text: str | bytes, line: int, cause: str, folder: Path) -> None:
    found = refusal(text, folder)

    assert found[0] == line, found
    assert cause in found[1]


def test_wrong_shapes__the_first_in_the_file_is_told(tmp_path: Path) -> None:
    two = changed("number: 3", "number: three").replace("budgets:", "budget:").replace("handle: cid", "handle: 3")

    assert_refused(two, 7, "'handle' should be text", tmp_path)


PEOPLE: Final = {
    "handle that is none": (changed("handle: cid", "handle: Cid!"), 7, "'Cid!' is not a handle"),
    "handle with an @": (changed("handle: cid", 'handle: "@cid"'), 7, "'@cid' is not a handle"),
    "handle that is taken by the house": (changed("handle: cid", "handle: operator"), 7, "'operator' is reserved."),
    "handle used twice": (changed("handle: cid", "handle: bob"), 7, "handle 'bob' is used twice."),
    "department used twice": (
        changed("employees:", "  - {key: works, name: More}\nemployees:"),
        4,
        "key 'works' is used twice.",
    ),
    "project used twice": (changed("tickets:", "  - {key: can, name: More}\ntickets:"), 10, "key 'can' is used twice."),
    "budget set twice": (
        changed("script:", "  - {limit_usd: 7}\nscript:"),
        28,
        "the total budget of company is set twice.",
    ),
    "budget of nobody": (
        changed("script:", "  - {scope: employee, subject: dan, limit_usd: 7}\nscript:"),
        28,
        "there is no employee 'dan'.",
    ),
    "budget of no ticket": (
        changed("script:", "  - {scope: ticket, subject: 9, limit_usd: 7}\nscript:"),
        28,
        "there is no ticket 9.",
    ),
    "budget without a subject": (
        changed("script:", "  - {scope: project, limit_usd: 7}\nscript:"),
        28,
        "a budget of a project needs a subject: which project.",
    ),
    "budget of the company with one": (
        changed("script:", "  - {subject: ann, period: day, limit_usd: 7}\nscript:"),
        28,
        "the company's budget has no subject.",
    ),
    "unknown department": (changed("department: works", "department: house"), 5, "there is no department 'house'."),
    "unknown manager": (changed("reports_to: bob", "reports_to: dan"), 7, "there is no employee @dan."),
    "unknown lead of a department": (changed("Works, lead: ann", "Works, lead: dan"), 3, "there is no employee @dan."),
    "unknown lead of a project": (changed("can, lead: bob", "can, lead: dan"), 9, "there is no employee @dan."),
    "lead with an @": (changed("can, lead: bob", 'can, lead: "@bob"'), 9, "write bob without the @."),
    "own manager": (changed("reports_to: bob", "reports_to: cid"), 7, "@cid -> @cid is a circle of managers."),
    "circle of managers": (
        changed("department: works", "reports_to: cid"),
        7,
        "@cid -> @bob -> @ann -> @cid is a circle of managers.",
    ),
}


@pytest.mark.parametrize("fault", PEOPLE)
def test_people_who_do_not_agree__are_named_with_their_line(fault: str, tmp_path: Path) -> None:
    text, line, cause = PEOPLE[fault]

    assert_refused(text, line, cause, tmp_path)


def gated(gate: str) -> str:
    """`GOOD` with one gate in it, on line 27."""
    return changed("budgets:", f"gates:\n  - {{{gate}}}\nbudgets:")


GATES: Final = {
    "unknown key of a gate": ("key: g, titel: G, artifact: {type: r, status: [ok]}", "there is no key 'titel' here."),
    "gate without an artifact": ("key: g, title: G", "'artifact' is missing."),
    "gate without a status": ("key: g, title: G, artifact: {type: r, status: []}", "'status' should not be empty."),
    "status in no list": (
        "key: g, title: G, artifact: {type: r, status: agreed}",
        "'status' should be a list.",
    ),
    "status that is never had": (
        "key: g, title: G, artifact: {type: api_contract, status: [done]}",
        "An api_contract is never done. It may be: proposed, disputed, agreed, implemented.",
    ),
    "type that is no word": ("key: g, title: G, artifact: {type: '!', status: [ok]}", "'!' is no type"),
    "gate after no ticket": (
        "key: g, title: G, artifact: {type: r, status: [ok]}, after: [9]",
        "there is no ticket #9.",
    ),
    "gate before no ticket": (
        "key: g, title: G, artifact: {type: r, status: [ok]}, blocks: [1, 9]",
        "there is no ticket #9.",
    ),
    "gate before a ticket twice": (
        "key: g, title: G, artifact: {type: r, status: [ok]}, blocks: [1, 1]",
        "#1 stands here twice.",
    ),
    "artifact of no ticket": (
        "key: g, title: G, artifact: {type: r, status: [ok], ticket: 9}",
        "there is no ticket #9.",
    ),
    "key of a project": ("key: can, title: G, artifact: {type: r, status: [ok]}", "key 'can' is used twice."),
    "gate that closes a cycle": (
        "key: g, title: G, artifact: {type: r, status: [ok]}, after: [3], blocks: [1]",
        "is a cycle.",
    ),
}


@pytest.mark.parametrize("fault", GATES)
def test_gates_that_cannot_be__are_named_with_their_line(fault: str, tmp_path: Path) -> None:
    gate, cause = GATES[fault]

    assert_refused(gated(gate), 27, cause, tmp_path)


@pytest.mark.feature("X-28")
def test_gates__are_read_with_what_they_stand_between(tmp_path: Path) -> None:
    (gate,) = charter(
        gated(
            "key: contract, title: Agreed, artifact: {type: api_contract, status: [agreed]}, after: [1], blocks: [3]"
        ),
        tmp_path,
    ).gates

    assert (gate.key, gate.title, gate.after, gate.blocks) == ("contract", "Agreed", (1,), (3,))
    assert gate.predicate.spec == {"type": "api_contract", "status": ["agreed"]}


TICKETS: Final = {
    "number used twice": (changed("number: 3", "number: 2"), 21, "number #2 is used twice."),
    "title of blanks": (changed("title: Third", 'title: "  "'), 22, "a ticket needs a title."),
    "unknown project": (changed("project: can", "project: tin"), 13, "there is no project 'tin'."),
    "unknown assignee": (changed("assignee: bob", "assignee: dan"), 19, "there is no employee @dan."),
    "assignee with an @": (changed("assignee: bob", 'assignee: "@bob"'), 19, "write bob without the @."),
    "unknown accountable": (changed("[bob]", "[bob, dan]"), 15, "there is no employee @dan."),
    "unknown consulted in a line of its own": (
        changed("consulted: [cid]}", "consulted:\n      [cid,\n       dan]}"),
        17,
        "there is no employee @dan.",
    ),
    "dependency on no ticket": (changed("{blocker: 2,", "{blocker: 9,"), 25, "there is no ticket #9."),
    "dependency of no ticket": (
        changed("blocks: [2, 3]", "blocks:\n      [2,\n       9]"),
        26,
        "there is no ticket #9.",
    ),
    "dependency on itself": (changed("blocks: [3]", "blocks: [2]"), 25, "#2 cannot wait for itself."),
    "dependency written twice": (changed("blocks: [3]", "blocks: [3, 3]"), 25, "#2 blocks #3 already."),
    "dependency written twice, soft": (
        changed("budgets:", "  - {blocker: 1, blocks: [3], hard: false}\nbudgets:"),
        26,
        "#1 blocks #3 already.",
    ),
    "cycle of two": (changed("{blocker: 2, blocks: [3]}", "{blocker: 2, blocks: [1]}"), 25, "is a cycle."),
    "cycle of three": (
        changed("budgets:", "  - {blocker: 3, blocks: [1]}\nbudgets:"),
        26,
        "is a cycle.",
    ),
    "cycle that is soft": (
        changed("budgets:", "  - {blocker: 3, blocks: [1], hard: false}\nbudgets:"),
        26,
        "is a cycle.",
    ),
}


@pytest.mark.parametrize("fault", TICKETS)
def test_tickets_that_do_not_agree__are_named_with_their_line(fault: str, tmp_path: Path) -> None:
    text, line, cause = TICKETS[fault]

    assert_refused(text, line, cause, tmp_path)


def test_cycle__is_told_with_its_path(tmp_path: Path) -> None:
    text = changed("{blocker: 1, blocks: [2, 3]}", "{blocker: 1, blocks: [2]}").replace(
        "budgets:", "  - {blocker: 3, blocks: [1]}\nbudgets:"
    )

    line, cause = refusal(text, tmp_path)

    assert line == 26
    assert set(cause.removesuffix(" is a cycle.").split(" -> ")) == {"#1", "#2", "#3"}


def test_phase_edges__that_close_a_cycle_are_refused_only_when_they_are_in_force(tmp_path: Path) -> None:
    text = changed("budgets:", "  - {blocker: 3, blocks: [1], source: phase}\nbudgets:")

    assert len(charter(text, tmp_path).dependencies) == 3
    with pytest.raises(Invalid, match=r"^company\.yaml, line 26: .* is a cycle\.$"):
        charter(text, tmp_path, phase_edges=True)


FIRST: Final = '    - {by: ann, comment: "Look, @bob."}\n'
SECOND: Final = "    - by: bob\n      comment: Seen.\n      mentions: [ann]\n"
LAST: Final = "    - {by: ann, finish: Done.}\n"

LINES: Final = {
    "script of no ticket": (changed("  1:\n", "  9:\n"), 29, "there is no ticket #9."),
    "line without a speaker": (changed("    - by: bob\n      comment", "    - comment"), 31, "a line needs `by:`"),
    "line of a stranger": (changed("by: bob", "by: dan"), 31, "the handle of an employee, not 'dan'."),
    "line by somebody called no": (changed("by: bob", "by: no"), 31, "the handle of an employee, not 'no'."),
    "unknown tool": (
        changed("finish: Done.", "finnish: Done."),
        34,
        "a line has one tool, not finnish; the tools are: ",
    ),
    "no tool": (changed(", finish: Done.", ""), 34, "a line has one tool, not none"),
    "two tools": (changed("      mentions: [ann]\n", "      pass: no\n"), 33, "a line has one tool, not comment, pass"),
    "unknown key beside the tool": (changed("mentions: [ann]", "mention: [ann]"), 33, "a line has one tool"),
    "argument of another tool": (
        changed("mentions: [ann]", "note: psst"),
        33,
        "comment: note is none of its arguments.",
    ),
    "argument misspelt": (
        changed("comment: Seen.", "comment: {txt: Seen.}"),
        32,
        "comment: txt is none of its arguments.",
    ),
    "argument missing": (changed(SECOND, "    - {by: bob, ask: Seen}\n"), 31, "ask: to is missing."),
    "argument given twice": (changed("mentions: [ann]", "text: Hm."), 33, "comment: text is given twice."),
    "argument inside and beside": (
        changed("comment: Seen.", "comment: {text: Seen., mentions: []}"),
        33,
        "comment: mentions stands here twice.",
    ),
    "argument of the wrong type": (changed("mentions: [ann]", "mentions: [1]"), 33, "comment: mentions.0 should be"),
    "text of blanks": (changed("comment: Seen.", 'comment: "  "'), 32, "comment: text should say something."),
    "text that nobody sees": (
        changed("comment: Seen.", r'comment: "\u200b"'),
        32,
        "comment: text should say something.",
    ),
    "outcome that is none": (
        changed(SECOND, "    - by: bob\n      check: {name: a, results: {b: maybe}}\n"),
        32,
        "check: results.b should be 'pass' or 'fail'.",
    ),
    "mention of a stranger": (changed("mentions: [ann]", "mentions: [dan]"), 33, "there is no employee @dan."),
    "mention of the operator": (
        changed("mentions: [ann]", "mentions: [operator]"),
        33,
        "there is no employee @operator.",
    ),
    "call of a stranger": (changed(SECOND, "    - {by: bob, mention: dan}\n"), 31, "there is no employee @dan."),
    "question to a stranger": (
        changed(SECOND, "    - {by: bob, ask: Who, to: dan}\n"),
        31,
        "there is no employee @dan.",
    ),
    "question to all": (changed(SECOND, "    - {by: bob, ask: Who, to: all}\n"), 31, "there is no employee @all."),
    "stranger added": (changed(SECOND, "    - {by: bob, add_participant: dan}\n"), 31, "there is no employee @dan."),
    "deferral to no ticket": (
        changed(SECOND, "    - {by: bob, decide: {subject: a, outcome: b, deferred_to: 9}}\n"),
        31,
        "there is no ticket #9.",
    ),
    "block on no ticket": (changed(SECOND, "    - {by: bob, block: Hm., ticket: 9}\n"), 31, "there is no ticket #9."),
    "block on itself": (
        changed(LAST, "    - {by: ann, block: Hm., ticket: 1}\n"),
        34,
        "#1 cannot wait for itself.",
    ),
    "block that closes a cycle": (
        changed(LAST, "    - {by: ann, block: Hm., ticket: 3}\n"),
        34,
        "#1 cannot wait for #3:",
    ),
    "block that is there already": (
        changed(FIRST + SECOND + LAST, "    - pass: x\n      by: ann\n  2:\n    - {by: bob, block: Hm., ticket: 1}\n"),
        33,
        "#1 blocks #2 already.",
    ),
    "first line of somebody else": (changed(FIRST, ""), 30, "the first line is for @ann, who is responsible for #1."),
    "speaker nobody would wake": (
        changed("Look, @bob.", "Look."),
        31,
        "nobody would wake @bob here; let the line before mention them: mentions: [bob]",
    ),
    "script that nobody begins": (
        changed("  1:\n", "  3:\n"),
        30,
        "nobody is assigned to #3, so nobody begins its script.",
    ),
    "finish that is not the last": (
        changed('comment: "Look, @bob."', "finish: Done."),
        30,
        "#1 is finished here, but its script goes on.",
    ),
    "finish by one who may not": (
        changed("mentions: [ann]\n" + LAST, "mentions: [cid]\n    - {by: cid, finish: Done.}\n"),
        34,
        "@cid is neither responsible nor accountable for #1.",
    ),
}


@pytest.mark.parametrize("fault", LINES)
def test_wrong_script_line__is_named_with_its_line(fault: str, tmp_path: Path) -> None:
    text, line, cause = LINES[fault]

    assert_refused(text, line, cause, tmp_path)


YAML: Final = {
    "key written twice at the top": (changed("budgets:", "tickets:"), 26, "'tickets' stands here a second time."),
    "key written twice in a ticket": (changed("estimate: 2", "title: Again"), 20, "'title' stands here a second time."),
    "key written twice in a line": (changed("mentions: [ann]", "by: ann"), 33, "'by' stands here a second time."),
    "number written twice in the script": (GOOD + "  1: []\n", 35, "1 stands here a second time."),
    "list that does not end": (changed("[2, 3]", "[2, 3"), 24, "this is not YAML"),
    "quotes that do not end": (changed('"Look, @bob."', '"Look, @bob.'), 30, "found unexpected end of stream"),
    "wrong indentation": (changed("    title: First", "   title: First"), 12, "this is not YAML"),
    "colon in the text": (
        changed("title: First", "title: First: again"),
        12,
        "text with a colon in it stands in quotes",
    ),
    "@ without quotes": (changed("by: bob", "by: @bob"), 31, "text that begins with @"),
    "tab for indentation": (changed("    title: First", "\ttitle: First"), 12, "this is not YAML"),
    "control character": (
        changed("title: First", "title: Fi\x07rst"),
        12,
        "the character U+0007 cannot stand in a file.",
    ),
    "zero": (changed("title: First", "title: Fi\0rst"), 12, "the character U+0000 cannot stand in a file."),
    "bytes that are no text": (GOOD.encode().replace(b"Second", b"S\xe9cond"), 18, "this is not text in UTF-8."),
    "binary file": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", 1, "this is not text in UTF-8."),
    "anchor": (changed("[cid]", "&them [cid]"), 15, "&them is an anchor"),
    "alias": (changed("[cid]", "*them"), 15, "*them stands for something written elsewhere"),
    "aliases of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "&a is an anchor"),
    "merge key": (changed("  - number: 3", "  - <<: {assignee: bob}\n    number: 3"), 21, "<< merges mappings"),
    "tag": (changed("title: First", "title: !!str First"), 12, "tag:yaml.org,2002:str is a tag"),
    "tag that makes things": (changed("title: First", "title: !!python/object:os.system x"), 12, "is a tag"),
    "key that is a list": (
        changed("    title: First", "    ? [a, b]\n    : c"),
        12,
        "a key must be a word or a number.",
    ),
    "date that is none": (changed("title: First", "title: 2026-13-45"), 12, "'2026-13-45' is not a value"),
    "number without end": (changed("number: 3", f"number: {'9' * 5000}"), 21, "is not a value"),
    "second document": (GOOD + "---\ncompany: {name: More}\n", 35, "a second document begins"),
    "bottomless list": ("company:\n  " + "[" * 100_000, 2, "this is nested more than 32 deep."),
    "bottomless mapping": ("\n" + "{a: " * 100_000, 2, "this is nested more than 32 deep."),
}


@pytest.mark.parametrize("fault", YAML)
def test_file_that_is_not_plain_yaml__is_named_with_its_line(fault: str, tmp_path: Path) -> None:
    text, line, cause = YAML[fault]

    assert_refused(text, line, cause, tmp_path)


def test_missing_file__is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"^There is no scenario file .*nothing\.yaml\.$"):
        companies.init(tmp_path / "tin.db", tmp_path / "nothing.yaml")

    assert list(tmp_path.iterdir()) == []


def test_folder__cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r" cannot be read: is a directory\.$"):
        companies.read(tmp_path)


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "null\n", "{}", "tickets:\nscript:\n"])
def test_empty_file__founds_an_empty_company(text: str, tmp_path: Path) -> None:
    store = tmp_path / "empty.db"
    (tmp_path / "empty.yaml").write_text(text, encoding="utf-8")

    companies.init(store, tmp_path / "empty.yaml")

    assert charter(text, tmp_path) == founding.Charter()
    office = Office.open(store)
    office.close()


def test_byte_order_mark__is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())

    assert companies.read(tmp_path / "bom.yaml") == charter(GOOD, tmp_path)


def test_handle_in_quotes__may_be_a_word_that_means_something_else(tmp_path: Path) -> None:
    text = changed("handle: cid, name: Cid", 'handle: "no", name: "yes"').replace("[cid]", '["no"]')

    hired = charter(text, tmp_path).employees[2]

    assert (hired.handle, hired.name) == ("no", "yes")


def test_arguments__stand_inside_the_tool_or_beside_it(tmp_path: Path) -> None:
    beside = charter(GOOD, tmp_path)
    inside = changed("comment: Seen.\n      mentions: [ann]", "comment: {text: Seen., mentions: ann}")

    assert charter(inside, tmp_path) == beside


def test_plain_yaml__is_read_as_any_parser_reads_it() -> None:
    for name in ("cross-functional-collaboration", "hello-company"):
        path = companies.named_scenario(name)

        assert load(path).data == yaml.safe_load(path.read_text("utf-8"))


SNIPPETS: Final = (
    *(
        "ann",
        "@bob",
        "no",
        "~",
        "''",
        "1",
        "-1",
        "1e9",
        ".inf",
        "2026-01-31",
        "1:30",
        "0x",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
    ),
    *(
        "\n",
        "  ",
        "\t",
        "#",
        "&a ",
        "*a",
        "!!int ",
        "<<",
        "? ",
        "|",
        ">",
        '"',
        "\\",
        "\u2028",
        "\x85",
        "\ud7ff",
        "é",
        "---\n",
    ),
    *(
        f"{key}:"
        for key in ("by", "comment", "mentions", "ticket", "raci", "number", "title", "script", "block", "ask")
    ),
)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text()
    | st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 9), st.sampled_from(SNIPPETS)), max_size=5).map(
        lambda edits: functools.reduce(
            lambda text, edit: text[: edit[0]] + edit[2] + text[sum(edit[:2]) :], edits, GOOD
        )
    )
)
def test_any_text__is_read_or_refused_in_one_sentence(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tin.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            plan = companies.read(path)
        except Invalid as error:
            said = str(error)
        else:
            said = "tin.yaml, line 1: read."
            founding.found(Path(folder) / "tin.db", plan)

    assert re.fullmatch(r"tin\.yaml, line [1-9][0-9]*: [^\n]+", said)


def test_large_file__is_read_in_seconds(tmp_path: Path) -> None:
    """Ten thousand tickets, twenty thousand dependencies, a chain of managers; with the wrong line at the very end."""
    count = 10_000
    text = "employees:\n"
    text += "".join(
        f"  - {{handle: e{no}, name: E, role: engineer, reports_to: {f'e{no - 1}' if no else 'null'}}}\n"
        for no in range(count)
    )
    text += "tickets:\n" + "".join(
        f"  - {{number: {no}, title: T, assignee: e{no - 1}}}\n" for no in range(1, count + 1)
    )
    text += "dependencies:\n"
    text += "".join(f"  - {{blocker: {no}, blocks: [{no + 1}, {no + 2}]}}\n" for no in range(1, count - 1))
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    began = time.process_time()

    read = charter(text, tmp_path)
    line, cause = refusal(text + f"  - {{blocker: {count}, blocks: [1]}}\n", wrong)

    assert len(read.dependencies) == 19_996
    assert line == text.count("\n") + 1
    assert cause.endswith("-> #1 is a cycle.")
    assert time.process_time() - began < 20
