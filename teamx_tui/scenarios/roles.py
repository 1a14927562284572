"""Reading the catalogue of roles, a YAML file for each level. Every error is one sentence that names file and line."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from teamx_tui.domain.roles import GROUP_OF, Authority, Catalogue, Level, Role, folded
from teamx_tui.scenarios.source import Source, Where, load
from teamx_tui.scenarios.wording import way, wrong_shape


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _RolePart(_Part):
    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    also: list[str] = []
    reports_to: str | None
    """Asked for even where it is nobody: a forgotten manager is not the operator."""
    authority: Literal["final", "delegated", "advisory"]
    capabilities: list[str] = Field(min_length=1)
    tools: list[str] = []
    """Those that others of the level do not have."""
    prompt: str = Field(min_length=1)


class _LevelPart(_Part):
    level: Literal["officer", "senior-management", "management", "supervisor", "lead", "ic"]
    tools: list[str] = Field(min_length=1)
    """What everybody of the level may use."""
    roles: list[_RolePart]


_ORDER: Final = list(Level)


def read(folder: Path, tools: Collection[str]) -> Catalogue:
    """Return the catalogue written in the files of a folder, the highest level first; `tools` are the names there are.

    Raises:
        Invalid: something in a file is wrong, or two files disagree; file and line are named.
    """
    files = [_file(path) for path in sorted(folder.glob("*.yaml"))]
    files.sort(key=lambda file: _ORDER.index(Level(file[1].level)))
    _check_names(files)
    _check_managers(files)
    roles = []
    for source, file in files:
        _check_words(source, ("tools",), "tool", file.tools, tools)
        for no, part in enumerate(file.roles):
            _check_words(source, ("roles", no, "capabilities"), "capability", part.capabilities, GROUP_OF)
            _check_words(source, ("roles", no, "tools"), "tool", part.tools, tools, file.tools)
            roles.append(_role(file, part))
    return Catalogue(tuple(roles))


def _file(path: Path) -> tuple[Source, _LevelPart]:
    source = load(path)
    try:
        return source, _LevelPart.model_validate(source.data)
    except ValidationError as error:
        raise wrong_shape(source, error) from None


def _role(file: _LevelPart, part: _RolePart) -> Role:
    return Role(
        id=part.id,
        title=part.title,
        level=Level(file.level),
        reports_to=part.reports_to,
        authority=Authority(part.authority),
        capabilities=tuple(part.capabilities),
        tools=(*file.tools, *part.tools),
        prompt=part.prompt,
        also=tuple(part.also),
    )


def _check_names(files: Collection[tuple[Source, _LevelPart]]) -> None:
    """Let files pass in which no name, however it is written, means two roles."""
    owner: dict[str, str] = {}
    for source, file in files:
        for no, part in enumerate(file.roles):
            where: Where = ("roles", no)
            if folded(part.id) != part.id:
                raise source.wrong((*where, "id"), f"{part.id!r:.60} is not an id: use a-z, digits and -.")
            if owner.get(part.id) == part.id:
                raise source.wrong((*where, "id"), f"id {part.id!r:.60} is used twice.")
            for key, name in (("id", part.id), ("title", part.title), *(("also", name) for name in part.also)):
                other = owner.setdefault(folded(name), part.id)
                if other != part.id:
                    raise source.wrong((*where, key), f"{name!r:.60} is {other} already.")


def _check_managers(files: Collection[tuple[Source, _LevelPart]]) -> None:
    """Let files pass in which every role reports to one that is there, is no lower, and does not report to it."""
    levels = {part.id: Level(file.level) for _, file in files for part in file.roles}
    above = {part.id: part.reports_to for _, file in files for part in file.roles}
    for source, file in files:
        for no, part in enumerate(file.roles):
            where, manager = ("roles", no, "reports_to"), part.reports_to
            if manager is None:
                continue
            if manager not in levels:
                raise source.wrong(where, f"there is no role {manager!r:.60}.")
            if levels[part.id].is_above(levels[manager]):
                low, high = levels[manager].words, levels[part.id].words
                raise source.wrong(where, f"{manager} ({low}) stands lower than {part.id} ({high}).")
            path = [part.id]
            while (over := above.get(path[-1])) is not None and path.count(over) == 0:
                path.append(over)
            if over == part.id:
                raise source.wrong(where, f"{way([*path, over])} is a circle of managers.")


def _check_words(
    source: Source, where: Where, noun: str, words: Iterable[str], known: Collection[str], had: Iterable[str] = ()
) -> None:
    seen = set(had)
    for no, word in enumerate(words):
        if word not in known:
            raise source.wrong((*where, no), f"there is no {noun} {word!r:.60}.")
        if word in seen:
            raise source.wrong((*where, no), f"{noun} {word!r} is named twice.")
        seen.add(word)
