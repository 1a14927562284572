"""A mind of a kind: takes part in whatever ticket it is shown, through the tools it is given, and finishes it.

It knows nothing about the company but the request. Whoever comes first asks a colleague whose handle it reads there;
the colleague answers; the first then hands over what it made and finishes. What it may not do it learns from results.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.fakes.events import Call, Reply

PASSES = Reply(tools=(("pass", {"reason": "The rest is for others to do."}),))


def clever(asked: Mapping[str, Any]) -> Reply:
    """The next reply in a conversation."""
    shown = str(asked["messages"][0]["content"])
    me, ticket = _name(asked), _found(r"#\d+", shown, "the ticket")
    tools = [block for turn in asked["messages"] for block in _blocks(turn)]
    used = [block["name"] for block in tools if block["type"] == "tool_use"]
    if not used:
        is_anothers = re.search(r"You are (accountable|consulted|informed):", json.dumps(asked)) is not None
        first = _first(me, ticket, shown, is_anothers)
        return Reply(text=f"I look at {ticket}.", thinking="What is asked?", tools=first)
    failed = bool(tools[-1].get("is_error"))
    if not failed and used[-1] in ("answer", "ask", "comment"):
        return PASSES
    return PASSES if "finish" in used else Reply(tools=_finish(me, ticket))


def _first(me: str, ticket: str, shown: str, is_anothers: bool) -> Sequence[Call]:
    colleague = next((who for who in re.findall(r"@(\w+)", shown) if who not in (me.lower(), "operator")), None)
    if f"asks @{me.lower()}" in shown and f"{me} answers" not in shown:
        return (("answer", {"text": f"{me} answers: nothing stands against {ticket}."}),)
    if f"{me} here." in shown:
        return PASSES.tools  # it has said so in a turn that came to no end
    if is_anothers:
        return (("comment", {"text": f"{me} here. I have read {ticket}."}),)
    if f"{me} asks @" in shown:
        return _finish(me, ticket) if " answers" in shown else PASSES.tools
    if colleague is not None and " asks @" not in shown:
        question = f"{me} asks @{colleague}: what should I know about {ticket}?"
        return (("ask", {"question": question, "to": colleague, "blocking": True}),)
    if colleague is None:
        return _finish(me, ticket)
    return (("comment", {"text": f"{me} here. I have read {ticket}."}),)


def _finish(me: str, ticket: str) -> Sequence[Call]:
    note = {"name": "notes.md", "content": f"# {ticket}\n\nBy {me}.", "kind": "markdown"}
    return (("attach", note), ("finish", {"resolution": f"{me} has done {ticket}."}))


def _blocks(turn: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return turn["content"] if isinstance(turn["content"], list) else []


def _name(asked: Mapping[str, Any]) -> str:
    return _found(r"[Yy]ou are (\w+)", json.dumps(asked.get("system", "")), "Somebody")


def _found(pattern: str, text: str, otherwise: str) -> str:
    found = re.search(pattern, text)
    return found[found.lastindex or 0] if found else otherwise
