"""When a decision of several may be taken, and by which rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.positions import Rule, refusal, rule

OPTIONS = ("red", "blue")
STANCES = st.lists(st.sampled_from(OPTIONS), max_size=6)


@given(by=st.sampled_from(Rule), stances=STANCES, outcome=st.sampled_from(OPTIONS))
def test_refusal__follows_the_rule(by: Rule, stances: list[str], outcome: str) -> None:
    votes = stances.count(outcome)
    may = (
        len(stances) >= 2
        and {
            Rule.ACCOUNTABLE: True,
            Rule.MAJORITY: votes > len(stances) / 2,
            Rule.CONSENSUS: votes == len(stances),
        }[by]
    )

    assert (refusal(by, OPTIONS, stances, outcome) is None) == may


@pytest.mark.parametrize(
    ("options", "stances", "outcome", "said"),
    [
        (OPTIONS, ["red", "blue"], "green", "The options are: red, blue."),
        (OPTIONS, [], "red", "Nobody has taken a position, and a conflict is decided on 2 at least."),
        (OPTIONS, ["red"], "red", "Only one position is taken, and a conflict is decided on 2 at least."),
        (("go",), [], "go", None),
        ((), ["later"], "whatever", None),
    ],
)
def test_refusal__asks_for_two_positions_only_in_a_conflict(
    options: tuple[str, ...], stances: list[str], outcome: str, said: str | None
) -> None:
    assert refusal(Rule.ACCOUNTABLE, options, stances, outcome) == said


def test_rule__that_is_not_known_names_those_that_are() -> None:
    assert rule(" Majority ") is Rule.MAJORITY
    with pytest.raises(Invalid, match="accountable, majority, consensus"):
        rule("dice")
