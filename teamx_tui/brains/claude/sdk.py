"""The way over the network: Anthropic's client for signing in and errors, our own reading of what comes back.

The client's retries, redirections, look-ups of credentials and logs are off: each of them spends money or gives
something away without telling.
"""

import asyncio
import logging
import math
import threading
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from email.utils import parsedate_to_datetime
from typing import Any, Final

from teamx_tui.brains.claude import sse
from teamx_tui.brains.faults import Fault, by_status
from teamx_tui.brains.host import ANTHROPIC, Host
from teamx_tui.brains.wire import WireFailed
from teamx_tui.domain.text import one_line

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 90.0
"""Of silence. Whoever drips a byte now and then is stopped by the deadline only."""
LOCAL_READ_SECONDS: Final = 600.0
"""On this machine, where a server first loads its model, and answers one employee after the other."""
WRITE_SECONDS: Final = 30.0
DEADLINE_SECONDS: Final = 600.0
"""For a whole reply; a host's setting `deadline_seconds` overrides it."""
LOCAL_DEADLINE_SECONDS: Final = 1800.0
"""On this machine: nothing else is held up by a slow reply."""
_OWN: Final = "https://api.anthropic.com"
_NOWHERE: Final = "http://"
"""Said aloud, since without an address the client takes one from the environment."""
_NO_KEY: Final = "none"
"""Sent where no key is needed. With an empty one the client would look for credentials on its own."""
_TALKATIVE: Final = ("anthropic", "httpx2", "httpcore2")
"""Loggers that write out whole prompts when asked for details."""


