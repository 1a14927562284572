"""Commands about employees' turns."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.registry import Reply, command

if TYPE_CHECKING:
    from teamx_tui.company.calls import Call, ModelCall, Turn
    from teamx_tui.company.capsules import Capsule, Piece
    from teamx_tui.company.office import Office

_NOTHING_KEPT: Final = "Nothing was kept: no model was asked in this turn."
_WHOSE: Final = {"record": "the company's records", "teamx": "teamx", "thread": "the thread"}
"""Authors of what was shown that are nobody in particular."""


@command("turn", run="number of the turn", shown="show what the model was told at the start instead")
def turn(office: Office, run: int, *, shown: bool = False) -> Reply:
    """Show what was done in an employee's turn: every tool call with its arguments and its result."""
    had, calls = company.calls.of_turn(office, run)
    if shown:
        kept = company.capsules.of_turn(office, run)
        told = _told(kept) if kept is not None else [_NOTHING_KEPT]
        whole = {"run": run, "shown": shapes.capsule(kept) if kept is not None else None}
        return Reply("\n".join([_headline(had), "", *told]), whole)
    made = company.calls.of_models(office, run)
    lines = [_headline(had), *map(_made, made), *(line for call in calls for line in _lines(call))]
    data = {
        "run": had.run,
        "number": had.number,
        "employee": had.employee,
        "attempt": had.attempt,
        "outcome": had.outcome,
        "reason": had.reason,
        "started_at": shapes.iso(had.started_at_ms),
        "ended_at": shapes.iso(had.ended_at_ms) if had.ended_at_ms is not None else None,
        "model_calls": had.model_calls,
        "cost_usd": had.cost_micros / 1_000_000,
        "model": [_shape(call) for call in made],
        "calls": [shapes.call(call) for call in calls],
    }
    return Reply("\n".join([*lines, "" if calls else "No tool was called."]), data)


def _headline(had: Turn) -> str:
    lasted = f"{(had.ended_at_ms - had.started_at_ms) / 1000:,.1f} s" if had.ended_at_ms is not None else "going on"
    brain = " ".join(filter(None, (had.brain, had.model)))
    facts = [had.outcome or "going on", f"attempt {had.attempt}", lasted, words.count(had.model_calls, "model call")]
    why = f": {had.reason}" if had.reason else ""
    return f"Turn {had.run} of @{had.employee} on #{had.number}: {', '.join([*facts, brain])}{why}"


def _made(call: ModelCall) -> str:
    """Return a call of a model on one line."""
    lasted = words.duration(call.ended_at_ms - call.started_at_ms) if call.ended_at_ms is not None else "going on"
    used = f"{call.input_tokens:,} in, {call.output_tokens:,} out"
    if call.cache_write_tokens or call.cache_read_tokens:
        used += f", cache {call.cache_write_tokens:,} written, {call.cache_read_tokens:,} read"
    cost = words.dollars(call.cost_micros) if call.is_priced else "no known price"
    known = {
        "open": f"going on, {words.dollars(call.reserved_micros)} held back",
        "unknown": f"nobody knows what became of it; charged in full: {cost}",
    }.get(call.state, f"{used}, {cost}")
    why = "; ".join(filter(None, (call.stop_reason.replace("_", " "), call.error)))
    return f"  $  {call.model}: {known}, {lasted}" + (f" ({why})" if why else "")


def _shape(call: ModelCall) -> dict[str, Any]:
    ended = call.ended_at_ms
    return {
        **{name: value for name, value in asdict(call).items() if not name.endswith(("_at_ms", "_micros"))},
        "cost_usd": call.cost_micros / 1_000_000,
        "reserved_usd": call.reserved_micros / 1_000_000,
        "started_at": shapes.iso(call.started_at_ms),
        "ended_at": shapes.iso(ended) if ended is not None else None,
    }


def _lines(call: Call) -> list[str]:
    written = (
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in call.arguments.items()
    )
    given = [f"     {name}: {first}" for name, text in written for first in [text.replace("\n", "\n       ")]]
    return ["", f"{call.no:>3}  {call.tool}", *given, f"     {'→' if call.is_ok else '✗ refused:'} {call.result}"]


def _told(kept: Capsule) -> list[str]:
    """Return what was shown: first what it was made from, then every word of it."""
    limit = f" of {kept.limit_tokens:,}" if kept.limit_tokens else ""
    head = f"Told: about {kept.tokens:,}{limit} tokens ({words.size(kept.bytes)}), sha-256 {kept.sha256}"
    tools = f"Tools: {', '.join(kept.tools)}"
    texts = ["", "--- system ---", kept.system, "", "--- user ---", kept.user]
    return [head, tools, "", *(_piece(piece) for piece in kept.pieces), *texts]


def _piece(piece: Piece) -> str:
    cut = f", {words.size(piece.left_out)} left out" if piece.left_out else ""
    whose = f" by {_WHOSE.get(piece.author) or words.speaker(piece.author)}"
    where = f", {piece.origin}" if piece.origin else ""
    return f"  {piece.name}{whose}{where}: {piece.tokens:,} tokens{cut}"
