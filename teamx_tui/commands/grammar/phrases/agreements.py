"""How one speaks of hand-offs, decisions and who waits for whom. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import REASON, TAIL, phrases

_SHOW: Final = "(show|show me|open|view|read|print)"
_ALL: Final = "[list|show|show me] [all] [the|our]"
_HANDOFF: Final = "(handoff|hand-off|handover)"
_WHICH: Final = (
    f"[the] {_HANDOFF} [number|no] {{handoff:count}}",
    f"[the] {_HANDOFF} (of|for|on|from|to) {{handoff:offer!}}",
    f"[the] {_HANDOFF}",
)
_SOON: Final = "[please|now|right away]"
_OF_AN_OFFER: Final = (
    Clause("(for|into) {ticket:ticket!}"),
    Clause("[with] [the] (file|files|artifact|artifacts) {artifacts:files}"),
    Clause("(note|with note|with the note|and note|with a note) [:|is|that] {note:title}"),
    Clause("(:|because|since|noting that|saying that) {note:title}"),
    Clause("(next|then) [:] {next:quoted}"),
    Clause("(, next|and next|next :|next step|next action) [step|action] [:|is] [to|they] {next:title}"),
)
"""No courtesies and no dates: a note that ends in `now` or `by Friday` is a note."""

HANDING: Final = (
    *phrases(
        "handoff offer",
        f"(offer|hand over|hand off) {{number:ticket}} to {{to:person}} {_SOON}",
        f"hand {{number:ticket}} (over|off) to {{to:person}} {_SOON}",
        f"(offer|make|propose|start) [a|the] {_HANDOFF} (of|for) {{number:ticket}} to {{to:person}} {_SOON}",
        "(offer|hand over|hand off) {artifacts:files} of {number:ticket} to {to:person}",
        "hand {artifacts:files} of {number:ticket} (over|off) to {to:person}",
        "offer {to:person} {number:ticket}",
        "hand {number:ticket} to {to:person} [with] [a|the] note [:|that] {note:title}",
        clauses=_OF_AN_OFFER,
    ),
    *phrases(
        "handoff accept",
        *(f"accept {which}" for which in _WHICH),
        clauses=(*TAIL, Clause("(because|since|as) {_:text}", is_kept=False)),
    ),
    *phrases("handoff decline", *(f"(decline|refuse|reject|turn down) {which} {REASON}" for which in _WHICH)),
    *phrases("handoff decline", *(f"(decline|refuse|reject|turn down) {which}" for which in _WHICH)),
    *phrases("handoff withdraw", *(f"(withdraw|take back|call off) {which} {REASON}" for which in _WHICH)),
    *phrases("handoff withdraw", *(f"(withdraw|take back|call off) {which}" for which in _WHICH)),
    *phrases("handoff show", f"{_SHOW} {_WHICH[0]}", f"{_SHOW} {_WHICH[1]}"),
    *phrases(
        "handoff list",
        f"{_ALL} [open|pending] (handoffs|hand-offs)",
        "(what|which) (handoffs|hand-offs) are (open|pending)",
        "are there [any] [open|pending] (handoffs|hand-offs)",
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
    *phrases(
        "decision record",
        "(decide|record a decision|record the decision|record) on {number:exact} (:|that) {outcome:title}",
        clauses=(Clause("(because|since) {rationale:text}"),),
    ),
    *phrases(
        "decision record",
        "decide on {number:exact} to {outcome:title}",
        "(decide|decided|we decided|we have decided) (:|to|that|for) {outcome:title} (on|for|in|about) {number:exact}",
        "decide on {outcome:title} (for|in) {number:exact}",
        "(decide|decided) : {outcome:title}",
        clauses=(Clause("(because|since) {rationale:text}"),),
    ),
    *phrases(
        "decision position",
        "(i am|i'm) for {stance:quoted} on {number:ticket}",
        "(i am|i'm|i vote) for {stance:title} on {number:exact}",
    ),
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
