"""Plain calls of a host's HTTP interface, for trying it out: no SDK, no retries, no redirects, no proxy on loopback."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any, Final

from teamx_tui.brains.claude.sse import Decoder
from teamx_tui.brains.host import Host
from teamx_tui.brains.wire import WireFailed

VERSION: Final = "2026-10-21"
"""Of the Messages API; the setting `version` of a brain names another one."""
_LARGEST: Final = 4_000_000
"""Bytes of an answer that are read."""
_PIECE: Final = 65_536
_SHOWN: Final = 200


class Unanswered(Exception):
    """The host gave no usable answer; the text is a clause that says what came instead."""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Go nowhere else: the key and what was said would go along."""


def models(host: Host, seconds: float) -> list[str]:
    """Return the models a host lists, in its order.

    Raises:
        Unanswered: it lists none in the way these hosts do.
    """
    try:
        listed = json.loads(_answer(host, "/v1/models", None, seconds))["data"]
        return [str(one["id"]) for one in listed]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unanswered("it lists no models") from None


def message(host: Host, body: Mapping[str, Any], seconds: float) -> dict[str, Any]:
    """Return the message that a host answers with.

    Raises:
        Unanswered: it answers with something else.
    """
    try:
        found = json.loads(_answer(host, "/v1/messages", body, seconds))
    except (ValueError, RecursionError):
        raise Unanswered("it answers with something other than JSON") from None
    if not isinstance(found, dict) or not isinstance(found.get("content"), list):
        raise Unanswered("it answers with something other than a message")
    return found


def events(host: Host, body: Mapping[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
    """Yield the events of a message that is streamed, within `seconds` for all of it.

    Raises:
        Unanswered: it is no such stream, breaks off, or takes too long.
    """
    until = time.monotonic() + seconds
    decoder = Decoder()
    try:
        with _opened(host, "/v1/messages", dict(body) | {"stream": True}, seconds) as answer:
            if "text/event-stream" not in answer.headers.get("content-type", ""):
                raise Unanswered("it answers with something other than a stream")
            while chunk := answer.read1(_PIECE):
                if time.monotonic() > until:
                    raise Unanswered(f"it takes longer than {seconds:g} s")
                yield from decoder.feed(chunk)
            yield from decoder.end()
    except WireFailed as failed:
        raise Unanswered(failed.sentence(host.name, host.model)) from None
    except (OSError, HTTPException) as error:
        raise Unanswered(f"the stream broke off ({type(error).__name__})") from None


def _answer(host: Host, path: str, body: Mapping[str, Any] | None, seconds: float) -> bytes:
    try:
        with _opened(host, path, body, seconds) as answer:
            return bytes(answer.read(_LARGEST))
    except (OSError, HTTPException) as error:
        raise Unanswered(f"the answer broke off ({type(error).__name__})") from None


def _opened(host: Host, path: str, body: Mapping[str, Any] | None, seconds: float) -> Any:
    headers = {"anthropic-version": str(host.settings.get("version") or VERSION), "content-type": "application/json"}
    if host.api_key:
        headers["authorization"] = f"Bearer {host.api_key}"
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(host.base_url + path, data, headers)
    by_way_of = [urllib.request.ProxyHandler({})] if host.is_local else []
    try:
        return urllib.request.build_opener(_Stay, *by_way_of).open(request, timeout=seconds)
    except urllib.error.HTTPError as error:
        with error:
            raise Unanswered(_refused(error, path)) from None
    except TimeoutError:
        raise Unanswered(f"there is no answer within {seconds:g} s") from None
    except (OSError, HTTPException, ValueError) as error:
        why = getattr(error, "reason", error)
        raise Unanswered(f"nothing answers at {host.base_url} ({type(why).__name__})") from None


def _refused(error: urllib.error.HTTPError, path: str) -> str:
    try:
        about = json.loads(error.read(_LARGEST))
        said = about["error"]["message"] if isinstance(about.get("error"), dict) else about.get("error", "")
    except (OSError, HTTPException, ValueError, KeyError, AttributeError, RecursionError):
        said = ""
    detail = f": {str(said)[:_SHOWN]}" if said else ""
    if error.code in (401, 403):
        return f"it does not accept the key ({error.code}{detail})"
    if error.code in range(300, 400):
        return f"it sends callers elsewhere ({error.code}), where teamx does not follow"
    if error.code == 404 and not said:
        return f"there is nothing at {path}: it does not speak the Messages API, or is too old to"
    return f"it refuses ({error.code}{detail})"
