"""What an examination of the company found: a verdict for each check, and for the whole the worst of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a check went, best first."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    name: str
    verdict: Verdict
    sentence: str
    """What is so, in one plain sentence."""
    way_out: str = ""
    """What to do about it; empty when there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found."""

    findings: tuple[Finding, ...]

    @property
    def overall(self) -> Verdict:
        """The worst verdict; pass when nothing was checked."""
        return max((one.verdict for one in self.findings), key=list(Verdict).index, default=Verdict.PASS)

    @property
    def is_cleared(self) -> bool:
        """Whether nothing failed: warnings are to be known, not to be waited for."""
        return self.overall is not Verdict.FAIL

    @property
    def status(self) -> str:
        """The whole in a few words."""
        return "cleared for launch" if self.is_cleared else "not cleared for launch"


def fine(name: str, sentence: str) -> Finding:
    """Return that a check passed."""
    return Finding(name, Verdict.PASS, sentence)


def some(things: Iterable[object], most: int = 5) -> str:
    """Return the first few of some things as they are listed, and how many more there are."""
    words = [str(thing) for thing in things]
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} more" if more > 0 else "")
