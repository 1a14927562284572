"""The Vault lists what was made and shows it: Markdown laid out, code as code, every version, nothing hostile."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.commands import COMMANDS
from teamx_tui.company import delivery, documents, undo, vault
from teamx_tui.company.artifacts import Draft
from teamx_tui.tui.screens.vault import VaultScreen
from teamx_tui.tui.widgets.document_view import LAID_OUT, DocumentView
from teamx_tui.tui.widgets.line_list import LineList
from tests.tui.conftest import SMALL, Company, Opened, Play, sees, shown, until

Window = Callable[..., Opened]
HOSTILE = "[@click=app.quit]x[/nope] \x1b]52;c;aGk=\x07 \u202e漢字"


async def open_vault(pilot: Pilot[None], *words: str) -> LineList:
    await pilot.press("5")
    await until(pilot, lambda: isinstance(pilot.app.screen, VaultScreen), "the Vault")
    await sees(pilot, *words)
    return pilot.app.screen.query_one("#files", LineList)


def with_files(company: Company, *files: tuple[str, str, str]) -> Company:
    """Attach files to #64, each with name, kind and content; the last comes to stand first."""
    office = company.office()
    for name, kind, content in files:
        company.clock.advance(1)
        delivery.attach(office, 64, name, content, kind=kind, actor="alex")
    office.close()
    return company


@pytest.mark.feature("T-28", "X-12", "S-49")
async def test_vault__lists_every_file_and_shows_the_one_under_the_cursor(story: Play, window: Window) -> None:
    company = story(None)
    office = company.office()
    expected = vault.find(office).files
    office.close()

    async with window(company) as pilot:
        files = await open_vault(pilot, f"{len(expected)} files", "✓ intact")

        assert [row.cells[0].plain for row in files.rows] == [file.name for file in expected]
        for file in expected:
            await sees(pilot, f"{file.name}  version 1 · {file.kind}", f"sha-256 {file.sha256}")
            await pilot.press("j")


@pytest.mark.feature("T-28")
@pytest.mark.parametrize(
    ("text", "names"), [("kind:code", ["design-tokens.ts"]), ("#65 @lin", ["panel-wireframes.md"])]
)
async def test_filter__leaves_the_files_that_are_like_it(
    story: Play, window: Window, text: str, names: list[str]
) -> None:
    async with window(story(None)) as pilot:
        files = await open_vault(pilot, "5 files")
        await pilot.press("slash")
        pilot.app.screen.query_one("#filter", Input).value = text
        await sees(pilot, "1 of 5 files", f"{names[0]}  version 1")

        assert [row.cells[0].plain for row in files.rows] == names

        await pilot.press("enter", "escape")
        await sees(pilot, "5 files")


@pytest.mark.feature("T-28")
async def test_versions__are_stepped_through(story: Play, window: Window) -> None:
    company = with_files(story(0), ("notes.txt", "text", "First."), ("notes.txt", "text", "Second."))

    async with window(company) as pilot:
        await open_vault(pilot, "version 2 of 2", "Second.")
        await pilot.press("[")
        await sees(pilot, "version 1 of 2", "First.")
        await pilot.press("]")
        await sees(pilot, "version 2 of 2", "Second.")


@pytest.mark.feature("T-28")
async def test_versions__pass_over_one_that_was_taken_back(story: Play, window: Window) -> None:
    company = with_files(story(0), ("notes.txt", "text", "First."))
    office = company.office()
    COMMANDS["ticket attach"](office, number=64, source="Second.", name="notes.txt")
    undo.take_back(office)
    office.close()
    with_files(company, ("notes.txt", "text", "Third."))

    async with window(company) as pilot:
        await open_vault(pilot, "version 3 of 3", "Third.")
        await pilot.press("[")
        await sees(pilot, "version 1 of 3", "First.")


@pytest.mark.feature("T-28")
async def test_filter__searches_the_texts_and_shows_what_was_found(story: Play, window: Window) -> None:
    company = story(0)
    office = company.office()
    text = f"{'word ' * 300}we keep a time-series of it {'word ' * 300}"
    documents.add(office, Draft("metrics.txt", text, tags=("metrics", "q3")))
    documents.add(office, Draft("openapi.yaml", "paths: {}", type="api_contract"), project="panel")
    office.close()

    async with window(company, SMALL) as pilot:
        files = await open_vault(pilot, "2 files", "metrics q3")
        assert [row.cells[6].plain for row in files.rows] == ["panel", "company"]
        for query in ("time-series", "TIME", "tag:q3"):
            await pilot.press("slash")
            pilot.app.screen.query_one("#filter", Input).value = query
            await sees(pilot, "1 of 2 files", "metrics.txt  version 1", "#metrics #q3")
            await pilot.press("enter")
        pilot.app.screen.query_one("#filter", Input).value = "time-series"
        await sees(pilot, "«time-series»")
        pilot.app.screen.query_one("#filter", Input).value = 'a" AND (* NEAR'
        await sees(pilot, "0 of 2 files", "No file is like that")


