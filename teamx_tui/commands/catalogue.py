"""The catalogue of roles as every command sees it: read when it is first needed, and once."""

from functools import cache

from teamx_tui import settings
from teamx_tui.domain.roles import Catalogue


@cache
def catalogue() -> Catalogue:
    """Return the roles that come with teamx."""
    from teamx_tui.scenarios import roles  # what reads YAML and checks it is not needed to print help
    from teamx_tui.tools.hands import TOOLS

    return roles.read(settings.roles(), TOOLS)
