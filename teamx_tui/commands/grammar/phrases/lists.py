"""How one asks for some of the tickets: by whose they are, by project, priority or words of a filter. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrases.shared import PRIORITY, of_each_priority, phrases

_LIST: Final = "[list|show|show me|give me|find|what are] [all] [of] [the]"
_WORK: Final = "(tickets|tasks|work|issues)"
_HIS: Final = "(of|for|by|with|assigned to|owned by|that belong to|that are assigned to)"

LISTING: Final = (
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
