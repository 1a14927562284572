"""What a key costs while the company is busy, how soon a commit is seen, what an open window costs at rest.

The window runs on a terminal of its own; this process is the busy company. No time is asserted.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from teamx_tui.company import murmurs, queue, runs, shifts, threads
from teamx_tui.company.founding import found
from teamx_tui.company.office import Office
from teamx_tui.domain.retries import Mishap
from teamx_tui.worker.murmurs import EVERY_SECONDS
from tests.benchmarks.measure import STAFF, layered
from tests.benchmarks.terminal import Terminal, on_terminal

pytestmark = pytest.mark.benchmark
COMMITS_PER_SECOND = 50
WRITERS = 10
BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Input, Static

class Bare(App):
    def compose(self):
        yield Header()
        yield Static("Benchmark")
        yield Input()
        yield Footer()

Bare().run()
"""
RARE = "þðøßæŋħłđŧƀƃƈƌƒƙƚƞơƣƥƭưƴƶǝǥǩǫǭǯȝȟɓɔɖɗəɛɠɣɨɩɯɲɵʀʃʈʉʊʋʌʒ"
"""Letters that nothing else on the screen holds, so each is seen once: when it was typed."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("load") / "company.db"
    found(place, layered(10_000))
    return place


@contextmanager
def in_background(do: Callable[[threading.Event], None]) -> Iterator[None]:
    """Do something in a thread of its own meanwhile; an event tells it when that is over."""
    over = threading.Event()
    doing = threading.Thread(target=do, args=(over,))
    doing.start()
    try:
        yield
    finally:
        over.set()
        doing.join()


@contextmanager
def busy(store: Path) -> Iterator[None]:
    """Ten employees say something, five times a second each, in the thread that is open and in nine others."""

    def talk(over: threading.Event) -> None:
        office, no = Office.open(store), 0
        begun = time.perf_counter()
        while not over.is_set():
            threads.comment(office, 1 + no % WRITERS, f"word no. {no} of a busy company", actor=f"e{no % STAFF}")
            no += 1
            over.wait(max(0.0, begun + no / COMMITS_PER_SECOND - time.perf_counter()))
        office.close()

    with in_background(talk):
        yield


@contextmanager
def typing(store: Path, worker_id: str) -> Iterator[None]:
    """Ten employees say long replies at once, one of them in the thread that is open, as a worker writes them down."""
    office = Office.open(store)
    wakes = sorted(queue.pending(office), key=lambda wake: wake.number)
    claims, _ = runs.claim(office, worker_id, [wake.wake_id for wake in wakes], WRITERS)
    assert claims[0].number == 1
    assert len(claims) == WRITERS

    def type_on(over: threading.Event) -> None:
        no = 0
        while not over.wait(EVERY_SECONDS):
            no += 1
            said = " ".join(f"**word** no. {one}\n" if one % 9 == 0 else f"word no. {one}" for one in range(no * 5))
            murmurs.say(office, {claim.turn.run_id: said for claim in claims})

    try:
        with in_background(type_on):
            yield
    finally:
        for claim in claims:
            runs.give_back(office, claim, Mishap.STOPPED, "that was all")
        office.close()


def percentiles(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=20)
    return f"p50 {statistics.median(seconds) * 1000:5.1f} ms, p95 {cuts[-1] * 1000:5.1f} ms"


@contextmanager
def open_thread(store: Path) -> Iterator[tuple[Terminal, str]]:
    """The window on the thread of #1, and a worker that seems to be on duty, so that none is started."""
    office = Office.open(store)
    on_duty = shifts.begin(office, WRITERS)
    try:
        with on_terminal("-m", "teamx_tui", "--store", str(store)) as terminal:
            terminal.seconds_until("Benchmark")
            terminal.settle()
            terminal.press("\x0b#1")
            terminal.seconds_until("Ticket 1")
            terminal.read_for(1.0)  # a cursor blinks, so it never settles
            terminal.press("\r")
            terminal.seconds_until("Say something")
            terminal.settle()
            terminal.press("c")
            terminal.read_for(1.0)
            yield terminal, on_duty.worker_id
    finally:
        shifts.end(office, on_duty)
        office.close()


def bare() -> tuple[list[float], float, float]:
    """What a Textual app with nothing but a line to write in costs: keys, idle share of a processor, memory."""
    with on_terminal("-c", BARE) as terminal:
        terminal.seconds_until("Benchmark")
        terminal.read_for(1.0)
        keys = key_to_paint(terminal)
        idle, _ = at_rest(terminal, 10.0)
        return keys, idle, terminal.megabytes


def at_rest(terminal: Terminal, seconds: float) -> tuple[float, int]:
    """The share of a processor that is used while nothing happens, and how many bytes are written."""
    before, began = terminal.cpu_seconds, time.perf_counter()
    written = terminal.read_for(seconds)
    return (terminal.cpu_seconds - before) / (time.perf_counter() - began), written


def key_to_paint(terminal: Terminal) -> list[float]:
    times = []
    for letter in RARE:
        terminal.read_for(0.1)
        terminal.press(letter)
        times.append(terminal.seconds_until(letter))
    return times


def test_window__under_load(store: Path) -> None:
    office = Office.open(store)
    with open_thread(store) as (terminal, worker_id):
        quiet = key_to_paint(terminal)
        with busy(store):
            loud = key_to_paint(terminal)
        terminal.press("\x15")  # what was typed goes away, so that each letter is seen once more
        with typing(store, worker_id):
            terminal.read_for(2.0)
            chatty = key_to_paint(terminal)
        terminal.press("\x1b")
        terminal.settle(2.0)
        lags = []
        for no in range(30):
            word = f"lag{no:03}x"
            threads.comment(office, 1, word, actor="e1")
            lags.append(terminal.seconds_until(word))
            terminal.settle(0.3)
        terminal.read_for(3.0)
        idle, written = at_rest(terminal, 20.0)
        memory = terminal.megabytes
    office.close()
    bare_keys, bare_idle, bare_memory = bare()

    print("\nan open thread, 10,000 tickets")
    print(f"  key to paint, a bare app with an input  {percentiles(bare_keys)}")
    print(f"  key to paint, nothing else happens      {percentiles(quiet)}")
    print(f"  key to paint, {COMMITS_PER_SECOND} commits/s by ten people {percentiles(loud)}")
    print(f"  key to paint, {WRITERS} employees typing at once {percentiles(chatty)}")
    print(f"  commit to screen, from another process  {percentiles(lags)}")
    print(f"  idle: {idle * 100:.2f} % of a processor, {written} bytes written in 20 s; {memory:.0f} MB")
    print(f"  the bare app: {bare_idle * 100:.2f} % of a processor with a blinking cursor; {bare_memory:.0f} MB")
    print(
        f"  memory {memory / bare_memory:.1f}x, key p50 {statistics.median(quiet) / statistics.median(bare_keys):.1f}x"
    )
