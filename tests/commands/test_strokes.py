"""The characters of a graph's lines: what parts is joined, what crosses is not, and weight and dots mean something."""

from __future__ import annotations

from teamx_tui.commands.strokes import strokes
from teamx_tui.domain.layers import Pair
from teamx_tui.domain.layout import Box, Layout, Sizes, Wire, lay_out


def picture(layout: Layout, heavy: frozenset[Pair] = frozenset(), soft: frozenset[Pair] = frozenset()) -> list[str]:
    """The lines between the boxes, and of the boxes what a line takes."""
    drawn = strokes(layout, heavy, soft)
    return [
        "".join(drawn[y][x].glyph if x in drawn.get(y, {}) else " " for x in range(layout.width)).rstrip()
        for y in range(layout.height)
    ]


def crossing() -> Layout:
    """Line 2 comes straight down through line 1, which runs sideways."""
    boxes = {node: Box(node, node // 3, x, 0 if node < 3 else 3, 3, 1) for node, x in ((1, 0), (2, 3), (3, 6), (4, 3))}
    wires = (Wire(1, 3, ((1, 0), (1, 1), (7, 1), (7, 2))), Wire(2, 4, ((4, 0), (4, 2))))
    return Layout(boxes, wires, 9, 4)


def test_strokes__part_where_a_ticket_blocks_several() -> None:
    layout = lay_out([1, 2, 3], [(1, 2), (1, 3)], 13, Sizes(6, 6, 2))

    assert picture(layout) == [
        "",
        "       ┬",
        "   ┌───┴──┐",
        "   ▼      ▼",
        "",
        "",
    ]


def test_strokes__do_not_touch_where_they_cross() -> None:
    assert picture(crossing()) == [" ┬  ┬", " └──│──┐", "    ▼  ▼", ""]


def test_strokes__are_thick_on_the_critical_path_up_to_where_it_leaves() -> None:
    layout = lay_out([1, 2, 3], [(1, 2), (1, 3)], 13, Sizes(6, 6, 2))

    assert picture(layout, heavy=frozenset({(1, 3)}))[1:4] == ["       ┳", "   ┌───┺━━┓", "   ▼      ▼"]


def test_strokes__are_dotted_where_a_dependency_is_soft() -> None:
    assert picture(crossing(), soft=frozenset({(1, 3)})) == [" ┬  ┬", " └┄┄│┄┄┐", "    ▼  ▽", ""]


def test_strokes__say_which_wires_run_together() -> None:
    drawn = strokes(lay_out([1, 2, 3], [(1, 2), (1, 3)], 13, Sizes(6, 6, 2)))

    assert [drawn[2][x].wires for x in (4, 7, 9)] == [{0}, {0, 1}, {1}]
