"""What stands under the head of an entry, in the form of its kind, and what is unfolded under it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len

from teamx_tui.commands import words
from teamx_tui.domain.text import one_line
from teamx_tui.tui.ages import money, span
from teamx_tui.tui.widgets.lines import EDGE, Words, behind

if TYPE_CHECKING:
    from teamx_tui.company.calls import Call
    from teamx_tui.company.transcripts import Said

PREVIEW_LINES: Final = 8
"""Lines of an attachment shown in the thread."""
ARGUMENT_CHARACTERS: Final = 800
"""Of one argument shown when a call is unfolded."""
_LABEL: Final = 12
_NARROW: Final = 40


def body(said: Said, width: int) -> list[Words]:
    """Return the lines of what was said; what no longer counts is struck out."""
    form = _FORMS.get(said.kind, _comment)
    lines = form(said, width)
    if not said.is_taken_back:
        return lines
    return [Words(one.text, "$faint strike", one.gutter, one.gutter_style, one.mark, one.mark_style) for one in lines]


def details(call: Call, said: Said, width: int) -> list[Words]:
    """Return what is kept of a tool call besides what `said` shows: arguments, result, and the turn it was made in."""
    lines = _labelled("tool", call.tool, width)
    for name, value in call.arguments.items():
        if value not in (None, "", [], {}) and _written(value).strip() != said.body:
            lines += _labelled(name, _written(value), width)
    lines += _labelled("result" if call.is_ok else "refused", call.result, width, "" if call.is_ok else "$error")
    turn = call.turn
    lasted = span(turn.ended_at_ms - turn.started_at_ms) if turn.ended_at_ms is not None else "going on"
    facts = [f"no. {turn.run}", *([f"attempt {turn.attempt}"] if turn.attempt > 1 else []), lasted]
    facts += [words.count(turn.model_calls, "model call"), money(turn.cost_micros)]
    facts += [" ".join(filter(None, (turn.brain, turn.model)))]
    return lines + _labelled("turn", " · ".join(facts), width)


def _labelled(label: str, text: str, width: int, style: str = "$quiet") -> list[Words]:
    """Return a text behind its label; under it, where the line is too short or the label too long."""
    mark = f"{one_line(label)} ".ljust(_LABEL)
    if cell_len(mark) > _LABEL or width < _NARROW:
        return [*behind(label, width, style="$faint", gutter=EDGE), *behind(text, width, style=style, gutter=EDGE)]
    return behind(text, width, style=style, mark=mark, mark_style="$faint", gutter=EDGE)


def _written(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    left = len(text) - ARGUMENT_CHARACTERS
    return f"{text[:ARGUMENT_CHARACTERS]} … {left:,} more characters" if left > 0 else text


def _comment(said: Said, width: int) -> list[Words]:
    return behind(said.body, width)


def _answer(said: Said, width: int) -> list[Words]:
    question = str(said.payload.get("question", ""))
    quoted = behind(question, width, style="$quiet italic", gutter=EDGE) if question else []
    return [*quoted[:2], *behind(said.body, width)]


def _decision(said: Said, width: int) -> list[Words]:
    payload, gutter, colour = said.payload, EDGE, "$primary"
    if "subject" not in payload:
        return behind(said.body, width, gutter=gutter, gutter_style=colour)
    card = behind(str(payload["subject"]), width, style="bold", gutter=gutter, gutter_style=colour)
    card += behind(str(payload.get("outcome", "")), width, gutter=gutter, gutter_style=colour)
    if why := str(payload.get("rationale") or ""):
        mark = {"mark": "because ", "mark_style": "$faint"}
        card += behind(why, width, style="$quiet", gutter=gutter, gutter_style=colour, **mark)
    if payload.get("deferred_to") is not None:
        put_off = f"taken up in #{payload['deferred_to']}"
        card += behind(put_off, width, style="$quiet", gutter=gutter, gutter_style=colour)
    return card


def _check(said: Said, width: int) -> list[Words]:
    results = said.payload.get("results")
    if not isinstance(results, Mapping):
        return behind(said.body, width, gutter=EDGE)
    card: list[Words] = []
    for label, outcome in results.items():
        passed = outcome == "pass"
        mark, style = ("✓ ", "$success") if passed else ("✗ ", "bold $error")
        text = str(label) if passed else f"{label}: {outcome}"
        card += behind(text, width, gutter=EDGE, mark=mark, mark_style=style)
    good = sum(outcome == "pass" for outcome in results.values())
    summary = f"{good} of {len(results)} passed"
    card += behind(summary, width, style="$success" if good == len(results) else "$error", gutter=EDGE)
    note = str(said.payload.get("note") or "")
    return card + (behind(note, width, style="$quiet", gutter=EDGE) if note else [])


def _attachment(said: Said, width: int) -> list[Words]:
    payload = said.payload
    facts = [str(payload.get("kind", "")), f"version {payload.get('version', 1)}", f"{payload.get('bytes', 0):,} bytes"]
    card = behind(said.body, width, style="bold", gutter=EDGE)
    card += behind(" · ".join(filter(None, facts)), width, style="$quiet", gutter=EDGE)
    inside = behind(said.preview, width, style="$quiet", gutter=EDGE) if said.preview else []
    is_cut = len(inside) > PREVIEW_LINES or len(said.preview.encode("utf-8", "replace")) < int(
        payload.get("bytes") or 0
    )
    more = behind("… Enter opens the file", width, style="$faint", gutter=EDGE) if is_cut else []
    return card + inside[:PREVIEW_LINES] + more


def _silent(said: Said, width: int) -> list[Words]:
    """A call without a message: nothing more to say if it did what its head says, the reason if it was refused."""
    if not said.payload.get("ok"):
        return behind(said.body, width, style="$error", gutter=EDGE)
    part = str(said.payload["arguments"].get("raci") or "consulted")
    return behind(f"as {part}", width, style="$quiet") if said.payload.get("tool") == "add_participant" else []


def _block(said: Said, width: int) -> list[Words]:
    return behind(said.body, width, gutter=EDGE, gutter_style="$error")


def _done(said: Said, width: int) -> list[Words]:
    return behind(said.body, width, gutter=EDGE, gutter_style="$success")


def _handoff(said: Said, width: int) -> list[Words]:
    """Return the note, what is handed over, and what the receiver shall do next."""
    payload, colour = said.payload, "$warning"
    card = behind(said.body, width, gutter=EDGE, gutter_style=colour)
    onto = f" for #{payload['ticket']}" if payload.get("ticket") is not None else ""
    files = ", ".join(map(str, payload.get("artifacts") or ())) or "the ticket"
    for mark, text in (
        ("hands over ", f"{files}{onto}, to @{payload.get('to', '')}"),
        ("next ", payload.get("next", "")),
    ):
        marked = {"mark": mark, "mark_style": "$faint"}
        card += behind(str(text), width, style="$quiet", gutter=EDGE, gutter_style=colour, **marked)
    return card


def _proposal(said: Said, width: int) -> list[Words]:
    card = behind(said.body, width, style="bold", gutter=EDGE, gutter_style="$warning")
    for option in said.payload.get("options") or ():
        card += behind(str(option), width, gutter=EDGE, gutter_style="$warning", mark="· ", mark_style="$faint")
    return card


_FORMS: Final[Mapping[str, Callable[[Said, int], list[Words]]]] = {
    "answer": _answer,
    "decision": _decision,
    "tool": _check,
    "attachment": _attachment,
    "call": _silent,
    "block": _block,
    "handoff": _handoff,
    "proposal": _proposal,
    "done": _done,
}
