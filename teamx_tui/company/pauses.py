"""Letting the whole company stand still, and go on. What a pause holds back is judged by `closed_gates`, not here."""

from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.store import people


def pause(office: Office, reason: str, *, actor: str = OPERATOR) -> None:
    """Start no turn from now on, for a reason that *why* shows; turns going on come to their end.

    Raises:
        Invalid: no reason is given.
        Refused: the company is paused already.
    """
    why = one_line(reason).strip()
    if not why:
        raise Invalid("A pause needs a reason; say why.")
    with office.act(actor) as act:
        paused = people.the_company(act.connection).paused
        if paused:
            raise Refused(f"The company is paused already ({paused}). To go on: teamx resume")
        people.pause(act.connection, why)
        act.note("company.paused", "company", reason=why)


def resume(office: Office, *, actor: str = OPERATOR) -> str:
    """End the pause: whatever waited in the queue may run again. Return the reason there was for it.

    Raises:
        Refused: the company is not paused.
    """
    with office.act(actor) as act:
        reason = str(people.the_company(act.connection).paused)
        if not reason:
            raise Refused("The company is not paused. To see what holds a ticket up: teamx ticket why N")
        people.pause(act.connection, "")
        act.note("company.resumed", "company", reason=reason)
        return reason
