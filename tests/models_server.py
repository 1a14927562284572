"""A server of models on loopback for tests: as whole, or as faulty, as it is told to be. It keeps what it was sent.

For what a host of employees does besides there is `tests.fakes.messages`; this one lists models and wants a key.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from tests.fakes.events import Reply, as_events, message

USAGE: Final = {"input_tokens": 20, "output_tokens": 5}


class ModelsServer(ThreadingHTTPServer):
    """`fault`: refuses, no_messages, elsewhere, empty, cut, no_tools, lost, deaf, no_usage, not_json; or none."""

    daemon_threads = True

    def __init__(self, fault: str = "", models: tuple[str, ...] = ("qwen3:8b",), key: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fault = fault
        self.models = models
        self.key = key
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(fault: str = "", **given: Any) -> Iterator[ModelsServer]:
    """A server for the time of the block."""
    with ModelsServer(fault, **given) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: ModelsServer

    def do_GET(self) -> None:
        self._answer({"data": [{"id": name} for name in self.server.models]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append(body)
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        fault, sent = self.server.fault, self.headers.get("authorization", "")
        if self.server.key and sent != f"Bearer {self.server.key}":
            self._answer({"error": {"message": f"bad key {sent}"}}, 401)
        elif fault == "refuses":
            self._answer({"error": {"message": "out of memory"}}, 500)
        elif fault == "no_messages":
            self.send_error(404)
        elif fault == "elsewhere":
            self.send_response(307)
            self.send_header("location", "http://127.0.0.1:9/v1/messages")
            self.end_headers()
        elif fault == "not_json":
            self._write("text/html", b"<html>log in first</html>")
        elif body.get("stream"):
            self._stream(body)
        else:
            self._answer(message(body, self._reply(body), 1))

    def _reply(self, body: dict[str, Any]) -> Reply:
        fault, turns = self.server.fault, len(body["messages"])
        usage = None if fault == "no_usage" else USAGE
        if "tools" in body and turns == 1 and fault != "no_tools":
            given = {} if fault == "lost" and body.get("stream") else {"day": "monday"}
            return Reply(tools=(("look_up", given),), usage=usage)
        said = "Hello." if turns == 1 or fault == "deaf" else f"It was {body['messages'][-1]['content'][0]['content']}."
        return Reply(text="" if fault == "empty" else said, usage=usage)

    def _stream(self, body: dict[str, Any]) -> None:
        reply = self._reply(body)
        events = as_events(message(body, reply, 1), reply)
        events = events[: -2 if self.server.fault == "cut" else None]
        self._write("text/event-stream", b"".join(f"data: {json.dumps(event)}\n\n".encode() for event in events))

    def _answer(self, value: Any, status: int = 200) -> None:
        self._write("application/json", json.dumps(value).encode(), status)

    def _write(self, kind: str, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass
