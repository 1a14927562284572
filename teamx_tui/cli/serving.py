"""`teamx serve`: the app in a browser on this machine, for nobody else.

It listens on the loopback address only and wants a key with every visit: a page from elsewhere, or another user of the
machine, could otherwise steer the company.
"""

import hmac
import secrets
import shlex
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

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
        import textual_serve.server  # noqa: F401  # an extra: a web server is not needed in a terminal
    except ModuleNotFoundError:
        raise Invalid("teamx serve needs one more package: pip install 'teamx-tui[serve]'") from None
    command = (sys.executable, "-m", "teamx_tui", "--store", str(OPTIONS.place(store).resolve()))
    try:
        _server(shlex.join(command), port, secrets.token_urlsafe(16)).serve()
    except OSError as error:
        raise Refused(f"Port {port} cannot be used ({error.strerror}). Take another one with --port.") from None


def _server(command: str, port: int, key: str) -> Any:
    from textual_serve.server import Server

    class Guarded(Server):
        """The server of textual-serve with a lock on its door, and without its logo."""

        def initialize_logging(self) -> None:
            """Leave logging as it is: its own prints local variables."""

        async def on_startup(self, app: "web.Application") -> None:
            """Say where the app is to be seen."""
            said = f"Open {self.public_url}/?key={key}\nOnly this machine can see it. Ctrl-C ends it."
            output.show(Reply(said), as_json=False, plain=True)
            sys.stdout.flush()

        async def _make_app(self) -> "web.Application":
            app = await super()._make_app()
            app.middlewares.append(_door(self.public_url, port, key))
            app.on_response_prepare.append(_closed_page(self.public_url))
            return app

    return Guarded(command, HOST, port, title="teamx", public_url=f"http://{HOST}:{port}")


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
