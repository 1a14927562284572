"""How one speaks of hand-offs, decisions and who waits for whom. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import TAIL, phrases

_SHOW: Final = "(show|show me|open|view|read|print)"
_ALL: Final = "[list|show|show me] [all] [the|our]"
_OF_AN_OFFER: Final = (
    Clause("(for|into) {ticket:ticket!}"),
    Clause("(note|with note|with the note) [:] {note:quoted}"),
    Clause("(next|then) [:] {next:quoted}"),
    *TAIL,
)

HANDING: Final = (
    *phrases(
        "handoff offer",
        "offer {number:ticket} to {to:person}",
        "offer {artifacts:files} of {number:ticket} to {to:person}",
        clauses=_OF_AN_OFFER,
    ),
    *phrases("handoff accept", "accept [the] (handoff|hand-off) [number|no] {handoff:count}"),
    *phrases(
        "handoff decline",
        "decline [the] (handoff|hand-off) [number|no] {handoff:count} (because|since|as|:|,|—|–) [of] {reason:text}",
        "decline [the] (handoff|hand-off) [number|no] {handoff:count}",
    ),
    *phrases(
        "handoff withdraw",
        "(withdraw|take back) [the] (handoff|hand-off) [number|no] {handoff:count} (because|since|as|:|,) [of] "
        "{reason:text}",
        "(withdraw|take back) [the] (handoff|hand-off) [number|no] {handoff:count}",
    ),
    *phrases("handoff show", f"{_SHOW} [the] (handoff|hand-off) [number|no] {{handoff:count}}"),
    *phrases(
        "handoff list",
        f"{_ALL} [open|pending] (handoffs|hand-offs)",
        "(what|which) (handoffs|hand-offs) are (open|pending)",
    ),
)

DECIDING: Final = (
    *phrases(
        "decision list",
        f"{_ALL} decisions (on|of|about) {{ticket:ticket}}",
        f"{_ALL} (decisions|decision log|log of decisions)",
        "what (was|has been|did we|have we) [been] (decided|decide)",
    ),
    *phrases("decision show", f"{_SHOW} [the] decision [number|no] {{decision:count}}"),
    *phrases(
        "decision record",
        "(record|decide) on {number:ticket} {subject:quoted} (:|as|is) {outcome:quoted}",
        clauses=(
            Clause("(because|since) {rationale:quoted}"),
            Clause("(deferred|defer|put off) [it] to {defer_to:ticket!}"),
            *TAIL,
        ),
    ),
    *phrases(
        "decision propose",
        "(propose|put) on {number:ticket} {subject:quoted} to {among:people}",
        clauses=(Clause("(options|choices) [:] {option:labels}"), Clause("[by] rule {rule:label}"), *TAIL),
    ),
    *phrases("decision position", "(i am|i'm) for {stance:quoted} on {number:ticket}"),
)

WAITING: Final = phrases(
    "waits",
    "[show|show me] [who] waits [for whom|on whom]",
    "who (is waiting|waits) (for|on) (whom|who)",
    "(is there|are there) [a|any] (deadlock|deadlocks)",
)

SENDING_BACK: Final = phrases(
    "ticket changes",
    "(ask for|request) changes (on|in|to|of) {number:ticket} (because|since|as|:|,|—|–) [of] {text:text}",
    "(ask for|request) changes (on|in|to|of) {number:ticket}",
    "send {number:ticket} back (because|since|as|:|,|—|–) [of] {text:text}",
)
