"""The rules of roles: how well capabilities fit, which names mean a role, and who the default manager is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.roles import CAPABILITIES, GROUP_OF, Authority, Catalogue, Level, Post, Role, fit, nearest

WORDS = st.sets(st.sampled_from(sorted(GROUP_OF)), max_size=8)


def role(id: str, level: Level, reports_to: str | None, *capabilities: str, title: str = "", **more: str) -> Role:
    also = (more["also"],) if "also" in more else ()
    title = title or id.replace("-", " ").title()
    return Role(id, title, level, reports_to, Authority.ADVISORY, capabilities, ("comment",), "Do it.", also)


SMALL = Catalogue(
    (
        role("chief", Level.OFFICER, None, "executive-leadership", title="The Chief", also="CEO"),
        role("compliance-officer", Level.MANAGEMENT, "chief", "legal-compliance"),
        role("tech-lead", Level.SUPERVISOR, "chief", "backend-engineering", title="Lead of Tech", also="Tech Lead"),
        role("ui-ux-designer", Level.IC, "tech-lead", "ux-design", title="UI/UX Designer", also="Designer of Screens"),
        role("backend-engineer", Level.IC, "tech-lead", "backend-engineering", "api-design"),
    )
)


@pytest.mark.feature("T-2")
def test_capabilities__are_forty_one_words_in_six_groups() -> None:
    assert (len(CAPABILITIES), sum(map(len, CAPABILITIES.values())), len(GROUP_OF)) == (6, 41, 41)


@pytest.mark.feature("T-2")
@pytest.mark.parametrize(
    ("needed", "offered", "share"),
    [
        ({"devops"}, {"devops"}, 1.0),
        ({"devops"}, {"devops", "site-reliability"}, 1 / 2),
        ({"devops", "api-design"}, {"api-design", "sales"}, 1 / 3),
        ({"devops"}, {"sales"}, 0.0),
        ({"devops"}, set(), 0.0),
        (set(), {"sales"}, 0.0),
        (set(), set(), 0.0),
    ],
)
def test_fit__is_what_both_have_over_what_either_has(needed: set[str], offered: set[str], share: float) -> None:
    assert fit(needed, offered) == share


@pytest.mark.feature("T-2")
@given(needed=WORDS, offered=WORDS, more=st.sampled_from(sorted(GROUP_OF)))
@settings(deadline=None)
def test_fit__rises_with_a_word_that_was_needed_and_falls_with_one_that_was_not(
    needed: set[str], offered: set[str], more: str
) -> None:
    before, after = fit(needed, offered - {more}), fit(needed, offered | {more})

    assert fit(offered, needed) == fit(needed, offered)
    assert after > before if more in needed else after <= before


def test_level__is_above_every_level_after_it_and_no_other() -> None:
    order = list(Level)

    assert [[one.is_above(other) for other in order] for one in order] == [
        [at < place for place in range(len(order))] for at in range(len(order))
    ]


@pytest.mark.feature("T-1")
@pytest.mark.parametrize(
    ("name", "found", "title"),
    [
        ("backend-engineer", "backend-engineer", "Backend Engineer"),
        ("  Backend ENGINEER ", "backend-engineer", "Backend Engineer"),
        ("ui ux designer", "ui-ux-designer", "UI/UX Designer"),
        ("UI/UX-Designer", "ui-ux-designer", "UI/UX Designer"),
        ("ceo", "chief", "CEO"),
        ("the chief", "chief", "The Chief"),
        ("tech-lead", "tech-lead", "Lead of Tech"),
        ("Tech Lead", "tech-lead", "Lead of Tech"),
        ("engineer", None, ""),
        ("", None, ""),
    ],
)
def test_catalogue__knows_a_role_by_each_of_its_names_however_it_is_written(
    name: str, found: str | None, title: str
) -> None:
    known = SMALL.find(name)

    assert (known.id if known else None, SMALL.titled(name)) == (found, title)


def test_line__goes_up_to_the_role_that_reports_to_nobody() -> None:
    assert {each.id: SMALL.line(each) for each in SMALL.roles} == {
        "chief": (),
        "compliance-officer": ("chief",),
        "tech-lead": ("chief",),
        "ui-ux-designer": ("tech-lead", "chief"),
        "backend-engineer": ("tech-lead", "chief"),
    }


@pytest.mark.feature("T-1")
@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", ["chief", "compliance-officer", "tech-lead", "ui-ux-designer", "backend-engineer"]),
        ("officer", ["chief"]),  # a level is a level, whoever has the word in a title
        ("Individual Contributor", ["ui-ux-designer", "backend-engineer"]),
        ("compl off", ["compliance-officer"]),
        ("backend", ["tech-lead", "backend-engineer"]),
        ("engineering", ["tech-lead", "backend-engineer"]),
        ("design", ["ui-ux-designer", "backend-engineer"]),
        ("screens", ["ui-ux-designer"]),
        ("end", []),
    ],
)
def test_like__finds_a_level_or_the_roles_in_which_every_word_begins_something(words: str, ids: list[str]) -> None:
    assert [found.id for found in SMALL.like(words)] == ids


STAFF = (Post("ann", "tech-lead", "web"), Post("bob", "tech-lead", "data"), Post("cid", "chief"))


@pytest.mark.feature("X-1")
@pytest.mark.parametrize(
    ("line", "department", "manager"),
    [
        (("tech-lead", "chief"), None, "ann"),
        (("tech-lead", "chief"), "data", "bob"),
        (("tech-lead", "chief"), "sales", "ann"),
        (("qa-lead", "chief"), "data", "cid"),
        (("qa-lead",), None, None),
        ((), None, None),
    ],
)
def test_nearest__is_the_first_role_up_the_line_that_somebody_holds_and_of_several_the_same_department(
    line: tuple[str, ...], department: str | None, manager: str | None
) -> None:
    assert nearest(line, STAFF, department) == manager
