"""What the benchmarks that run a window in this process share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from teamx_tui.tui.run import LITTER


@pytest.fixture
def litter() -> Iterator[None]:
    """Let Python look for litter as seldom as it does where the window is a program of its own."""
    before = gc.get_threshold()
    gc.set_threshold(*LITTER)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
