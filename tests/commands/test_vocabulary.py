"""The words of a company, read as it is now."""

from __future__ import annotations

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.grammar import Understood, understand, vocabulary
from teamx_tui.commands.grammar.titles import Titled
from teamx_tui.commands.grammar.vocabulary import Colleague, Titles
from teamx_tui.company import departures, log, tickets
from teamx_tui.company.founding import Project
from teamx_tui.company.office import OPERATOR
from tests.builders import charter, filing, passing


def test_vocabulary__names_everybody_and_everything_there_is() -> None:
    paper = charter(2, [filing(1, "ada"), filing(2, None)], [(1, 2)], projects=[Project("panel", "The panel")])
    with passing(paper) as office:
        words = vocabulary(office)

        assert words.people == (
            Colleague("ada", "Ada", "engineer", "Engineer"),
            Colleague("ben", "Ben", "engineer", "Engineer"),
        )
        assert tuple(words.tickets) == (Titled(1, "Ticket 1", "open", "ada", (2,)), Titled(2, "Ticket 2", "open", None))
        assert words.projects == (Titles("panel", "The panel"),)
        assert words.roles == ("engineer",)
        assert words.taken == {"ada", "ben", OPERATOR, "system", "all"}


def test_vocabulary__does_not_know_who_left_but_keeps_the_handle_taken() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        departures.leave(office, "ben")

        words = vocabulary(office)

        assert [person.handle for person in words.people] == ["ada"]
        assert "ben" in words.taken
        answer = understand("hire an engineer named Ben", words)
        assert isinstance(answer, Understood)
        assert answer.given["handle"] == "ben-2"


def test_vocabulary__follows_the_states() -> None:
    with passing(charter(1, [filing(1)])) as office:
        tickets.move(office, 1, "done", "because")

        answer = understand("move 1 to open", vocabulary(office))

        assert isinstance(answer, Understood)
        assert answer.lacks == ("reason",)


def test_vocabulary__knows_what_would_be_taken_back() -> None:
    with passing(charter(2, [filing(1)])) as office:
        before = vocabulary(office)
        COMMANDS["ticket assign"](office, number=1, handle="ben")

        words = vocabulary(office)

        assert (before.undoable, before.latest) == ("", 0)
        assert words.undoable.startswith("take back: ticket assign 1 ben (#1 goes back to @ada")
        assert words.latest == log.latest(office, 1)[0].seq
