"""The conversation of one run as requests of the Messages API."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from teamx_tui.brains.brain import Result
from teamx_tui.brains.claude.reply import Reply, Use, sound
from teamx_tui.brains.desk import ToolSpec
from teamx_tui.brains.host import ANTHROPIC, Host
from teamx_tui.brains.prompt import Opening
from teamx_tui.domain.usage import Quote

MAX_TOKENS: Final = 8192
"""Longest reply; a host's setting `max_tokens` overrides it. All of it is held back under the budgets for a call."""
_OVERHEAD_TOKENS: Final = 2000
"""What a host may add to a request: its own words about tools. A token is never shorter than a byte of the rest."""
_CACHED: Final = {"type": "ephemeral"}


class Talk:
    """What has been said between a model and us."""

    def __init__(self, host: Host, model: str, opening: Opening, tools: Sequence[ToolSpec]) -> None:
        """`model`: empty for that of the host."""
        self._host = host
        self.model = model or host.model
        self._opening = opening
        self._tools = [
            {"name": tool.name, "description": tool.help, "input_schema": dict(tool.schema)} for tool in tools
        ]
        self._messages: list[dict[str, Any]] = [{"role": "user", "content": sound(opening.user)}]

    def request(self) -> dict[str, Any]:
        """Return the next request. Only Anthropic's own hosts are sent what other servers may not know."""
        settings = self._host.settings
        request: dict[str, Any] = {
            "model": self.model,
            "max_tokens": int(settings.get("max_tokens", MAX_TOKENS)),
            "system": sound(self._opening.system),
            "messages": list(self._messages),
            "tools": self._tools,
            "stream": True,
        }
        if self._host.kind != ANTHROPIC:
            return request
        # Two places are kept in the host's cache: tools and system for the next run, all of it for the next call.
        request["system"] = [{"type": "text", "text": request["system"], "cache_control": _CACHED}]
        request["cache_control"] = _CACHED
        if settings.get("effort"):
            request["output_config"] = {"effort": settings["effort"]}
        thinking = settings.get("thinking")
        if isinstance(thinking, int):
            request["thinking"] = {"type": "enabled", "budget_tokens": thinking}
            # It is a part of the reply, which must have room for something besides.
            request["max_tokens"] += thinking if thinking >= request["max_tokens"] else 0
        elif thinking:
            request["thinking"] = {"type": thinking}
        return request

    def take(self, reply: Reply, results: Sequence[Result]) -> None:
        """Go on with a reply and what came of the tools it used, in their order."""
        ids = self._ids(reply.uses)
        named = iter(ids)
        said = [
            {**block, "id": next(named)} if block["type"] == "tool_use" else block
            for block in reply.blocks
            if self._may_go_back(block)
        ]
        self._messages.append({"role": "assistant", "content": said})
        self._messages.append(
            {
                "role": "user",
                "content": [
                    {"type": "tool_result", "tool_use_id": use_id, "content": sound(result.text)}
                    | ({} if result.ok else {"is_error": True})
                    for use_id, result in zip(ids, results, strict=True)
                ],
            }
        )

    def _ids(self, uses: Sequence[Use]) -> list[str]:
        """Return by which ids tools and results belong together: the host's own, unless they tell nothing apart."""
        ids = [use.use_id for use in uses]
        if all(ids) and len(set(ids)) == len(ids):
            return ids
        return [f"toolu_{len(self._messages)}_{at}" for at in range(len(ids))]

    def _may_go_back(self, block: Mapping[str, Any]) -> bool:
        """No host takes an empty text, and not every one takes what its own model was thinking."""
        if block["type"] == "text":
            return bool(block["text"].strip())
        return block["type"] == "tool_use" or self._host.kind == ANTHROPIC


def quote(request: Mapping[str, Any]) -> Quote:
    """Return the most that a request may use."""
    size = len(json.dumps(request, ensure_ascii=False).encode())
    return Quote(request["model"], size + _OVERHEAD_TOKENS, request["max_tokens"])
