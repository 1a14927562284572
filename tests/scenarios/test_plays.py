"""What was done in a company is written out as scripts, and scripted employees can do it again."""

from __future__ import annotations

from pathlib import Path

from teamx_tui.commands import companies
from teamx_tui.company import decisions, mission, views
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.tickets import State
from tests.builders import charter, filing, finishes, founded, says, turn
from tests.scenarios.stage import company, play


def again(office: Office, folder: Path) -> tuple[str, dict[int, list[tuple[str, str, str]]], dict[State, int]]:
    """The company written out with its scripts, and what is said and reached when that is played."""
    text = companies.export(office, script=True)
    (folder / "again.yaml").write_text(text, "utf-8")
    (folder / "again").mkdir()
    plan = companies.read(folder / "again.yaml")
    with company(plan, folder / "again") as played:
        play(played)
        return text, said(played, [one.number or 0 for one in plan.tickets]), dict(mission.look(played).states)


def said(office: Office, numbers: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    return {
        number: [(entry.author, entry.kind, entry.body) for entry in views.thread(office, number).entries]
        for number in numbers
    }


def test_turns__are_played_again_as_they_were(tmp_path: Path) -> None:
    office = founded(tmp_path / "c.db", charter(3, [filing(1, "ada", consulted=["ben"]), filing(2, "cleo")], [(1, 2)]))
    turn(office, 1, "ada", says("Ben?", "ben"))
    turn(office, 1, "ben", ("decide", {"subject": "Size", "outcome": "Large"}), ("comment", {"text": "@ada, large."}))
    turn(office, 1, "ada", ("attach", {"name": "a.md", "content": "# Large", "kind": "markdown"}), finishes())
    turn(office, 2, "cleo", finishes())

    text, heard, states = again(office, tmp_path)

    assert states == {State.DONE: 2}
    assert heard == said(office, [1, 2])
    assert "left out" not in text
    office.close()


def test_speaker_whom_nobody_called__is_called_in_the_script(tmp_path: Path) -> None:
    """A ticket that becomes ready wakes everybody on it; a script begins with who is responsible."""
    office = founded(tmp_path / "c.db", charter(2, [filing(1, "ada", consulted=["ben"])]))
    turn(office, 1, "ben", says("I am early."))
    turn(office, 1, "ada", finishes())

    _, heard, states = again(office, tmp_path)

    assert states == {State.DONE: 1}
    words = [(author, body) for author, _, body in heard[1]]
    assert ("ben", "I am early.") in words
    assert words[-1] == ("ada", "Done.")
    office.close()


def test_pass_and_what_was_refused__are_not_in_the_script(tmp_path: Path) -> None:
    office = founded(tmp_path / "c.db", charter(2, [filing(1, "ada", consulted=["ben"])]))
    turn(office, 1, "ben", ("pass", {"reason": "quiet as a mouse"}))
    turn(office, 1, "ada", finishes())

    text = companies.export(office, script=True)

    assert "mouse" not in text
    assert "finish: Done." in text
    office.close()


def test_employees_of_the_script__are_scripted(tmp_path: Path) -> None:
    office = founded(tmp_path / "c.db", charter(1, [filing(1, "ada")], brain="claude"))
    turn(office, 1, "ada", finishes())

    _, _, states = again(office, tmp_path)

    assert states == {State.DONE: 1}
    office.close()


def test_script_that_cannot_be_played__is_left_out_and_named(tmp_path: Path) -> None:
    """The operator's answer is no tool call, so nobody would give it."""
    office = founded(tmp_path / "c.db", charter(2, [filing(1, "ada", consulted=["ben"])]))
    turn(office, 1, "ada", ("ask", {"question": "May I?", "to": "operator", "blocking": True}))
    decisions.answer(office, 1, "Yes.", actor=OPERATOR)
    turn(office, 1, "ben", says("You may."))
    turn(office, 1, "ada", finishes())

    text = companies.export(office, script=True)

    assert "# The script of #1 is left out" in text
    office.close()
