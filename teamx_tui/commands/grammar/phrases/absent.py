"""What people say to a company and teamx cannot do yet, so that they are told instead of being offered something near.

Whoever adds the command moves its line to the phrases.
"""

from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase

_REST: Final = "[{_:text}]"

ABSENT: Final = tuple(
    Phrase(deed, f"{pattern} {_REST}")
    for deed, pattern in (
        ("search everything at once", "(search|find|look up|look for|where is)"),
        ("pause one employee alone", "(pause|halt|stop|freeze) {_:person}"),
        ("pause a part of the work", "(pause|halt|stop|freeze) [all] (everything|the company|work|tickets|tasks|all)"),
        ("tell everybody something at once", "(tell|message|text) (everyone|everybody|the team|all)"),
    )
)  # fmt: skip
