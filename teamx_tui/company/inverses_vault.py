"""How changes of what lies in the vault, and of the gates that it opens, are taken back."""

from collections.abc import Mapping
from typing import Final

from teamx_tui.company import artifacts, gates, threads
from teamx_tui.company.news import Event
from teamx_tui.company.retreats import Inverse, Retreat, subject


def _unkeep(retreat: Retreat, event: Event) -> None:
    made = artifacts.by_id(retreat.act, event.data["artifact"])
    artifacts.withdraw(retreat.act, made, artifacts.place_of(retreat.act, made))
    _unsay(retreat, event)


def _untag(retreat: Retreat, event: Event) -> None:
    made = artifacts.by_id(retreat.act, event.data["artifact"])
    artifacts.set_tags(retreat.act, made, artifacts.place_of(retreat.act, made), event.data["old"])


def _unset_status(retreat: Retreat, event: Event) -> None:
    made = artifacts.by_id(retreat.act, event.data["artifact"])
    artifacts.put_status(retreat.act, made, artifacts.place_of(retreat.act, made), event.data["old"])
    _unsay(retreat, event)


def _unsay(retreat: Retreat, event: Event) -> None:
    """Say in the thread that the entry with which something was done no longer counts."""
    if event.data.get("message") is not None:
        threads.take_back(retreat.act, subject(retreat, event), event.data["message"])


def _unplace(retreat: Retreat, event: Event) -> None:
    gates.remove(retreat.act, event.data["number"])


def _unwaive(retreat: Retreat, event: Event) -> None:
    gates.unwaive(retreat.act, event.data["number"])


def _follows(retreat: Retreat, event: Event) -> None:
    """A gate opens and closes with its artifact; there is nothing of its own to change back."""


VAULT: Final[Mapping[str, Inverse]] = {
    "artifact.attached": _unkeep,
    "artifact.filed": _unkeep,
    "artifact.tagged": _untag,
    "artifact.status_set": _unset_status,
    "gate.placed": _unplace,
    "gate.waived": _unwaive,
    "gate.opened": _follows,
    "gate.closed": _follows,
}
"""By the kind of the change."""
