"""Asking hosts of models, by a process of its own: only that one has the keys, and only for as long as it asks."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from teamx_tui.brains import keys, safe
from teamx_tui.brains.host import ANTHROPIC
from teamx_tui.brains.probe import CALLS, MOST_TOKENS
from teamx_tui.domain.errors import Unusable

__all__ = ["CALLS", "MOST_TOKENS", "NO_KEY", "SOURCES", "find", "probe"]

SOURCES: Final = keys.SOURCES
NO_KEY: Final = (
    f"There is no key for {ANTHROPIC} and nothing else to think with was found. Three ways to get going: "
    f"set {keys.variable(ANTHROPIC)} and start teamx again; keep the key in a file of yours: "
    f"teamx brain key {ANTHROPIC}; or start a local server (Ollama, LM Studio, llama.cpp, vLLM, LiteLLM) and: "
    "teamx brain use ollama"
)
_PATIENCE_SECONDS: Final = 600.0
"""More than the four calls of a probe may take together."""


def find() -> tuple[dict[str, Any], ...]:
    """Return what this machine offers to think with, each as the columns of a brain and the `models` it lists.

    Raises:
        Unusable: the process that looks could not be run.
    """
    return tuple(_sent({"do": "find"}))


def probe(brain: Mapping[str, Any]) -> dict[str, Any]:
    """Return what trying a brain out found (brains.probe); `brain` has the columns of its row.

    Raises:
        Unusable: the process that tries could not be run, or took longer than ten minutes.
    """
    named = {name: brain[name] for name in ("name", "kind", "base_url", "model", "key_source", "settings")}
    found = _sent({"do": "probe", **named})
    assert isinstance(found, dict), "an errand answers in the shape it was asked in"
    return found


def _sent(order: Mapping[str, Any]) -> Sequence[Any] | dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "teamx_tui.brains.errand"],
            input=json.dumps(order),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=_PATIENCE_SECONDS,
            check=True,
            pass_fds=safe.handles(),
        )
        found: Sequence[Any] | dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise Unusable(f"The hosts of models could not be asked ({type(error).__name__}); try again.") from None
    return found
