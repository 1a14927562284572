"""How one speaks of what employees think with. Only data: the first phrase that fits is the one that counts."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import TAIL, phrases

_A_BRAIN: Final = "[the] [brain|model|provider] {name:brain} [brain|model|provider]"
_EVERYONE: Final = "(everyone|everybody|all|us all|all employees|all of them|the company|the whole company|the team)"
_WHICH: Final = (
    Clause("[with|using] [the] model {model:model}"),
    Clause("anyway", {"anyway": True}),
    *TAIL,
)

BRAINS: Final = (
    *phrases(
        "brain list",
        "[list|show|show me|what are|find] [all] [the|our|my] (brains|providers|models)",
        "brain list",
        "(what|which) (brains|models|providers) (are there|do we have|do i have|can i use|can we use)",
        "who thinks with what",
    ),
    *phrases(
        "brain probe",
        "(try out|test|check|probe) (the brain|brain|the provider) {name:brain}",
        "(try out|probe|test) {name:brain}",
        "(try out|test|check|probe) [all] [the|our] (brains|providers)",
        clauses=(
            Clause("(although|even if|even though) (it costs|they cost) [money]", {"yes": True}),
            *TAIL,
        ),
    ),
    *phrases(
        "employee brain",
        f"(give|hand) {{handle:person}} {_A_BRAIN}",
        f"(let|make|have) {{handle:person}} (think with|use|run on|think on) {_A_BRAIN}",
        f"{{handle:person}} (thinks with|uses|runs on|(should|shall) (use|think with|run on)) {_A_BRAIN}",
        f"(switch|move) {{handle:person}} (to|onto) {_A_BRAIN}",
        clauses=_WHICH,
    ),
    *phrases(
        "brain use",
        f"(use|switch to|take) {_A_BRAIN} for {_EVERYONE}",
        f"(use|take) {_A_BRAIN} for {{for_:people}}",
        f"(switch|move|put) {_EVERYONE} (to|on|onto) {_A_BRAIN}",
        f"(let|make|have) {_EVERYONE} (think with|use|run on) {_A_BRAIN}",
        f"(give) {_EVERYONE} {_A_BRAIN}",
        f"(use|switch to) {_A_BRAIN}",
        clauses=(Clause(f"for {_EVERYONE}"), Clause("for {for_:people!}"), *_WHICH),
    ),
    *phrases(
        "brain set",
        "(set|change) [the] {key:dial} of [the] [brain] {name:brain} to {value:text}",
        "(set|change) [the] {key:dial} of [the] [brain] {name:brain}",
        clauses=(),
    ),
    *phrases(
        "brain drop",
        "(drop|remove|forget|take away) (the brain|brain) {name:brain}",
    ),
)
