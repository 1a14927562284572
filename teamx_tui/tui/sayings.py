"""What was said in the palette: earlier lines, and the one that is not said yet. What a line means it does not know."""

from typing import Final

from teamx_tui.tui.memory import Memory

KEPT: Final = 200
"""Lines that are remembered."""
_NAME: Final = "said"


class Sayings:
    """Lines in the order in which they were said last, each once; and a draft, which outlives the palette."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.draft = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, oldest first."""
        kept = self._memory.recall(_NAME, [])
        return tuple(line for line in kept if isinstance(line, str)) if isinstance(kept, list) else ()

    def keep(self, line: str) -> None:
        """Take note that a line was said."""
        earlier = [one for one in self.lines if one != line]
        self._memory.keep(_NAME, [*earlier, line][-KEPT:])
        self.draft = ""

    def older(self, line: str) -> str | None:
        """Return the line before `line`, the latest one if it is none of them; None where there is no other."""
        lines = self.lines
        at = lines.index(line) if line in lines else len(lines)
        return lines[at - 1] if at > 0 else None

    def newer(self, line: str) -> str:
        """Return the line after `line`; empty behind the latest."""
        lines = self.lines
        at = lines.index(line) + 1 if line in lines else len(lines)
        return lines[at] if at < len(lines) else ""
