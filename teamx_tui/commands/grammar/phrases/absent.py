"""What people say to a company and teamx cannot do yet, so that they are told instead of being offered something near.

Whoever adds the command moves its line to the phrases.
"""

from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase

_REST: Final = "[{_:text}]"

ABSENT: Final = tuple(
    Phrase(deed, f"{pattern} {_REST}")
    for deed, pattern in (
        ("call meetings", "(call|schedule|hold|start|set up|arrange|end) [a|an|the] [daily|weekly] "
         "(meeting|standup|stand-up|retro|retrospective|sync|all-hands|review meeting)"),
        ("set budgets", "(set|raise|lower|change|show|increase) [a|an|the|my] [monthly|daily] budget"),
        ("search", "(search|find|look up|look for|where is)"),
    )
)  # fmt: skip
