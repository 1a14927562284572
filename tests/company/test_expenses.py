"""What was spent since a time equals the ledger, whatever it is added up by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import expenses, money
from teamx_tui.company.money import By
from tests.builders import NOON, charter, filing, passing
from tests.company.test_money import TURNS, Turn, write


@pytest.mark.feature("T-15", "T-31")
@given(TURNS, st.sampled_from(By), st.integers(0, 10**7))
@settings(deadline=None, max_examples=30)
def test_expenses__are_those_of_the_turns_that_ended_since(turns: list[Turn], by: By, later_ms: int) -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3)])) as office:
        write(office, turns)
        since = expenses.since(office, NOON + later_ms, by)
        ended = [(took, calls, micros) for took, calls, micros in turns if took >= later_ms]

        assert (since.total.turns, since.total.calls, since.total.micros) == (
            len(ended),
            sum(calls for _, calls, _ in ended),
            sum(micros for _, _, micros in ended),
        )
        assert sum(one.micros for one in since.of) == since.total.micros

        whole, ledger = expenses.since(office, 0, by), money.look(office, by)
        assert [(one.key, one.micros, one.calls, one.turns, one.p95_ms) for one in whole.of] == [
            (one.key, one.micros, one.calls, one.turns, one.p95_ms) for one in ledger.sums
        ]
