"""The two lines over every screen: the company, who works, the places of the window, what goes on and its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import var
from textual.style import Style
from textual.widget import Widget

from teamx_tui.tui.ages import money, span
from teamx_tui.tui.glyphs import SCRIPTED
from teamx_tui.tui.modes import MODES
from teamx_tui.tui.text import line, said

if TYPE_CHECKING:
    from teamx_tui.company.heads import Head


class CompanyHeader(Widget):
    """Shows `head`; None until there was a look. `mode` is the place it stands in, `label` what the window is."""

    head: var[Head | None] = var(None)

    def __init__(self, mode: str, label: str = "") -> None:
        super().__init__()
        self._mode = mode
        self._label = label
        self._shown = Content("Opening the company …")

    def watch_head(self) -> None:
        """Draw the new look, if it shows anything new."""
        if not self._lines().is_same(self._shown):
            self.refresh()

    def render(self) -> Content:
        """Return the two lines, each with its right half at the right edge."""
        self._shown = self._lines()
        return self._shown

    def _lines(self) -> Content:
        if self.head is None:
            return Content("Opening the company …")
        return header_lines(self.head, self._mode, self._label, self.content_size.width)


def header_lines(head: Head, mode: str, label: str, width: int) -> Content:
    """Return the two lines, each as wide as there is room."""
    places, doing, is_tight = _that_fit(mode, head, width)
    duty = _worker(head, names_money=is_tight)
    return Content("\n").join([_apart(_company(head, label), duty, width), _apart(places, doing, width)])


def _company(head: Head, label: str) -> Content:
    parts = [line(head.company, style="bold")]
    parts += [line(label, style="$quiet")] if label else []
    parts += [SCRIPTED] if head.scripted else []
    real = [one for one in head.brains if one != "scripted"]
    if real:
        words = real[0] if len(head.brains) == 1 else f"{len(head.brains)} brains"
        parts.append(line(words, style="$warning" if head.unable else "$quiet"))
    if head.unable:
        parts.append(line(f"{head.unable} cannot think", style="$warning"))
    return Content("  ").join(parts)


def _that_fit(mode: str, head: Head, width: int) -> tuple[Content, Content, bool]:
    """Return the places and what goes on, as much of both as there is room for, and whether that is without the cost.

    The places keep their names as long as anything else can be said in fewer words.
    """
    named, numbered = (_places(mode, is_brief=is_brief) for is_brief in (False, True))
    doings = [(going_on(head), False), (going_on(head, is_brief=True), False)]
    doings += [(_tight(head), True)] if head.running else []
    ways = [(places, doing, is_tight) for places in (named, numbered) for doing, is_tight in doings]
    return next((way for way in ways if way[0].cell_length + way[1].cell_length + 2 <= width), ways[-1])


def _places(current: str, *, is_brief: bool) -> Content:
    """Return the places of the window with their keys; in brief, the names of the others are left out."""
    return Content(" ").join([_place(mode.name, mode.number, mode.title, current, is_brief) for mode in MODES])


def _place(name: str, number: int, title: str, current: str, is_brief: bool) -> Content:
    if name == current:
        return line(f"{number} {title}", style="bold underline $accent")
    words = f"{number}" if is_brief else f"{number} {title}"
    return line(words).stylize(Style.from_meta({"@click": f"app.mode('{name}')"}))


def _worker(head: Head, *, names_money: bool) -> Content:
    asked = line(_needs(head.needs_you), style="bold $warning" if head.needs_you else "$quiet")
    alarm = [said("[$warning]▲ $what[/]", what=head.money_alarm)] if head.money_alarm else []
    handed = [line(f"→ {head.handed} {_plural(head.handed, 'hand-off')}", style="$warning")] if head.handed else []
    spent = [line(money(head.spent_today_micros), style="$quiet")] if names_money else []
    return Content("  ").join([*alarm, *handed, asked, _duty(head), *spent])


def _needs(count: int) -> str:
    return f"{count} {'needs' if count == 1 else 'need'} you" if count else "nothing needs you"


def _duty(head: Head) -> Content:
    if head.paused:
        return said("[$warning]⏸ paused: $why[/]", why=head.paused)
    if not head.workers:
        return Content.from_markup("[$warning]○ no worker[/]")
    return said("[$success]●[/] $count $noun on duty", count=head.workers, noun=_plural(head.workers, "worker"))


def going_on(head: Head, *, is_brief: bool = False) -> Content:
    """Return what is running and waiting, and what it cost; an idle company says first how long it has cost nothing.

    In brief, what there is none of is left out, and so are the calls of a company at work.
    """
    count = f"{head.calls_today} {_plural(head.calls_today, 'call')}, "
    spent = money(head.spent_today_micros)
    parts = [said("$n [$quiet]$what[/]", n=n, what=what) for n, what in _waiting(head) if n or not is_brief]
    if head.running:
        parts = [said("$n [$quiet]running[/]", n=head.running), *parts]
        parts.append(line(spent if is_brief else f"{count}{spent}", style="$quiet"))
    else:
        idle = f"idle {span(head.at_ms - head.idle_since_ms)}" if head.idle_since_ms is not None else "idle"
        # What was spent today was not spent by being idle, unless it is nothing.
        today = f" · {count}{spent} today" if head.calls_today else f", {count}{spent}"
        parts = [line(f"{idle}{today}", style="$quiet"), *parts]
    return line(" · ", style="$quiet").join(parts)


def _tight(head: Head) -> Content:
    """Return what is running and waiting of a company at work, without its cost and with nothing but space between."""
    found = [(head.running, "running"), *_waiting(head)]
    return Content(" ").join([said("$n [$quiet]$what[/]", n=n, what=what) for n, what in found if n])


def _waiting(head: Head) -> list[tuple[int, str]]:
    meetings = [(head.meetings, _plural(head.meetings, "meeting"))] if head.meetings else []
    return [*meetings, (head.queued, "queued"), (head.blocked_total, "blocked")]


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _apart(left: Content, right: Content, width: int) -> Content:
    """Return both halves on one line; the left one gives way."""
    room = max(1, width - right.cell_length - 2)
    return left.truncate(room, ellipsis=True).pad_right(room - min(room, left.cell_length) + 2) + right
