"""What foreign text may look like on a screen and in the store. Knows no widget, no terminal and no table.

Text from employees, files and scenarios can carry bytes that drive a terminal, reorder what a person reads or hide
from them. `printable` makes such text harmless to show, `storable` makes it possible to keep.
"""

import re
import unicodedata
from typing import Final

_NEWLINE: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD_ASCII: Final = re.compile(r"[^\x20-\x7e\n\t]")

_BIDI: Final = "\u202a-\u202e\u2066-\u2069"
# Takes no room on the screen, so it can only hide something: soft hyphen, fillers, zero-width spaces, direction marks,
# invisible operators, byte order mark, annotation anchors, shorthand and musical controls, tags, and the variation
# selectors that nobody sees (the two that choose emoji or plain style are judged by `_STRAY_SELECTOR`).
_INVISIBLE: Final = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0d"
    "\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSAFE: Final = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{_BIDI}{_INVISIBLE}]")
_INVISIBLE_ONE: Final = re.compile(f"[{_INVISIBLE}]")

_EMOJI: Final = (
    "0-9#*\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u23ff\u2427-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_STRAY_SELECTOR: Final = re.compile(f"(?<![{_EMOJI}])[\ufe0e\ufe0f]|(?<=[0-9#*])[\ufe0e\ufe0f](?!\u20e3)")

# Joiners mean something in Arabic, Indic and neighbouring scripts and inside emoji. Between Latin, Greek, Cyrillic or
# Hebrew letters, punctuation or our own replacement pictures they only make two different names look the same.
_JOINERS: Final = "\u200c\u200d"
_JOINABLE: Final = "\u0600-\u1cff\u2190-\u23ff\u2427-\ufffb\U00010000-\U0010ffff"
_STRAY_JOINER: Final = re.compile(f"(?<![{_JOINABLE}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINABLE}])")

_MARKS_AT_MOST: Final = 4
# Marks are never word characters, and Hangul vowels and finals pile up like marks although they are letters.
_PILE: Final = re.compile(rf"(?:[^\w\x00-\u02ff]|[\u1160-\u11ff\ud7b0-\ud7ff]){{{_MARKS_AT_MOST + 1},}}")

_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")

_NOTE_ROOM: Final = 64
"""Characters kept free so that the note about a cut fits under the same cap, which keeps `printable` idempotent."""


def printable(
    text: str, *, multiline: bool = True, max_line: int = 4000, max_lines: int = 5000, max_chars: int = 400_000
) -> str:
    r"""Return `text` so that showing it can only show it: no control, direction or invisible character survives.

    Every newline form becomes `\n`; other C0 characters and DEL become their visible pictures (ESC is `␛`); C1, lone
    surrogates and direction overrides become `�`; characters without width are dropped; at most 4 marks stay on one
    letter. With `multiline=False` a newline is shown as `⏎` and a tab as a space. What a cap cuts is replaced by a note
    that says how much, and the note itself fits under the cap. Applying it twice changes nothing.

    Markup is none of its business: square brackets stay as they are.

    Raises:
        ValueError: `max_line` or `max_chars` is below 128, or `max_lines` below 2; the notes would not fit.
    """
    if max_line < 2 * _NOTE_ROOM or max_chars < 2 * _NOTE_ROOM or max_lines < 2:
        raise ValueError("max_line and max_chars must be at least 128, and max_lines at least 2")
    if len(text) <= min(max_line, max_chars) and text.isascii() and text.isprintable():
        return text  # nearly every table cell ends here
    unread = max(0, len(text) - max_chars)
    clean = _harmless(text[:max_chars])
    if not multiline:
        return _cut_line(clean.replace("\n", "⏎").replace("\t", " "), min(max_line, max_chars), unread)
    lines = [_cut_line(line, max_line) for line in clean.split("\n")]
    return _cut_lines(lines, max_lines, max_chars, unread)


def one_line(text: str) -> str:
    """Return `text` as `printable` does, on a single line."""
    return printable(text, multiline=False)


def storable(text: str) -> str:
    r"""Return `text` as it may enter the store: what was written, except what a database cannot hold.

    SQLite and PostgreSQL refuse lone surrogates (they become `�`) and PostgreSQL refuses NUL (it becomes `␀`).
    Newline forms become `\n`, so that lines count the same everywhere. Everything else is kept for the record;
    showing it is for `printable`.
    """
    return _UNSTORABLE.sub(_visible, _NEWLINE.sub("\n", text))


def _harmless(text: str) -> str:
    """Return `text` with every character safe; never longer than `text`, with each newline form counted once."""
    if text.isascii() and not _ODD_ASCII.search(text):
        return text
    text = _UNSAFE.sub(_visible, _NEWLINE.sub("\n", text))
    if text.isascii():
        return text
    # The order matters for idempotence: each step leaves the neighbours that the earlier ones looked at in place.
    text = _STRAY_SELECTOR.sub("", text)
    text = _PILE.sub(_thinned, text)
    return _STRAY_JOINER.sub("", text)


def _visible(match: re.Match[str]) -> str:
    """Return what stands for one unsafe character: its picture, `�`, or nothing when it has no width."""
    character = match[0]
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "" if _INVISIBLE_ONE.match(character) else "�"


def _thinned(match: re.Match[str]) -> str:
    """Return a run of possible marks with at most four in a row; joiners between them do not start a new count."""
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        if _is_mark(character):
            marks += 1
        elif character not in _JOINERS:
            marks = 0
        if marks <= _MARKS_AT_MOST:
            kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    """Tell whether a terminal draws `character` over its neighbour instead of after it."""
    if (
        "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    ):
        return True
    category = unicodedata.category(character)
    # Unassigned here may be a mark in the terminal's newer Unicode; from U+1F000 on it would be a newer emoji.
    return category[0] == "M" or (category == "Cn" and character < "\U0001f000")


def _cut_line(line: str, limit: int, unread: int = 0) -> str:
    """Return `line` within `limit` characters, saying how many are missing (`unread` more were never looked at)."""
    if len(line) <= limit and not unread:
        return line
    kept = line[: limit - _NOTE_ROOM].rstrip(_JOINERS)
    return f"{kept} …[+{len(line) - len(kept) + unread} characters]"


def _cut_lines(lines: list[str], max_lines: int, max_chars: int, unread: int) -> str:
    """Return `lines` joined and within both caps; a last line says what is missing."""
    if len(lines) <= max_lines and not unread:
        return "\n".join(lines)
    shown = "\n".join(lines[: max_lines - 1])
    hidden = max(0, len(lines) - max_lines + 1)
    kept = shown[: max_chars - _NOTE_ROOM].rstrip(_JOINERS)
    missing = len(shown) - len(kept) + unread
    parts = [f"+{hidden} lines"] * (hidden > 0) + [f"+{missing} characters"] * (missing > 0)
    return f"{kept}\n…[{', '.join(parts)}]"
