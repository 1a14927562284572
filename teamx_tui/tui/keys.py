"""The keys of a pane as Textual takes them, made from the one table, and the ids by which they are remapped."""

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from teamx_tui.tui.key_table import KEYS
from teamx_tui.tui.panes import Key


def bindings(*panes: str) -> list[BindingType]:
    """Return the keys of `panes` as Textual takes them in `BINDINGS`."""
    return [_binding(pane, key) for pane in panes for key in KEYS[pane]]


def id_of(pane: str, key: Key) -> str:
    """Return the id by which an operator remaps a key: `thread.write`."""
    return f"{pane}.{key.name or key.action}"


def _binding(pane: str, key: Key) -> Binding:
    return Binding(
        key.keys,
        key.action,
        key.words,
        show=key.shown,
        key_display=key.as_written or None,
        priority=key.priority,
        tooltip=key.tip or key.words,
        id=id_of(pane, key),
    )


def all_ids() -> Sequence[str]:
    """Return every id, in the order of the table."""
    return [id_of(pane, key) for pane, keys in KEYS.items() for key in keys]
