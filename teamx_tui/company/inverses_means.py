"""How changes of what employees think with and may spend are taken back."""

from collections.abc import Mapping
from typing import Final

from teamx_tui.company import brains, budgets, equipment, shortfalls
from teamx_tui.company.budgets import Place, Terms
from teamx_tui.company.news import Event
from teamx_tui.company.retreats import Inverse, Retreat, colleague
from teamx_tui.domain.budgets import Period, Scope


def _equip(retreat: Retreat, event: Event) -> None:
    equipment.equip(retreat.act, colleague(retreat, event), event.data["old"], event.data["old_model"])


def _equip_company(retreat: Retreat, event: Event) -> None:
    equipment.equip_company(retreat.act, event.data["old"], event.data["old_model"])


def _erase_brain(retreat: Retreat, event: Event) -> None:
    brains.erase(retreat.act, brains.known(retreat.act, event.data["brain"]))


def _write_brain(retreat: Retreat, event: Event) -> None:
    brains.write(retreat.act, event.data["brain"], event.data["row"])


def _adjust_brain(retreat: Retreat, event: Event) -> None:
    row = brains.known(retreat.act, event.data["brain"])
    brains.adjust(retreat.act, row, event.data["key"], event.data["old"])


def _unset(retreat: Retreat, event: Event) -> None:
    if event.data["old"] is not None:
        budgets.write(retreat.act, _purse(event), Terms(**event.data["old"]))
    else:
        budgets.give_up(retreat.act, budgets.the_budget(retreat.act, _purse(event)))


def _set_again(retreat: Retreat, event: Event) -> None:
    data = event.data
    budgets.write(
        retreat.act,
        _purse(event),
        Terms(data["limit_micros"], data["warn_percent"], data["approve_above_micros"]),
    )


def _purse(event: Event) -> Place:
    data = event.data
    return Place(Scope(data["scope"]), data["subject"], Period(data["period"]))


def _think_as_before(retreat: Retreat, event: Event) -> None:
    shortfalls.change_model(retreat.act, colleague(retreat, event), event.data["old"])


MEANS: Final[Mapping[str, Inverse]] = {
    "budget.set": _unset,
    "budget.dropped": _set_again,
    "employee.model_changed": _think_as_before,
    "employee.equipped": _equip,
    "company.equipped": _equip_company,
    "brain.added": _erase_brain,
    "brain.dropped": _write_brain,
    "brain.changed": _adjust_brain,
}
"""By the kind of the change."""
