"""How one speaks of employees. Only data: the first phrase that fits is the one that counts."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import TAIL, phrases

_OF_A_HIRING: Final = (
    Clause("(named|called|by the name of|name) {name:name}"),
    Clause("(titled|with title|with the title|title) {title:label}"),
    Clause("(in|for|to) [the] department {department:label}"),
    Clause("(in|for|to) the {department:label} department"),
    Clause("(reporting to|reports to|who reports to|under|managed by|with manager) {reports_to:manager!}"),
    Clause("(with handle|handle|as) {handle:handle}"),
    Clause("(thinking with|who thinks with|using|with|with the brain|with brain|on the brain) {brain:brain}"),
    Clause("[with|using] [the] model {model:model}"),
    Clause("(to|for|in) (the|our) (team|company)"),
    *TAIL,
)

HIRING: Final = (
    *phrases(
        "employee hire",
        "(hire|recruit|employ|onboard) {handle:handle} as [a|an|the|our] [new] {role:role}",
        "(hire|bring on|bring in|recruit|employ|onboard|take on|we need|get us|find|new hire :) "
        "(a|an|another|one more|one) [new] {role:role}",
        "add (a|an|another) [new] {role:role}",
        "add {name:name} to (the|our) (team|company) as [a|an|the|our] [new] {role:role}",
        "(hire|recruit|employ|onboard) {name:name} , (a|an|the|our) [new] {role:role}",
        "(hire|recruit|employ|onboard) {name:name} , {role:post}",
        "(hire|recruit|employ|onboard|bring on) {name:name} as [a|an|the|our] [new] {role:role}",
        "(bring|take) {name:name} (on board|aboard|on) as [a|an|the|our] [new] {role:role}",
        "(hire|recruit|employ|onboard) {role:role} (named|called) {name:name}",
        "(hire|recruit|employ|onboard) {handle:handle}",
        "(hire|recruit|employ|onboard) {name:name}",
        "(hire|recruit)",
        clauses=_OF_A_HIRING,
    ),
)

_THEIR_WORK: Final = "[all] [of] (their|his|her|its|the|all) [open] (work|tickets|tasks|things|stuff)"
_LEAVING: Final = (
    Clause(
        f"(hand|give|pass|transfer|reassign|handing|giving|passing|transferring) [over] {_THEIR_WORK} [over] to "
        "{hand_to:person!}"
    ),
    Clause("(hand over|handing over|hand it) to {hand_to:person!}"),
    Clause("replaced by {hand_to:person!}"),
    Clause(f"with {{hand_to:person}} taking over [{_THEIR_WORK}]"),
    Clause(f"{{hand_to:person}} (takes over|takes|gets|inherits) [over] [{_THEIR_WORK}]"),
    *TAIL,
)

STAFFING: Final = (
    *phrases(
        "employee report",
        "{handle:person} (reports|should report|shall report|will report|now reports) to {to:manager}",
        "(make|let|have) {handle:person} report to {to:manager}",
        "(move|put|place) {handle:person} under {to:manager}",
        "{to:person} (manages|leads|supervises|is the manager of|is the boss of) {handle:person}",
        "(make|let|have) {to:person} (manage|lead|supervise) {handle:person}",
        "(change|set) {handle:person} manager to {to:manager}",
        "{handle:person} (manager|boss) is [now] {to:manager}",
        "(change|set) the (manager|boss) of {handle:person} to {to:manager}",
    ),
    *phrases(
        "employee promote",
        "(promote|demote) {handle:person} to [be|become] [a|an|the|our] [new] [role] {role:post}",
        "(promote|demote) {handle:person}",
        "make {handle:person} (a|an|the|our) [new] {role:post!}",
        "give {handle:person} the role [of] [a|an|the] {role:post}",
        "{handle:person} becomes [a|an|the|our] [new] {role:post}",
        "(change|set) {handle:person} role to {role:post}",
        "(change|set) the role of {handle:person} to {role:post}",
        clauses=(Clause("(titled|with title|with the title|title) {title:label}"), *TAIL),
    ),
    *phrases(
        "employee leave",
        "(let|allow) {handle:person} (go|leave)",
        "let go [of] {handle:person}",
        "(fire|dismiss|terminate|sack|lay off|offboard) {handle:person}",
        "(remove|drop) {handle:person} from the (company|team|staff)",
        "{handle:person} (leaves|has left|is leaving|quits|left|leaves us) [the company|us]",
        clauses=_LEAVING,
    ),
    *phrases(
        "employee list",
        "[list|show|show me|who are] [all] [the|our] (employees|people|team|staff|colleagues)",
        "employee list",
        "who works here",
        "who is (here|on the team|free|idle|busy|available|blocked|working|doing what|working on what)",
        "who does what",
        "what (is|are) (everyone|everybody|the team|they|people) (doing|working on|up to)",
    ),
    *phrases(
        "roles",
        "[list|show|show me] [all] [the|our] roles",
        "[list|show|show me] [the] [catalogue of|catalog of] roles",
        "(what|which) roles (are there|can i hire|do you have|do we have)",
        "(list|show|show me|find) [the] roles (like|for|about) {words:text}",
        "(whom|who) can i hire",
    ),
    *phrases(
        "roles show",
        "(show|show me|describe|explain) [me] (the|a|an) role [of] [the|a|an] {role:text}",
    ),
)

TALKING: Final = (
    *phrases(
        "chat",
        "(tell|message|text|dm) {handle:person} [that|:|,] {text:text}",
        "(say|write) to {handle:person} [that|:|,] {text:text}",
        "ask {handle:person} [:|,] {text:text}",
        "(chat|talk|speak) (with|to) {handle:person} (:|about|that|,) {text:text}",
        clauses=(),
    ),
    *phrases(
        "chat",
        "[open|show|show me] [a|the|my] (chat|talk|speak|conversation) (with|to) {handle:person}",
        "chat {handle:person}",
        "what did {handle:person} (tell|write to|say to) me",
    ),
    *phrases(
        "turn stop",
        "(stop|cancel|abort|end|interrupt) (turn|run) [number|no] {run:count}",
    ),
)
