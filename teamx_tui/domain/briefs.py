"""Briefs: what shall be done, in lines, read as the rows of a plan. This is the scripted planner: it asks no model."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from teamx_tui.domain.planning import Row
from teamx_tui.domain.roles import CAPABILITIES, GROUP_OF
from teamx_tui.domain.text import one_line

_HINTS: Final[Mapping[str, tuple[str, ...]]] = {
    "requirement|prd|spec|specification|story|stories|scope": ("requirements-analysis", "product-management"),
    "roadmap|vision|prioriti\\w+": ("roadmap-planning", "feature-prioritization"),
    "ux|wireframe\\w*|mockup\\w*|prototype\\w*": ("ux-design", "ui-design"),
    "design system|tokens|style guide": ("design-systems", "visual-design"),
    "frontend|dashboard|component\\w*|screen\\w*|page\\w*|ui|client": ("frontend-engineering",),
    "backend|server|service\\w*|database|storage|schema": ("backend-engineering",),
    "pipeline|ingestion|data|etl": ("data-engineering", "backend-engineering"),
    "api|endpoint\\w*|contract|integration": ("api-design", "backend-engineering"),
    "ci|cd|deploy\\w*|infrastructure|rollout|release|pipeline & deployment": ("devops", "site-reliability"),
    "test\\w*|qa|quality": ("qa-engineering",),
    "security|audit": ("security-engineering",),
    "mobile|ios|android": ("mobile-engineering",),
    "model|machine learning|ml": ("ml-engineering",),
    "document\\w*|docs|guide|manual": ("technical-writing",),
    "research|interview\\w*": ("user-research",),
    "launch|market\\w*|announce\\w*": ("content-marketing", "market-analysis"),
    "budget|cost\\w*": ("financial-operations",),
    "plan|coordinat\\w*|kick-?off": ("project-management",),
}
"""Words of a title, as alternatives of a pattern, and the capabilities they hint at."""
_PATTERNS: Final = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), takes) for words, takes in _HINTS.items())


def needed(title: str, labels: Collection[str] = ()) -> tuple[str, ...]:
    """Return the capabilities that a title hints at, or those that stand among the labels, by name or by group."""
    said = [label for label in labels if label in GROUP_OF]
    grouped = [word for label in labels for word in CAPABILITIES.get(label, ())] if not said else []
    hinted = [word for pattern, takes in _PATTERNS if pattern.search(title) for word in takes]
    return tuple(dict.fromkeys(said or [*hinted, *grouped]))


_BULLET: Final = re.compile(r"^\s*(?:[-*+•]|\(?\d{1,3}[.):])\s+")
_HEADING: Final = re.compile(r"^\s*#{1,6}\s+(?P<marked>.+?)\s*$|^\s*(?P<ended>[^:]{1,60}):\s*$")
_ESTIMATE: Final = re.compile(r"[\[(]\s*(\d+(?:\.\d+)?)\s*(d|days?|h|hours?)\s*[\])]", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?:^|\s)@([a-z0-9][a-z0-9_-]*)")
_HOURS: Final = 8


def read(brief: str) -> tuple[Row, ...]:
    """Return the rows that a brief comes to: each line or bullet is a ticket, a heading begins a phase.

    On one line `;` stands between tickets. A ticket waits for all of the phase before; without phases, for the ticket
    before. `(2 d)` or `(4 h)` is an estimate, `@handle` who shall do it.
    """
    phases: list[tuple[str, list[str]]] = [("", [])]
    lines = brief.splitlines() if "\n" in brief.strip() else brief.split(";")
    for written in lines:
        heading = _HEADING.match(written)
        if heading is not None and not _BULLET.match(written):
            phases.append((one_line(heading["marked"] or heading["ended"]).strip(), []))
        elif title := _BULLET.sub("", one_line(written.strip())).strip(" .;"):
            phases[-1][1].append(title)
    return tuple(_rows([phase for phase in phases if phase[1]]))


def _rows(phases: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Row]:
    no = 0
    before: tuple[int, ...] = ()
    for phase, titles in phases:
        here: tuple[int, ...] = ()
        for title in titles:
            no += 1
            yield _row(no, title, phase, before)
            here = (*here, no)
            if len(phases) == 1:
                before = (no,)
        before = here if len(phases) > 1 else before


def _row(no: int, text: str, phase: str, before: tuple[int, ...]) -> Row:
    days = 1.0
    if (found := _ESTIMATE.search(text)) is not None:
        days = float(found[1]) / (_HOURS if found[2].lower().startswith("h") else 1)
    who = _HANDLE.search(text)
    title = " ".join(_HANDLE.sub(" ", _ESTIMATE.sub(" ", text)).split()).strip(" ,–-")
    return Row(
        no,
        title,
        who[1] if who is not None else None,
        waits_for=before,
        estimate=days or 1.0,
        phase=phase,
        needs=needed(title),
    )
