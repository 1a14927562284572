"""How one asks for some of the tickets: by whose they are, by project, priority or words of a filter. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase
from teamx_tui.commands.grammar.phrases.shared import COURTESIES, PRIORITY, of_each_priority, phrases

_LIST: Final = "[list|show|show me|give me|find|what are] [all] [of] [the]"
_WORK: Final = "(tickets|tasks|work|issues)"
_HIS: Final = "(of|for|by|with|assigned to|owned by|that belong to|that are assigned to)"

_WHICH: Final = "[what|what's|which|which tickets|what tickets|which tasks|anything|is anything|tickets]"
_DAYS: Final = ("today", "tomorrow", "this week", "next week", "this month", "next month")


def _asking(pattern: str, question: str) -> tuple[Phrase, ...]:
    """Return how one asks what is like that, which is asked of the records in the same words each time."""
    return phrases("ask", f"{_WHICH} [is|are] {pattern}", clauses=COURTESIES, question=question)


LISTING: Final = (
    # A title may have these words in it, which would be shown for "what is due today".
    *_asking("[now|already|still] (late|overdue)", "what is late?"),
    *(phrase for day in _DAYS for phrase in _asking(f"due {day}", f"what is due {day}?")),
    *_asking("due [next|soon|and when]", "what is due?"),
    *phrases("ticket list", f"{_LIST} (everything|anything|all|what) [that] is {{state:condition}}"),
    *phrases("ticket list", f"{_WORK} [that are|in|on] {{state:condition}}"),
    *phrases("ticket list", f"{_LIST} {{state:condition}} {_WORK} like {{filter:text}}", clauses=()),
    *phrases("ticket list", f"{_LIST} {_WORK} like {{filter:text}}", clauses=()),
    *phrases(
        "ticket list",
        f"{_LIST} [{_WORK}] {{filter:filter}}",
        f"{_LIST} {_WORK} {_HIS} {{filter:owner}}",
        f"{_LIST} {{state:condition}} {_WORK} {_HIS} {{filter:owner}}",
        f"{_LIST} {{filter:possessor}} [open] {_WORK}",
        f"{_LIST} {{filter:possessor}} {{state:condition}} {_WORK}",
        f"(what|which {_WORK}|what {_WORK}) (is|are) assigned to {{filter:owner}}",
        f"(what|which) {_WORK} does {{filter:owner}} have",
        f"{_LIST} {_WORK} (of|in|for|from) [the] [project] {{filter:place}} [project]",
        f"{_LIST} {{state:condition}} {_WORK} (of|in|for|from) [the] [project] {{filter:place}} [project]",
    ),
    *of_each_priority(
        "ticket list",
        f"{_LIST} {PRIORITY} [priority] {_WORK}",
        f"{_LIST} {_WORK} (with|of) {PRIORITY} priority",
        f"(what|which {_WORK}) (is|are) {PRIORITY} [priority]",
        slot="filter",
        form="priority:{}",
    ),
)
