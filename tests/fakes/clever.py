"""A mind of a kind: takes part in whatever ticket it is shown, through the tools it is given, and finishes it.

It knows nothing about the company but the request. What it may not do it learns from the results of its tools.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.fakes.events import Reply


def clever(asked: Mapping[str, Any]) -> Reply:
    """The next reply in a conversation: say something, then finish the ticket; pass when that is not for it to do."""
    tools = {tool["name"] for tool in asked.get("tools", ())}
    results = [block for turn in asked["messages"] for block in _blocks(turn) if block.get("type") == "tool_result"]
    who, ticket = _name(asked), _ticket(asked)
    if not results:
        said = f"{who} here. I have read {ticket} and thought about my part in it."
        return Reply(text=f"I look at {ticket}.", tools=(("comment", {"text": said}),), thinking="What is asked?")
    is_anothers = re.search(r"You are (accountable|consulted|informed):", json.dumps(asked)) is not None
    if results[-1].get("is_error") or is_anothers or "finish" not in tools:
        return Reply(tools=(("pass", {"reason": "The rest is for others to do."}),))
    note = {"name": "notes.md", "content": f"# {ticket}\n\nBy {who}.", "kind": "markdown"}
    return Reply(tools=(("attach", note), ("finish", {"resolution": f"{who} has done {ticket}."})))


def _blocks(turn: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return turn["content"] if isinstance(turn["content"], list) else []


def _name(asked: Mapping[str, Any]) -> str:
    found = re.search(r"[Yy]ou are (\w+)", json.dumps(asked.get("system", "")))
    return found[1] if found else "Somebody"


def _ticket(asked: Mapping[str, Any]) -> str:
    found = re.search(r"#\d+", json.dumps(asked["messages"][0]["content"]))
    return found[0] if found else "the ticket"
