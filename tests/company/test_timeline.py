"""Reading through the event log: what a filter finds, where one lands, and what tampering shows."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from teamx_tui.company import log, news, timeline
from teamx_tui.company.news import Event
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound
from tests.builders import NOON, Clock, charter, filing, founded, passing
from tests.company.test_log import busy_company


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A company in which everything that can be logged has happened, a second after the other."""
    office = busy_company(tmp_path_factory.mktemp("busy") / "company.db", Clock(step_ms=1000))
    yield office
    office.close()


@pytest.fixture
def in_spans_of_7(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "SPAN", 7)


def found(office: Office, text: str) -> list[int]:
    """The events a filter lets through, searched a stretch at a time from the newest."""
    wanted = timeline.wanted(office, text)
    numbers: list[int] = []
    below = news.head(office) + 1
    while below > 1:
        stretch = timeline.older(office, wanted, below)
        numbers, below = [*stretch.numbers, *numbers], stretch.below
    return numbers


def those(office: Office, is_meant: Callable[[Event], bool]) -> list[int]:
    return [event.seq for event in log.since(office, 0) if is_meant(event)]


@pytest.mark.feature("T-30")
@pytest.mark.usefixtures("in_spans_of_7")
@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("", lambda event: True),
        ("@ada", lambda event: event.actor == "ada"),
        ("@ada @ben", lambda event: event.actor in ("ada", "ben")),
        ("#9", lambda event: event.subject == "ticket:9"),
        ("kind:wake", lambda event: event.kind.startswith("wake.")),
        ("kind:wake.queued -@operator", lambda event: event.kind == "wake.queued" and event.actor != "operator"),
        ("subject:employee", lambda event: event.subject.startswith("employee:")),
        ("-kind:message -kind:run", lambda event: event.kind.partition(".")[0] not in ("message", "run")),
        ("paint", lambda event: "paint" in event.raw),
        ("BROKE", lambda event: "broke" in event.raw),
        ("-ada", lambda event: "ada" not in f"{event.raw} {event.actor} {event.subject}"),
    ],
)
def test_filter__finds_what_it_says(busy: Office, text: str, is_meant: Callable[[Event], bool]) -> None:
    expected = those(busy, is_meant)

    assert expected
    assert found(busy, text) == expected


@pytest.mark.feature("T-30")
def test_filter__goes_by_the_clock(busy: Office) -> None:
    now = log.latest(busy, 1)[0].at_ms
    half = (NOON + now) // 2
    ago = f"{(busy.clock() - half) // 1000}s"

    later = found(busy, f"since:{ago}")
    earlier = found(busy, f"until:{ago}")

    assert 0 < len(later) < news.head(busy)
    assert later == those(busy, lambda event: event.seq >= later[0])
    assert earlier == those(busy, lambda event: event.seq <= earlier[-1])


@pytest.mark.feature("T-30")
def test_text__finds_every_word_that_stands_in_the_sentence(busy: Office) -> None:
    sentences = {event.seq: log.sentence(event) for event in log.since(busy, 0)}
    spoken = {word for words in sentences.values() for word in re.findall(r"[a-z]{4,}", words)}

    missed = {
        word: sentences[seq]
        for word in spoken
        for seq in {seq for seq, words in sentences.items() if word in words} - set(found(busy, word))
    }

    assert not missed


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kind:nonsense", r"There is no kind 'nonsense'\. There are: .*ticket"),
        ("kind:wake.nonsense", r"There are: wake\.queued"),
        ("since:never", "2h, 14:03"),
        ("-since:2h", "until:"),
    ],
)
def test_filter__that_means_nothing_is_refused_with_what_there_is(busy: Office, text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        timeline.wanted(busy, text)


def test_filter__that_names_nobody_is_refused_with_who_there_is(busy: Office) -> None:
    with pytest.raises(NotFound, match=r"@nobody.*ada.*operator"):
        timeline.wanted(busy, "@nobody")


@pytest.mark.feature("T-30")
def test_read__goes_page_by_page_and_leaves_nothing_out(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "PAGE", 7)

    read = [line.event.seq for line in timeline.read(busy, timeline.WHOLE)]

    assert read == list(range(1, news.head(busy) + 1))


def test_read__of_the_last_is_the_end_of_all(busy: Office) -> None:
    wanted = timeline.wanted(busy, "kind:wake")

    every = [line.event.seq for line in timeline.read(busy, wanted)]

    assert [line.event.seq for line in timeline.read(busy, wanted, last=5)] == every[-5:]
    assert [line.event.seq for line in timeline.read(busy, wanted, after=every[-4], last=5)] == every[-3:]


@pytest.mark.feature("D-2")
def test_line__of_a_wake_tells_its_cause_and_its_hop(busy: Office) -> None:
    seq = found(busy, "kind:wake.queued #9 mention")[-1]

    assert re.search(r"is woken for #9 \(mention\), hop [1-9]", timeline.lines(busy, [seq])[seq].words)


def test_place__is_a_number_or_the_last_event_until_a_time(busy: Office) -> None:
    events = log.since(busy, 0)
    middle = events[len(events) // 2]
    seconds = (busy.clock() + 1000 - middle.at_ms) // 1000

    assert timeline.place(busy, "17") == 17
    assert timeline.place(busy, f"{seconds}s") == max(one.seq for one in events if one.at_ms <= middle.at_ms)
    assert timeline.place(busy, "2001-01-01") == 0


def verified(office: Office) -> timeline.Check:
    check = timeline.Check()
    while not check.is_over:
        check = timeline.check(office, check)
    return check


@pytest.mark.feature("T-30")
def test_check__of_an_untouched_log_reaches_the_head(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "CHECKED_AT_ONCE", 10)

    check = verified(busy)

    assert (check.upto, check.broken) == (news.head(busy), ())
    assert all(timeline.proof(busy, seq).is_sound for seq in range(1, news.head(busy) + 1))


@pytest.mark.feature("T-30")
@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE event SET data = replace(data, 'ben', 'eve') WHERE seq = 3", (3,)),
        ("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 5", (5,)),
        ("DELETE FROM event WHERE seq = 4", (5,)),
    ],
)
def test_check__names_the_event_at_which_somebody_tampered(tmp_path: Path, tampering: str, broken: object) -> None:
    office = founded(tmp_path / "company.db", charter(2, [filing(1), filing(2)]))
    with closing(sqlite3.connect(office.store.path)) as hand, hand:
        hand.execute("DROP TRIGGER event_no_update")
        hand.execute("DROP TRIGGER event_no_delete")
        hand.execute(tampering)

    assert verified(office).broken == broken
    assert not timeline.proof(office, verified(office).broken[0]).is_sound
    office.close()


def test_filter__takes_a_day_of_the_other_half_of_the_year_by_the_clocks_of_that_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        with passing(charter(1)) as office:  # in January
            since = timeline.wanted(office, "since:2026-07-01").since_ms
            ago = timeline.wanted(office, "since:26w").since_ms
            whole = timeline.wanted(office, "since:0001-01-01 until:9999-12-31T23:59:59")
    finally:
        monkeypatch.undo()
        time.tzset()

    assert since == datetime(2026, 6, 30, 22, tzinfo=UTC).timestamp() * 1000
    assert ago == NOON - 26 * 7 * 86_400_000
    assert (whole.since_ms or 0) < 0 < (whole.until_ms or 0)
