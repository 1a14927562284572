"""The day in short says of each ticket what every list says of it, though it is read from the log alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import decisions, deliberations, links, reports, tickets, views
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.gates import Condition
from tests.builders import charter, filing, passing

NUMBERS = st.integers(1, 4)
WHO = st.sampled_from(("ada", "ben", OPERATOR))
HAPPENED = st.one_of(
    st.tuples(st.just("ask"), NUMBERS, WHO),
    st.tuples(st.just("block"), NUMBERS, WHO),
    st.tuples(st.just("unblock"), NUMBERS, st.just(OPERATOR)),
    st.tuples(st.just("propose"), NUMBERS, st.just("ben")),
    st.tuples(st.just("link"), NUMBERS, NUMBERS),
    st.tuples(st.just("move"), NUMBERS, st.sampled_from(("open", "in_progress", "on_hold", "done", "cancelled"))),
)


def happen(office: Office, what: str, number: int, how: Any) -> None:
    if what == "ask":
        decisions.ask(office, number, how, "How much?", blocking=True, actor="cleo")
    elif what == "block":
        decisions.block(office, number, "no paint", actor=how)
    elif what == "unblock":
        decisions.unblock(office, number, "There is paint.", actor=how)
    elif what == "propose":
        deliberations.propose(office, number, "Colour", ["red", "blue"], [how])
    elif what == "link":
        links.link(office, number, how)
    else:
        tickets.move(office, number, how, "so be it")


@given(happened=st.lists(HAPPENED, min_size=1, max_size=8))
@settings(deadline=None, max_examples=25)
def test_day__counts_as_ready_and_as_blocked_what_every_list_does(happened: list[tuple[str, int, Any]]) -> None:
    filings = [filing(number, "ada", accountable=["ben"]) for number in (1, 2, 3, 4)]
    with passing(charter(3, filings, [(1, 2)])) as office:
        for what in happened:
            try:
                happen(office, *what)
            except TeamxError:
                continue

        shown = reports.morning(office, datetime.fromtimestamp(office.clock() / 1000, UTC).date())
        now = {row.number: row.condition for row in views.tickets(office)}

    assert [one.number for one in shown.ready] == [no for no, is_ in now.items() if is_ is Condition.READY]
    held = (Condition.BLOCKED, Condition.ON_HOLD)
    assert [one.number for one in shown.blocked] == [no for no, is_ in now.items() if is_ in held]
