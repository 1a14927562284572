"""The tables as SQLAlchemy Core sees them, for statements on the hot path."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, MetaData, Table, literal_column

from teamx_tui.store import tables

METADATA: Final[MetaData] = tables.Event.metadata


def _table(name: str) -> Table:
    return METADATA.tables[name]


action_item = _table("action_item")
artifact = _table("artifact")
brain = _table("brain")
budget = _table("budget")
call = _table("call")
capsule = _table("capsule")
charge = _table("charge")
company = _table("company")
decision = _table("decision")
department = _table("department")
dependency = _table("dependency")
digest = _table("digest")
employee = _table("employee")
event = _table("event")
handed_artifact = _table("handed_artifact")
handoff = _table("handoff")
live_text = _table("live_text")
meeting = _table("meeting")
meeting_series = _table("meeting_series")
message = _table("message")
model_call = _table("model_call")
participant = _table("participant")
position = _table("position")
question = _table("question")
run = _table("run")
script_line = _table("script_line")
thread = _table("thread")
wake = _table("wake")
work_item = _table("work_item")
worker = _table("worker")


def words(of: Iterable[str]) -> list[ColumnElement[Any]]:
    """Return constants to stand in an IN: written into the statement, where bound ones are expanded at every run."""
    return [literal_column(f"'{word}'") for word in sorted(of)]
