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
        ("take a ticket away from everybody", "(unassign|deassign) {_:ticket}"),
        ("rename a ticket", "(rename|retitle) {_:ticket}"),
        ("change the estimate of a ticket", "(estimate|re-estimate) {_:ticket}"),
        (
            "change the priority of a ticket",
            "make {_:ticket} (urgent|critical|important|high priority|low priority|medium priority|more|less)",
        ),
        (
            "change the priority, the estimate or the title of a ticket",
            "(set|change|raise|lower|increase) [the] (priority|estimate|title|description|due date|deadline) of "
            "{_:ticket}",
        ),
        ("tell everybody something at once", "(tell|message|text) (everyone|everybody|the team|all)"),
    )
)  # fmt: skip
