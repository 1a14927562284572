"""What employees think with, in the window: said in the palette, shown in the header and in the profile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teamx_tui.company import brains, equipment, profiles
from tests.models_server import serving
from tests.tui.conftest import Opened, Play, say, sees

Window = Callable[..., Opened]


@pytest.mark.feature("T-32")
async def test_palette__gives_everybody_a_brain_that_works(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = story(24)
    with serving(models=("qwen3:8b",)) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        async with window(company) as pilot:
            await say(pilot, "use ollama for everyone")
            await sees(pilot, "6 employees now think with ollama qwen3:8b.", "Team-X  ollama qwen3:8b")

    office = company.office()
    assert profiles.look(office, "priya").brain == "ollama"
    office.close()
    assert len(server.asked) == 4


@pytest.mark.feature("T-32")
async def test_profile__says_why_somebody_cannot_think(story: Play, window: Window) -> None:
    company = story(24)
    office = company.office()
    brains.add(office, "anthropic", "https://models.example", model="large")
    equipment.use(office, "anthropic", ["priya"])
    brains.note_lack(office, "anthropic", "anthropic needs a key")
    office.close()

    async with window(company) as pilot:
        await sees(pilot, "scripted  2 brains  1 cannot think")
        await say(pilot, "show @priya")
        await sees(pilot, "cannot think: anthropic needs a key", "anthropic · large")
        await pilot.press("escape", "3")
        await sees(pilot, "reports to")
        await pilot.press("down", "down", "down")
        await sees(pilot, "Priya @priya", "cannot think: anthropic needs a key", "anthropic large")
