"""What the window remembers from one time to the next: the theme, what is folded away, what was said in the palette.

Losing it loses comfort and no work, so a file that cannot be read or written is passed over.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


class Memory:
    """Things by name, kept in a JSON file; without a file, until the window closes."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._things: dict[str, Any] = {}
        if path is not None:
            with suppress(OSError, ValueError):
                found = json.loads(path.read_text(encoding="utf-8"))
                self._things = found if isinstance(found, dict) else {}

    def recall(self, name: str, default: Any = None) -> Any:
        """Return what was kept under `name`, or `default`; check its shape, as the file may have been edited."""
        return self._things.get(name, default)

    def keep(self, name: str, thing: Any) -> None:
        """Remember `thing`, which JSON can hold, under `name`."""
        if self._things.get(name) == thing:
            return
        self._things[name] = thing
        if self._path is None:
            return
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self._things, ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self._path)
