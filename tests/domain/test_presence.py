"""The four words of presence, from facts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.presence import IDLE_AFTER_MS, Presence, presence

NOW = 1_800_000_000_000
SEEN = st.none() | st.integers(NOW - 10 * IDLE_AFTER_MS, NOW)
WORK = st.integers(0, 5).flatmap(lambda work: st.tuples(st.just(work), st.integers(0, work)))


@given(seen=SEEN, work=WORK)
@settings(deadline=None)
def test_presence__is_in_thread_during_a_turn_whatever_else_is_true(seen: int | None, work: tuple[int, int]) -> None:
    found = presence(live=True, last_active_ms=seen, now_ms=NOW, open_work=work[0], blocked_work=work[1])

    assert found is Presence.IN_THREAD


@pytest.mark.parametrize(
    ("ago_ms", "word"),
    [(0, Presence.ACTIVE), (IDLE_AFTER_MS - 1, Presence.ACTIVE), (IDLE_AFTER_MS, Presence.IDLE)],
)
def test_presence__turns_idle_after_five_minutes_exactly(ago_ms: int, word: Presence) -> None:
    found = presence(live=False, last_active_ms=NOW - ago_ms, now_ms=NOW, open_work=1, blocked_work=0)

    assert IDLE_AFTER_MS == 5 * 60 * 1000
    assert found is word


def test_presence__of_somebody_who_never_did_anything_is_idle() -> None:
    assert presence(live=False, last_active_ms=None, now_ms=NOW, open_work=0, blocked_work=0) is Presence.IDLE


@given(seen=SEEN, work=WORK)
@settings(deadline=None)
def test_presence__is_blocked_exactly_when_there_is_work_and_all_of_it_is_blocked(
    seen: int | None, work: tuple[int, int]
) -> None:
    total, blocked = work

    found = presence(live=False, last_active_ms=seen, now_ms=NOW, open_work=total, blocked_work=blocked)

    assert (found is Presence.BLOCKED) is (total > 0 and total == blocked)
