"""`teamx graph --draw` and `--around`: the picture of the graph for those who have no window open."""

from __future__ import annotations

from typing import Final

import pytest

from tests.cli.conftest import Teamx

PICTURE: Final = """\
┏━━━━━━━━━━━━━━━┓
┃ #64 ○ ready   ┃
┗━━━━━━━┳━━━━━━━┛
        ▼
┏━━━━━━━━━━━━━━━┓
┃ #66 ■ blocked ┃
┗━━━━━━━┳━━━━━━━┛
        ▼
┏━━━━━━━━━━━━━━━┓
┃ #68 ■ blocked ┃
┗━━━━━━━┳━━━━━━━┛
"""


@pytest.mark.feature("O-21")
def test_graph__draws_what_hangs_together_with_a_ticket(seed: Teamx) -> None:
    said = seed("graph", "--around", 68)

    assert [line.strip() for line in said.out.splitlines()[:11]] == [line.strip() for line in PICTURE.splitlines()]
    assert [line.split()[0] for line in said.out.splitlines()[-8:]] == [f"#{no}" for no in (64, 66, *range(68, 74))]


def test_graph__draws_every_ticket_once(seed: Teamx) -> None:
    picture = seed("graph", "--draw").out.partition("\n\n")[0]

    assert all(picture.count(f"│ #{no} ") + picture.count(f"┃ #{no} ") == 1 for no in range(64, 76))


def test_graph__tells_programs_what_it_draws(seed: Teamx) -> None:
    told = seed("graph", "--around", 71, "--json").json

    assert (told["around"], told["critical_path"], told["days"]) == (71, [64, 66, 67, 69, 70, 71, 72], 13)
    assert [71, 72] in told["edges"]


def test_graph__knows_no_ticket_that_does_not_exist(seed: Teamx) -> None:
    assert seed("graph", "--around", 9).code == 4
