"""Days by which something shall be done, as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from teamx_tui.domain import dates
from teamx_tui.domain.errors import Invalid

THURSDAY = int(datetime(2026, 11, 26, 15, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", "2026-12-24"),
        ("today", "2026-11-26"),
        ("tomorrow", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("by thu", "2026-12-03"),
        ("6 weeks", "2027-01-07"),
        ("in 10 days", "2026-12-06"),
        ("2w from now", "2026-12-10"),
        ("14 June", "2027-06-14"),
        ("december 1st", "2026-12-01"),
        ("26 nov", "2026-11-26"),
        ("June 14, 2028", "2028-06-14"),
        ("29 february", "2028-02-29"),
    ],
)
def test_due__is_the_end_of_the_day_that_is_named(text: str, day: str) -> None:
    at_ms = dates.due(text, THURSDAY)

    assert dates.written(at_ms) == day
    assert dates.written(at_ms + 1) > day
    assert dates.is_day(text)


@pytest.mark.parametrize(
    "text", ["2026-11-25", "whenever", "2026-13-01", "", "9999 weeks", "2600-01-01", "31 june", "14 janus", "30 feb"]
)
def test_due__refuses_what_is_no_day_or_over(text: str) -> None:
    with pytest.raises(Invalid):
        dates.due(text, THURSDAY)
