"""`teamx serve`: who is let in, and what a browser shows. It runs as a process of its own, as an operator starts it."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest

from teamx_tui.cli.main import main
from teamx_tui.commands import companies
from teamx_tui.company import brains, hosts
from teamx_tui.company.office import Office

SECONDS: Final = 60.0
FORBIDDEN: Final = 403
CHROMIUM: Final = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
QUIET: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1200,800",
    "--remote-debugging-port=0",
)  # fmt: skip


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address that `teamx serve` printed, with its key."""
    store = tmp_path / "company.db"
    companies.init(store, companies.named_scenario("hello-company"))
    with served(store) as (_, address):
        yield address


@contextmanager
def served(store: Path, **environment: str) -> Iterator[tuple[int, str]]:
    """`teamx serve` on a company: its process, and the address it printed."""
    command = [sys.executable, "-m", "teamx_tui", "serve", "--port", str(free_port()), "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | environment) as server:
        assert server.stdout is not None
        try:
            yield server.pid, server.stdout.readline().removeprefix("Open ").strip()
        finally:
            server.terminate()


@asynccontextmanager
async def visited(address: str) -> AsyncIterator[None]:
    """A visit that has seen the app."""
    bare, _ = parts(address)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as visitor:
        await (await visitor.get(address)).read()
        async with visitor.ws_connect(f"{bare}/ws?width=120&height=40", origin=bare) as wire:
            drawn = b""
            async with asyncio.timeout(SECONDS):
                while b"Mission" not in drawn:
                    message = await wire.receive()
                    drawn += message.data if isinstance(message.data, bytes) else b""
                    assert message.type not in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR), drawn
            yield


def parts(address: str) -> tuple[str, str]:
    """The address without its key, and the key."""
    bare, _, key = address.partition("/?key=")
    return bare, key


async def status(address: str, **headers: str) -> int:
    async with aiohttp.ClientSession() as visitor, visitor.get(address, headers=headers) as answer:
        return answer.status


# --- the door ---


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("", {}),
        ("/?key=guess", {}),
        ("/static/js/textual.js", {}),
        ("/?key={key}", {"Host": "evil.example:80"}),
        ("/?key={key}", {"Origin": "http://evil.example"}),
        ("/ws?key={key}", {"Origin": "http://evil.example"}),
    ],
    ids=["no key", "wrong key", "its files", "another name", "another page", "another page's socket"],
)
async def test_serve__lets_nobody_in_from(path: str, headers: dict[str, str], address: str) -> None:
    bare, key = parts(address)

    assert await status(bare + path.format(key=key), **headers) == FORBIDDEN


async def test_serve__lets_a_page_take_nothing_from_elsewhere(address: str) -> None:
    async with aiohttp.ClientSession() as visitor, visitor.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert all(source in address for source in re.findall(r"http://\S+?(?=[\s;])", policy))


@pytest.mark.feature("D-16")
async def test_serve__shows_the_app_to_whoever_has_the_key(address: str) -> None:
    async with visited(address):
        pass


# --- keys of models ---


def family(pid: int) -> dict[int, str]:
    """A process and all that it has started, with their command lines."""
    below: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            below[int((folder / "stat").read_text().rpartition(")")[2].split()[1])].append(int(folder.name))
    found, left = {}, [pid]
    while left:
        one = left.pop()
        with suppress(OSError):
            found[one] = Path(f"/proc/{one}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        left += below[one]
    return found


def exposed(pid: int) -> str:
    """What others can read of a process: its environment; nothing where the system does not let them."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().decode("latin-1")
    except PermissionError:
        return ""


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
async def test_key__is_with_the_worker_of_a_served_window_and_in_no_environment(tmp_path: Path) -> None:
    store, canary = tmp_path / "company.db", "sk-canary-7f3d2a91"
    companies.init(store, companies.named_scenario("hello-company"))
    office = Office.open(store)
    brains.add(office, "lab", "http://127.0.0.1:9", model="m", key_source="env")
    brains.note_lack(office, "lab", "nobody has looked yet")

    with served(store, TEAMX_KEY_LAB=canary) as (pid, address):
        async with visited(address):
            async with asyncio.timeout(SECONDS):
                while {one.name: one.lacks for one in hosts.brains(office)}["lab"]:
                    await asyncio.sleep(0.05)
            running = family(pid)
            seen = {one: exposed(one) for one in running}

    office.close()
    windows = [
        one for one, said in running.items() if "--store" in said and " worker " not in said and " serve " not in said
    ]
    workers = [one for one, said in running.items() if " worker " in said]
    assert (len(windows), len(workers), pid in running) == (1, 1, True)
    assert [running[one] for one in running if canary in seen[one] or canary in running[one]] == []


def test_serve__says_when_the_port_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        assert main(["serve", "--port", port, "--store", str(tmp_path / "company.db")]) == 3

    assert capsys.readouterr().err.startswith(f"Port {port} cannot be used")


# --- in a browser ---


class Page:
    """A page of a browser, over its debugging socket; `seen` is what the app sent to it."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self._wire = wire
        self._no = 0
        self.seen = b""

    async def tell(self, method: str, **params: Any) -> Any:
        self._no += 1
        await self._wire.send_json({"id": self._no, "method": method, "params": params})
        while True:
            news = await self._next()
            if news.get("id") == self._no:
                assert "error" not in news, news
                return news["result"]

    async def sees(self, words: bytes) -> None:
        async with asyncio.timeout(SECONDS):
            while words not in self.seen:
                await self._next()

    async def ask_for_help(self) -> None:
        """Press the key with the question mark, in the terminal."""
        await self.tell("Runtime.evaluate", expression="document.querySelector('textarea').focus()")
        for kind, text in (("keyDown", {"text": "?"}), ("keyUp", {})):
            key = {"key": "?", "code": "Slash", "windowsVirtualKeyCode": 191, "modifiers": 8}
            await self.tell("Input.dispatchKeyEvent", type=kind, **key, **text)

    async def _next(self) -> dict[str, Any]:
        news: dict[str, Any] = json.loads((await self._wire.receive(SECONDS)).data)
        if news.get("method") == "Network.webSocketFrameReceived":
            frame = news["params"]["response"]
            self.seen += base64.b64decode(frame["payloadData"]) if frame["opcode"] == 2 else b""
        return news


@asynccontextmanager
async def browser(home: Path) -> AsyncIterator[Page]:
    assert CHROMIUM is not None
    command = (CHROMIUM, *QUIET, f"--user-data-dir={home}", "about:blank")
    chromium = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert chromium.stderr is not None
    try:
        async with asyncio.timeout(SECONDS):
            found = None
            while found is None:
                found = re.search(rb"ws://([\d.:]+)/", await chromium.stderr.readline())
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{found[1].decode()}/json") as pages:
                socket_of = next(page["webSocketDebuggerUrl"] for page in await pages.json() if page["type"] == "page")
            async with session.ws_connect(socket_of, max_msg_size=0) as wire:
                yield Page(wire)
    finally:
        chromium.kill()
        await chromium.wait()


@pytest.mark.browser
@pytest.mark.feature("D-16")
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
async def test_serve__works_in_a_browser(address: str, tmp_path: Path) -> None:
    async with browser(tmp_path / "home") as page:
        await page.tell("Network.enable")
        await page.tell("Page.enable")
        await page.tell("Page.navigate", url=address)
        await page.sees(b"Paper Boat")
        await page.ask_for_help()
        await page.sees(b"the whole company at a glance")

        picture = base64.b64decode((await page.tell("Page.captureScreenshot"))["data"])
        assert len(picture) > 20_000, "the page is blank"
