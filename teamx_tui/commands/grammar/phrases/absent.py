"""What people say to a company and teamx cannot do yet, so that they are told instead of being offered something near.

Whoever adds the command moves its line to the phrases.
"""

from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase

_REST: Final = "[{_:text}]"

ABSENT: Final = tuple(
    Phrase(deed, f"{pattern} {_REST}")
    for deed, pattern in (
        ("break a project down into tickets", "(decompose|break down|split|plan)"),
        ("keep goals", "(add|set|create|new) [a|an|the] [new] goal"),
        ("search", "(search|find|look up|look for|where is)"),
        ("check itself", "(run|start|ask|call) [a|the] (doctor|check|health check)"),
    )
)  # fmt: skip
