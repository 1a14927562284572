"""Who thinks with what: the brain and model of every employee, and those given to whoever is hired next."""

from collections.abc import Sequence
from typing import Final

from teamx_tui.company import brains
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Act, Office
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.text import one_line
from teamx_tui.store import brains as rows
from teamx_tui.store.brains import SCRIPTED
from teamx_tui.store.rows import Row

_SHORT: Final = "To look again: teamx brain probe {name}. To use it all the same, add: --anyway"


def use(
    office: Office,
    name: str,
    only: Sequence[str] = (),
    *,
    model: str = "",
    anyway: bool = False,
    actor: str = OPERATOR,
) -> tuple[str, ...]:
    """Let employees think with a brain, and return whose changes. Without `only`: everybody, and whoever is hired next.

    `model`: other than the brain's own. `anyway`: although it failed when it was tried out, or lacks something.

    Raises:
        NotFound: there is no such brain or employee.
        Refused: it failed when it was tried out, lacks something, or has no model; or an employee has left.
    """
    with office.act(actor) as act:
        fit(act, name, model, anyway=anyway)
        chosen = [colleague(act, handle) for handle in only] if only else list(act.staff().values())
        model = one_line(model).strip()
        changed = [row for row in chosen if row.left_at_ms is None and (row.brain, row.model) != (name, model)]
        for row in changed:
            equip(act, row, name, model)
        if not only:
            equip_company(act, name, model)
        return tuple(row.handle for row in changed)


def fit(act: Act, name: str, model: str, *, anyway: bool = False) -> None:
    """Let a brain pass that somebody can think with.

    Raises:
        NotFound: there is no such brain.
        Refused: it failed when it was tried out, lacks something, or has no such model.
    """
    if name == SCRIPTED:
        return
    row = brains.known(act, name)
    if not (model or row.model):
        raise Refused(f"{name} has no model of its own; say one: teamx brain set {name} model MODEL")
    way = _SHORT.format(name=name)
    listed = row.probe.get("models", ()) if row.is_free else ()
    if model and listed and not anyway and not {model, f"{model}:latest"} & set(listed):
        raise Refused(f"{name} has no model {one_line(model)!r}; it has: {', '.join(listed)}. {way}")
    if row.lacks and not anyway:
        raise Refused(f"Nobody can think with {name} now: {row.lacks}. {way}")
    if row.probe and not row.probe.get("ok") and not anyway:
        raise Refused(f"{row.probe.get('said', f'{name} failed when it was tried out.')} {way}")


def equip(act: Act, row: Row, name: str, model: str) -> None:
    """Write inside an act which brain and model an employee has."""
    rows.equip(act.connection, row.id, name, model)
    act.forget()
    before = {"old": row.brain, "old_model": row.model}
    act.note("employee.equipped", f"employee:{row.handle}", employee=row.handle, brain=name, model=model, **before)


def equip_company(act: Act, name: str, model: str) -> None:
    """Write inside an act which brain and model those get who are hired without one."""
    company = act.company()
    if (company.brain, company.model) == (name, model):
        return
    rows.equip_company(act.connection, name, model)
    act.forget()
    before = {"old": company.brain, "old_model": company.model}
    act.note("company.equipped", "company", brain=name, model=model, **before)
