"""Taking secrets out of text: keys that are known, in the forms in which they get about, and what looks like one.

Pure text in, text out. Applying it twice changes nothing more.
"""

import base64
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import quote

MARK: Final = "[secret]"
"""Stands where a secret stood."""
SHORTEST: Final = 8
"""Characters below which a secret is not looked for: it would be found in ordinary words."""
_TAIL: Final = 12
"""Characters of a secret at the very end of a text that count as its beginning: the rest is still to come."""

_LOOKS: Final = (
    r"sk-ant-[A-Za-z0-9_-]{16,}",
    r"sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}",
    r"gh[oprsu]_[A-Za-z0-9]{30,}",
    r"github_pat_[A-Za-z0-9_]{22,}",
    r"glpat-[A-Za-z0-9_-]{20,}",
    r"(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
    r"xox[abeoprs]-[A-Za-z0-9-]{16,}",
    r"AIza[A-Za-z0-9_-]{35}",
    r"hf_[A-Za-z0-9]{30,}",
    r"npm_[A-Za-z0-9]{36}",
    r"[rs]k_live_[A-Za-z0-9]{16,}",
    r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}",
    r"-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,.-]*?(?:-----END [A-Z ]{0,24}PRIVATE KEY-----|\Z)",
)
"""Keys that can be told by their looks: Anthropic, OpenAI, GitHub, GitLab, AWS, Slack, Google, Hugging Face, npm,
Stripe, signed tokens, private keys."""


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` with every secret replaced by `[secret]`.

    Known `secrets` are found as they are, reversed, quoted for a URL or for JSON, in hexadecimal and in base64 wherever
    it may begin; so is the beginning of one at the very end. What looks like a well-known kind of key goes as well.
    """
    known = tuple(sorted({secret for secret in secrets if len(secret) >= SHORTEST}))
    if len(text) < SHORTEST:
        return text
    for _ in range(3):
        # What is taken out of the middle may leave an end that is a beginning.
        after = _without_tail(_pattern(known).sub(MARK, text), known)
        if after == text:
            break
        text = after
    return text


@lru_cache(maxsize=8)
def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str]:
    forms = sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, forms), *(rf"(?<![A-Za-z0-9]){look}" for look in _LOOKS)]))


def _forms(secret: str) -> set[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {secret, secret[::-1], quote(secret, safe=""), json.dumps(secret)[1:-1], raw.hex(), raw.hex().upper()}
    for phase in range(3):
        # Only the characters that no neighbour of the secret has a share in.
        start, end = (0, 2, 3)[phase], (phase + len(raw)) * 8 // 6
        encoded = base64.b64encode(bytes(phase) + raw).decode()[start:end]
        forms |= {encoded, encoded.replace("+", "-").replace("/", "_")}
    return {form for form in forms if len(form) >= SHORTEST}


def _without_tail(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        at = text.rfind(secret[:_TAIL])
        if at >= 0 and len(secret) > _TAIL and secret.startswith(text[at:]):
            text = text[:at] + MARK
    return text
