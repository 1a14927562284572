"""YAML text as plain data that remembers its lines. Knows nothing of what the data means."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from teamx_tui.domain.errors import Invalid, NotFound

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file: its data, and on which line each part of it stands."""

    name: str
    data: Any
    lines: dict[Path_, int]

    def wrong(self, where: Path_, cause: str) -> Invalid:
        """Return the error for the part at `where`: one sentence with file, line and cause."""
        known = next(where[:end] for end in range(len(where), -1, -1) if where[:end] in self.lines)
        return Invalid(f"{self.name}, line {self.lines[known]}: {cause}")


def load(path: Path) -> Source:
    """Read a YAML file.

    Raises:
        NotFound: there is no such file.
        Invalid: it is not text, not YAML, or says one thing twice; the line is named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound(f"There is no scenario file {path}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"{path} cannot be read as text ({type(error).__name__}).") from None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        lines: dict[Path_, int] = {(): 1}
        source = Source(path.name, None, lines)
        data = _plain(source, node, ()) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Invalid(f"{path.name}, line {line}: this is not YAML: {error.problem or error.context}.") from None
    except yaml.YAMLError:
        raise Invalid(f"{path.name}: this is not YAML.") from None
    except RecursionError:
        raise Invalid(f"{path.name}: the file refers to itself or is nested too deeply.") from None
    return Source(path.name, data, lines)


def _plain(source: Source, node: yaml.Node, where: Path_) -> Any:
    source.lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, where)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(source, child, (*where, no)) for no, child in enumerate(node.value)]
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:  # a date such as 2026-13-45
        raise source.wrong(where, f"{node.value!r} is not a value.") from None
    finally:
        loader.dispose()


def _mapping(source: Source, node: yaml.MappingNode, where: Path_) -> dict[Any, Any]:
    entries: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _plain(source, key_node, (*where, "?"))
        if isinstance(key, list | dict):
            raise source.wrong((*where, "?"), "a key must be a word or a number.")
        line = key_node.start_mark.line + 1
        if key in entries:
            source.lines[(*where, key)] = line
            raise source.wrong((*where, key), f"{key!r} stands here a second time.")
        entries[key] = _plain(source, value_node, (*where, key))
        source.lines[(*where, key)] = line
    return entries
