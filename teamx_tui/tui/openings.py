"""Windows that stand for a command: what a command would print, they show, and can be acted on."""

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from teamx_tui.tui.screens.doctor import DoctorScreen
from teamx_tui.tui.screens.edit import EditScreen
from teamx_tui.tui.screens.plan import BriefScreen, PlanScreen
from teamx_tui.tui.screens.why import explained
from teamx_tui.tui.window import EXPLAINED, wants_form


def window_of(name: str, known: Mapping[str, Any]) -> Screen[Any] | None:
    """Return the window that stands for a command with what is known for it; None where there is none."""
    if name in EXPLAINED and known:
        return explained(name, known)
    if wants_form(name, known):
        return EditScreen(known["number"])
    if name == "doctor":
        return DoctorScreen()
    if name == "decompose":
        return PlanScreen(known["project"], known.get("brief", "")) if "project" in known else BriefScreen(known)
    return None
