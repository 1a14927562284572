"""How one asks for what is on record: who somebody is, who does what, what was made and what it cost. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import REASON, TAIL, phrases

_SHOW: Final = "(show|show me|open|view|read|print)"
_OF_A_FILE: Final = (
    Clause("(of|from|on) {ticket:ticket!}"),
    Clause("[in] version {version:count}"),
    *TAIL,
)

_ON_A_TICKET: Final = (Clause("(of|from|on) {ticket:ticket!}"), *TAIL)

PEOPLE: Final = (
    *phrases(
        "org",
        "[show|show me] [the|our] (org|org chart|organisation|organization|hierarchy)",
        "who reports to whom",
    ),
    *phrases(
        "raci",
        "[show|show me] [the] (raci|raci matrix) [of|for|in] [the] [project] {project:project!} [project]",
        "[show|show me] [the] (raci|raci matrix)",
        "who is (responsible|accountable) for what",
    ),
    *phrases(
        "employee why",
        "why (is|does|isn't|doesn't) {handle:person} [not] [do|doing] "
        "(nothing|anything|idle|blocked|stuck|waiting|working|work)",
        "what is {handle:person} waiting for",
        "(what|who) (blocks|holds up|keeps) {handle:person}",
        "why {handle:person}",
    ),
    *phrases(
        "employee show",
        f"{_SHOW} {{handle:person}}",
        "(show|show me|tell me) what {handle:person} is (doing|up to|working on)",
        "(who is|who's|tell me about|what about) {handle:person}",
        "what (is|does) {handle:person} (doing|do|up to|working on)",
    ),
)

FILES: Final = (
    *phrases(
        "vault search",
        "(search|look in) [the|our] (vault|files) for {text:text}",
        "(search|look) for {text:text}",
        "find {text:title} in the (vault|files)",
        clauses=(),
    ),
    *phrases("vault list", "[list|show|show me] [the|our] (vault|files|artifacts) like {filter:text}", clauses=()),
    *phrases(
        "vault list",
        "[list|show|show me] [all] [the|our] (vault|files|artifacts)",
        "(what|which) (files|documents|artifacts) (are there|do we have|do i have|were made)",
        "what (was made|did they make|did we make|has been made)",
    ),
    *phrases(
        "vault show",
        f"{_SHOW} [the] (file|artifact|document) {{name:title}}",
        f"{_SHOW} {{name:filename}}",
        clauses=_OF_A_FILE,
    ),
    *phrases(
        "vault save",
        "(save|export|write) [the] (file|artifact|document) {name:title} (to|as) {out:title}",
        "(save|export|write) {name:filename} (to|as) {out:title}",
        clauses=_OF_A_FILE,
    ),
    *phrases(
        "vault status",
        "mark [the] (file|artifact|document) {name:title} as {status:title}",
        "mark {name:filename} as {status:title}",
        "[the] (file|artifact|document) {name:title} is {status:title} now",
        clauses=_ON_A_TICKET,
    ),
    *phrases(
        "vault tag",
        "tag [the] (file|artifact|document) {name:title} (as|with|:) {tags:text}",
        "tag {name:filename} (as|with|:) {tags:text}",
        "tag [the] (file|artifact|document) {name:title}",
        clauses=(),
    ),
    *phrases("ticket attach", "attach [the] [file] {source:title} to {number:ticket!}"),
)

GATES: Final = (
    *phrases("gate list", "[list|show|show me] [all] [the|our] gates"),
    *phrases("gate show", f"{_SHOW} [the] gate [number|no] {{number:count}}"),
    *phrases("gate waive", f"(waive|open) [the] gate [number|no] {{number:count}} {REASON}", clauses=()),
    *phrases("gate waive", "(waive|open) [the] gate [number|no] {number:count}"),
)

COSTS: Final = (
    *phrases(
        "money",
        "[show|show me] [the|our] (money|costs|spending|expenses) (by|per|for each) {by:key}",
        "(what|how much) (did we|have we|was) (spend|spent) (by|per|on each) {by:key}",
        "[show|show me] [the|our] (money|costs|spending|expenses)",
        "(what|how much) (did we|have we|was) (spend|spent) [so far|until now]",
        "(what|how much) (does|did) (it|all this|everything) cost [so far]",
    ),
    *phrases(
        "turn",
        f"{_SHOW} what was (told|shown) in turn [number|no] {{run:count}}",
        "what was (told|shown) in turn [number|no] {run:count}",
        shown=True,
    ),
    *phrases(
        "turn",
        f"{_SHOW} turn [number|no] {{run:count}}",
        "what (happened|was done) in turn [number|no] {run:count}",
    ),
)

SOMEBODY: Final = phrases("employee show", "{handle:person}")
