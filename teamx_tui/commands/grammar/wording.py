"""Saying a command back: its plainest phrasing, which the grammar understands as exactly that, and the preview.

One table for both. Each line is a beginning and what follows for each argument that is given.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from teamx_tui.commands.grammar import spelling
from teamx_tui.commands.grammar.line import quoted
from teamx_tui.commands.grammar.spelling import GAP, UNSAID
from teamx_tui.commands.grammar.vocabulary import Vocabulary

_SLOT: Final = re.compile(r"\{(?P<param>\w+):(?P<kind>\w+)\}")
_SLUG: Final = re.compile(r"[a-z]+(?:-[a-z]+)+")
_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Wording:
    """How one command is said."""

    leads: tuple[str, ...]
    """Beginnings; the first one whose arguments are all given is taken, else the last."""
    parts: tuple[str, ...] = ()
    """What follows, each if its argument is given."""


WORDINGS: Final[Mapping[str, Wording]] = {
    "graph": Wording(("show the graph",)),
    "log": Wording(("show the log",), (" since event {since:count}", ", last {last:count} events")),
    "status": Wording(("show the status",)),
    "inbox": Wording(("show my inbox",)),
    "ask": Wording(("ask the company {question:text}",)),
    "answer": Wording(("answer entry {entry:count}",), (": {text:text}",)),
    "handoff offer": Wording(
        ("offer {artifacts:labels} of {number:ticket} to {to:person}", "offer {number:ticket} to {to:person}"),
        (" for {ticket:ticket}", ", note {note:text}", ", next {next:text}"),
    ),
    "handoff accept": Wording(("accept hand-off {handoff:count}",)),
    "handoff decline": Wording(("decline hand-off {handoff:count}",), (" because {reason:text}",)),
    "handoff withdraw": Wording(("take back hand-off {handoff:count}",), (" because {reason:text}",)),
    "handoff show": Wording(("show hand-off {handoff:count}",)),
    "handoff list": Wording(("list the hand-offs",)),
    "decision list": Wording(("list the decisions on {ticket:ticket}", "list the decisions")),
    "decision show": Wording(("show decision {decision:count}",)),
    "decision record": Wording(
        ("record on {number:ticket} {subject:text}: {outcome:text}",),
        (" because {rationale:text}", ", deferred to {defer_to:ticket}"),
    ),
    "decision propose": Wording(
        ("propose on {number:ticket} {subject:text} to {among:people}",),
        (", options {option:labels}", ", rule {rule:word}"),
    ),
    "decision position": Wording(("I am for {stance:text} on {number:ticket}",)),
    "waits": Wording(("who waits for whom",)),
    "ticket changes": Wording(("ask for changes on {number:ticket}",), (": {text:text}",)),
    "pause": Wording(("pause everything",), (" because {reason:text}",)),
    "resume": Wording(("resume everything",)),
    "undo": Wording(
        (
            "what would undoing command {only:count} do{dry_run:flag}",
            "what would undo do{dry_run:flag}",
            "undo command {only:count}",
            "undo",
        )
    ),
    "money": Wording(("show the money by {by:word}", "show the money")),
    "budget list": Wording(("list the budgets",)),
    "budget set": Wording(
        (
            "set the {scope:scope} budget of {subject:text} to {limit:dollars}",
            "set the {scope:scope} budget to {limit:dollars}",
        ),
        (", period {period:word}", ", warn at {warn:percent}", ", ask above {approve_above:dollars}"),
    ),
    "budget raise": Wording(
        (
            "raise the {scope:scope} budget of {subject:text} by {by:dollars}",
            "raise the {scope:scope} budget by {by:dollars}",
            "raise the {scope:scope} budget of {subject:text}",
            "raise the {scope:scope} budget",
        ),
        (", period {period:word}",),
    ),
    "budget drop": Wording(
        ("drop the {scope:scope} budget of {subject:text}", "drop the {scope:scope} budget"),
        (", period {period:word}",),
    ),
    "prices": Wording(("show the prices of the models",)),
    "turn": Wording(("show what was told in turn {run:count}{shown:flag}", "show turn {run:count}")),
    "turn stop": Wording(("stop turn {run:count}",)),
    "chat": Wording(("chat with {handle:person}",), (": {text:text}",)),
    "org": Wording(("show the org chart",)),
    "raci": Wording(("show the raci of {project:project}", "show the raci")),
    "vault search": Wording(("search the vault for {text:text}",)),
    "vault list": Wording(("list the files like {filter:text}", "list the files")),
    "vault status": Wording(("mark the file {name:text} as {status:text}",), (" of {ticket:ticket}",)),
    "vault tag": Wording(("tag the file {name:text} with {tags:text}", "tag the file {name:text}")),
    "ticket attach": Wording(("attach the file {source:text} to {number:ticket}",)),
    "gate list": Wording(("list the gates",)),
    "gate show": Wording(("show gate {number:count}",)),
    "gate waive": Wording(("waive gate {number:count}",), (" because {reason:text}",)),
    "vault show": Wording(("show the file {name:text}",), (" of {ticket:ticket}", ", version {version:count}")),
    "vault save": Wording(
        ("save the file {name:text} to {out:text}",), (" of {ticket:ticket}", ", version {version:count}")
    ),
    "project list": Wording(("list the projects",)),
    "project new": Wording(
        ("create project {title:text}", "create project"),
        (
            ", led by {lead:person}",
            ", for {weeks:weeks}",
            ", for goal {goal:project}",
            ", due {due:word}",
            ", key {key:word}",
        ),
    ),
    "project move": Wording(("put project {key:project} under goal {goal:project}",)),
    "goal list": Wording(("list the goals",)),
    "goal show": Wording(("show goal {key:project}",)),
    "goal new": Wording(
        ("set the goal {title:text}", "set a goal"),
        (", due {due:word}", ", key {key:word}"),
    ),
    "decompose": Wording(("decompose project {project:project} into tickets",), (": {brief:text}",)),
    "day": Wording(("show the start of the day{start:flag}", "show the end of the day")),
    "doctor": Wording(("run the doctor",)),
    "employee list": Wording(("list the employees",)),
    "employee hire": Wording(
        ("hire {handle:newcomer} as {role:role}", "hire {handle:newcomer}", "hire"),
        (
            " named {name:text}",
            ", title {title:text}",
            ", in department {department:text}",
            ", reporting to {reports_to:manager}",
            ", thinking with {brain:brain}",
            ", model {model:text}",
        ),
    ),
    "brain list": Wording(("list the brains",)),
    "brain probe": Wording(
        (
            "try out the brain {name:brain}, although it costs{yes:flag}",
            "try out the brain {name:brain}",
            "try out the brains, although they cost{yes:flag}",
            "try out the brains",
        )
    ),
    "brain use": Wording(
        ("use {name:brain} for {for_:people}", "use {name:brain} for everyone"),
        (", model {model:text}", ", anyway{anyway:flag}"),
    ),
    "brain set": Wording(("set {key:word} of the brain {name:brain}",), (" to {value:text}",)),
    "brain drop": Wording(("drop the brain {name:brain}",)),
    "employee brain": Wording(
        ("give {handle:person} the brain {name:brain}",), (", model {model:text}", ", anyway{anyway:flag}")
    ),
    "roles": Wording(("list the roles like {words:text}", "list the roles")),
    "roles show": Wording(("show the role {role:text}",)),
    "employee report": Wording(("{handle:person} reports to {to:manager}",)),
    "employee promote": Wording(
        ("give {handle:person} the role {role:role}", "promote {handle:person}"), (", title {title:text}",)
    ),
    "employee leave": Wording(("let {handle:person} go",), (", hand their work to {hand_to:person}",)),
    "employee show": Wording(("show {handle:person}",)),
    "employee why": Wording(("why does {handle:person} do nothing",)),
    "ticket list": Wording(("list the {state:condition} tickets", "list the tickets")),
    "ticket show": Wording(("show {number:ticket}",)),
    "ticket why": Wording(("why is {number:ticket} waiting",)),
    "ticket new": Wording(
        ("file a ticket {title:text}", "file a ticket"),
        (
            " for {assignee:person}",
            ", {priority:word} priority",
            ", waits for {blocked_by:tickets}",
            ", estimate {estimate:days}",
            ", project {project:project}",
            ", phase {phase:text}",
            ", accountable {accountable:people}",
            ", consulting {consulted:people}",
            ", informing {informed:people}",
            ", labelled {label:labels}",
            ", private{private:flag}",
            ", description {description:text}",
        ),
    ),
    "meeting call": Wording(
        ("call the {kind:word} called {title:text}", "call a meeting called {title:text}"),
        (
            ", with {with_:people}",
            ", chaired by {chair:person}",
            ", about {agenda:points}",
            ", after {after:tickets}",
            ", {every:word}",
            ", at {at:word}",
        ),
    ),
    "meeting end": Wording(("end meeting {number:count}", "end the meeting")),
    "meeting cancel": Wording(("cancel meeting {number:count}", "cancel the meeting"), (" because {reason:text}",)),
    "meeting say": Wording(("say in meeting {number:count}: {text:text}", "say in meeting {number:count}")),
    "meeting minutes": Wording(("show the minutes of meeting {number:count}", "show the minutes")),
    "meeting show": Wording(("show meeting {number:count}", "show the meeting")),
    "meeting list": Wording(("list the meetings",)),
    "meeting series": Wording(("list the recurring meetings",)),
    "ticket assign": Wording(("assign {number:ticket} to {handle:person}", "assign {number:ticket}")),
    "ticket comment": Wording(
        ("comment on {number:ticket}",), (" as {as_:person}", " from {from_:ticket}", ": {text:text}")
    ),
    "ticket move": Wording(("move {number:ticket} to {state:state}",), (" because {reason:text}",)),
    "ticket link": Wording(
        ("{blocks:ticket} waits for {number:ticket}",), (", kind {kind:word}", ", softly{soft:flag}")
    ),
    "ticket unlink": Wording(("{blocks:ticket} no longer waits for {number:ticket}",)),
    "ticket block": Wording(("block {number:ticket}",), (" on {on:ticket}", " because {reason:text}")),
    "ticket unblock": Wording(("unblock {number:ticket}",), (" because {reason:text}",)),
    "ticket start": Wording(("start {number:ticket} anyway",), (" despite {despite:tickets}",)),
    "ticket join": Wording(("join {number:ticket}",)),
    "ticket leave": Wording(("leave {number:ticket}",)),
    "ticket participant": Wording(
        ("remove {handle:person} from {number:ticket}{remove:flag}", "add {handle:person} to {number:ticket}"),
        (" as {raci:word}",),
    ),
}
"""The commands that have a way to be said of their own; the others are said by their own words."""

_SAMPLES: Final[Mapping[str, str]] = {
    "ticket": "#NUMBER",
    "person": "@HANDLE",
    "newcomer": "@HANDLE",
    "manager": "@HANDLE",
    "role": "ROLE",
    "brain": "BRAIN",
    "state": "STATE",
    "count": "NUMBER",
    "scope": "SCOPE",
    "dollars": "$AMOUNT",
    "text": '"…"',
}
"""What stands for an argument that has not been said."""

_USUAL: Final[Mapping[str, str]] = {"number": "ticket", "handle": "person", "project": "project"}
"""Kinds of arguments by their names, for commands that have no wording."""

Writer = Callable[[Any, Vocabulary | None], str]
"""Writes a value; with a vocabulary for a person to read, without one to be understood again."""


def phrase(command: str, given: Mapping[str, Any]) -> str:
    """Return the plainest phrasing of a command."""
    return _said(command, given, None) if _has_words_for(command, given) else spelling.phrase(command, given)


def draft(command: str, given: Mapping[str, Any], lacks: str) -> tuple[str, int]:
    """Return a phrasing without what `lacks`, and the place in it where that must be said."""
    before, _, after = phrase(command, {**given, lacks: GAP}).partition(GAP)
    return before + after, len(before)


def kind_of(command: str, param: str) -> str:
    """Return of what kind an argument is; empty when that is not known."""
    return _kinds(command).get(param, _USUAL.get(param, ""))


def preview(command: str, given: Mapping[str, Any], words: Vocabulary) -> str:
    """Return what will happen as a sentence for a person: tickets that exist by number and title."""
    said = _said(command, given, words) if _has_words_for(command, given) else spelling.preview(command, given)
    return f"{said[:1].upper()}{said[1:]}"


def _has_words_for(command: str, given: Mapping[str, Any]) -> bool:
    return command in WORDINGS and given.keys() <= _kinds(command).keys()


def _said(command: str, given: Mapping[str, Any], words: Vocabulary | None) -> str:
    wording = WORDINGS[command]
    lead = next((lead for lead in wording.leads if _is_given(lead, given)), wording.leads[-1])
    return "".join(_filled(part, given, words) for part in (lead, *(p for p in wording.parts if _is_given(p, given))))


@cache
def _kinds(command: str) -> Mapping[str, str]:
    wording = WORDINGS.get(command, Wording(()))
    slots = (match for part in (*wording.leads, *wording.parts) for match in _SLOT.finditer(part))
    return {match["param"]: match["kind"] for match in slots}


def _is_given(template: str, given: Mapping[str, Any]) -> bool:
    values = [given.get(match["param"]) for match in _SLOT.finditer(template)]
    return all(value is not None and value is not False for value in values)


def _filled(template: str, given: Mapping[str, Any], words: Vocabulary | None) -> str:
    def written(match: re.Match[str]) -> str:
        value, kind = given.get(match["param"]), match["kind"]
        if value == GAP:
            return GAP
        is_said = value is not None and value is not UNSAID
        return _WRITERS[kind](value, words) if is_said else _SAMPLES.get(kind, "…")

    return _SLOT.sub(written, template)


def _ticket(number: int, words: Vocabulary | None) -> str:
    known = words.ticket(number) if words is not None else None
    return f"#{number} ({known.title})" if known is not None else f"#{number}"


def _text(text: str, words: Vocabulary | None) -> str:
    return quoted(text) if words is None else f'"{text}"'


def _role(role: str, words: Vocabulary | None) -> str:
    return role if words is not None or _SLUG.fullmatch(role) else quoted(role)


def _joined(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


_WRITERS: Final[Mapping[str, Writer]] = {
    "flag": lambda _, __: "",
    "project": lambda key, words: key if _KEY.fullmatch(key) else _text(key, words),
    "word": lambda value, _: str(value),
    "brain": lambda name, words: name if words is not None or _KEY.fullmatch(name) else quoted(name),
    "count": lambda value, _: str(value),
    "scope": lambda value, _: str(value),
    "percent": lambda value, _: f"{value} %",
    "dollars": lambda amount, _: f"${amount:g}" if float(f"{amount:g}") == amount else f"${amount!r}",
    "state": lambda value, _: str(value).replace("_", " "),
    "condition": lambda value, _: str(value).replace("_", " "),
    "text": _text,
    "role": _role,
    "ticket": _ticket,
    "tickets": lambda numbers, _: _joined([f"#{number}" for number in numbers]),
    "person": lambda handle, _: f"@{handle}",
    "newcomer": lambda handle, _: f"@{handle}",
    "manager": lambda handle, words: "you" if handle == "operator" and words is not None else f"@{handle}",
    "people": lambda handles, _: _joined([f"@{handle}" for handle in handles]),
    "labels": lambda labels, words: _joined([_text(label, words) for label in labels]),
    "points": lambda points, words: "; ".join(points) if words is not None else quoted("; ".join(points)),
    "days": lambda days, _: (
        "1 day" if days == 1 else f"{days:g} days" if float(f"{days:g}") == days else f"{days!r} days"
    ),
    "weeks": lambda weeks, _: "1 week" if weeks == 1 else f"{weeks} weeks",
}
