"""A worker with a cassette in place of a host: it works one turn at a time, and stops where the cassette ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from teamx_tui.company import mission
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.tickets import State
from teamx_tui.worker import process
from teamx_tui.worker.minds import Minds
from teamx_tui.worker.process import Orders, work
from teamx_tui.worker.tapes import Maker
from tests.brains.desk import host
from tests.builders import Clock, charter, events, filing, founded
from tests.fakes.messages import in_a_process

PAPER = charter(2, [filing(1, "ada"), filing(2, "ben")], brain="claude")


@pytest.fixture(autouse=True)
def at_a_host(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everybody thinks at the last of the addresses in the list."""
    urls = ["http://127.0.0.1:9"]

    def there(office: Office, pace: float, make: Maker, *, needs_keys: bool) -> Minds:
        return Minds(office, pace, lambda _: make(host(urls[-1])), needs_keys=needs_keys)

    monkeypatch.setattr(process, "Minds", there)
    return urls


@pytest.mark.feature("D-9")
def test_worker__records_and_another_replays(tmp_path: Path, at_a_host: list[str]) -> None:
    cassette = tmp_path / "a.cassette"
    first, second = (founded(tmp_path / name, PAPER, Clock()) for name in ("a.db", "b.db"))

    with in_a_process(tmp_path / "bill", "--clever") as url:
        at_a_host.append(url)
        live, _ = work(first.store.path, Orders(until_idle=True, record=cassette))
    at_a_host.append("http://127.0.0.1:9")
    again, is_over = work(second.store.path, Orders(until_idle=True, replay=cassette))

    assert mission.look(first).states == mission.look(second).states == {State.DONE: 2}
    assert (again.runs, again.model_calls, is_over) == (live.runs, live.model_calls, True)
    first.close()
    second.close()


def test_worker__stops_at_a_request_that_is_not_on_the_cassette(tmp_path: Path) -> None:
    cassette = tmp_path / "a.cassette"
    cassette.write_text('{"teamx_cassette": 1}\n')
    office = founded(tmp_path / "a.db", PAPER, Clock())

    with pytest.raises(Refused, match=r"^Stopped, since the cassette a.cassette has no reply to this request: this"):
        work(office.store.path, Orders(until_idle=True, replay=cassette))

    assert len(events(office, "run.started")) == 1
    assert events(office)[-1].kind == "worker.stopped"
    office.close()


def test_orders__with_a_cassette_are_for_one_turn_at_a_time() -> None:
    assert Orders(slots=8).slots_used == 8
    assert Orders(slots=8, record=Path("a")).slots_used == Orders(slots=8, replay=Path("a")).slots_used == 1
