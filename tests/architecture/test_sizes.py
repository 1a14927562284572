"""How long a file and a function may be, and what a module may not be called. Judges the source, never runs it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = ROOT / "teamx_tui"
MODULES: Final = sorted(PACKAGE.rglob("*.py"))
FILE_LINES: Final = 300
FUNCTION_LINES: Final = 40
NAMES_THAT_SAY_NOTHING: Final = frozenset({"utils", "helpers", "common", "manager", "base"})

DOCUMENTED_FUNCTION: Final = '''
def add(a, b):
    """The sum.

    Of both.
    """
    return a + b
'''


def function_lengths(source: str) -> dict[str, int]:
    """Lines of every function and method by `name:line`, decorators and docstring not counted."""
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return {f"{node.name}:{node.lineno}": lines(node) - docstring_lines(node) for node in functions}


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return lines(node.body[0]) if ast.get_docstring(node, clean=False) is not None else 0


def lines(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def says_nothing(module: Path) -> bool:
    """Whether the file, or a package it lies in, has one of the refused names."""
    return not NAMES_THAT_SAY_NOTHING.isdisjoint(module.with_suffix("").parts)


def in_package(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def test_function_lengths__leave_out_the_docstring() -> None:
    assert function_lengths(DOCUMENTED_FUNCTION) == {"add:2": 2}


def test_function_lengths__count_methods_coroutines_and_nested_functions() -> None:
    source = "class A:\n    async def outer(self):\n        def inner():\n            return 1\n        return inner\n"

    assert function_lengths(source) == {"outer:2": 4, "inner:3": 2}


@pytest.mark.parametrize(
    ("module", "refused"), [("tui/utils.py", True), ("helpers/text.py", True), ("domain/database.py", False)]
)
def test_says_nothing__judges_files_and_packages_by_their_whole_name(module: str, refused: bool) -> None:
    assert says_nothing(Path(module)) is refused


def test_package__has_modules_to_judge() -> None:
    assert PACKAGE / "__init__.py" in MODULES


def test_modules__are_short_enough_to_read_at_once() -> None:
    lengths = {in_package(module): len(module.read_text("utf-8").splitlines()) for module in MODULES}

    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}


def test_modules__have_only_short_functions() -> None:
    lengths = {
        f"{in_package(module)}:{name}": length
        for module in MODULES
        for name, length in function_lengths(module.read_text("utf-8")).items()
    }

    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}


def test_modules__are_named_after_something_in_the_office() -> None:
    assert [in_package(module) for module in MODULES if says_nothing(module.relative_to(PACKAGE))] == []
