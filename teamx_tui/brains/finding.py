"""What this machine offers to think with: a key of Anthropic's, and servers of models on their usual ports."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from urllib.parse import urlsplit

from teamx_tui.brains import keys, safe
from teamx_tui.brains.calling import Unanswered, models
from teamx_tui.brains.host import ANTHROPIC, COMPATIBLE, Host

ANTHROPIC_URL: Final = "https://api.anthropic.com"
ANTHROPIC_MODEL: Final = "claude-sonnet-5-5"
LOCAL: Final[Mapping[str, str]] = {
    "ollama": "http://127.0.0.1:11434",
    "lmstudio": "http://127.0.0.1:1234",
    "llamacpp": "http://127.0.0.1:8080",
    "vllm": "http://127.0.0.1:8000",
    "litellm": "http://127.0.0.1:4000",
}
"""Servers that speak the Messages API, by their usual ports."""
RELAYS: Final = frozenset({"litellm"})
"""Of these, those that pass on to others, who charge for it."""
_PATIENCE_SECONDS: Final = 1.0


def is_relay(host: Host) -> bool:
    """Return whether a server on this machine is where one is usually found that passes on to others, for money."""
    ports = {urlsplit(LOCAL[name]).port for name in RELAYS}
    return host.is_local and (host.name in RELAYS or urlsplit(host.base_url).port in ports)


def find() -> tuple[dict[str, Any], ...]:
    """Return what was found, each as the columns of a brain's row and the `models` it lists."""
    local = list(places().items())
    with ThreadPoolExecutor(len(local)) as several:
        return (*_anthropic(), *(found for some in several.map(_server, local) for found in some))


def places() -> Mapping[str, str]:
    """Return where local servers are looked for; `OLLAMA_HOST` moves Ollama's."""
    moved = os.environ.get("OLLAMA_HOST", "").strip().removesuffix("/")
    if not moved:
        return LOCAL
    # A whole address has the port of its kind; 0.0.0.0 is where it listens, not where it is reached.
    has_port = "://" in moved or moved.rpartition(":")[2].isdecimal()
    url = (moved if "://" in moved else f"http://{moved}") + ("" if has_port else ":11434")
    return {**LOCAL, "ollama": url.replace("//0.0.0.0", "//127.0.0.1", 1).replace("//:", "//127.0.0.1:", 1)}


def _anthropic() -> Iterator[dict[str, Any]]:
    for source in keys.sources(ANTHROPIC)[:1]:
        url = safe.take_in().get("ANTHROPIC_BASE_URL", "").strip().rstrip("/").removesuffix("/v1")
        yield _row(ANTHROPIC, ANTHROPIC, url or ANTHROPIC_URL, source, is_free=False, known=[], model=ANTHROPIC_MODEL)


def _server(place: tuple[str, str]) -> Sequence[dict[str, Any]]:
    name, url = place
    source = next(iter(keys.sources(name)), "")
    try:
        key = keys.find(name, source)
        known = models(Host(name, COMPATIBLE, url, "", key), _PATIENCE_SECONDS)
    except (Unanswered, keys.NoKey):
        return ()
    is_free = name not in RELAYS
    return (_row(name, COMPATIBLE, url, source, is_free=is_free, known=known, model=known[0] if known else ""),)


def _row(
    name: str, kind: str, url: str, source: str, *, is_free: bool, known: Sequence[str], model: str
) -> dict[str, Any]:
    about = {"name": name, "kind": kind, "base_url": url, "key_source": source, "is_free": is_free, "model": model}
    return about | {"models": list(known)}
