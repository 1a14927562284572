"""One employee in full, beside the org chart: what they are, what they do, what waits for them, what they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from teamx_tui.tui.ages import money, when
from teamx_tui.tui.glyphs import OUTCOMES, SCRIPTED, condition, presence_glyph, presence_word
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import NOTHING, Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.profiles import Profile, Turn
    from teamx_tui.company.roster import Person

LONGEST_NAME: Final = 24
"""Cells of a name, so that the handle can be read behind it."""
PERSON: Final = "person:"
"""How the key of a row begins that stands for somebody else."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the pane shows: somebody in full, and as they were seen in the chart."""

    profile: Profile
    person: Person
    now_ms: int


class ProfilePane(LineList):
    """Shows a `portrait`; Enter on a ticket opens it."""

    @dataclass
    class Wanted(Message):
        """Somebody else shall be shown, by the key of their line in the chart."""

        key: str

    portrait: var[Portrait | None] = var(None)
    exact: var[bool] = var(False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, picks=True)

    def on_mount(self) -> None:
        """Name the columns: a mark, what it is about, how it stands."""
        self.columns = (Column(most=1), Column(flexible=True), Column(most=28, right=True))

    def watch_portrait(self, old: Portrait | None, new: Portrait | None) -> None:
        """Show the new look, and somebody else from the top."""
        if old is not None and new is not None and old.profile.handle != new.profile.handle:
            self.show(())
            self.scroll_home(animate=False, immediate=True)
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._fill()

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Keep it: nothing depends on where the cursor is here."""
        message.stop()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Ask for the person whose line it is, if it is somebody's."""
        message.stop()
        if message.key.startswith(PERSON):
            self.post_message(self.Wanted(message.key))

    def _fill(self) -> None:
        if self.portrait is None:
            self.border_title = NOTHING
            self.show(())
            return
        who = self.portrait.profile
        called: Content = line(who.name).truncate(LONGEST_NAME, ellipsis=True)
        entitle(self, called + line(f" @{who.handle}", style="$quiet"))
        rows = [*_head(who, self.portrait.person)]
        for title, total, found in self._sections(who):
            if found:
                head = line(title, style="bold") + line(f"  {total}" if total else "", style="$quiet")
                rows += [Row(f"gap:{title}", (NOTHING,), is_passed=True), Row(title, (head,), is_passed=True), *found]
        self.show(tuple(rows))

    def _sections(self, who: Profile) -> Iterator[tuple[str, int, Sequence[Row]]]:
        if who.live is not None:
            yield "Has the turn", 0, [self._turn("live", who.live)]
        yield "Queued", len(who.queue), self._queue(who)
        yield "Asked", len(who.asked), _asked(who)
        yield "Unfinished tickets", who.parts_total, _parts(who)
        yield "Latest turns", 0, [self._turn("turn", turn) for turn in who.turns]

    def _queue(self, who: Profile) -> list[Row]:
        rows = []
        for wake in who.queue:
            why = f"cools down, {wake.cause}" if wake.is_cooling else wake.cause
            since = line(f"{why.replace('_', ' ')} · {self._time(wake.queued_at_ms)}", style="$quiet")
            rows.append(Row(f"wake:{wake.number}", (line("·"), _ticket(wake.number, wake.title), since), wake.number))
        return rows

    def _turn(self, prefix: str, turn: Turn) -> Row:
        glyph, style, words = OUTCOMES.get(turn.outcome, ("·", "$quiet", turn.outcome))
        at = turn.started_at_ms if turn.ended_at_ms is None else turn.ended_at_ms
        why = line(f": {turn.reason}", style="$quiet") if turn.reason else NOTHING
        how = self._time(at) if turn.outcome in ("", "finished") else f"{words} · {self._time(at)}"
        cells = (line(glyph, style=style), _ticket(turn.number, turn.title) + why, line(how, style="$quiet"))
        return Row(f"{prefix}:{turn.run}", cells, turn.number)

    def _time(self, at_ms: int) -> str:
        return when(at_ms, self._now_ms, is_exact=self.exact)

    @property
    def _now_ms(self) -> int:
        return self.portrait.now_ms if self.portrait is not None else 0


def _head(who: Profile, person: Person) -> Iterator[Row]:
    """Yield what an employee is, a line for each part; from their manager's line one goes to the manager."""
    brain = SCRIPTED if who.brain == "scripted" else line(" ".join(filter(None, (who.brain, who.model))))
    facts = [who.title, *([who.role] if _letters(who.role) != _letters(who.title) else [])]
    facts += [who.department] if who.department else []
    now = presence_glyph(person.presence) + line(" ") + presence_word(person.presence)
    yield Row("what", (Content(" · ").join([now, line(" · ".join(facts))]),), is_passed=True)
    if who.paused:
        yield Row("paused", (said("[$warning]⏸ paused: $why[/]", why=who.paused),), is_passed=True)
    if who.lacks:
        yield Row("lacks", (said("[$warning]cannot think: $why[/]", why=who.lacks),), is_passed=True)
    over = f"{_name(who, who.reports_to)} @{who.reports_to}" if who.reports_to else "you"
    yield Row(
        f"{PERSON}{who.reports_to}" if who.reports_to else "manager",
        (line("reports to ", style="$quiet") + line(over),),
        is_passed=not who.reports_to,
    )
    if who.reports:
        names = ", ".join(_name(who, handle) for handle in who.reports)
        count = line(f"{len(who.reports)} under them: ", style="$quiet")
        yield Row("reports", (count + line(names),), is_passed=True)
    if who.leads:
        yield Row("leads", (line("leads ", style="$quiet") + line(", ".join(who.leads)),), is_passed=True)
    turns = f"{who.turns_total} {_plural(who.turns_total, 'turn')}"
    calls = f"{who.model_calls} {_plural(who.model_calls, 'call')}"
    spent = line(f" · {turns}, {calls}, {money(who.cost_micros)}", style="$quiet")
    yield Row("spent", (brain + spent,), is_passed=True)


def _parts(who: Profile) -> list[Row]:
    rows = [
        Row(
            f"part:{part.number}",
            (line(part.raci.letter, style="bold"), _ticket(part.number, part.title), condition(part.condition)),
            part.number,
        )
        for part in who.parts
    ]
    left = who.parts_total - len(rows)
    return [*rows, Row("more", (line(f"and {left:,} more", style="$quiet"),), is_passed=True)] if left > 0 else rows


def _asked(who: Profile) -> list[Row]:
    return [
        Row(
            f"asked:{at}",
            (line("?", style="$warning"), _ticket(asked.number, asked.subject), line(f"@{asked.raised_by}")),
            asked.number,
        )
        for at, asked in enumerate(who.asked)
    ]


def _ticket(number: int, title: str) -> Content:
    return line(f"#{number} ", style="$primary") + line(title)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.lower()))


def _name(who: Profile, handle: str) -> str:
    return who.names.get(handle, handle)


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"
