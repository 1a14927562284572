"""What people say to a company and teamx cannot do yet, so that they are told instead of being offered something near.

Whoever adds the command moves its line to the phrases.
"""

from collections.abc import Mapping
from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase

_REST: Final = "[{_:text}]"
PAUSE_ONE: Final = "pause one employee alone"
RESUME_ONE: Final = "let one employee go on alone"

ABSENT: Final = tuple(
    Phrase(deed, f"{pattern} {_REST}")
    for deed, pattern in (
        ("search everything at once", "(search|find|look up|look for|where is)"),
        (PAUSE_ONE, "(pause|halt|stop|freeze|suspend) {_:person}"),
        (PAUSE_ONE, "put {_:person} on hold"),
        (RESUME_ONE, "(resume|unpause|continue|restart|unfreeze) {_:person}"),
        (RESUME_ONE, "let {_:person} (go on|continue|work again|start again)"),
        ("pause a part of the work", "(pause|halt|stop|freeze) [all] (everything|the company|work|tickets|tasks|all)"),
        ("tell everybody something at once", "(tell|message|text) (everyone|everybody|the team|all)"),
    )
)

INSTEAD: Final[Mapping[str, str]] = {
    PAUSE_ONE: (
        "Say instead: pause everything; hold {ticket} (a ticket of theirs); limit {who} to $5 (what they may spend); "
        "or assign {ticket} to @HANDLE (who goes on with it)."
    ),
    RESUME_ONE: (
        "Nobody is paused alone. Say instead: resume everything (the pause of all ends); or reopen {ticket} (a ticket "
        "of theirs that is on hold)."
    ),
}
"""What there is instead, with whom and with which ticket of theirs it can be said."""
