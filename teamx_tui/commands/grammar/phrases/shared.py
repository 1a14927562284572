"""What may be said behind many phrases: a courtesy, a date that nobody keeps, a reason."""

from typing import Any, Final

from teamx_tui.commands.grammar.phrase import Clause, Phrase
from teamx_tui.commands.grammar.reading import PRIORITIES

COURTESIES: Final = (
    Clause("please"),
    Clause("(now|thanks|thank you|for me|right away|immediately|today please)", may_be_text=True),
)
DATES: Final = tuple(
    Clause(pattern, is_kept=False)
    for pattern in (
        "(due|by|until|before|on|deadline|starting|from|at) [on|by|date|is] {_:date}",
        "(due|target) date [is] {_:date}",
        "in {_:count} (hours|days|weeks|months|minutes)",
        "[by|due] (today|tonight|tomorrow|eod|eow)",
        "[by|due] (next|this) (week|month|quarter|year|sprint)",
        "(every) (day|week|month|monday|tuesday|wednesday|thursday|friday)",
    )
)
DUE: Final = (
    Clause("(due|by|until|before|deadline|target date|due date|target) [on|by|is|date|:] {due:day}"),
    Clause("[which|that|it] (is|must be|shall be|has to be) (due|done|finished|ready) [on|by] {due:day}"),
)
"""Stands before `TAIL` where there is a day by which something shall be done."""
TAIL: Final = (*COURTESIES, *DATES)
"""What may stand behind any phrase that does not end in free text."""
REASON: Final = (
    "((because|since|as|:|—|–|-|with reason|reason|with resolution|resolution|saying) [of] {reason:text}"
    "|, {reason:remark})"
)
"""Behind a mere comma another ticket may stand, which is no reason."""


PRIORITY: Final = "PRIORITY"
"""Stands in a pattern for the words by which a priority is said."""


def phrases(command: str, *patterns: str, clauses: tuple[Clause, ...] = TAIL, **fixed: Any) -> tuple[Phrase, ...]:
    """Return phrases of one command that settle the same arguments and take the same clauses."""
    return tuple(Phrase(command, pattern, fixed, clauses) for pattern in patterns)


def of_each_priority(
    command: str,
    *patterns: str,
    clauses: tuple[Clause, ...] = TAIL,
    slot: str = "priority",
    form: str = "{}",
    **fixed: Any,
) -> tuple[Phrase, ...]:
    """Return phrases of one command for each priority, which settle `slot` as it is written into `form`."""
    return tuple(
        phrase
        for priority, words in PRIORITIES.items()
        for phrase in phrases(
            command,
            *(pattern.replace(PRIORITY, f"({words})") for pattern in patterns),
            clauses=clauses,
            **{slot: form.format(priority.value)},
            **fixed,
        )
    )
