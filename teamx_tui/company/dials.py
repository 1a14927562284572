"""What can be set about a brain: each with how its value is read and where it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from teamx_tui.brains.keys import SOURCES
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.text import one_line

EFFORTS: Final = ("low", "medium", "high", "xhigh", "max")
THINKING: Final = ("adaptive", "disabled")


@dataclass(frozen=True, slots=True)
class Dial:
    """One thing that can be set."""

    read: Callable[[str], Any]
    help: str
    column: str = ""
    """The column of the brain's row; empty: among its settings, which its host is given."""


def dial(key: str) -> Dial:
    """Return what can be set under a name.

    Raises:
        Invalid: nothing can.
    """
    if key not in DIALS:
        there = ", ".join(f"{name} ({one.help})" for name, one in DIALS.items())
        raise Invalid(f"A brain has no {one_line(key)!r}. It has: {there}.")
    return DIALS[key]


def address(url: str) -> str:
    """Return the address of a host as it is kept: without `/v1` or `/v1/messages` at its end.

    Raises:
        Invalid: it is none, or has a password in it.
    """
    try:
        parts = urlsplit(url.strip())
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port beyond all ports, a bracket that stays open
        is_address = False
    if not is_address:
        raise Invalid(f"{one_line(url)!r} is not the address of a host, such as http://127.0.0.1:11434.")
    if parts.username or parts.password or parts.query:
        raise Invalid("An address is kept in the company's file, so it may hold no key; see: teamx brain key --help")
    path = parts.path.rstrip("/").removesuffix("/v1/messages").removesuffix("/v1").rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _one_of(*words: str) -> Callable[[str], str | None]:
    def read(value: str) -> str | None:
        if value and value not in words:
            raise Invalid(f"It is one of {', '.join(words)}, not {one_line(value)!r}; empty for the host's own.")
        return value or None

    return read


def _count(least: int, most: int) -> Callable[[str], int | None]:
    def read(value: str) -> int | None:
        if not value:
            return None
        if not value.isdecimal() or not least <= int(value) <= most:
            raise Invalid(f"It is a number from {least:,} to {most:,}, not {one_line(value)!r}; empty for none.")
        return int(value)

    return read


def _thinking(value: str) -> str | int | None:
    return _count(1_024, 200_000)(value) if value.isdecimal() else _one_of(*THINKING)(value)


def _flag(value: str) -> bool:
    if value not in ("yes", "no"):
        raise Invalid(f"It is yes or no, not {one_line(value)!r}.")
    return value == "yes"


def _source(value: str) -> str:
    if value not in ("", *SOURCES):
        raise Invalid(f"A key is found in one of {', '.join(SOURCES)}, not {one_line(value)!r}; empty for none.")
    return value


def _url(value: str) -> str:
    return address(value)


def _words(value: str) -> str:
    return one_line(value).strip()


DIALS: Final[Mapping[str, Dial]] = {
    "model": Dial(_words, "for employees who have none of their own", "model"),
    "url": Dial(_url, "where it is", "base_url"),
    "free": Dial(_flag, "yes: its calls cost nothing; no: they do", "is_free"),
    "key": Dial(_source, "where its key is found: env, keyring or file", "key_source"),
    "effort": Dial(_one_of(*EFFORTS), "low to max, at Anthropic's"),
    "thinking": Dial(_thinking, "adaptive, disabled, or most tokens, at Anthropic's"),
    "max_tokens": Dial(_count(256, 200_000), "most tokens of one reply"),
    "version": Dial(lambda value: _words(value) or None, "of the Messages API, sent to the host"),
}
"""Everything that can be set, in the order in which it is listed."""
