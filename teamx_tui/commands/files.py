"""Files of the operator's: reading text to put into the vault, and writing answers; no file is ever overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from teamx_tui.domain.errors import Invalid, NotFound, Refused

LARGEST_BYTES: Final = 1024 * 1024
"""Text that the vault takes at most (company.artifacts)."""
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_TEXT: Final = frozenset({"", ".txt", ".text", ".log", ".csv", ".rst"})


@dataclass(frozen=True, slots=True)
class Given:
    """A text with what it is called and what it is: text, markdown or code."""

    name: str
    text: str
    kind: str


def read_text(source: str, name: str = "") -> Given:
    """Return the text of a file of the operator's, or `source` itself where it names no file and a name is given.

    Raises:
        NotFound: it looks like a file and there is none.
        Invalid: it is a folder, too large or no text; or a text has no name.
    """
    path = Path(source).expanduser()
    if _is_there(path):
        label = name or path.name
        return Given(label, _text_of(path), _kind(name if "." in name else path.name))
    if not any(sign.isspace() for sign in source) and ("/" in source or Path(source).suffix):
        raise NotFound(f"There is no file {source}.")
    if not name:
        raise NotFound(f"There is no file {source[:60]}. To keep it as a text, say what it is called: --name NAME")
    return Given(name, source, _kind(name))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long for a name, or with a character that no name has
        return False


def _text_of(path: Path) -> str:
    if not path.is_file():
        raise Invalid(f"{path} is no file; the vault keeps files of text.")
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Invalid(f"{path} cannot be read ({error.strerror}).") from error
    if len(raw) > LARGEST_BYTES:
        raise Invalid(f"{path} is larger than a megabyte; the vault keeps text up to that.")
    try:
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Invalid(f"{path} is no text in UTF-8; the vault keeps text, not pictures or programs.")
    return text


def _kind(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return "markdown" if suffix in _MARKDOWN else "text" if suffix in _TEXT else "code"


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
