"""What a word names: the plainest sense of it that anything here has."""

from __future__ import annotations

import pytest

from teamx_tui.domain.subjects import About, Colleague, Place, Work, about

WORK = (
    Work(1, "Requirements", "ada", "panel", "Foundation"),
    Work(2, "Presence API", "ben", "panel", "Backend"),
    Work(3, "React components", "cleo", "panel", "Frontend"),
    Work(4, "Frontend routing fix", None, "site", "Polish"),
    Work(5, "Test plan", "ada", "site"),
)
STAFF = (
    Colleague("ada", "Ada Byron", "product-manager Product Manager", ("roadmapping",), "Product"),
    Colleague("ben", "Ben", "backend-engineer Backend Engineer", ("databases", "api-design"), "Engineering"),
    Colleague("cleo", "Cleo", "frontend-engineer Frontend Engineer", ("frontend", "css"), "Engineering"),
)
PROJECTS = (Place("panel", "Collaboration Panel"), Place("site", "Website"))


def meant(*said: str) -> About:
    return about(said, WORK, STAFF, PROJECTS)


@pytest.mark.parametrize(
    ("said", "how", "tickets"),
    [
        (("3",), "#3", (3,)),
        (("#3",), "#3", (3,)),
        (("@ben",), "@ben", (2,)),
        (("byron",), "@ada", (1, 5)),
        (("panel",), "project Collaboration Panel", (1, 2, 3)),
        (("website",), "project Website", (4, 5)),
        (("frontend",), "phase Frontend", (3, 4)),
        (("engineering",), "department Engineering", (2, 3)),
        (("api",), 'tickets with "api" in the title', (2,)),
        (("tests",), 'tickets with "tests" in the title', (5,)),
        (("manager",), "those who work as manager", (1, 5)),
        (("databases",), "those who can do databases", (2,)),
    ],
)
def test_about__takes_the_plainest_sense(said: tuple[str, ...], how: str, tickets: tuple[int, ...]) -> None:
    found = meant(*said)

    assert (found.how, found.tickets, found.unknown) == (how, tickets, ())


def test_about__is_what_all_words_have_in_common_else_what_any_has() -> None:
    assert meant("panel", "api").tickets == (2,)
    assert meant("api", "routing").tickets == (2, 4)


def test_about__tells_the_words_that_name_nothing() -> None:
    assert meant("sky") == About("", unknown=("sky",))
    assert meant("sky", "api").unknown == ("sky",)
    assert meant("999").how == ""


def test_about__names_the_project_and_the_people() -> None:
    assert meant("panel").project == "panel"
    assert meant("engineering").people == ("ben", "cleo")
