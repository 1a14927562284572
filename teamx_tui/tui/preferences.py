"""What the operator wrote into `config.toml`: colours, motion, mouse, keys. What is wrong in it is said, not fatal."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from teamx_tui.tui.keymap import Keymap, keymap
from teamx_tui.tui.themes import NAMES

_SWITCHES: Final = ("mouse", "reduced_motion")
EXAMPLE: Final = """\
theme = "light"            # dark, light, high-contrast, colour-blind or terminal
reduced_motion = true      # nothing blinks, slides or scrolls by itself
mouse = false              # leave the mouse to the terminal, for selecting text

[keys]                     # ids as listed by: teamx keys
"thread.write" = "C"
"list.down" = "down,n"
"""
"""A whole file, for the help."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the window shall be."""

    theme: str = ""
    """A name of `themes.NAMES`; empty for the one chosen last."""
    mouse: bool = True
    reduced_motion: bool = False
    keymap: Keymap = field(default_factory=lambda: Keymap({}))
    complaints: tuple[str, ...] = ()
    """A sentence for everything in the file that could not be followed."""


def read(path: Path) -> Preferences:
    """Return the preferences in the file at `path`; the usual ones when there is none."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError) as error:
        return Preferences(complaints=(f"{path} cannot be read, so everything is as usual: {error}",))
    return preferences(found)


def preferences(found: Mapping[str, Any]) -> Preferences:
    """Return the preferences of a file that has been parsed."""
    complaints = [
        f"{name} means nothing here; known are theme, mouse, reduced_motion and keys."
        for name in found.keys() - {"theme", "keys", *_SWITCHES}
    ]
    switches: dict[str, bool] = {}
    for name in _SWITCHES:
        if isinstance(found.get(name, True), bool):
            switches[name] = found.get(name, name == "mouse")
        else:
            complaints.append(f"{name} must be true or false.")
    theme = found.get("theme", "")
    if theme and theme not in NAMES:
        complaints.append(f"There is no theme {theme!r}; there are {', '.join(NAMES)}.")
        theme = ""
    asked = found.get("keys", {})
    keys = keymap(dict(_flat(asked))) if isinstance(asked, dict) else Keymap({}, ("keys must be a table.",))
    return Preferences(theme, keymap=keys, complaints=(*sorted(complaints), *keys.complaints), **switches)


def _flat(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield ids and keys, whether they stand as `"thread.write"` or as `write` in a table `thread`."""
    for name, value in table.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield from _flat(value, here)
        else:
            yield here, str(value)
