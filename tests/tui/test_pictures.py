"""Mission Control and a thread at three moments and two sizes, as a person sees them."""

from __future__ import annotations

from typing import Any

from tests.tui.conftest import Play, has_looked, opened, sizes


@sizes
def test_mission__nothing_done_yet(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Eleven of twelve tickets are blocked by #64, nobody has done anything, and three wakes wait for a worker."""
    assert snap_compare(story(0).app(), terminal_size=size, run_before=has_looked)


@sizes
def test_mission__five_blocked_three_in_hand(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Five tickets are blocked, each with whom it waits for; the people stand by presence, most of them active."""
    assert snap_compare(story(24).app(), terminal_size=size, run_before=has_looked)


@sizes
def test_mission__all_done(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Nothing runs, nothing is blocked, the project is at 100 %, and the company is idle at no cost."""
    assert snap_compare(story(None).app(), terminal_size=size, run_before=has_looked)


@sizes
def test_thread__blocked_and_silent(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """#69 is blocked by five tickets; only what it is about can be read."""
    assert snap_compare(story(0).app(), terminal_size=size, run_before=opened(69))


@sizes
def test_thread__in_the_middle_of_a_conversation(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Priya and Lin have talked in #69, a file is attached, a question is answered; #70 still waits for it."""
    assert snap_compare(story(44).app(), terminal_size=size, run_before=opened(69))


@sizes
def test_thread__finished(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """#69 is done: four checks passed, a screenshot is attached, and the resolution stands in the head."""
    assert snap_compare(story(None).app(), terminal_size=size, run_before=opened(69))
