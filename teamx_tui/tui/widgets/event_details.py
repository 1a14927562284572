"""One event in full: its words, its data and its place in the chain of hashes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from teamx_tui.commands import words
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.entries import Note
from teamx_tui.tui.widgets.event_lines import subject
from teamx_tui.tui.widgets.reader import Block, Reader

if TYPE_CHECKING:
    from teamx_tui.company.timeline import Check, Proof

NAMES = 10
"""Cells for the name of what stands in a line."""


class EventDetails(Reader):
    """Shows one event, and in its title whether its hash, and the chain, are sound."""

    def __init__(self) -> None:
        super().__init__(id="details")
        self._proof: Proof | None = None
        self._check: Check | None = None

    def show(self, proof: Proof | None) -> None:
        """Show an event; None for nothing."""
        if proof != self._proof:
            self._proof = proof
            self.blocks = tuple(_blocks(proof)) if proof is not None else ()
            self.scroll_home(animate=False)
        self._name_it()

    def tell(self, check: Check | None) -> None:
        """Say how far the chain has been checked; None if nobody asked."""
        self._check = check
        self._name_it()

    def _name_it(self) -> None:
        parts: list[Content] = [_place(self._proof)] if self._proof is not None else [line("No event")]
        parts += [_state(self._check)] if self._check is not None else []
        self.border_title = Content("  ").join(parts)


def _place(proof: Proof) -> Content:
    seq = proof.line.event.seq
    if proof.is_sound:
        return said("No. $seq [$success]✓ follows from no. $before[/]", seq=f"{seq:,}", before=f"{seq - 1:,}")
    return said("No. $seq [$error]✗ does not follow from no. $before[/]", seq=f"{seq:,}", before=f"{seq - 1:,}")


def _state(check: Check) -> Content:
    if check.broken:
        more = f" and {len(check.broken) - 1:,} more" if len(check.broken) > 1 else ""
        return line(f"✗ chain broken at no. {check.broken[0]:,}{more}", style="$error")
    if check.is_over:
        return line(f"✓ chain intact up to no. {check.upto:,}", style="$success")
    return line(f"checking the chain … no. {check.upto:,}", style="$quiet")


def _blocks(proof: Proof) -> Iterator[Block]:
    event = proof.line.event
    yield Note((event.seq, "words"), proof.line.words, "bold")
    at = datetime.fromtimestamp(event.at_ms / 1000)
    facts = [("when", f"{at:%Y-%m-%d %H:%M:%S}"), ("who", words.speaker(event.actor)), ("kind", event.kind)]
    yield from _listed(event.seq, [*facts, ("about", subject(event.subject))])
    yield from _listed(event.seq, [(name, _written(value)) for name, value in event.data.items()])
    yield from _listed(event.seq, [("before", proof.previous), ("hash", event.hash)])


def _listed(seq: int, pairs: list[tuple[str, str]]) -> Iterator[Block]:
    for at, (name, text) in enumerate(pairs, start=1):
        mark = f"{name:<{NAMES}} "
        yield Note((seq, name, text), text, "", mark, "$quiet", gap=at == len(pairs))


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
