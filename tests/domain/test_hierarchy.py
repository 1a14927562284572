"""The tree of who stands under whom, against the list it is drawn from."""

from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.hierarchy import tree

NAMES = ("ada", "ben", "cleo", "dan", "eve", "finn", "gus")


@st.composite
def companies(draw: st.DrawFn) -> dict[str, str | None]:
    """Who stands above each name: somebody earlier in a secret order, or nobody, so that there is no circle."""
    order = draw(st.permutations(NAMES))
    above = {name: draw(st.sampled_from([None, *order[:at]])) for at, name in enumerate(order)}
    return {name: above[name] for name in draw(st.permutations(NAMES))}


def line_of_command(above: dict[str, str | None], name: str) -> list[str]:
    """Everybody above `name`, nearest first."""
    over = above[name]
    return [over, *line_of_command(above, over)] if over is not None else []


@given(above=companies(), folded=st.sets(st.sampled_from(NAMES)))
@settings(deadline=None)
def test_tree__shows_everybody_who_is_not_under_a_fold_once_and_under_their_own(
    above: dict[str, str | None], folded: set[str]
) -> None:
    lines = tree(above, folded)

    shown = [line.name for line in lines]
    assert sorted(shown) == sorted(name for name in above if not folded & set(line_of_command(above, name)))
    for at, line in enumerate(lines):
        chain = line_of_command(above, line.name)
        assert len(line.rails) == 2 * (len(chain) + 1)
        if chain:
            # The nearest line above that is drawn less deep is the one it hangs on.
            over = next(other for other in reversed(lines[:at]) if len(other.rails) < len(line.rails))
            assert over.name == chain[0]


@given(above=companies(), folded=st.sets(st.sampled_from(NAMES)))
@settings(deadline=None)
def test_tree__counts_the_whole_team_whether_or_not_it_is_shown(above: dict[str, str | None], folded: set[str]) -> None:
    for line in tree(above, folded):
        team = [name for name in above if line.name in line_of_command(above, name)]
        assert line.team == len(team)
        assert line.is_folded == bool(team and line.name in folded)


def test_tree__draws_rails_that_end_with_the_last_of_each_branch() -> None:
    lines = tree({"alex": None, "elena": None, "lin": "elena", "sam": "lin", "mike": "elena"})

    assert [line.rails + line.name for line in lines] == [
        "├ alex",
        "└ elena",
        "  ├ lin",
        "  │ └ sam",
        "  └ mike",
    ]


def test_tree__lets_those_whose_manager_is_not_there_stand_at_the_top() -> None:
    assert [line.rails for line in tree({"ada": "gone"})] == ["└ "]
