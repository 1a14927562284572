"""A mind of a kind: takes part in whatever ticket it is shown, through the tools it is given, and finishes it.

It knows nothing about the company but the request. Whoever comes first asks a colleague whose handle it reads there;
the colleague answers; the first then hands over what it made and finishes. What it may not do it learns from results.
Asked anything outside of a ticket, it calls the first tool it can give what that needs, and tells what came of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.fakes.events import Call, Reply

PASSES = Reply(tools=(("pass", {"reason": "The rest is for others to do."}),))


def clever(asked: Mapping[str, Any]) -> Reply:
    """The next reply in a conversation."""
    if not any(tool["name"] == "finish" for tool in asked.get("tools", ())):
        return _tells(asked)
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


def lacking(part: str) -> Callable[[Mapping[str, Any]], Reply]:
    """A clever mind at a host that lacks a part of the interface: text, stream, tools, results or usage."""

    def answer(asked: Mapping[str, Any]) -> Reply:
        reply, is_streamed = clever(asked), bool(asked.get("stream"))
        if part == "text" and not is_streamed:
            return Reply(status=500, text="out of memory")
        if part == "stream" and is_streamed:
            return replace(reply, fault="end", after=2)
        if part == "tools" and reply.tools:
            return Reply(text="I would look it up.")
        if part == "results" and len(asked["messages"]) > 1:
            return Reply(text="Something came of it.")
        return replace(reply, usage=None) if part == "usage" else reply

    return answer


def _tells(asked: Mapping[str, Any]) -> Reply:
    shown = str(asked["messages"][0]["content"])
    results = [block for block in _blocks(asked["messages"][-1]) if block["type"] == "tool_result"]
    if results:
        return Reply(text=f"It says: {' '.join(str(one['content']) for one in results)}"[:2000])
    for tool in asked.get("tools", ()):
        needed = tool["input_schema"].get("required", ())
        given = {name: _found(rf"{name} (\w+)", shown, "") for name in needed}
        if all(given.values()):
            return Reply(text="I look.", tools=((tool["name"], given),))
    return Reply(text="Hello.")


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
