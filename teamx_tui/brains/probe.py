"""Trying a host out before an employee thinks with it: text, a stream, one tool round trip, and whether it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from teamx_tui.brains import calling
from teamx_tui.brains.brain import Result
from teamx_tui.brains.calling import Unanswered
from teamx_tui.brains.claude.reply import Reading, Reply
from teamx_tui.brains.claude.talk import Talk
from teamx_tui.brains.host import Host
from teamx_tui.brains.prompt import Opening
from teamx_tui.brains.wire import WireFailed

CALLS: Final = 4
"""Calls of the model that a probe makes: a text, a stream, and two for the tool."""
MOST_TOKENS: Final = 4 * 2_000
"""Tokens that all of them use together, at most."""
_OUTPUT: Final = 1024
"""For one call. Many a model thinks for some hundred tokens before it does anything."""
_LOAD_SECONDS: Final = 180.0
"""For the first call: a local server may have to load the model."""
_SECONDS: Final = 90.0
_WORD: Final = "heron"
_TOOL: Final = {
    "name": "look_up",
    "description": "Look up the word of the day.",
    "input_schema": {"type": "object", "properties": {"day": {"type": "string"}}, "required": ["day"]},
}
_ASK: Final = {"role": "user", "content": "Call the tool look_up for the day monday, then tell me the word it gave."}


def probe(host: Host) -> dict[str, Any]:
    """Return what works, as JSON: for `text`, `stream`, `tools` and `usage` an empty string, or why not.

    Besides: `ok`, `said` in one sentence, `model`, the `models` it lists, and the `usages` of the calls made.
    """
    found: dict[str, Any] = {"model": host.model, "models": _models(host), "usages": [], "ok": False}
    if not host.model:
        return found | {"said": f"{host.name} was not tried: no model is chosen, and it lists none (--model)."}
    counted: list[dict[str, int] | None] = []
    results = {"text": _tried(_text, host, counted)}
    if not results["text"]:
        results |= {"stream": _tried(_stream, host, counted), "tools": _tried(_tools, host, counted)}
        results["usage"] = "" if all(counted) else "it does not say how many tokens it used"
    wrong = next((why for why in results.values() if why), "")
    found |= results | {"usages": counted, "ok": not wrong}
    return found | {"said": _sentence(host, results, wrong)}


def _sentence(host: Host, results: Mapping[str, str], wrong: str) -> str:
    if not wrong:
        return f"{host.name} works with {host.model}: text, streams, tools and counts of tokens."
    works = [part for part, why in results.items() if not why and part != "usage"]
    failed = next(part for part, why in results.items() if why)
    but = f"{' and '.join(works)} {'work' if len(works) > 1 else 'works'}, but " if works else ""
    what = {"text": "it cannot be used", "stream": "streams fail", "tools": "tools fail", "usage": "it counts nothing"}
    return f"{host.name} with {host.model}: {but}{what[failed]}: {wrong}."


def _models(host: Host) -> list[str]:
    try:
        return calling.models(host, 5.0)
    except Unanswered:
        return []


def _tried(part: Callable[[Host, list[Any]], str], host: Host, counted: list[Any]) -> str:
    try:
        return part(host, counted)
    except Unanswered as error:
        counted.append(None)
        return str(error)


def _body(host: Host, *messages: Mapping[str, Any]) -> dict[str, Any]:
    return {"model": host.model, "max_tokens": _OUTPUT, "messages": list(messages)}


def _text(host: Host, counted: list[Any]) -> str:
    answer = calling.message(host, _body(host, {"role": "user", "content": "Say hello."}), _LOAD_SECONDS)
    counted.append(_usage(answer.get("usage")))
    return "" if _words(answer) else "it answers with nothing"


def _stream(host: Host, counted: list[Any]) -> str:
    reply = _streamed(host, counted, [{"role": "user", "content": "Say hello."}])
    return "" if reply.blocks else "it streams nothing"


def _tools(host: Host, counted: list[Any]) -> str:
    """Let a tool be called in a stream, as employees do: there are hosts that lose what it is given only there."""
    first = _streamed(host, counted, [_ASK], tools=[_TOOL])
    if not first.uses:
        if first.stop_reason == "max_tokens":
            return f"the model comes to no tool within {_OUTPUT} tokens; let it think less, or choose another one"
        return "the model talks where it should call the tool; choose one that can use tools (llama.cpp needs --jinja)"
    if first.uses[0].tool != _TOOL["name"] or not isinstance(first.uses[0].arguments.get("day"), str):
        return "the model calls the tool wrongly, or what it gives to it gets lost in the stream"
    talk = Talk(host, "", Opening("", "", {}), ())
    talk.take(first, [Result(True, _WORD)] * len(first.uses))
    second = _streamed(host, counted, [_ASK, *talk.request()["messages"][1:]], tools=[_TOOL])
    if second.text and _WORD not in second.text.lower():
        return "the model does not see what the tool gave"
    return ""


def _streamed(host: Host, counted: list[Any], messages: Sequence[Mapping[str, Any]], **more: Any) -> Reply:
    """Return a reply, read as that of an employee is."""
    reading = Reading()
    try:
        for event in calling.events(host, _body(host, *messages) | more, _SECONDS):
            reading.take(event)
            if reading.is_over:
                break
        whole = reading.whole(is_counted=False)
    except WireFailed as failed:
        raise Unanswered(failed.sentence(host.name, host.model)) from None
    try:
        counted.append(asdict(reading.whole().usage))
    except WireFailed:
        counted.append(None)
    return whole


def _words(answer: Mapping[str, Any]) -> str:
    # A model that thinks first may have used up its tokens on that: it has answered all the same.
    parts = [part for part in answer["content"] if isinstance(part, dict)]
    return "".join(str(part.get("text") or part.get("thinking") or "") for part in parts)


def _usage(found: Any) -> dict[str, int] | None:
    if not isinstance(found, dict):
        return None
    names = {"input_tokens": "input_tokens", "output_tokens": "output_tokens"} | {
        "cache_write_tokens": "cache_creation_input_tokens",
        "cache_read_tokens": "cache_read_input_tokens",
    }
    counts = {ours: found.get(theirs) or 0 for ours, theirs in names.items()}
    known = isinstance(found.get("input_tokens"), int) and isinstance(found.get("output_tokens"), int)
    return counts if known and all(isinstance(n, int) and n >= 0 for n in counts.values()) else None
