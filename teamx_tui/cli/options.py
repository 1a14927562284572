"""The options every command takes, before or behind its name."""

from dataclasses import dataclass
from pathlib import Path

from teamx_tui import settings
from teamx_tui.domain.errors import Invalid


@dataclass(slots=True)
class Options:
    """What was said before the command's name."""

    store: str | None = None
    json: bool = False
    plain: bool = False

    def place(self, store: str | None = None) -> Path:
        """Return the store to use: the one named behind the command, before it, in the environment, or the user's.

        Raises:
            Invalid: it is the address of a database server.
        """
        named = store or self.store
        if named is None:
            return settings.default_store()
        if "://" in named:
            raise Invalid(f"{named.split('://')[0]} addresses are not supported yet; name a file with --store.")
        return Path(named).expanduser()


OPTIONS = Options()
"""Set once by the root command of this process."""
