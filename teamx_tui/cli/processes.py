"""Commands that start something: a worker, a demo. And those that make a company or write one out."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from teamx_tui import settings
from teamx_tui.cli import opening, output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import JSON, PLAIN, STORE
from teamx_tui.commands import Reply, Table, companies, words
from teamx_tui.domain.errors import Invalid

PACE: Final = 2.0
"""Seconds a scripted turn takes in a demo, so that a person can follow."""

RECORD = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE", help="Write what models answer to a cassette; one turn at a time."),
]
REPLAY = Annotated[
    Path | None,
    typer.Option("--replay", metavar="FILE", help="Let a cassette answer and call no model; one turn at a time."),
]


def init(
    scenario: Annotated[
        str | None, typer.Option("--scenario", metavar="FILE", help="Found it from a file, or a scenario's name.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of an empty company.")] = "",
    phase_edges: Annotated[bool, typer.Option("--phase-edges", help="Take in dependencies between phases.")] = False,
    store: STORE = None,
    json: JSON = False,
) -> None:
    """Found a company, empty or from a scenario file."""
    place = OPTIONS.place(store)
    charter = companies.init(place, _scenario(scenario) if scenario else None, name=name, phase_edges=phase_edges)
    work = words.count(len(charter.tickets), "ticket")
    if charter.plan is not None:
        look = settings.order(f"teamx decompose {charter.plan.project}", place)
        work = f"a plan of {work}, to be looked at with: {look}"
    people = words.count(len(charter.employees), "employee")
    sentence = f"Founded {charter.name} in {place}: {people}, {work}. Open it with: {settings.order('teamx', place)}"
    data = {"store": str(place), "employees": len(charter.employees), "tickets": len(charter.tickets)}
    output.show(Reply(sentence, data), as_json=json or OPTIONS.json, plain=True)


def run(
    until_idle: Annotated[bool, typer.Option("--until-idle", help="Stop when nothing can run any more.")] = False,
    runs: Annotated[int | None, typer.Option("--runs", min=1, help="Stop after this many runs.")] = None,
    pace: Annotated[float, typer.Option("--pace", min=0, help="Seconds for a scripted turn.")] = 0.0,
    record: RECORD = None,
    replay: REPLAY = None,
    store: STORE = None,
    json: JSON = False,
) -> None:
    """Work in the foreground and say at the end what was done."""
    from teamx_tui.worker.process import Orders, work

    place = OPTIONS.place(store)
    _one_cassette(record, replay)
    if not until_idle and runs is None:
        _say_what_goes_on(place)
    tally, ended = work(place, Orders(until_idle=until_idle, most_runs=runs, pace=pace, record=record, replay=replay))
    data = _outcome(place) | {
        "runs": tally.runs,
        "model_calls": tally.model_calls,
        "cost_usd": tally.cost_micros / 1_000_000,
        "idle": ended and until_idle and runs is None,
    }
    if json or OPTIONS.json:
        output.print_json({key: value for key, value in data.items() if key not in ("table", "total")})
    else:
        sentence = (
            f"{words.count(tally.runs, 'turn')}, {words.count(data['done'], 'ticket')} done, "
            f"{data['blocked']} blocked, {words.count(tally.model_calls, 'model call')}, "
            f"{words.dollars(tally.cost_micros)}."
        )
        output.show(Reply(sentence), as_json=False, plain=True)
    if not ended:
        raise typer.Exit(1)


def worker(
    pace: Annotated[float, typer.Option("--pace", min=0, help="Seconds for a scripted turn.")] = 0.0,
    slots: Annotated[int, typer.Option("--slots", min=1, max=256, help="Runs at the same time.")] = 32,
    with_parent: Annotated[bool, typer.Option("--with-parent", help="Stop when standard input ends.")] = False,
    record: RECORD = None,
    replay: REPLAY = None,
    store: STORE = None,
) -> None:
    """Run the employees, beside the app or without it, until stopped (Ctrl-C or SIGTERM)."""
    from teamx_tui.worker.process import Orders, work

    _one_cassette(record, replay)
    _say_what_goes_on(OPTIONS.place(store))
    orders = Orders(pace=pace, slots=slots, with_parent=with_parent, record=record, replay=replay)
    work(OPTIONS.place(store), orders)


def _say_what_goes_on(place: Path) -> None:
    """Say to whoever sits at the terminal what is silent from now on, and how it ends; a program is told nothing."""
    if sys.stderr.isatty() and place.exists():
        output.complain(f"Working on {place} until Ctrl-C. To watch it: {settings.order('teamx', place)}")


def demo(
    name: Annotated[str, typer.Argument(help="Scenario to play.", metavar="NAME")] = settings.DEMO,
    headless: Annotated[bool, typer.Option("--headless", help="Play it without the app, at full speed.")] = False,
    pace: Annotated[float | None, typer.Option("--pace", min=0, help="Seconds for a turn.")] = None,
    phase_edges: Annotated[bool, typer.Option("--phase-edges", help="Take in dependencies between phases.")] = False,
    store: STORE = None,
    json: JSON = False,
    plain: PLAIN = False,
) -> None:
    """Play a scripted company: no key, no cost, nothing of yours is touched."""
    if not headless:
        opening.needs_a_terminal()
    place = OPTIONS.place(store) if store or OPTIONS.store else Path(tempfile.mkdtemp(prefix="teamx-demo-")) / "demo.db"
    charter = companies.init(place, companies.named_scenario(name), phase_edges=phase_edges)
    if headless:
        if charter.plan is not None:
            companies.agree(place, charter.plan.project)
        _play(place, charter.name, len(charter.tickets), pace or 0.0, json or OPTIONS.json, plain or OPTIONS.plain)
        return
    planned = charter.plan.project if charter.plan is not None else ""
    code = opening.app(place, pace=PACE if pace is None else pace, label="demo", planned=planned)
    if code == 0:
        output.show(
            Reply(f"The demo company is kept. Look again with: teamx --store {place}"), as_json=False, plain=True
        )
    raise typer.Exit(code)


def export(
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")] = None,
    script: Annotated[bool, typer.Option("--script", help="What was done becomes a script: a demo of it.")] = False,
    store: STORE = None,
) -> None:
    """Write the company as a scenario file."""
    from teamx_tui.company.office import Office

    office = Office.open(OPTIONS.place(store))
    try:
        text = companies.export(office, script=script)
    finally:
        office.close()
    if out is None:
        output.show(Reply(text.rstrip()), as_json=False, plain=True)
        return
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Invalid(f"{out} exists already; name another file with --out.") from None
    except OSError as error:
        raise Invalid(f"{out} cannot be written ({error.strerror}).") from None
    output.show(Reply(f"Written to {out}."), as_json=False, plain=True)


def _one_cassette(record: Path | None, replay: Path | None) -> None:
    if record is not None and replay is not None:
        raise Invalid("Say either --record or --replay: what a cassette answers is on it already.")


def _play(place: Path, title: str, total: int, pace: float, as_json: bool, plain: bool) -> None:
    from teamx_tui import company
    from teamx_tui.company.office import Office
    from teamx_tui.worker.process import Orders, work

    with output.progress(total, title) as advance:

        def watch(office: Office) -> None:
            mission = company.mission.look(office)
            talking = ", ".join(f"#{run.number}" for run in mission.live[:3])
            advance(mission.states.get("done", 0), mission.total, talking)

        tally, ended = work(place, Orders(until_idle=True, pace=pace), watch)
        outcome = _outcome(place)
        advance(outcome["done"], outcome["total"], "")
    table = outcome.pop("table")
    data = outcome | {"store": str(place), "runs": tally.runs, "model_calls": tally.model_calls, "idle": ended}
    made = f"{outcome['messages']} messages, {outcome['decisions']} decisions"
    sentence = (
        f"{outcome['done']} of {outcome['total']} tickets done in {tally.runs} scripted turns, {made}. "
        f"No model was called.\nLook inside with: teamx --store {place}"
    )
    output.show(Reply(sentence, data, table), as_json=as_json, plain=plain)
    if not ended:
        raise typer.Exit(1)


def _outcome(place: Path) -> dict[str, Any]:
    from teamx_tui import company
    from teamx_tui.company.office import Office

    office = Office.open(place)
    try:
        mission = company.mission.look(office)
        rows, messages, decisions = [], 0, 0
        for ticket in company.views.tickets(office) if sum(mission.states.values()) <= 200 else ():
            shown = company.views.thread(office, ticket.number)
            made = sum(said.kind == "decision" for said in shown.entries)
            messages, decisions = messages + len(shown.entries), decisions + made
            cells = (f"#{ticket.number}", ticket.title, words.condition(ticket.condition))
            rows.append((*cells, words.handle(ticket.assignee), str(len(shown.entries)), str(made)))
    finally:
        office.close()
    return {
        "done": mission.states.get("done", 0),
        "total": mission.total,
        "blocked": mission.blocked_total,
        "messages": messages,
        "decisions": decisions,
        "table": Table(("#", "Title", "Condition", "Responsible", "Messages", "Decisions"), tuple(rows)),
    }


def _scenario(named: str) -> Path:
    """A file, or the name of a scenario that comes with teamx."""
    path = Path(named).expanduser()
    looks_like_a_file = path.suffix in (".yaml", ".yml") or path.exists() or len(path.parts) > 1
    return path if looks_like_a_file else companies.named_scenario(named)