class SdkWire:
    """A host behind Anthropic's client. `transport` replaces the network in tests."""

    def __init__(self, host: Host, *, transport: Any = None, read_seconds: float | None = None) -> None:
        self._host = host
        self._transport = transport
        read, deadline = (
            (LOCAL_READ_SECONDS, LOCAL_DEADLINE_SECONDS) if host.is_local else (READ_SECONDS, DEADLINE_SECONDS)
        )
        self._read_seconds = read if read_seconds is None else read_seconds
        self._deadline_seconds = float(host.settings.get("deadline_seconds", deadline))
        self._client: Any = None
        self._connecting = threading.Lock()

    async def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[dict[str, Any], None]:
        """Send a request and yield the events of its reply.

        Raises:
            WireFailed: as `Wire.stream` says.
        """
        if self._client is None:
            try:
                await asyncio.to_thread(self._connect)  # loading it takes a second
            except Exception as error:
                # A proxy of a kind that is not known, certificates that are not there: nothing has been sent.
                said = self._without_key(one_line(f"{type(error).__name__}: {error}"))
                raise WireFailed(Fault.NO_WAY, said[: sse.SHORT]) from None
        deadline = asyncio.get_running_loop().time() + self._deadline_seconds
        try:
            sending = self._client.messages.with_streaming_response.create(**request)
            async with asyncio.timeout_at(deadline):
                response = await sending.__aenter__()
            try:
                _insist_on_events(response)
                async with aclosing(sse.events(response.iter_bytes())) as events:
                    while True:
                        # Around each event by itself: a time-out must not end what the reader does in between.
                        async with asyncio.timeout_at(deadline):
                            event = await anext(events, None)
                        if event is None:
                            return
                        yield event
            finally:
                await sending.__aexit__(None, None, None)
        except WireFailed as failed:
            failed.detail = self._without_key(failed.detail)
            raise
        except TimeoutError:
            raise WireFailed(Fault.LATE, f"{self._deadline_seconds:g}") from None
        except Exception as error:
            # Everything the client and what it is built on can raise; none of it may be taken for a reply.
            raise self._failure(error) from None

    def _connect(self) -> None:
        with self._connecting:  # employees begin together, and one client is enough for all of them
            self._client = self._client or self._connected()

    def _connected(self) -> Any:
        import anthropic
        import httpx2

        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        timeout = httpx2.Timeout(
            connect=CONNECT_SECONDS, read=self._read_seconds, write=WRITE_SECONDS, pool=CONNECT_SECONDS
        )
        network = anthropic.DefaultAsyncHttpxClient(
            follow_redirects=False,
            trust_env=not self._host.is_local,
            timeout=timeout,
            # No connection is used twice: one that the host is just closing would lose a request that may be paid for.
            limits=httpx2.Limits(max_keepalive_connections=0),
            **({"transport": self._transport} if self._transport is not None else {}),
        )
        version = self._host.settings.get("version")
        return anthropic.AsyncAnthropic(
            api_key=self._host.api_key or _NO_KEY,
            base_url=root(self._host.base_url) or (_OWN if self._host.kind == ANTHROPIC else _NOWHERE),
            max_retries=0,
            timeout=timeout,
            http_client=network,
            default_headers={"anthropic-version": str(version)} if version else None,
            open_telemetry=False,
        )

    def _failure(self, error: Exception) -> WireFailed:
        causes = _causes(error)
        names = {kind.__name__ for one in causes for kind in type(one).__mro__}
        status = getattr(error, "status_code", None)
        if "APIStatusError" in names and isinstance(status, int):
            return self._turned_away(error, status)
        for kinds, fault in _BY_NAME:
            if not names.isdisjoint(kinds):
                return WireFailed(fault)
        return WireFailed(Fault.UNREADABLE, f": {type(error).__name__}")

    def _turned_away(self, error: Any, status: int) -> WireFailed:
        body = getattr(error, "body", None)
        # Where it is no object as in the Messages API, it is the message itself.
        words = body.get("error") if isinstance(body, Mapping) else None
        said = self._without_key(sse.quoted(words if isinstance(words, str) else getattr(error, "api_message", None)))
        fault = by_status(status, str(getattr(error, "error_code", None) or ""))
        # A host without the model names it, or says so in the API's own form; a page that is missing does neither.
        if fault is Fault.NOT_FOUND and "model" not in (found := str(body).lower()) and "not_found_error" not in found:
            fault = Fault.NOT_THERE
        return WireFailed(fault, said, retry_after_seconds=_wait(error.response.headers))

    def _without_key(self, said: str) -> str:
        return said.replace(self._host.api_key, "[key]") if self._host.api_key else said


_BY_NAME: Final[tuple[tuple[frozenset[str], Fault], ...]] = (
    (frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError"}), Fault.UNREACHABLE),
    (frozenset({"UnsupportedProtocol", "InvalidURL", "LocalProtocolError"}), Fault.ADDRESS),
    (frozenset({"TimeoutException", "APITimeoutError"}), Fault.STALLED),
    (frozenset({"TransportError", "StreamError", "APIConnectionError"}), Fault.CUT),
)
"""What an exception says by its class or one of those it came from; the first that fits. By name, as the classes belong
to a library that is loaded only when it is needed."""


def root(base_url: str) -> str:
    """Return the address of a host as the client wants it: without the `/v1` that it adds."""
    return base_url.strip().rstrip("/").removesuffix("/v1").rstrip("/")


def _insist_on_events(response: Any) -> None:
    kind = str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
    if kind != "text/event-stream":
        raise WireFailed(Fault.NOT_A_STREAM, "a web page" if "html" in kind else f"{kind or 'something'!r:.40}")


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


def _wait(headers: Mapping[str, str]) -> float:
    """Return the seconds that a host asks to be left alone; 0 where it does not say."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) * unit
        except (KeyError, ValueError):
            continue
        if not math.isnan(seconds):
            return max(seconds, 0.0)
    try:
        until, now = (parsedate_to_datetime(headers[name]) for name in ("retry-after", "date"))
        return max((until - now).total_seconds(), 0.0)
    except (KeyError, ValueError, TypeError):
        return 0.0
