"""The plainest phrasing of every command: a beginning, and what follows for each argument that is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wording:
    """How one command is said."""

    leads: tuple[str, ...]
    """Beginnings; the first one whose arguments are all given is taken, else the last."""
    parts: tuple[str, ...] = ()
    """What follows, each if its argument is given."""
    shown: tuple[str, ...] = ()
    """Beginnings for a person to read, where those above are only plain to the grammar."""


WORDINGS: Final[Mapping[str, Wording]] = {
    "graph": Wording(("show the graph",)),
    "log": Wording(
        ("show the log like {filter:text}", "show the log"),
        (" since event {since:count}", ", last {last:count} events"),
    ),
    "status": Wording(("show the status",)),
    "inbox": Wording(("show my inbox",)),
    "ask": Wording(("ask the company {question:text}",)),
    "answer": Wording(("answer entry {entry:count}",), (": {text:text}", " because {reason:text}")),
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
        (
            "set the budget of {subject:plain} ({scope:scope}) to {limit:dollars}",
            "set the {scope:scope} budget to {limit:dollars}",
        ),
    ),
    "budget raise": Wording(
        (
            "raise the {scope:scope} budget of {subject:text} by {by:dollars}",
            "raise the {scope:scope} budget by {by:dollars}",
            "raise the {scope:scope} budget of {subject:text}",
            "raise the {scope:scope} budget",
        ),
        (", period {period:word}",),
        (
            "raise the budget of {subject:plain} ({scope:scope}) by {by:dollars}",
            "raise the {scope:scope} budget by {by:dollars}",
            "raise the budget of {subject:plain} ({scope:scope})",
            "raise the {scope:scope} budget",
        ),
    ),
    "budget drop": Wording(
        ("drop the {scope:scope} budget of {subject:text}", "drop the {scope:scope} budget"),
        (", period {period:word}",),
        ("drop the budget of {subject:plain} ({scope:scope})", "drop the {scope:scope} budget"),
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
    "ticket list": Wording(
        (
            "list the {state:condition} tickets like {filter:text}",
            "list the tickets like {filter:text}",
            "list the {state:condition} tickets",
            "list the tickets",
        )
    ),
    "ticket show": Wording(("show {number:ticket}",)),
    "ticket why": Wording(("why is {number:ticket} waiting",)),
    "ticket new": Wording(
        ("file a ticket {title:text}", "file a ticket"),
        (
            " for {assignee:person}",
            ", {priority:priority} priority",
            ", waits for {blocked_by:tickets}",
            ", estimate {estimate:days}",
            ", project {project:project}",
            ", phase {phase:text}",
            ", accountable {accountable:people}",
            ", consulting {consulted:people}",
            ", informing {informed:people}",
            ", labelled {label:labels}",
            ", due {due:word}",
            ", acceptance {acceptance:text}",
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
            ", {every:often}",
            " on {on:each}",
            ", {at:when}",
        ),
    ),
    "meeting end": Wording(("end meeting {number:count}", "end the {kind:word} meeting", "end the meeting")),
    "meeting cancel": Wording(
        ("cancel meeting {number:count}", "cancel the {kind:word} meeting", "cancel the meeting"),
        (" because {reason:text}",),
    ),
    "meeting say": Wording(("say in meeting {number:count}: {text:text}", "say in meeting {number:count}")),
    "meeting minutes": Wording(("show the minutes of meeting {number:count}", "show the minutes")),
    "meeting show": Wording(("show meeting {number:count}", "show the meeting")),
    "meeting list": Wording(("list the meetings",)),
    "meeting stop": Wording(("stop series {series:count} of meetings",)),
    "meeting series": Wording(("list the recurring meetings",)),
    "ticket edit": Wording(
        ("edit {number:ticket}",),
        (
            ", title {title:text}",
            ", {priority:priority} priority",
            ", estimate {estimate:days}",
            ", due {due:word}",
            ", labels {labels:labels}",
            ", add label {label:labels}",
            ", remove label {unlabel:labels}",
            ", acceptance {acceptance:text}",
            ", description {description:text}",
        ),
    ),
    "ticket unassign": Wording(("unassign {number:ticket}",), (" from {from_:person}",)),
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
