"""How one speaks of tickets. Only data: the first phrase that fits is the one that counts."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause, Phrase
from teamx_tui.commands.grammar.phrases.shared import DUE, PRIORITY, REASON, TAIL, of_each_priority, phrases
from teamx_tui.commands.grammar.reading import PRIORITIES
from teamx_tui.domain.tickets import State

_FILE: Final = "(file|create|add|open|log|raise|make|write|new)"
_NOUN: Final = "(ticket|task|issue|todo)"
_FOR: Final = "for {assignee:person} (:|to|called|titled|named|saying)"
_TO: Final = "[for me|for us] [to|called|titled|named|saying]"

_OF_A_TICKET: Final = (
    Clause("(assigned|assign|assign it|give it|given|owned) (to|by) {assignee:person!}"),
    Clause("(assignee|owner|responsible) [:|is] {assignee:person!}"),
    *(
        Clause(pattern.format(words=words), {"priority": priority.value})
        for priority, words in PRIORITIES.items()
        for pattern in ("[of|at|as|is|it is] [a] ({words}) priority", "priority [:|is|of] ({words})", ", ({words})")
    ),
    Clause(
        "[that|which] (takes|taking|needs|needing|estimate|estimated|lasting|about|will take|should take|for|,) "
        "[of|at|about|is|:] {estimate:days}"
    ),
    Clause("for {assignee:person}"),
    Clause("(for|assigned to|assign to|assign it to|give it to|owned by) {_:several}", is_kept=False),
    Clause(
        "(after|once|when|following) {blocked_by:tickets} "
        "[(is|are|has been|have been|gets) (done|finished|complete|completed|closed|ready)]"
    ),
    Clause(
        "[is|which|that|it] (blocked by|blocked on|waits for|waiting for|waits on|depends on|depending on|after) "
        "{blocked_by:numbers!}"
    ),
    Clause("[which|that|it|and] (blocks|blocking|before) {_:numbers!}", is_kept=False),
    Clause(
        "[is|which|that|it] (blocked by|blocked on|waits for|waiting for|wait for|waits on|depends on|depending on|"
        "needs|requires) {blocked_by:tickets}"
    ),
    Clause("(in|for|under|to|of) [the] project {project:project!}"),
    Clause("(in|for|under|to) the {project:project} project"),
    Clause("project [:] {project:project!}"),
    Clause("in {project:project}"),
    Clause("(in|,) phase {phase:label}"),
    Clause("in the {phase:label} phase"),
    Clause("(described as|description|details) {description:quoted}"),
    Clause("[with] acceptance [criteria] [:|is|are] {acceptance:quoted}"),
    Clause("[with] accountable [is|:] {accountable:people!}"),
    Clause("[with] {accountable:people} accountable"),
    Clause("(consulting|consult|consulted) [:] {consulted:people!}"),
    Clause("(informing|inform|informed) [:] {informed:people!}"),
    Clause("(keep|keeping|with) {informed:people} informed"),
    Clause("with {consulted:people} consulted"),
    Clause("(private|privately|kept private|in private|keep it private)", {"private": True}),
    Clause("(labelled|labeled|label|labels|tagged|tag|tags) [as|:|with] {label:labels}"),
    *DUE,
    *TAIL,
)

FILING: Final = (
    *of_each_priority(
        "ticket new",
        f"{_FILE} (a|an|another) [new] {PRIORITY} [priority] {_NOUN} {_FOR} {{title:title}}",
        f"{_FILE} (a|an|another) [new] {PRIORITY} [priority] {_NOUN} {_TO} {{title:title}}",
        f"[{_FILE}] [new] {PRIORITY} [priority] {_NOUN} : {{title:title}}",
        clauses=_OF_A_TICKET,
    ),
    *of_each_priority(
        "ticket new",
        f"(report|{_FILE}) [a|an|another] [new] {PRIORITY} [priority] bug [about|that|called|in] {{title:title}}",
        f"[new] {PRIORITY} bug : {{title:title}}",
        clauses=_OF_A_TICKET,
        label=["bug"],
    ),
    *phrases(
        "ticket new",
        f"(report|{_FILE}) (a|an|another) [new] bug [report|ticket] [about|that|called|titled|in] {{title:title}}",
        "bug : {title:title}",
        clauses=_OF_A_TICKET,
        label=["bug"],
    ),
    *phrases(
        "ticket new",
        f"{_FILE} (a|another) [new] private {_NOUN} {_TO} {{title:title}}",
        clauses=_OF_A_TICKET,
        private=True,
    ),
    *phrases(
        "ticket new",
        f"{_FILE} [a|an|another|one] [new] {_NOUN} {_FOR} {{title:title}}",
        f"{_FILE} [me] (a|an|another|one) [new] {_NOUN} {_TO} {{title:title}}",
        f"(file|create|add|log|raise|make|new) [new] {_NOUN} {_TO} {{title:title}}",
        f"{_NOUN} : {{title:title}}",
        f"(file|create|add|log|raise|make|open|new) [a|new|a new] {_NOUN}",
        clauses=_OF_A_TICKET,
    ),
)

_OF_A_LINK: Final = (
    Clause("(softly|soft|as a soft dependency)", {"soft": True}),
    Clause("(as|because of|for) [a|an|the] {kind:dependency} (dependency|reasons)"),
    Clause("(kind|of kind|as|because of) {kind:dependency}"),
    *TAIL,
)
_WAITS: Final = (
    "(waits for|waits on|depends on|is blocked by|needs|comes after|requires|has to wait for|must wait for|"
    "should wait for|follows)"
)

LINKING: Final = (
    *phrases(
        "ticket unlink",
        "{blocks:ticket} (no longer|doesn't|does not|needn't|need not) (waits for|wait for|depends on|depend on|need|"
        "needs) {number:ticket}",
        "{number:ticket} (no longer|doesn't|does not) (blocks|block) {blocks:ticket}",
        "(unblock|free|release|detach) {blocks:ticket} from {number:ticket}",
        "(let|have) {blocks:ticket} (start|run|go|begin) without {number:ticket}",
        "(remove|delete|drop) the (dependency|link) of {blocks:ticket} (on|to) {number:ticket}",
        "(remove|delete|drop) the (dependency|link) {number:ticket} (->|→|blocks) {blocks:ticket}",
        "unlink {number:ticket} (->|→) {blocks:ticket}",
    ),
    Phrase(
        "ticket unlink",
        "(remove|delete|drop) the (dependency|link) (between|from) {number:ticket} (and|to) {blocks:ticket}",
        clauses=TAIL,
        is_mutual=True,
    ),
    Phrase("ticket unlink", "unlink {number:ticket} (from|and|to) {blocks:ticket}", clauses=TAIL, is_mutual=True),
    *phrases(
        "ticket link",
        "{number:ticket} (blocks|comes before|is before|goes before|must be done before|has to be done before|->|→) "
        "{blocks:ticket}",
        f"{{blocks:ticket}} {_WAITS} {{number:ticket}}",
        "(make|let|have) {blocks:ticket} (wait for|depend on|follow) {number:ticket}",
        "(make|let|have) {number:ticket} block {blocks:ticket}",
        "block {blocks:ticket} (on|by|with|until) {number:ticket} [is done]",
        "(link|connect) {number:ticket} (->|→|before|blocks) {blocks:ticket}",
        "(do|start) {blocks:ticket} after {number:ticket}",
        "do {number:ticket} before {blocks:ticket}",
        "{blocks:ticket} (can't|cannot|must not|may not|can not) (start|begin|go on) (until|before) {number:ticket} "
        "[is] [done|finished|ready]",
        clauses=_OF_A_LINK,
    ),
    Phrase("ticket link", "(link|connect) {number:ticket} (to|with|and) {blocks:ticket}", {}, _OF_A_LINK, True),
)

ASSIGNING: Final = phrases(
    "ticket assign",
    "(assign|reassign|give|hand|route|delegate|pass|allocate) {number:ticket} [over] to {handle:person}",
    "(give|hand|assign) {handle:person} {number:ticket}",
    "(make|put) {handle:person} (responsible|in charge) (for|of) {number:ticket}",
    "(let|have) {handle:person} (do|take|handle|work on|take over|own|pick up) {number:ticket}",
    "{handle:person} (takes|does|gets|owns|takes over|should do|should take|will do|will take|is responsible for|"
    "works on|picks up) {number:ticket}",
    "put {handle:person} on {number:ticket}",
    "change the assignee of {number:ticket} to {handle:person}",
    "(assign|reassign|delegate) {number:ticket}",
    clauses=(Clause("(from|instead of|in place of) {_:person}", is_kept=False), *TAIL),
)

_PART: Final = (
    Clause("(as|to be|to be kept) [a|an|the] {raci:part} [participant]"),
    Clause("as [a] participant"),
    *TAIL,
)

TAKING_PART: Final = (
    *phrases(
        "ticket participant",
        "(remove|take|drop|kick) {handle:person} [out] (from|of|off|out of) {number:ticket}",
        remove=True,
    ),
    *phrases(
        "ticket participant",
        "(add|bring|bring in|invite|pull|pull in|loop in|include|get) {handle:person} (to|into|in|on|onto) "
        "[the thread of] {number:ticket}",
        "add {handle:person} as [a|an] {raci:part} (to|on|in) {number:ticket}",
        "make {handle:person} {raci:part} (for|on|of|in) {number:ticket}",
        clauses=_PART,
    ),
    *phrases(
        "ticket participant",
        "(let|have) {handle:person} answer for {number:ticket}",
        "{handle:person} (answers for|is accountable for) {number:ticket}",
        raci="accountable",
    ),
    *phrases("ticket participant", "(consult|ask) {handle:person} (on|about|in) {number:ticket}", raci="consulted"),
    *phrases(
        "ticket participant",
        "(inform|keep|tell) {handle:person} [informed|posted|in the loop] (about|of|on) {number:ticket}",
        raci="informed",
    ),
)

_SAY: Final = "(comment|write|reply|post|say|note|(add|make|post|leave|write) a (comment|note))"

COMMENTING: Final = phrases(
    "ticket comment",
    f"{_SAY} (on|in|to) {{number:ticket}} as {{as_:person}} from {{from_:ticket}} (:|that|saying) {{text:text}}",
    f"{_SAY} (on|in|to) {{number:ticket}} from {{from_:ticket}} (:|that|saying) {{text:text}}",
    f"{_SAY} (on|in|to) {{number:ticket}} as {{as_:person}} (:|that|saying) {{text:text}}",
    f"as {{as_:person}} {_SAY} (on|in|to) {{number:ticket}} (:|that|saying) {{text:text}}",
    f"{_SAY} (on|in|to) {{number:ticket}} (:|that|saying) {{text:text}}",
    f"{_SAY} (on|in|to) {{number:exact}} as {{as_:person}} {{text:text}}",
    f"as {{as_:person}} {_SAY} (on|in|to) {{number:exact}} {{text:text}}",
    f"{_SAY} (on|in|to) {{number:exact}} {{text:text}}",
    "(say|write|post|comment) {text:quoted} (on|in|to) {number:ticket}",
    "comment {number:exact} {text:text}",
    "(say|write|post) {text:title} (on|in) {number:exact}",
    f"{_SAY} (on|in|to) {{number:ticket}}",
    clauses=(),
)
"""Without a mark before the text, only a number or a whole title tells where it begins."""


def _moves(state: State, *patterns: str) -> tuple[Phrase, ...]:
    """Phrases that take a ticket to a state, each without a reason and with one."""
    plain = phrases("ticket move", *patterns, state=state.value)
    return (*plain, *phrases("ticket move", *(f"{pattern} {REASON}" for pattern in patterns), state=state.value))


_MOVE: Final = (
    "(move|mark|set|put|change|flag) {number:ticket} [as|to|to be|into|in|back to] {state:state}",
    "{number:ticket} is [now] {state:state}",
)

MOVING: Final = (
    *_moves(
        State.OPEN,
        "(reopen|re-open|unhold|unpark|release) {number:ticket}",
        "(resume|continue|unpause) [work on] {number:ticket}",
        "open {number:ticket} again",
        "{number:ticket} (is back|needs more work)",
        "take {number:ticket} off hold",
        "lift the hold (on|from) {number:ticket}",
    ),
    *_moves(State.DONE, "(close|finish|complete|resolve|conclude) {number:ticket}"),
    *_moves(
        State.ON_HOLD,
        "(hold|park|pause|suspend|freeze) {number:ticket}",
        "(stop|pause|halt|hold) [all] (work|working) on {number:ticket}",
    ),
    *phrases(
        "ticket move",
        "(hold|park|pause|suspend|freeze) {number:ticket} {reason:until}",
        "(put|set|move) {number:ticket} on hold {reason:until}",
        clauses=(),
        state=State.ON_HOLD.value,
    ),
    *_moves(State.IN_PROGRESS, "(start|begin) [work on|working on] {number:ticket}"),
    *_moves(State.IN_REVIEW, "(send|submit|hand in) {number:ticket} [in] (to|for) review", "hand in {number:ticket}"),
    *_moves(State.CANCELLED, "(cancel|drop|abandon|kill) {number:ticket}"),
    *_moves(State.SKIPPED, "skip {number:ticket}"),
    *_moves(State.FAILED, "fail {number:ticket}"),
    *phrases("ticket move", *_MOVE),
    *phrases("ticket move", *(f"{pattern} {REASON}" for pattern in _MOVE)),
)

_STUCK: Final = (
    "(blocked|stuck|waiting|moving|move|running|run|done|started|starting|start|late|on hold|idle|ready|working|"
    "progressing|going)"
)

ASKING: Final = (
    *phrases(
        "ticket why",
        f"why (is|isn't|is not|does|doesn't|does not|can't|cannot|won't|hasn't) {{number:ticket}} [not] {_STUCK}",
        "what (is|are) {number:ticket} waiting (for|on)",
        "what does {number:ticket} (wait for|need)",
        "(what|who|what's) [is] (blocks|blocking|holds|holding|holds up|holding up|keeps|stops|stopping) "
        "{number:ticket} [up|back]",
        "(explain|why) {number:ticket}",
    ),
    *phrases(
        "ticket list",
        "[list|show|show me|give me|what are] [me] [all] [the|our|my] (tickets|backlog|board|work|tasks)",
        "ticket list",
        "what is there to do",
    ),
    *phrases(
        "ticket list",
        "[list|show|show me|give me|which|what] [are] [all] [the] {state:condition} (tickets|work|tasks|issues)",
        "(what|which tickets|which|what tickets) (is|are) [still] {state:condition}",
        "what's {state:condition}",
        "(list|show|show me) [all] [the] (tickets|work) (that are|in|on) {state:condition}",
    ),
    *phrases(
        "ticket show",
        "(show|view|read|display|open|look at|go to|see|print) [me] [the] [thread of] {number:ticket}",
        "(what is|what's|tell me about|what about) {number:ticket} [about]",
    ),
)

NAMING: Final = phrases("ticket show", "{number:ticket}")
"""A title may be nearly anything."""
