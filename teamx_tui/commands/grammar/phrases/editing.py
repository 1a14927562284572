"""How one changes what a ticket says, and takes it from whoever has it. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import COURTESIES, DUE, PRIORITY, of_each_priority, phrases
from teamx_tui.commands.grammar.reading import PRIORITIES
from teamx_tui.domain.edits import NONE

_SET: Final = "(set|change|put|correct|fix|move|adjust|update)"

_ALSO: Final = (
    Clause("(title|name) [to|is|:] {title:quoted}"),
    Clause("description [to|is|:] {description:quoted}"),
    Clause("acceptance [criteria] [to|is|are|:] {acceptance:quoted}"),
    *(
        Clause(pattern.format(words=words), {"priority": priority.value})
        for priority, words in PRIORITIES.items()
        for pattern in ("[at|with|to] ({words}) priority", "priority [to|is|at|:] ({words})", ", ({words})")
    ),
    Clause("labels [to|are|:] {labels:labels}"),
    Clause("no labels", {"labels": [NONE]}),
    Clause("(add|more|new) (label|labels) [:] {label:labels}"),
    Clause("(remove|less|drop|without) [the] (label|labels) [:] {unlabel:labels}"),
    Clause("(estimate|estimated|takes|taking|needs) [to|is|at|of|:|about] {estimate:days}"),
    Clause("(due|deadline) (none|never)", {"due": NONE}),
    Clause("(no|without) (due date|deadline)", {"due": NONE}),
    *DUE,
    *COURTESIES,
)

# A number or a whole title is tried before words of one, which would take what comes behind for their own.
_RENAMING: Final = phrases(
    "ticket edit",
    *(
        f"{begins} {{number:{kind}}} (to|into) {{title:text}}"
        for kind in ("exact", "ticket")
        for begins in ("(rename|retitle)", f"{_SET} the (title|name) of")
    ),
    "call {number:exact} {title:quoted}",
    clauses=(),
)

_DESCRIBING: Final = (
    *phrases(
        "ticket edit",
        "describe {number:ticket} (as|:) {description:text}",
        f"{_SET} the description of {{number:ticket}} (to|:) {{description:text}}",
        "the description of {number:ticket} (is|:) {description:text}",
        clauses=(),
    ),
    *phrases(
        "ticket edit",
        f"{_SET} the (acceptance criteria|acceptance criterion|acceptance) of {{number:ticket}} (to|:) "
        "{acceptance:text}",
        "the (acceptance criteria|acceptance criterion|acceptance) of {number:ticket} (are|is|:) {acceptance:text}",
        "accept {number:ticket} (when|if|once) {acceptance:text}",
        clauses=(),
    ),
)

_PRIORITISING: Final = (
    *phrases(
        "ticket edit",
        "(set|change|put|raise|lower|increase|reduce|drop|decrease|bump) the priority of {number:ticket} (to|at|as|:) "
        "{priority:priority}",
        "the priority of {number:ticket} is [now] {priority:priority}",
        clauses=_ALSO,
    ),
    *of_each_priority(
        "ticket edit",
        f"(make|mark|set|flag|treat|rate|prioritise) {{number:ticket}} [as|to|at] [a|of] {PRIORITY} [priority]",
        f"(give|set) {{number:ticket}} [a] {PRIORITY} priority",
        f"{{number:ticket}} (is|has|gets|becomes) [now|a|of] {PRIORITY} [priority]",
        clauses=_ALSO,
    ),
)

_MORE: Final = "(more urgent|more important|higher priority|of higher priority|a higher priority)"
_LESS: Final = "(less urgent|less important|lower priority|of lower priority|a lower priority)"
_STEPPING: Final = (
    *phrases(
        "ticket edit",
        "(raise|increase|bump|bump up|up) [the] priority of {number:raised} [by one|a step|one step|a notch]",
        "(raise|increase|bump) {number:raised} priority [by one|a step|one step|a notch]",
        "bump [up] {number:raised} [up|up a notch]",
        "(prioritise|prioritize|expedite) {number:raised}",
        f"make {{number:raised}} {_MORE}",
        "give {number:raised} [a] (more|higher) priority",
        f"{{number:raised}} (is|has|gets|becomes) [now] {_MORE}",
        clauses=COURTESIES,
    ),
    *phrases(
        "ticket edit",
        "(lower|reduce|decrease|drop|bump down) [the] priority of {number:lowered} [by one|a step|one step|a notch]",
        "(lower|reduce|decrease|drop) {number:lowered} priority [by one|a step|one step|a notch]",
        "bump down {number:lowered}",
        "bump {number:lowered} (down|down a notch)",
        "(deprioritise|deprioritize|de-prioritise|de-prioritize) {number:lowered}",
        f"make {{number:lowered}} {_LESS}",
        "give {number:lowered} [a] (less|lower) priority",
        f"{{number:lowered}} (is|has|gets|becomes) [now] {_LESS}",
        clauses=COURTESIES,
    ),
)

_ESTIMATING: Final = phrases(
    "ticket edit",
    "(estimate|re-estimate|reestimate) {number:ticket} (at|to|as|with|:) [about] {estimate:days}",
    "(set|change|put|raise|lower|increase|reduce|correct|cut) the estimate of {number:ticket} (to|at|:) "
    "{estimate:days}",
    "the estimate of {number:ticket} is [now] {estimate:days}",
    "{number:ticket} (takes|needs|will take|should take|is estimated at|takes only) [about] {estimate:days}",
    clauses=_ALSO,
)

_DATING: Final = (
    *phrases(
        "ticket edit",
        "{number:ticket} is due [on|by|in] {due:day}",
        f"{_SET} the (due date|deadline) of {{number:ticket}} (to|on|at|:) {{due:day}}",
        "the (due date|deadline) of {number:ticket} is [now] [on] {due:day}",
        "{number:ticket} (must|has to|needs to|should|shall|is to) be (done|finished|ready|over) (by|until|before|on) "
        "{due:day}",
        "(finish|complete|deliver|do|get) {number:ticket} [done|finished|ready] (by|until|before) {due:day}",
        "give {number:ticket} (until|time until|a deadline of|a due date of) {due:day}",
        "{number:ticket} has (until|time until|a deadline of|a due date of) {due:day}",
        clauses=_ALSO,
    ),
    *phrases(
        "ticket edit",
        "{number:ticket} (has|needs) no (due date|deadline) [any more|anymore|now]",
        "{number:ticket} is (not|no longer|never) due [any more|anymore|now]",
        "(clear|remove|drop|delete|lift|cancel) the (due date|deadline) (of|from|on) {number:ticket}",
        due=NONE,
    ),
)

_LABELLING: Final = (
    *phrases("ticket edit", "(remove|clear|drop|delete) (all|the) labels (from|of|on) {number:ticket}", labels=[NONE]),
    *phrases(
        "ticket edit",
        "(set|change) the labels of {number:ticket} to {labels:labels}",
        "the labels of {number:ticket} are [now] {labels:labels}",
        "(remove|drop|take|delete) the (label|labels|tag|tags) {unlabel:labels} (from|off|of) {number:ticket}",
        "(unlabel|untag) {number:ticket} [as|:] {unlabel:labels}",
        "(label|tag) {number:ticket} [as|with|:] {label:labels}",
        "(add|put) [the] (label|labels|tag|tags) {label:labels} (to|on|onto) {number:ticket}",
        clauses=COURTESIES,
    ),
)

EDITING: Final = (
    *_RENAMING,
    *_DESCRIBING,
    *_PRIORITISING,
    *_STEPPING,
    *_ESTIMATING,
    *_DATING,
    *_LABELLING,
    *phrases(
        "ticket edit",
        *(f"(edit|change|update|correct|amend) {{number:{kind}}} [:]" for kind in ("exact", "ticket")),
        clauses=_ALSO,
    ),
)

TAKING_AWAY: Final = phrases(
    "ticket unassign",
    "(unassign|deassign) {number:ticket} from {from_:person}",
    "(take|remove|withdraw|pull) {number:ticket} [away|back] (from|off) {from_:person}",
    "(unassign|deassign) {number:ticket}",
    "(assign|give) {number:ticket} to (nobody|no one|noone)",
    "take {number:ticket} away [from everybody|from everyone]",
)
