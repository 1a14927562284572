"""The list under the palette's line: its cursor is moved while the operator writes, so it never has the focus."""

from textual.reactive import reactive

from teamx_tui.tui.widgets.line_list import LineList


class Offers(LineList, can_focus=False):
    """A list whose cursor shows as long as `is_marked`."""

    is_marked: reactive[bool] = reactive(False, layout=False)

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor is marked."""
        return self.is_marked
