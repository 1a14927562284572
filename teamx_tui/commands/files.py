"""Writing what a command answers to a file of the operator's; a file that is there already is never overwritten."""

from collections.abc import Iterable
from pathlib import Path

from teamx_tui.domain.errors import Refused


def write(name: str, lines: Iterable[str]) -> Path:
    """Write `lines`, which bring their own line ends, to a new file and return where it is.

    Raises:
        Refused: there is such a file already, or it cannot be written.
    """
    path = Path(name).expanduser()
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except FileExistsError:
        raise Refused(f"{path} exists already; name another file.") from None
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}); name another file.") from error
    return path.absolute()
