"""How one speaks of budgets and prices. Only data: the first phrase that fits is the one that counts."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause, Phrase
from teamx_tui.commands.grammar.phrases.shared import TAIL, phrases

_WHOLE: Final = "(company|whole company|everybody|everyone|everything|all)"
_PERIODS: Final = (
    Clause("(a|per|each|every) day", {"period": "day"}),
    Clause("(a|per|each|every) month", {"period": "month"}),
    Clause("(daily|today)", {"period": "day"}),
    Clause("(monthly|this month)", {"period": "month"}),
    Clause("(in total|altogether|overall|in all)", {"period": "total"}),
    Clause("period {period:key}"),
)
_WHOSE: Final = (
    (f"(for|of) [the] {_WHOLE}", {"scope": "company"}),
    ("(for|of) [the] project {subject:project}", {"scope": "project"}),
    ("(for|of) [the] {subject:project} project", {"scope": "project"}),
    ("(for|of) [the] meeting [number|no] {subject:count}", {"scope": "meeting"}),
    ("(for|of|on) {subject:ticket}", {"scope": "ticket"}),
    ("(for|of) {subject:person}", {"scope": "employee"}),
    ("(for|of|on) {subject:project}", {"scope": "project"}),
)
_SUBJECTS: Final = tuple(Clause(of, scope) for of, scope in _WHOSE)
_TERMS: Final = (
    *_PERIODS,
    *_SUBJECTS,
    Clause("[and] (warn|warns|warning) [me|us] (at|from) {warn:percent}"),
    Clause("[and] (ask|asks|asking) [me] [before calls|about calls|for calls] (above|over) {approve_above:dollars}"),
    *TAIL,
)
_PLACE: Final = (*_PERIODS, *_SUBJECTS, *TAIL)
_SET: Final = "(set|give|make|create|add|put|fix)"
_A: Final = "[a|an|the|our|my] [new]"
_MOST: Final = "[at most|up to|no more than|not more than|only]"

_LOWER: Final = "(lower|reduce|decrease|cut|cut down|shrink|trim)"
_RAISE: Final = "(raise|increase|top up|grow)"
_LESS: Final = (*_PLACE, Clause("by {limit:less}"), Clause("(in half|in two)", {"limit": "50%"}))
_MORE: Final = (*_PLACE, Clause("by {by:share}"))


def _in_proportion(command: str, verb: str, clauses: tuple[Clause, ...], **fixed: str) -> tuple[Phrase, ...]:
    """Return how one says that a budget changes from what it is now."""
    lasting: tuple[tuple[str, dict[str, str]], ...] = (
        ("budget", {}),
        ("daily budget", {"period": "day"}),
        ("monthly budget", {"period": "month"}),
    )
    of_anybody = tuple(
        phrase
        for budget, period in lasting
        for phrase in (
            *phrases(command, f"{verb} {_A} {budget}", clauses=clauses, **period, **fixed),
            *phrases(
                command, f"{verb} {{subject:person}} {budget}", clauses=clauses, scope="employee", **period, **fixed
            ),
        )
    )
    return (
        *phrases(command, f"{verb} {_A} {{scope:scope}} budget", clauses=clauses, **fixed),
        *of_anybody,
        *phrases(command, f"{verb} {{scope:firm}} budget", clauses=clauses, **fixed),
    )


_CHANGING: Final = (
    *_in_proportion("budget set", "halve", _PLACE, limit="50%"),
    *_in_proportion("budget raise", "double", _PLACE, by="100%"),
    *_in_proportion("budget set", _LOWER, _LESS),
    *_in_proportion("budget raise", _RAISE, _MORE),
)

BUDGETS: Final = (
    *_CHANGING,
    *phrases(
        "budget set",
        "set the {scope:scope} budget of {subject:quoted} to {limit:dollars}",
        f"(set|change|lower|reduce|decrease|cut) {_A} {{scope:scope}} budget (to|of|at) {{limit:dollars}}",
        f"{_SET} {_A} budget (of|at|to|:) {{limit:dollars}}",
        f"{_SET} {_A} {{limit:dollars}} budget",
        f"(set|change|lower|reduce|decrease|cut) {_A} budget",
        "budget (of|:) {limit:dollars}",
        clauses=_TERMS,
    ),
    *(
        Phrase(
            "budget set",
            f"(set|change|lower|reduce|decrease|cut|raise|increase) {_A} budget {of} to {{limit:dollars}}",
            scope,
            _TERMS,
        )
        for of, scope in _WHOSE
    ),
    *phrases(
        "budget set", f"(raise|increase|lower|reduce|decrease|cut) {_A} budget to {{limit:dollars}}", clauses=_TERMS
    ),
    *phrases("budget set", f"{_SET} {_A} daily budget (of|at|to) {{limit:dollars}}", clauses=_TERMS, period="day"),
    *phrases("budget set", f"{_SET} {_A} monthly budget (of|at|to) {{limit:dollars}}", clauses=_TERMS, period="month"),
    *phrases(
        "budget set",
        f"(let|allow) {{subject:person}} [to] spend {_MOST} {{limit:dollars}}",
        f"{{subject:person}} (may|can|should|shall) spend {_MOST} {{limit:dollars}}",
        f"give {{subject:person}} {_A} budget of {{limit:dollars}}",
        "(limit|cap) {subject:person} (to|at) {limit:dollars}",
        "(set|change|lower|reduce|decrease|cut|raise|increase) {subject:person} budget to {limit:dollars}",
        clauses=_TERMS,
        scope="employee",
    ),
    *phrases(
        "budget set",
        f"give {{subject:ticket}} {_A} budget of {{limit:dollars}}",
        "(limit|cap) {subject:ticket} (to|at) {limit:dollars}",
        clauses=_TERMS,
        scope="ticket",
    ),
    *phrases(
        "budget set",
        f"give [the] [project] {{subject:project}} {_A} budget of {{limit:dollars}}",
        "(limit|cap) [the] [project] {subject:project} (to|at) {limit:dollars}",
        clauses=_TERMS,
        scope="project",
    ),
    *phrases(
        "budget set",
        "(limit|cap) [the] (spending|costs|money|budget) (to|at) {limit:dollars}",
        f"spend {_MOST} {{limit:dollars}}",
        clauses=_TERMS,
    ),
    *phrases(
        "budget raise",
        "raise the {scope:scope} budget of {subject:quoted} by {by:dollars}",
        "raise the {scope:scope} budget of {subject:quoted}",
        f"(raise|increase|top up) {_A} {{scope:scope}} budget [by {{by:dollars}}]",
        f"(raise|increase|top up) {_A} budget [by {{by:dollars}}]",
        clauses=(*_PLACE, Clause("by {by:dollars}")),
    ),
    *phrases(
        "budget raise",
        "(raise|increase|top up) {subject:person} budget [by {by:dollars}]",
        clauses=_PLACE,
        scope="employee",
    ),
    *phrases(
        "budget drop",
        "drop the {scope:scope} budget of {subject:quoted}",
        f"(drop|remove|delete|cancel|lift) {_A} {{scope:scope}} budget",
        f"(drop|remove|delete|cancel|lift) {_A} budget",
        clauses=_PLACE,
    ),
    *phrases(
        "budget drop",
        "(drop|remove|delete|cancel|lift) {subject:person} budget",
        clauses=_PLACE,
        scope="employee",
    ),
    *phrases(
        "budget list",
        "[list|show|show me|what are] [all] [the|our|my] (budgets|budget)",
        "how much (is left|may we spend|can we spend|do we have left|money is left)",
        "what (is left|may we spend|can we spend)",
    ),
    *phrases(
        "prices",
        "[list|show|show me|what are] [all] [the] [model|models] prices [of [the] models]",
        "what do [the] models cost",
        "how much do [the] models cost",
    ),
)
