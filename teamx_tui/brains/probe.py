"""Trying a host out before an employee thinks with it: text, a stream, one tool round trip, and whether it counts."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from teamx_tui.brains import calling
from teamx_tui.brains.calling import Unanswered
from teamx_tui.brains.host import Host

CALLS: Final = 4
"""Calls of the model that a probe makes: a text, a stream, and two for the tool."""
MOST_TOKENS: Final = 4 * 1_500
"""Tokens that all of them use together, at most."""
_OUTPUT: Final = 512
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
    kinds: set[str] = set()
    usage: dict[str, Any] = {}
    stopped = None
    for event in calling.events(host, _body(host, {"role": "user", "content": "Say hello."}), _SECONDS):
        kinds.add(str(event.get("type")))
        of = event.get("message")
        for part in (of.get("usage") if isinstance(of, dict) else None, event.get("usage")):
            usage |= part if isinstance(part, dict) else {}
        delta = event.get("delta")
        stopped = (delta.get("stop_reason") if isinstance(delta, dict) else None) or stopped
    counted.append(_usage(usage))
    if "error" in kinds:
        return "it breaks off with an error"
    if not {"message_start", "content_block_delta", "message_stop"} <= kinds or not stopped:
        return "the stream ends before the message does"
    return ""


def _tools(host: Host, counted: list[Any]) -> str:
    first = calling.message(host, _body(host, _ASK) | {"tools": [_TOOL]}, _SECONDS)
    counted.append(_usage(first.get("usage")))
    uses = [part for part in first["content"] if isinstance(part, dict) and part.get("type") == "tool_use"]
    if not uses:
        return "the model talks where it should call the tool; choose one that can use tools (llama.cpp needs --jinja)"
    use = uses[0]
    if use.get("name") != _TOOL["name"] or not isinstance(use.get("input"), dict) or not use.get("id"):
        return "the model calls the tool wrongly"
    results = [{"type": "tool_result", "tool_use_id": one.get("id"), "content": _WORD} for one in uses]
    turn = {"role": "assistant", "content": first["content"]}, {"role": "user", "content": results}
    second = calling.message(host, _body(host, _ASK, *turn) | {"tools": [_TOOL]}, _SECONDS)
    counted.append(_usage(second.get("usage")))
    return "" if second.get("stop_reason") else "it does not say why it stopped"


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
