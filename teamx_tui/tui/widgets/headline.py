"""The title in a widget's border. Giving it one draws all of the widget, so it gets one only when it has another."""

from textual.content import Content
from textual.widget import Widget


def entitle(widget: Widget, title: Content) -> None:
    """Give a widget this title."""
    if widget.border_title != title.markup:
        widget.border_title = title
