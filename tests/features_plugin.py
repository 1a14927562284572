"""`pytest --features`: which rows of the feature list the tests of this run prove.

Knows a row only by the id a marker gives it, never what the row says.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

ID: Final = re.compile(r"[XOYSTD]-[0-9]+", re.ASCII)
SECTIONS: Final = "XOYSTD"
PROPERTY: Final = "feature"


@dataclass(slots=True)
class Row:
    """The tests that carry one id, by node id. A test that passed and then failed to tear down is in both."""

    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    @property
    def passing(self) -> int:
        return len(self.passed - self.failed)

    @property
    def failing(self) -> int:
        return len(self.failed)

    @property
    def is_proven(self) -> bool:
        """At least one test passes and none fails; a skipped or expected failure proves nothing."""
        return self.passing > 0 and self.failing == 0


class Ledger:
    """Reads the ids off each test report, so it counts the same with and without `-n`."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, feature in report.user_properties:
            if name != PROPERTY:
                continue
            row = self.rows.setdefault(str(feature), Row())
            if report.failed:
                row.failed.add(report.nodeid)
            elif report.when == "call" and report.passed and not hasattr(report, "wasxfail"):
                row.passed.add(report.nodeid)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_sep("=", "features")
        terminalreporter.write_line(f"{'id':<6}{'passing':>9}{'failing':>9}")
        for feature, row in sorted(self.rows.items(), key=lambda each: place(each[0])):
            terminalreporter.write_line(f"{feature:<6}{row.passing:>9}{row.failing:>9}", red=row.failing > 0)
        terminalreporter.write_line(f"proven rows: {sum(row.is_proven for row in self.rows.values())}")


def place(feature: str) -> tuple[int, int]:
    """Where an id stands in the feature list: by section in the list's order, then by number."""
    section, number = feature.split("-")
    return SECTIONS.index(section), int(number)


def ids(item: pytest.Item) -> list[str]:
    """The ids a test carries from its own, its class's and its module's markers, each once.

    Raises:
        pytest.Collector.CollectError: a marker is empty, has keywords, or names something that is not an id.
    """
    found: dict[str, None] = {}
    for marker in item.iter_markers("feature"):
        wrong = [arg for arg in marker.args if not (isinstance(arg, str) and ID.fullmatch(arg))]
        if wrong or marker.kwargs or not marker.args:
            said = ", ".join([*map(repr, wrong or marker.args), *marker.kwargs])
            raise pytest.Collector.CollectError(
                f"{item.nodeid}: feature({said}) is not a row; ids look like X-6, with a letter of {SECTIONS}"
            )
        found.update(dict.fromkeys(marker.args))
    return list(found)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--features", action="store_true", help="print which rows of the feature list the tests prove")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("features"):
        config.pluginmanager.register(Ledger(), "feature-ledger")


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem(collector: pytest.Collector) -> Generator[None, Any, Any]:
    # Here, not in modifyitems: an error raised now belongs to the file, and reaches the terminal from xdist's workers.
    made = yield
    for each in made if isinstance(made, list) else [made]:
        if isinstance(each, pytest.Item):
            carried = ids(each)
            if collector.config.getoption("features"):
                each.user_properties.extend((PROPERTY, feature) for feature in carried)
    return made
