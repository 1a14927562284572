"""`teamx serve`: the app in a browser on this machine, for nobody else.

It listens on the loopback address only and wants a key with every visit: a page from elsewhere, or another user of the
machine, could otherwise steer the company.
"""

import asyncio
import hmac
import secrets
import shlex
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from teamx_tui import company
from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import STORE
from teamx_tui.commands import Reply
from teamx_tui.domain.errors import Invalid, Refused

if TYPE_CHECKING:
    from aiohttp import web
    from aiohttp.typedefs import Handler

HOST: Final = "127.0.0.1"
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src {address} {socket}; frame-ancestors 'none'"
)
"""The page takes nothing from elsewhere, and no page shows it in a frame."""


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8000,
    store: STORE = None,
) -> None:
    """Show the app in a browser on this machine, until Ctrl-C."""
    try:
        from aiohttp import web  # with textual-serve an extra: a terminal needs no web server
        from textual_serve import server as served
        from textual_serve.app_service import AppService
    except ModuleNotFoundError:
        raise Invalid("teamx serve needs one more package: pip install 'teamx-tui[serve]'") from None
    company.safe.seal()  # as in a window: only workers, and those who ask hosts, can have the keys of models from now
    company.safe.harden()
    vars(served)["AppService"] = _passing_on(AppService)
    command = (sys.executable, "-m", "teamx_tui", "--store", str(OPTIONS.place(store).resolve()))
    address, key = f"http://{HOST}:{port}", secrets.token_urlsafe(16)
    server = _without_logo(served.Server)(shlex.join(command), HOST, port, title="teamx", public_url=address)

    async def guarded() -> web.Application:
        app: web.Application = await server._make_app()
        app.middlewares.append(_door(address, port, key))
        app.on_response_prepare.append(_closed_page(address))
        return app

    def announce(*_: object) -> None:
        said = f"Open {address}/?key={key}\nOnly this machine can see it. Ctrl-C ends it."
        output.show(Reply(said), as_json=False, plain=True)
        sys.stdout.flush()

    try:
        web.run_app(guarded(), host=HOST, port=port, print=announce, access_log=None)
    except OSError as error:
        raise Refused(f"Port {port} cannot be used ({error.strerror}). Take another one with --port.") from None


def _without_logo(server: Any) -> Any:
    """Return textual-serve's server without what it prints when it starts, which is not where it can be seen."""

    class Quiet(server):  # type: ignore[misc]
        async def on_startup(self, app: "web.Application") -> None:
            """Print nothing."""

    return Quiet


def _passing_on(service: Any) -> Any:
    """Return what runs a window, handing on unread what was sealed: the worker that the window starts needs it."""

    class Passing(service):  # type: ignore[misc]
        async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
            process = await asyncio.create_subprocess_exec(
                *shlex.split(self.command),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=self._build_environment(width=width, height=height),
                pass_fds=company.safe.handles(),
            )
            self._process, self._stdin = process, process.stdin
            return process

    return Passing


def _door(address: str, port: int, key: str) -> Any:
    """Return what lets in only requests made to this address, from its own pages, with the key."""
    from aiohttp import web

    cookie = f"teamx-{port}"

    @web.middleware
    async def door(request: "web.Request", handler: "Handler") -> "web.StreamResponse":
        shown = request.query.get("key", "") or request.cookies.get(cookie, "")
        # The Host too: a name that somebody lets point at 127.0.0.1 would make a foreign page one of our own.
        is_ours = request.host == f"{HOST}:{port}" and request.headers.get("Origin", address) == address
        if not (is_ours and hmac.compare_digest(shown.encode(), key.encode())):
            raise web.HTTPForbidden(text="Open the address that teamx serve printed.")
        response = await handler(request)
        if not response.prepared and "key" in request.query:
            response.set_cookie(cookie, key, httponly=True, samesite="Strict")
        return response

    return door


def _closed_page(address: str) -> Any:
    policy = _POLICY.format(address=address, socket=address.replace("http", "ws", 1))

    async def close(_: "web.Request", response: "web.StreamResponse") -> None:
        response.headers["Content-Security-Policy"] = policy
        response.headers["Referrer-Policy"] = "no-referrer"

    return close
