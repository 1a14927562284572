"""Paths, environment and defaults. Decides where things lie on this machine; refuses to know what is in them."""

import hashlib
import os
import shlex
import tempfile
from pathlib import Path
from typing import Final

import platformdirs

STORE_VARIABLE: Final = "TEAMX_STORE"
"""Environment variable that names the store when `--store` does not."""

DEMO: Final = "cross-functional-collaboration"
"""Scenario that `teamx demo` plays."""


def default_store() -> Path:
    """Return the store used when none is named: `$TEAMX_STORE`, else one file in the user's data directory."""
    named = os.environ.get(STORE_VARIABLE, "").strip()
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("teamx", False)) / "company.db"


def order(words: str, store: Path) -> str:
    """Return a command line that is carried out on `store`: `words`, and `--store` unless it is the default store."""
    return words if store == default_store() else f"{words} --store {shlex.quote(str(store))}"


def scenarios() -> Path:
    """Return the folder of the scenarios that come with teamx."""
    return _shipped("scenarios")


def roles() -> Path:
    """Return the folder of the catalogue of roles that comes with teamx."""
    return _shipped("roles")


def prices() -> Path:
    """Return the file of the prices of models that comes with teamx."""
    return _shipped("prices.toml")


def own_prices() -> Path:
    """Return the file in which the operator writes prices that count before those; it need not be there."""
    return Path(platformdirs.user_config_dir("teamx", False)) / "prices.toml"


def _shipped(name: str) -> Path:
    """Return data that comes with teamx: in the wheel, or in a checkout beside the package."""
    package = Path(__file__).parent
    shipped = package / "fixtures" / name
    return shipped if shipped.exists() else package.parent / "fixtures" / name


def locks(store: Path) -> Path:
    """Return the folder of the workers' lock files: beside the store, so every user of the store sees the same."""
    return store.with_name(store.name + ".workers")


def bells(store: Path) -> Path:
    """Return the folder of the sockets that announce commits; short, as a socket address has about 100 bytes."""
    name = hashlib.sha256(str(store.resolve()).encode()).hexdigest()[:16]
    runtime = os.environ.get("XDG_RUNTIME_DIR") or f"{tempfile.gettempdir()}/teamx-{os.getuid()}"
    return Path(runtime) / "teamx" / name


def preferences() -> Path:
    """Return the file in which the operator writes how the window shall be: colours, mouse, keys."""
    return Path(platformdirs.user_config_dir("teamx", False)) / "config.toml"


def window_memory() -> Path:
    """Return the file in which the window remembers what was chosen in it."""
    return Path(platformdirs.user_state_dir("teamx", False)) / "window.json"


def crashes() -> Path:
    """Return the folder of crash reports."""
    return Path(platformdirs.user_state_dir("teamx", False)) / "crashes"


def key_file(brain: str) -> Path:
    """Return the file that may hold a brain's key, outside of every company: only its owner may read it."""
    return Path(platformdirs.user_config_dir("teamx", False)) / "keys" / brain
