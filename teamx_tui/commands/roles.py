"""Commands about the roles that somebody can be hired for. They look into the catalogue and into no company."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from teamx_tui.commands.catalogue import catalogue
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.roles import CAPABILITIES, Level

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.domain.roles import Role

WIDTH: Final = 64
"""Columns of a paragraph: what the answer shows unbroken in a window of 80."""


@command("roles", needs_company=False, words="a level, or what it shall be good at: lead, security, site reliability")
def roles(_: Office | None, words: str = "") -> Reply:
    """List the roles of the catalogue, the highest level first."""
    found = catalogue().like(words)
    if not found:
        return Reply(f"No role is like that. Say a trade, such as design, or a level: {', '.join(Level)}.", [])
    rows = tuple((role.id, role.level.value, _above(role)) for role in found)
    return Reply("", [_shape(role) for role in found], Table(("Role", "Level", "Reports to"), rows))


@command("roles show", needs_company=False, role="id or title, such as tech-lead or CTO")
def roles_show(_: Office | None, role: str) -> Reply:
    """Show a role: what it is good at, what it may decide and use, and what a model is told of it.

    Raises:
        NotFound: there is no such role.
    """
    found = catalogue().find(role)
    if found is None:
        raise NotFound(f"There is no role {role!r} in the catalogue; see: teamx roles")
    return Reply("\n".join(_told(found)), _shape(found))


def _told(role: Role) -> Iterator[str]:
    under = catalogue().under(role)
    yield f"{role.title} · {role.id}"
    yield f"{role.level.words} · {role.authority}: {role.authority.words}"
    yield f"reports to {_above(role)}" + (f"; reports: {', '.join(each.id for each in under)}" if under else "")
    if role.also:
        yield f"also called {', '.join(role.also)}"
    yield "\nGood at"
    for group, words in CAPABILITIES.items():
        can = [word for word in words if word in role.capabilities]
        if can:
            yield f"  {group}: {', '.join(can)}"
    yield "\nMay use"
    yield from textwrap.wrap(", ".join(role.tools), WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield "\nIs told"
    yield from textwrap.wrap(role.prompt, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _above(role: Role) -> str:
    return role.reports_to or "you"


def _shape(role: Role) -> dict[str, Any]:
    return {
        "id": role.id,
        "title": role.title,
        "also": list(role.also),
        "level": role.level,
        "reports_to": role.reports_to,
        "authority": role.authority,
        "capabilities": list(role.capabilities),
        "tools": list(role.tools),
        "prompt": role.prompt,
    }
