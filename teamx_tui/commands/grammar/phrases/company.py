"""How one speaks of the company as a whole: pauses, the inbox, the order of work, the log. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import COURTESIES, TAIL, phrases

_EVERYTHING: Final = "(everything|the company|all work|everybody|everyone|the whole company|it all|all|work)"
_WHY: Final = "(because|since|as|:|,|reason|with reason) [of] {reason:text}"

PAUSES: Final = (
    *phrases(
        "pause",
        f"(pause|stop|halt|freeze) {_EVERYTHING}",
        "(pause|halt)",
        clauses=COURTESIES,
    ),
    *phrases(
        "pause",
        f"(pause|stop|halt|freeze) {_EVERYTHING} {_WHY}",
        f"(pause|halt) {_WHY}",
        f"(pause|stop|halt|freeze) {_EVERYTHING} {{reason:until}}",
        clauses=(),
    ),
    *phrases(
        "resume",
        f"(resume|continue|unpause|go on|go on with|carry on|carry on with|restart|proceed) [{_EVERYTHING}]",
        "(start again|back to work|end the pause)",
    ),
)

_WHAT_WAS_SAID: Final = "(that|it|this|[the|my] (last|latest|previous) (command|thing|change|order|step))"

UNDOING: Final = (
    *phrases(
        "undo",
        f"(undo|revert|take back|roll back) [{_WHAT_WAS_SAID}]",
        f"(take|roll) {_WHAT_WAS_SAID} back",
        "never mind [that]",
        "(undo|revert|take back) (command|order|event|number|no) {only:count}",
        clauses=COURTESIES,
    ),
    *phrases("undo", "what (would|will|does|can) [i] undo [do|take back]", dry_run=True),
    *phrases("undo", "what would undoing (command|order|event|number|no) {only:count} do", dry_run=True),
)

_OF_THE_LOG: Final = (
    Clause("since [event|number|no] {since:count}"),
    Clause("[only] [the] last {last:count} [events|entries|lines]"),
    *TAIL,
)

LOOKING: Final = (
    *phrases("ask", "ask (the company|teamx) [:|,] {question:text}", clauses=()),
    *phrases(
        "answer",
        "answer [to] [entry|question|number|no|inbox entry] {entry:count} [with|:] {text:quoted} (because|since|as) "
        "{reason:quoted}",
        clauses=(),
    ),
    *phrases(
        "answer",
        "answer [to] [entry|question|number|no|inbox entry] {entry:count} [with|saying|by saying] {text:reply}",
        "(reply|respond) to [entry|question|number|inbox entry] {entry:count} [with|saying] {text:reply}",
        "(settle|decide) [entry|question] {entry:count} [with|as] {text:reply}",
        "answer [entry|question|number|inbox entry] {entry:count}",
        clauses=(),
    ),
    *phrases("answer", "approve [entry|review|inbox entry] {entry:count}", text="approve"),
    *phrases(
        "inbox",
        "[show|show me|open|check|list] [my|the] (inbox|open questions)",
        "what (needs|waits for|is waiting for) me",
        "what do i (have|need) to (do|answer|decide)",
        "(anything|is there anything) for me",
        "who needs me",
    ),
    *phrases(
        "status",
        "[show|show me|give me|what's|what is] [a|the] (status|overview|summary|state of things)",
        "how (are we|is it|is everything|are things|is the company|is everyone) (doing|going)",
        "(what's|what is) (going on|up|happening)",
    ),
    *phrases(
        "day",
        "[show|show me|give me] [the|a] (day summary|summary of the day|day report|end of day|end of the day)",
        "(how was|what happened|what came of|what did we do|what was done) today",
    ),
    *phrases(
        "day",
        "[show|show me|give me] [the|a] (start of day|start of the day|morning summary|morning report)",
        "what (stands|is on|is up) (today|this morning)",
        start=True,
    ),
    *phrases(
        "doctor",
        "(run|start|ask|call|see|open|show) [a|the] (doctor|health check|check-up|checkup|pre-flight|preflight)",
        "[the] doctor",
        "(examine|check) (the company|everything|yourself|teamx)",
        "(are we|is everything|is the company) (healthy|ready to launch|ready for launch|cleared for launch)",
    ),
    *phrases(
        "graph",
        "[show|show me|draw|print] [the|a] (graph|dependency graph|dependencies|waves|order of work|order of the work|"
        "critical path)",
        "(what is|what's) [on] the (critical path|order of work|order of the work)",
        "what depends on what",
        "what comes first",
    ),
    *phrases(
        "log",
        "[show|show me|print|open|read] [the] (log|event log) like {filter:quoted}",
        "[show|show me|print|open|read] [the] (log|event log|history|events) (of|for|about) {filter:numbered}",
        "[show|show me|print|open|read] [the] (log|event log|history|events) (of|for|about) {filter:owner}",
        "[show|show me|print|open|read] [the] (log|event log|events|history|timeline|audit log|audit trail)",
        "(show|show me|print|list) [the] last {last:count} (events|entries|log entries|lines)",
        "last {last:count} (events|entries)",
        "what happened [lately|recently]",
        clauses=_OF_THE_LOG,
    ),
)
