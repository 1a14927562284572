"""Keys as the operator wants them: which ids are moved to which keys, and what would collide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from typing import Final

from teamx_tui.tui.key_table import KEYS
from teamx_tui.tui.keys import id_of
from teamx_tui.tui.panes import PANES, Key

_SPELLINGS: Final = {"esc": "escape", "return": "enter", "?": "question_mark", "/": "slash", "+": "plus", "-": "minus"}


@dataclass(frozen=True, slots=True)
class Keymap:
    """What of the operator's wishes holds, and why the rest does not."""

    moved: Mapping[str, str]
    """Keys by id, as Textual spells them, separated by commas."""
    complaints: tuple[str, ...] = ()
    """A sentence for each wish that was passed over."""


def keymap(wishes: Mapping[str, str]) -> Keymap:
    """Return what holds of the wishes, ids to keys; one that would take another's key is passed over, and said so.

    An inner pane may take a key of what lies around it only where the table already lets it.
    """
    moved: dict[str, str] = {}
    complaints: list[str] = []
    known = {id_of(pane, key): key for pane, keys in KEYS.items() for key in keys}
    usual = set(_clashes({}))
    for id, wanted in wishes.items():
        if id not in known:
            complaints.append(_unknown(id, list(known)))
            continue
        spelled = ",".join(_spelled(key) for key in wanted.split(","))
        clash = next(iter(sorted(set(_clashes({**moved, id: spelled})) - usual)), None)
        if clash is None:
            moved[id] = spelled
        else:
            key, one, other = clash
            complaints.append(f"keys: {id} stays where it was, because {key} is {other if one == id else one} already.")
    return Keymap(moved, tuple(complaints))


def _clashes(moved: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield every key that means two things where both can be meant: the key, and both ids."""
    for pane, about in PANES.items():
        near = [(pane, key) for key in KEYS[pane]]
        far = [(outer, key) for outer in about.within for key in KEYS[outer]]
        pairs = [*combinations(near, 2), *((mine, theirs) for mine in near for theirs in far)]
        for (one_pane, one), (other_pane, other) in pairs:
            ids = id_of(one_pane, one), id_of(other_pane, other)
            for key in sorted(_keys(one, moved.get(ids[0])) & _keys(other, moved.get(ids[1]))):
                yield key, *ids


def _keys(key: Key, moved: str | None) -> set[str]:
    return set((moved or key.keys).split(","))


def _spelled(key: str) -> str:
    key = key.strip()
    return _SPELLINGS.get(key.lower(), key if len(key) == 1 else key.lower())


def _unknown(id: str, known: list[str]) -> str:
    nearest = get_close_matches(id, known, n=1)
    hint = f"did you mean {nearest[0]}?" if nearest else "see: teamx keys"
    return f"keys: there is nothing called {id}; {hint}"
