"""What a worker process needs, imported once by the fork server of the crash tests."""

import anthropic
import pytest

import teamx_tui.cli.main
import teamx_tui.worker.process
from teamx_tui.company import briefings, decisions, delivery, graph, links, mission, shifts, views, why

__all__ = [
    "anthropic",
    "briefings",
    "decisions",
    "delivery",
    "graph",
    "links",
    "mission",
    "pytest",
    "shifts",
    "teamx_tui",
    "views",
    "why",
]
