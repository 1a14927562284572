"""How much everybody has to do: counted over all tickets, so counted again only when something changed one."""

from teamx_tui.company.office import Office
from teamx_tui.store import conditions, tallies
from teamx_tui.store.conditions import Surroundings
from teamx_tui.store.rows import Connection
from teamx_tui.store.tallies import Loads


def loads_now(office: Office, connection: Connection, around: Surroundings) -> Loads:
    """Return what each responsible has to do, as of one consistent read in which `around` was found."""
    if office.is_acting:
        return tallies.loads(connection, around)  # what an act has done so far may yet be undone
    if office.counted is not None:
        before, loads = office.counted
        if conditions.are_as_before(connection, before, around):
            return loads
    loads = tallies.loads(connection, around)
    office.counted = (around, loads)
    return loads
