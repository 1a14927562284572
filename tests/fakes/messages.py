"""A host of models that costs nothing: the Messages API on loopback, with scripted replies and every fault.

In a test's own event loop: `async with serving(Reply(text="hi"), Reply(status=529)) as host`. As a process of its own,
which outlives whoever calls it: `with in_a_process(bill, "--clever") as url`, or by hand
`python -m tests.fakes.messages --clever --bill FILE`. Replies are given one for each request, the last again and again.

The bill is a file with one JSON line for each request, written before the first byte of the reply: what the host will
charge, whatever becomes of the reply.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.fakes.events import Event, Reply, as_events, message

Answer = Callable[[Mapping[str, Any]], Reply]
"""Chooses the reply to a request."""

STATUS_TYPES: Final = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    408: "timeout_error",
    409: "conflict_error",
    413: "request_too_large",
    422: "invalid_request_error",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}


@dataclass
class Received:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Host:
    """The server: where it is, what it was asked, and who is connected."""

    answer: Answer
    bill: Path | None = None
    port: int = 0
    received: list[Received] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a connection has ended."""
    _calls: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            while True:
                received = await _request(reader)
                self.received.append(received)
                if not await self._reply(reader, writer, received):
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self.open -= 1
            self.gone.set()
            writer.close()

    async def _reply(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, received: Received) -> bool:
        if not received.path.endswith("/v1/messages") or "/v1/v1/" in received.path:
            return await _send_error(writer, Reply(status=404))
        reply = self.answer(received.body)
        no = next(self._calls)
        whole = message(received.body, reply, no)
        self._charge(received.body, reply, whole)
        if reply.status != 200:
            return await _send_error(writer, reply)
        if reply.body:
            return await _send(writer, 200, {"content-type": "text/html", **reply.headers}, reply.body.encode())
        if not received.body.get("stream"):
            return await _send(writer, 200, reply.headers, json.dumps(whole).encode())
        return await _stream(reader, writer, as_events(whole, reply), reply)

    def _charge(self, asked: Mapping[str, Any], reply: Reply, whole: Mapping[str, Any]) -> None:
        if self.bill is None:
            return
        usage = whole["usage"] if reply.status == 200 and isinstance(whole.get("usage"), dict) else {}
        line = {"model": asked.get("model"), "status": reply.status, "fault": reply.fault, "usage": usage}
        with self.bill.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())


async def _request(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:]) if name}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Received(head[0].split(" ")[1], headers, json.loads(body) if body else {})


async def _send(writer: asyncio.StreamWriter, status: int, headers: Mapping[str, str], body: bytes) -> bool:
    lines = {"content-type": "application/json", "content-length": str(len(body)), **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    writer.write(f"HTTP/1.1 {status} Fake\r\n{head}\r\n".encode() + body)
    await writer.drain()
    return True


async def _send_error(writer: asyncio.StreamWriter, reply: Reply) -> bool:
    if reply.body:
        return await _send(writer, reply.status, reply.headers, reply.body.encode())
    if reply.status < 400:
        return await _send(writer, reply.status, reply.headers, b"")
    details = {"details": {"error_code": reply.code}} if reply.code else {}
    kind = reply.error or STATUS_TYPES.get(reply.status, "api_error")
    error = {"type": kind, "message": reply.text or f"fake {reply.status}", **details}
    body = json.dumps({"type": "error", "error": error}).encode()
    return await _send(writer, reply.status, reply.headers, body)


async def _stream(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, events: Sequence[Event], reply: Reply
) -> bool:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")

    async def put(event: Event, raw: bytes | None = None) -> None:
        data = b"event: %s\ndata: %s\n\n" % (event["type"].encode(), raw or json.dumps(event).encode())
        await send(reply.between.encode() + data)

    async def send(data: bytes) -> None:
        writer.write(b"%x\r\n%s\r\n" % (len(data), data))
        await writer.drain()

    for no, event in enumerate([*events, {"type": "tail"}] if reply.tail or reply.after == len(events) else events):
        if reply.fault and no == reply.after:
            if reply.fault == "stall":
                # Until the other side goes away.
                await reader.read()
                return False
            if reply.fault == "error":
                await put({"type": "error", "error": {"type": reply.error, "message": reply.said}})
                return False
            if reply.fault == "reset":
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
                return False
            if reply.fault == "cut":
                return False
            if reply.fault == "end":
                break
            if reply.fault == "broken":
                await put(event, b'{"type": "content_block_delta", ')
                continue
        if event["type"] == "tail":
            await send(reply.tail.encode())
            break
        await put(event)
        if reply.pause:
            await asyncio.sleep(reply.pause)
    writer.write(b"0\r\n\r\n")
    await writer.drain()
    return True


def scripted(*replies: Reply) -> Answer:
    """Gives one reply for each request, the last again and again."""
    left = list(replies or (Reply(),))
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@asynccontextmanager
async def serving(*replies: Reply, answer: Answer | None = None, bill: Path | None = None) -> AsyncIterator[Host]:
    """A host in the event loop of the test."""
    host = Host(answer or scripted(*replies), bill)
    server = await asyncio.start_server(host.connected, "127.0.0.1", 0, limit=1 << 22)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        server.close()


@contextmanager
def in_a_process(bill: Path, *words: str) -> Iterator[str]:
    """A host as a process of its own; yields its address. It is killed at the end."""
    command = [sys.executable, "-m", "tests.fakes.messages", "--bill", str(bill), *words]
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def bills(bill: Path) -> list[dict[str, Any]]:
    """What the host has charged, request by request."""
    return [json.loads(line) for line in bill.read_text("utf-8").splitlines()] if bill.exists() else []


def _script(path: Path) -> Answer:
    return scripted(*(Reply.of(json.loads(line)) for line in path.read_text("utf-8").splitlines()))


async def _serve(answer: Answer, bill: Path | None) -> None:
    async with serving(answer=answer, bill=bill) as host:
        print(host.url, flush=True)
        await asyncio.Event().wait()


def main() -> None:
    from tests.fakes.clever import clever, lacking

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bill", type=Path, help="file that every request is billed to")
    parser.add_argument("--script", type=Path, help="file with one reply as JSON in each line")
    parser.add_argument("--clever", action="store_true", help="answer by what is asked: take part, then finish")
    parser.add_argument("--lacks", help="part of the interface that a clever host lacks: see tests.fakes.clever")
    said = parser.parse_args()
    answer = (
        lacking(said.lacks)
        if said.lacks
        else clever
        if said.clever
        else _script(said.script)
        if said.script
        else scripted()
    )
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(answer, said.bill))


if __name__ == "__main__":
    main()
