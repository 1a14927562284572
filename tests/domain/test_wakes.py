"""Who is woken by what, and the three breakers. Whether a whole company keeps within the bound: tests/company."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.raci import People, Raci
from teamx_tui.domain.wakes import (
    EVERYONE,
    SPOKEN,
    TALK,
    WOKEN,
    Cause,
    Chatter,
    Limits,
    Policy,
    alternations,
    bound,
    cast,
    hop,
    refusal,
)

TEAM = People(responsible=("ada",), accountable=("ben",), consulted=("cleo", "dan"), informed=("eve",))
HANDLES = ("ada", "ben", "cleo", "dan", "eve", "finn")
CAUSES = st.sampled_from(Cause)
TALKING = st.sampled_from(sorted(TALK))
WORK = [cause for cause in Cause if cause not in TALK]
LIMITS = Limits()
QUIET = Chatter(wakes=0)

PEOPLE = st.lists(st.tuples(st.sampled_from(HANDLES), st.sampled_from(Raci)), unique_by=lambda member: member[0]).map(
    People.of
)
NAMED = st.lists(st.sampled_from((*HANDLES, EVERYONE)), unique=True)

DESIGN = {
    Cause.READY: ["ada", "ben", "cleo", "dan"],
    Cause.OPERATOR_COMMENT: ["ada", "finn"],
    Cause.MENTION: ["finn"],
    Cause.QUESTION: ["finn"],
    Cause.ANSWERED: ["finn"],
    Cause.ADDED: ["finn"],
    Cause.REVIEW: ["ben"],
    Cause.CHANGES: ["ada"],
    Cause.DECIDED: ["finn"],
    Cause.UNBLOCKED: ["finn"],
    Cause.HANDOFF: ["finn"],
    Cause.HANDOFF_ANSWERED: ["finn"],
    Cause.HANDED_OVER: ["ada"],
    Cause.RETRY: ["finn"],
    Cause.SWEEP: ["ada"],
    Cause.TURN: ["finn"],
}
"""Whom each cause wakes of `TEAM` when `finn`, who is not of it, is named: the table of design 5, in order of turns."""


def test_design__has_a_row_for_every_cause() -> None:
    assert set(DESIGN) == set(Cause) == set(WOKEN)


@pytest.mark.parametrize("cause", Cause)
def test_cast__is_the_row_of_the_design(cause: Cause) -> None:
    assert list(cast(cause, TEAM, named=["finn"], author="somebody else")) == DESIGN[cause]


def test_cast__of_all_is_everybody_but_the_informed() -> None:
    assert cast(Cause.OPERATOR_COMMENT, TEAM, named=[EVERYONE]) == ("ada", "ben", "cleo", "dan")
    assert cast(Cause.MENTION, TEAM, named=[EVERYONE], author="cleo") == ("ada", "ben", "dan")


def test_cast__of_a_ready_ticket_is_only_the_responsible_where_the_company_saves_money() -> None:
    assert cast(Cause.READY, TEAM, policy=Policy.RESPONSIBLE) == ("ada",)


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause is not Cause.READY])
def test_cast__follows_the_saving_policy_for_nothing_but_readiness(cause: Cause) -> None:
    saving = cast(cause, TEAM, named=["finn"], policy=Policy.RESPONSIBLE)

    assert saving == cast(cause, TEAM, named=["finn"], policy=Policy.PARTICIPANTS)


@given(cause=CAUSES, people=PEOPLE, named=NAMED, author=st.sampled_from(HANDLES))
@settings(deadline=None)
def test_cast__names_nobody_twice_and_nobody_from_outside(
    cause: Cause, people: People, named: list[str], author: str
) -> None:
    woken = cast(cause, people, named=named, author=author)

    assert len(woken) == len(set(woken))
    assert set(woken) <= set(people.everyone()) | set(named)


@given(cause=CAUSES, people=PEOPLE, named=NAMED)
@settings(deadline=None)
def test_cast__never_holds_the_informed_unless_they_are_called_by_name(
    cause: Cause, people: People, named: list[str]
) -> None:
    assert not (set(cast(cause, people, named=named)) & set(people.informed)) - set(named)


@given(cause=st.sampled_from(sorted(SPOKEN)), people=PEOPLE, named=NAMED, author=st.sampled_from(HANDLES))
@settings(deadline=None)
def test_cast__never_holds_the_author_of_the_words(cause: Cause, people: People, named: list[str], author: str) -> None:
    assert author not in cast(cause, people, named=named, author=author)


def test_spoken__is_all_talk_and_what_an_operator_or_an_author_says() -> None:
    """Who takes work over, or has it back from review, is woken even by an act of their own."""
    assert {Cause.OPERATOR_COMMENT} == SPOKEN - TALK
    assert {Cause.HANDED_OVER, Cause.CHANGES} == TALK - SPOKEN


def test_talk__is_all_an_employee_can_do_again_and_again_that_wakes_a_colleague() -> None:
    """Two employees could go on with any of these for ever, so each must count hops."""
    said = {Cause.MENTION, Cause.QUESTION, Cause.ANSWERED, Cause.ADDED, Cause.UNBLOCKED}
    handed_to_and_fro = {Cause.HANDOFF, Cause.HANDOFF_ANSWERED, Cause.HANDED_OVER, Cause.REVIEW, Cause.CHANGES}
    assert said | handed_to_and_fro == TALK


@given(cause=TALKING, run_hop=st.integers(0, 20))
@settings(deadline=None)
def test_hop__of_talk_is_one_more_than_that_of_its_run(cause: Cause, run_hop: int) -> None:
    assert hop(cause, run_hop) == run_hop + 1
    assert hop(cause, None) == 0


@given(cause=st.sampled_from(WORK), run_hop=st.none() | st.integers(0, 20))
@settings(deadline=None)
def test_hop__of_work_is_none(cause: Cause, run_hop: int | None) -> None:
    assert hop(cause, run_hop) == 0


# --- the breakers ---


@pytest.mark.parametrize(
    ("speakers", "count"),
    [
        ("", 0),
        ("a", 0),
        ("aa", 0),
        ("ab", 1),
        ("aba", 2),
        ("abab", 3),
        ("ababa", 4),
        ("cabab", 3),
        ("ababc", 1),
        ("abcab", 1),
        ("abba", 1),
        ("abaab", 1),
    ],
)
def test_alternations__count_how_often_the_last_two_took_turns(speakers: str, count: int) -> None:
    assert alternations(speakers) == count


@given(speakers=st.lists(st.sampled_from("abc"), max_size=12))
@settings(deadline=None)
def test_alternations__are_the_length_of_the_longest_alternating_end(speakers: list[str]) -> None:
    def alternates(end: list[str]) -> bool:
        return len(set(end)) <= 2 and all(one != other for one, other in pairwise(end))

    longest = max(length for length in range(len(speakers) + 1) if alternates(speakers[len(speakers) - length :]))

    assert alternations(speakers) == max(longest - 1, 0)


@given(cause=st.sampled_from(WORK), wakes=st.integers(0, 100), wake_hop=st.integers(0, 100))
@settings(deadline=None)
def test_refusal__never_meets_work(cause: Cause, wakes: int, wake_hop: int) -> None:
    storm = Chatter(wakes=wakes, speakers=tuple("abababab"), muted=frozenset({"a"}))

    assert refusal(cause, "a", wake_hop, storm, LIMITS) is None


@given(cause=TALKING, wakes=st.integers(0, 100))
@settings(deadline=None)
def test_refusal__never_meets_the_operators_own_words(cause: Cause, wakes: int) -> None:
    storm = Chatter(wakes=wakes, speakers=tuple("abababab"), muted=frozenset({"a"}))

    assert refusal(cause, "a", 0, storm, LIMITS) is None


@given(
    cause=TALKING,
    wake_hop=st.integers(1, 12),
    wakes=st.integers(0, 20),
    speakers=st.lists(st.sampled_from("abc"), max_size=8),
    muted=st.frozensets(st.sampled_from("abc"), max_size=1),
)
@settings(deadline=None)
def test_refusal__admits_talk_exactly_while_no_limit_is_passed(
    cause: Cause, wake_hop: int, wakes: int, speakers: list[str], muted: frozenset[str]
) -> None:
    limits = Limits(max_hops=6, max_turns=12, max_alternations=4)
    passed = "a" in muted or wake_hop > 6 or wakes >= 12 or alternations([*speakers, "a"]) > 4

    said = refusal(cause, "a", wake_hop, Chatter(wakes, tuple(speakers), muted), limits)

    assert (said is not None) is passed


@pytest.mark.parametrize(
    ("chatter", "wake_hop", "said"),
    [
        (QUIET, 7, "the chain of replies is 6 long"),
        (Chatter(12), 1, "12 turns without an operator message or a change of state"),
        (Chatter(0, tuple("babab")), 1, "@a and @b took turns 4 times with nothing new"),
        (Chatter(0, muted=frozenset({"a"})), 1, "@a is muted in this thread"),
    ],
)
def test_refusal__says_which_limit_was_passed(chatter: Chatter, wake_hop: int, said: str) -> None:
    assert refusal(Cause.MENTION, "a", wake_hop, chatter, LIMITS) == said
    assert refusal(Cause.MENTION, "a", wake_hop, chatter, replace(LIMITS, max_hops=99)) == (
        None if wake_hop > 6 else said
    )


def test_limits__are_those_of_the_design() -> None:
    assert Limits(max_hops=6, max_turns=12, max_alternations=4) == LIMITS


def test_bound__adds_up_over_tickets() -> None:
    assert bound([], LIMITS) == 0
    assert bound([(0, 0)], LIMITS) == 12
    assert bound([(3, 5), (1, 2)], LIMITS) == 4 * (5 + 12) + 2 * (2 + 12)
