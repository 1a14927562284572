"""The command that examines the company."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from teamx_tui import company
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from teamx_tui.company.office import Office

SIGNS: Final[Mapping[str, str]] = {"pass": "✓", "warn": "!", "fail": "✗"}
"""A glyph for every verdict, always shown beside its word."""


@command("doctor")
def doctor(office: Office) -> Reply:
    """Examine the company: file, log, brains, workers, stuck work, budgets. Fails if any of it does."""
    report = company.doctor.examine(office)
    rows = tuple((one.name, sign(one.verdict), one.sentence, one.way_out) for one in report.findings)
    data = {
        "overall": report.overall,
        "cleared": report.is_cleared,
        "checks": [asdict(one) for one in report.findings],
    }
    sentence = f"Overall: {report.overall}. Status: {report.status}."
    table = Table(("Check", "Verdict", "What was found", "What to do"), rows)
    return Reply(sentence, data, table, has_failed=not report.is_cleared)


def sign(verdict: str) -> str:
    """Return a verdict with its glyph."""
    return f"{SIGNS[verdict]} {verdict}"