@pytest.mark.feature("T-28")
async def test_file__of_no_ticket_opens_none(story: Play, window: Window) -> None:
    company = story(0)
    office = company.office()
    documents.add(office, Draft("rules.md", "We ship on Fridays."))
    office.close()

    async with window(company) as pilot:
        await open_vault(pilot, "the company", "We ship")
        await pilot.press("o")
        await pilot.pause()

        assert isinstance(pilot.app.screen, VaultScreen)


@pytest.mark.feature("T-28")
async def test_document__that_was_altered_says_so(story: Play, window: Window) -> None:
    company = with_files(story(0), ("notes.txt", "text", "All is well."))
    with closing(sqlite3.connect(company.store)) as hand, hand:
        hand.execute("UPDATE artifact SET content = 'All is lost.'")

    async with window(company) as pilot:
        await open_vault(pilot, "✗ altered", "All is lost.")


@pytest.mark.feature("T-28", "D-16")
@pytest.mark.parametrize(
    ("name", "kind"), [("notes", "text"), ("page.md", "markdown"), ("code.py", "code"), ("long.md", "markdown")]
)
async def test_document__shows_hostile_text_as_text(story: Play, window: Window, name: str, kind: str) -> None:
    content = HOSTILE + ("\n" + "x" * LAID_OUT if name == "long.md" else "")
    company = with_files(story(0), (name, kind, content))

    async with window(company) as pilot:
        await open_vault(pilot, f"{name}  version 1", "x[/nope] ␛]52;c;aGk=␇", "漢字")

        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown(pilot))


@pytest.mark.feature("D-16")
async def test_vault__shows_hostile_names_as_names(story: Play, window: Window) -> None:
    company = with_files(story(0), (HOSTILE, "[/x]", "harmless"))

    async with window(company, SMALL) as pilot:
        await open_vault(pilot, "[@click=app.quit]x[/nope]", "harmless")


@pytest.mark.feature("T-28")
async def test_markdown__is_laid_out(story: Play, window: Window) -> None:
    company = with_files(
        story(0), ("page.md", "markdown", "# Plan\n\n- first\n- second\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    )

    async with window(company) as pilot:
        await open_vault(pilot, "Plan", "• first", "• second")

        assert "# Plan" not in shown(pilot)


@pytest.mark.feature("T-28")
async def test_code__keeps_every_line_under_its_number(story: Play, window: Window) -> None:
    async with window(story(None)) as pilot:
        await open_vault(pilot, "design-tokens.ts")
        pilot.app.screen.query_one("#filter", Input).value = "kind:code"

        await sees(pilot, "1  export const presence = {", '2    active: "#10B981",', "6  } as const;")


@pytest.mark.feature("T-28", "D-16")
async def test_copy__puts_the_text_into_the_clipboard(story: Play, window: Window) -> None:
    company = with_files(story(0), ("notes.txt", "text", "Every\nbyte."))

    async with window(company) as pilot:
        await open_vault(pilot, "notes.txt  version 1")
        await pilot.press("y")
        await sees(pilot, "Copied notes.txt")

        assert pilot.app.clipboard == "Every\nbyte."


@pytest.mark.feature("D-16")
async def test_copy__goes_through_tmux_where_that_stands_between(
    story: Play, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = with_files(story(0), ("notes.txt", "text", "Every\nbyte."))
    program, given = tmp_path / "tmux", tmp_path / "given"
    program.write_text(f'#!/bin/sh\necho "$@" > {given}\ncat >> {given}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")

    async with window(company) as pilot:
        await open_vault(pilot, "notes.txt  version 1")
        await pilot.press("y")
        await until(pilot, lambda: given.exists() and "byte." in given.read_text(), "what tmux is given")

    assert given.read_text() == "load-buffer -w -\nEvery\nbyte."


@pytest.mark.feature("T-28", "T-41")
async def test_save__writes_the_version_that_is_shown(story: Play, window: Window, tmp_path: Path) -> None:
    company, out = with_files(story(0), ("a", "text", "First."), ("a", "text", "Second.")), tmp_path / "a.txt"

    async with window(company) as pilot:
        await open_vault(pilot, "version 2 of 2")
        await pilot.press("[")
        await sees(pilot, "version 1 of 2")
        await pilot.press("x")
        pilot.app.screen.query_one("#question", Input).value = str(out)
        await pilot.press("enter")
        await sees(pilot, "Saved a, version 1")

    assert out.read_text() == "First."


@pytest.mark.feature("X-12")
async def test_o__opens_the_ticket_a_file_was_made_on(story: Play, window: Window) -> None:
    company = with_files(story(0), ("notes.txt", "text", "Hello."))

    async with window(company) as pilot:
        await open_vault(pilot, "notes.txt  version 1")
        await pilot.press("o")

        await until(pilot, lambda: getattr(pilot.app.screen, "number", None) == 64, "the thread of #64")


async def test_enter__goes_to_the_text_and_escape_back(story: Play, window: Window) -> None:
    async with window(story(None), SMALL) as pilot:
        files = await open_vault(pilot, "✓ intact")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.query_one(DocumentView).text.has_focus, "the text has the focus")

        assert not files.region.height  # the text has the small screen for itself

        await pilot.press("escape")
        await until(pilot, lambda: files.has_focus and files.region.height, "the list is back")


async def test_vault__says_that_nothing_was_made(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await open_vault(pilot, "Nothing was made yet. To put a file in: Ctrl+K, vault add", "0 files")
