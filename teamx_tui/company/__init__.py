"""What the company does: one function, one transaction, its rows, its events and its wakes.

The modules load when first named, so that a command line that only prints its help does not pay for a database.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teamx_tui.company import (
        briefings,
        charters,
        decisions,
        delivery,
        departures,
        employees,
        founding,
        graph,
        heads,
        inbox,
        links,
        log,
        mission,
        news,
        office,
        pauses,
        projects,
        queue,
        roster,
        runs,
        shifts,
        threads,
        tickets,
        turns,
        views,
        wakes,
        why,
    )

__all__ = [
    "briefings",
    "charters",
    "decisions",
    "delivery",
    "departures",
    "employees",
    "founding",
    "graph",
    "heads",
    "inbox",
    "links",
    "log",
    "mission",
    "news",
    "office",
    "pauses",
    "projects",
    "queue",
    "roster",
    "runs",
    "shifts",
    "threads",
    "tickets",
    "turns",
    "views",
    "wakes",
    "why",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(name)
