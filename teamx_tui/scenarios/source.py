"""YAML text as plain data that remembers its lines. Knows nothing of what the data means.

It is read from the parser's events and not from its tree: that takes a tenth of the time, and what has no place in a
scenario (anchors, tags, merge keys, bottomless nesting) is refused where it stands, before it can grow.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from teamx_tui.domain.errors import Invalid, NotFound
from teamx_tui.domain.text import one_line

Where = tuple[str | int, ...]
"""The way to a part of the data: keys and places, from the top."""

DEEPEST: Final = 32
"""Lists and mappings in one another; a scenario needs six."""
TOO_DEEP: Final = f"this is nested more than {DEEPEST} deep."

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEANINGS: Final = yaml.SafeLoader.yaml_implicit_resolvers
_VALUES: Final = yaml.SafeLoader.yaml_constructors
_MERGE: Final = "tag:yaml.org,2002:merge"
_UNENDED: Final = "unexpected end of stream"
_BOTTOMLESS: Final = "maximum nesting depth"
"""What the parser itself says of what is nested far deeper still."""
_HINTS: Final = (
    ("mapping values are not allowed", "text with a colon in it stands in quotes"),
    ("cannot start any token", "text that begins with @, ` or a tab stands in quotes"),
)


@dataclass(slots=True)
class Mark:
    """Where one part of the data stands, and what is inside it."""

    line: int
    inside: "dict[Any, Mark] | None" = None
    """By key, or by place in a list."""
    written: str | None = None
    """A word without quotes that means something else than text, as it was written: `no`, `1`, `2026-01-01`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file: its data, and on which line each part of it stands."""

    name: str
    data: Any
    mark: Mark

    def at(self, where: Where) -> Mark:
        """Return the mark of the part at `where`, or of the nearest part around it that is there."""
        mark = self.mark
        for part in where:
            if mark.inside is None or part not in mark.inside:
                break
            mark = mark.inside[part]
        return mark

    def wrong(self, where: Where, cause: str) -> Invalid:
        """Return the error for the part at `where`: one sentence with file, line and cause."""
        return _wrong(self.name, self.at(where).line, cause)


def load(path: Path) -> Source:
    """Read a YAML file; an empty one is an empty mapping.

    Raises:
        NotFound: there is no such file.
        Invalid: it is not text, not YAML, or says one thing twice; the line is named.
    """
    text = _read(path)
    odd = _FORBIDDEN.search(text)
    if odd is not None:
        code = f"U+{ord(odd[0]):04X}"
        raise _wrong(path.name, text.count("\n", 0, odd.start()) + 1, f"the character {code} cannot stand in a file.")
    composer = _Composer(path.name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(path.name, error) from None
    return Source(path.name, {} if composer.data is None else composer.data, composer.mark)


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no scenario file {path}.") from None
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {(error.strerror or type(error).__name__).lower()}.") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(path.name, raw.count(b"\n", 0, error.start) + 1, "this is not text in UTF-8.") from None


def _not_yaml(name: str, error: yaml.MarkedYAMLError) -> Invalid:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "it cannot be parsed"
    if _BOTTOMLESS in problem:
        return _wrong(name, mark.line + 1 if mark else 1, TOO_DEEP)
    begun = ""
    if error.context and error.context_mark and mark and error.context_mark.line != mark.line:
        begun = f" ({error.context} that begins on line {error.context_mark.line + 1})"
        if _UNENDED in problem:  # what does not end is wrong where it begins, not at the end of the file
            mark = error.context_mark
    hint = next((f"; {hint}" for sign, hint in _HINTS if sign in problem), "")
    return _wrong(name, mark.line + 1 if mark else 1, f"this is not YAML: {problem}{begun}{hint}.")


def _wrong(name: str, line: int, cause: str) -> Invalid:
    return Invalid(one_line(f"{name}, line {line}: {cause}"))


@dataclass(slots=True)
class _Composer:
    """Puts the data together, event by event, without recursion."""

    name: str
    data: Any = None
    mark: Mark = field(default_factory=lambda: Mark(1))
    _around: list[tuple[Any, Mark]] = field(default_factory=list)
    """The lists and mappings that have begun and not ended, outermost first."""
    _keys: list[tuple[Any, int] | None] = field(default_factory=list)
    """For each of them the key whose value comes next, with its line."""
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take in the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._check(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._around.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._wrong(event, f"*{event.anchor} stands for something written elsewhere; write it out.")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._wrong(event, "a second document begins; a file holds one company.")

    def _check(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._wrong(event, f"&{event.anchor} is an anchor; write the thing out where it is needed.")
        if event.tag is not None:
            raise self._wrong(event, f"{event.tag} is a tag; a scenario needs none.")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        tag = _meaning(event.value) if event.implicit[0] else None
        if tag is None:
            value = event.value
        elif tag == _MERGE and self._awaits_key():
            raise _wrong(self.name, line, "<< merges mappings, which a scenario cannot; write the keys out.")
        else:
            value = self._value(event, tag)
        self._place(value, Mark(line, written=None if isinstance(value, str) else event.value))

    def _value(self, event: yaml.ScalarEvent, tag: str) -> Any:
        construct: Callable[..., Any] | None = _VALUES.get(tag)
        if construct is None:  # `=` and `<<` are words
            return event.value
        try:
            return construct(_CONSTRUCTOR, yaml.ScalarNode(tag, event.value))
        except ValueError:  # a date such as 2026-13-45
            raise self._wrong(event, f"{event.value[:40]!r} is not a value; put it in quotes if it is text.") from None

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._around) == DEEPEST:
            raise self._wrong(event, TOO_DEEP)
        if self._awaits_key():
            raise self._wrong(event, "a key must be a word or a number.")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        value: Any = {} if is_mapping else []
        mark = Mark(_line(event), {})
        self._place(value, mark)
        self._around.append((value, mark))
        self._keys.append(None)

    def _awaits_key(self) -> bool:
        return bool(self._around) and isinstance(self._around[-1][0], dict) and self._keys[-1] is None

    def _place(self, value: Any, mark: Mark) -> None:
        if not self._around:
            self.data, self.mark = value, mark
            return
        around, outer = self._around[-1]
        inside: Any = outer.inside
        key = self._keys[-1]
        if isinstance(around, list):
            inside[len(around)] = mark
            around.append(value)
        elif key is None:
            if value in around:
                raise _wrong(self.name, mark.line, f"{value!r} stands here a second time.")
            self._keys[-1] = value, mark.line
        else:
            # A part of a mapping stands where its key does, wherever its value begins.
            around[key[0]] = value
            mark.line = key[1]
            inside[key[0]] = mark
            self._keys[-1] = None

    def _wrong(self, event: yaml.Event, cause: str) -> Invalid:
        return _wrong(self.name, _line(event), cause)


_CONSTRUCTOR: Final = yaml.constructor.SafeConstructor()


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _meaning(word: str) -> str | None:
    """Return the tag of a word that does not mean text."""
    rules: Iterable[tuple[str, re.Pattern[str]]] = _MEANINGS.get(word[:1], ())
    return next((tag for tag, pattern in rules if pattern.match(word)), None)
