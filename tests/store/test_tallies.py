"""What Mission Control asks the store at every look is answered by indexes: no table that grows is read through."""

from pathlib import Path
from typing import Any, Final

from sqlalchemy import event

from teamx_tui.company import mission
from teamx_tui.company.founding import Project
from tests.builders import charter, filing, founded

GROWING: Final = frozenset({"work_item", "dependency", "run", "call", "message", "wake", "event", "decision", "thread"})


def test_look__reads_through_no_table_that_grows(tmp_path: Path) -> None:
    paper = charter(2, [filing(n, project="panel") for n in (1, 2, 3)], [(1, 2)], projects=[Project("panel", "Panel")])
    office = founded(tmp_path / "company.db", paper)
    asked: list[tuple[str, Any]] = []

    with office.look() as connection:

        @event.listens_for(connection.engine, "before_cursor_execute")
        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            asked.append((statement, parameters))

    mission.look(office)
    seen = list(asked)
    with office.look() as connection:
        plans = [
            (row[3], statement)
            for statement, parameters in seen
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    office.close()

    assert len(plans) > 20
    # SEARCH goes to a place in an index; SCAN goes through a table from one end, unless a LIMIT stops it.
    scanned = [plan for plan in plans if plan[0].startswith("SCAN") and plan[0].split()[1] in GROWING]
    assert [plan for plan in scanned if "LIMIT" not in plan[1]] == []
