"""A host of models: where it is, how it is paid and spoken to. The key lives only in the worker's memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

ANTHROPIC: Final = "anthropic"
COMPATIBLE: Final = "compatible"
"""Another server that speaks the same Messages API: Ollama, LM Studio, llama.cpp, vLLM, LiteLLM."""


@dataclass(frozen=True, slots=True)
class Host:
    """One way to reach models."""

    name: str
    kind: str
    base_url: str
    """Without `/v1` at its end, which the client adds."""
    model: str
    """For employees who have none of their own."""
    api_key: str = field(default="", repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    """effort, thinking, max_tokens, and the like; whatever the host does not know is not sent."""

    @property
    def is_local(self) -> bool:
        """It is on this machine, so what is sent to it goes through no proxy."""
        name = (urlsplit(self.base_url).hostname or "").rstrip(".")
        try:
            return ip_address(name).is_loopback
        except ValueError:
            return name == "localhost" or name.endswith(".localhost")
