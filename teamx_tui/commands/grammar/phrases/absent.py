"""What people say to a company and teamx cannot do yet, so that they are told instead of being offered something near.

Whoever adds the command moves its line to the phrases.
"""

from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase

_REST: Final = "[{_:text}]"

ABSENT: Final = tuple(
    Phrase(deed, f"{pattern} {_REST}")
    for deed, pattern in (
        ("search", "(search|find|look up|look for|where is)"),
    )
)  # fmt: skip
