"""What can be changed about a ticket once it is filed, and each change in words. Values are as the store keeps them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from teamx_tui.domain.dates import written

NONE: Final = "none"
"""Said in place of a due date or of all labels: there are none."""
Values = Mapping[str, Any]
"""What a ticket says, or some of it, by field."""


def told(old: Values, new: Values) -> tuple[str, ...]:
    """Return each change from `old` to `new` in words, as in `priority medium → high`; both have the same fields."""
    return tuple(FIELDS[field](old[field], new[field]) for field in FIELDS if field in new)


def days(estimate: float) -> str:
    """Return a number of working days as it is said: `1 day`, `2.5 days`."""
    return "1 day" if estimate == 1 else f"{estimate:g} days"


def due(at_ms: int | None) -> str:
    """Return the day of a due time (milliseconds UTC) as `2026-06-14`; `none` for none."""
    return written(at_ms) if at_ms is not None else NONE


def _from_to(name: str, say: Callable[[Any], str]) -> Callable[[Any, Any], str]:
    return lambda old, new: f"{name} {say(old)} → {say(new)}"


def _text(name: str) -> Callable[[Any, Any], str]:
    """What is too long to be said twice is only named."""
    return lambda old, new: name if old and new else f"{name} {'removed' if old else 'added'}"


def _labels(labels: Any) -> str:
    return ", ".join(labels) or NONE


FIELDS: Final[Mapping[str, Callable[[Any, Any], str]]] = {
    "title": _from_to("title", lambda title: f'"{title}"'),
    "description": _text("description"),
    "acceptance": _text("acceptance criteria"),
    "priority": _from_to("priority", str),
    "labels": _from_to("labels", _labels),
    "estimate": _from_to("estimate", days),
    "due_at_ms": _from_to("due", due),
}
"""Every field that can be changed, in the order in which changes are told."""
