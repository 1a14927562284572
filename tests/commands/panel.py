"""The words of a small company, for tests of the grammar: two people called Sam, two tickets about a WebSocket."""

from __future__ import annotations

from typing import Final

from teamx_tui.commands.grammar.titles import Tickets, Titled
from teamx_tui.commands.grammar.vocabulary import Colleague, Offer, Titles, Vocabulary

WORDS: Final = Vocabulary(
    people=(
        Colleague("alex", "Alex", "product-manager", "Product Manager"),
        Colleague("elena", "Elena", "tech-lead", "Tech Lead"),
        Colleague("mike", "Mike", "backend-engineer", "Backend Engineer"),
        Colleague("priya", "Priya", "frontend-engineer", "Frontend Engineer"),
        Colleague("sarah", "Sarah Connor", "qa-engineer", "QA Engineer"),
        Colleague("sam", "Sam", "designer", "Designer"),
        Colleague("sam-2", "Sam Two", "designer", "Designer"),
    ),
    tickets=Tickets(
        (
            Titled(3, "API endpoints", "done", "mike", (64,)),
            Titled(64, "Requirements & user stories", "in_progress", "alex", (65, 67)),
            Titled(65, "UX wireframes", "open", "sam"),
            Titled(66, "Architecture design", "in_review", "elena"),
            Titled(67, "WebSocket server", "open", "mike"),
            Titled(70, "WebSocket client", "on_hold", "priya"),
        )
    ),
    projects=(Titles("panel", "Real-Time Collaboration Panel"), Titles("big one", "The big one")),
    goals=(Titles("launch", "Launch the MVP"),),
    offers=(Offer(3, 66, "elena", "priya"), Offer(5, 67, "mike", "priya")),
    company="Acme",
    taken=frozenset({"alex", "elena", "mike", "priya", "sarah", "sam", "sam-2", "james", "operator", "system", "all"}),
)
"""@james has left: the handle is taken, and nobody has it."""
