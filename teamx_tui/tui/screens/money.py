"""The Money place: what was spent and how long turns took, in sums, over time, and against the budgets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.commands import budgets as purses
from teamx_tui.commands import money as sums_in_words
from teamx_tui.commands import words
from teamx_tui.tui import keys
from teamx_tui.tui.ages import span
from teamx_tui.tui.glyphs import BAR
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.bar_chart import BarChart, Chart
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.heads import Head
    from teamx_tui.company.money import Beat, Budget, Money, Sum

WIDE: Final = 160
"""Columns from which the sums stand beside the chart."""
WAYS: Final = ("employee", "ticket", "project", "model", "day")
MEASURES: Final[dict[str, Callable[[Beat], int]]] = {
    "turns": lambda beat: beat.turns,
    "calls": lambda beat: beat.calls,
    "dollars": lambda beat: beat.micros,
}
_STEPS: Final = {60_000: "minute", 3_600_000: "hour", 86_400_000: "day"}
_BUDGET_BAR: Final = 20
FEW_BUDGETS: Final = 2
MOST_BUDGETS: Final = 6
"""Budgets shown; what needs somebody comes first."""
_TOKENS: Final = tuple(
    Column(line(title), most=12, right=True, drop_below=least)
    for title, least in (("In", 104), ("Out", 104), ("Cached", 116))
)
"""Nobody who calls no model uses any."""
_ADJECTIVES: Final = {"day": "daily", "month": "monthly"}
_SHARE_BAR: Final = 10


class MoneyScreen(LiveScreen[None]):
    """Shows one look at everything that was spent."""

    CSS_PATH = "money.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]
    TITLE = "Money"
    BINDINGS = keys.bindings("money")
    HELP = "\n".join(
        (
            "What the company has spent, what is left of its budgets, and how long turns take.",
            "b adds up by employee, ticket, project, model or day; c draws turns, calls or dollars over time.",
            "",
            "p50, p95 and p99: half, 95 and 99 of 100 turns, took no longer. Days are days of UTC.",
            "What models cost for questions of yours (teamx ask) and for trying brains out are sums of their own.",
            "In, Out and Cached are tokens. What is reserved is held back for calls that are going on.",
            "To set a budget, say so in the palette: set a budget of $50 a day for priya.",
            "Scripted employees call no model and cost nothing; a company in which nothing can run calls "
            "nobody either.",
        )
    )

    by: var[str] = var(WAYS[0], init=False)
    measure: var[str] = var("", init=False)
    """What the chart draws; until somebody chooses, dollars if any were spent, else turns."""
    money: var[Money | None] = var(None)

    def compose(self) -> ComposeResult:
        """Lay out the whole, the budgets and the chart before the sums."""
        yield self.header()
        with Container(id="body"):
            with Container(id="whole"):
                yield Static(id="total")
                yield Static(id="budgets")
                yield BarChart(id="chart")
            yield LineList(id="sums", is_titled=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin in the sums, added up as they were the last time."""
        kept = self.window.memory.recall("money by")
        self.by = kept if kept in WAYS else WAYS[0]
        self.set_focus(self.query_one("#sums"))

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor."""
        row = self.query_one("#sums", LineList).current
        return row.ticket if row is not None else None

    async def look(self) -> None:
        """Read what was spent."""
        by = self.by
        self.money = await self.desk.look(lambda office: company.money.look(office, company.money.By(by)))

    async def read_head(self) -> Head:
        """Return the head of the look."""
        return self.money.head if self.money is not None else await super().read_head()

    def watch_by(self) -> None:
        """Add up in another way."""
        self.window.memory.keep("money by", self.by)
        self.look_again()

    def watch_measure(self) -> None:
        """Draw something else."""
        self._draw()

    def watch_money(self) -> None:
        """Show the new look."""
        if self.money is None:
            return
        seen = self.money
        self.query_one("#total", Static).update(_total(seen))
        self.query_one("#budgets", Static).update(_budgets(seen.budgets))
        # On a small screen the sums would have no room left beneath.
        self.set_class(len(seen.budgets) > FEW_BUDGETS, "-many")
        sums = self.query_one("#sums", LineList)
        entitle(sums, said("By $by", by=seen.by))
        sums.empty = Content("Nobody has had a turn yet.")
        sums.columns = _columns(seen)
        sums.show(tuple(_row(seen, one) for one in seen.sums))
        self._draw()

    def _draw(self) -> None:
        if self.money is None:
            return
        measure = self.measure or ("dollars" if self.money.total.micros else "turns")
        chart = self.query_one(BarChart)
        step = _STEPS[self.money.step_ms]
        entitle(chart, said("$measure [$quiet]per $step[/]", measure=measure.capitalize(), step=step))
        chart.chart = _chart(self.money, measure)

    def action_by(self, step: int) -> None:
        """Add up in the next way, or the one before."""
        self.by = WAYS[(WAYS.index(self.by) + step) % len(WAYS)]

    def action_chart(self) -> None:
        """Draw turns, calls or dollars in turn."""
        drawn = self.measure or ("dollars" if self.money is not None and self.money.total.micros else "turns")
        measures = tuple(MEASURES)
        self.measure = measures[(measures.index(drawn) + 1) % len(measures)]


def _total(seen: Money) -> Content:
    total = seen.total
    spent = said(
        "[bold]$spent[/] [$quiet]spent ·[/] $calls [$quiet]·[/] $turns",
        spent=words.dollars(total.micros),
        calls=words.count(total.calls, "call"),
        turns=words.count(total.turns, "turn"),
    )
    failed = said("[$error]✗ $count failed[/]", count=total.failed) if total.failed else Content("")
    took = said(
        "[$quiet]half of the turns within[/] $p50[$quiet], 95 % within[/] $p95",
        p50=words.duration(total.p50_ms),
        p95=words.duration(total.p95_ms),
    )
    parts = [spent, took] if total.turns else [spent]
    parts += [_tokens(total)] if total.calls else []
    parts += [line(f"▲ {sums_in_words.surge(seen)}", style="bold $warning")] if seen.is_surge else []
    idle = seen.head.idle_since_ms
    if idle is not None:
        parts.append(
            said("[$quiet]idle[/] $span[$quiet]: since then 0 calls, $$0.00[/]", span=span(seen.head.at_ms - idle))
        )
    return Content("\n").join([parts[0] + (Content("  ") + failed if failed else failed), *parts[1:]])


def _tokens(one: Sum) -> Content:
    used = said(
        "[$quiet]tokens[/] $sent [$quiet]in ·[/] $got [$quiet]out ·[/] $cached [$quiet]cached[/]",
        sent=f"{one.input_tokens:,}",
        got=f"{one.output_tokens:,}",
        cached=f"{one.cache_write_tokens + one.cache_read_tokens:,}",
    )
    if one.unknown:
        used += said(" [$quiet]·[/] [$warning]? $count unknown, charged in full[/]", count=one.unknown)
    if one.unpriced:
        used += said(" [$quiet]·[/] [$warning]? $count unpriced[/]", count=one.unpriced)
    return used


def _budgets(budgets: tuple[Budget, ...]) -> Content:
    if not budgets:
        return line("There is no budget: nothing holds spending back. Ctrl+K: budget set", style="$quiet")
    ranked = sorted(budgets, key=lambda one: not _is_marked(one))  # stable: else as they are
    more = len(ranked) - MOST_BUDGETS
    rest = [line(f"and {more} more: teamx budget list", style="$quiet")] if more > 0 else []
    brief = len(ranked) > FEW_BUDGETS
    return Content("\n").join([*(_budget(one, is_brief=brief) for one in ranked[:MOST_BUDGETS]), *rest])


def _is_marked(one: Budget) -> bool:
    return one.is_warning or one.left <= 0 or one.question is not None


def _budget(one: Budget, *, is_brief: bool) -> Content:
    """Return a budget on a line; in brief, since there are many, one that fits a small screen."""
    is_shut = one.left <= 0 or one.question is not None
    is_marked = _is_marked(one)
    style, glyph = ("$error", "■") if is_shut else ("$warning", "▲")
    words_of = purses.state(one)
    state = line(f" {glyph} {words_of}", style=style) if is_marked else line(f" {words_of}", style="$faint")
    held = line(f" ({words.dollars(one.reserved)} reserved)", style="$quiet") if one.reserved else Content("")
    if is_brief and one.reserved and not is_marked:
        state = Content("")
    width = _BUDGET_BAR // 2 if is_brief else _BUDGET_BAR
    filled = min(width, one.percent * width // 100)
    bar = line(BAR[0] * filled, style=style if is_marked else "$success")
    return Content("").join(
        [
            line(f"{_whose(one)} " if is_brief else f"{_whose(one)} budget "),
            bar + line(BAR[1] * (width - filled), style="$rule"),
            line(f" {one.percent} % of {words.dollars(one.limit)}", style="bold" if is_marked else ""),
            line(f", {words.dollars(one.left)} left", style="$quiet"),
            held,
            state,
        ]
    )


def _whose(one: Budget) -> str:
    """Return whose budget it is, and over which time: `@priya day`, `#64`, `company`."""
    subject = words.account(one.scope, one.subject, "").strip() if one.subject else one.scope
    subject = f"meeting #{one.subject}" if one.scope == "meeting" else subject
    subject = f"project {one.subject}" if one.scope == "project" else subject
    return subject if one.period == "total" else f"{subject} {_ADJECTIVES[one.period]}"


def _columns(seen: Money) -> tuple[Column, ...]:
    share = "Share of $" if seen.total.micros else "Share of turns"
    return (
        Column(line(seen.by.capitalize()), flexible=True, least=18),
        Column(Content("Turns"), most=9, right=True),
        Column(Content("Failed"), most=7, right=True, drop_below=60),
        Column(Content("Calls"), most=9, right=True),
        Column(Content("Spent"), most=12, right=True),
        Column(line(share), most=14, drop_below=76),
        Column(Content("Time"), most=10, right=True, drop_below=86),
        Column(Content("p50"), most=10, right=True),
        Column(Content("p95"), most=10, right=True),
        Column(Content("p99"), most=10, right=True, drop_below=92),
        *(_TOKENS if seen.total.calls else ()),
    )


def _row(seen: Money, one: Sum) -> Row:
    part, whole = (one.micros, seen.total.micros) if seen.total.micros else (one.turns, seen.total.turns)
    filled = round(part * _SHARE_BAR / whole) if whole else 0
    return Row(
        f"{seen.by}:{one.key}",
        (
            line(words.account(seen.by, one.key, one.label)),
            line(f"{one.turns:,}"),
            line(f"{one.failed:,}", style="$error" if one.failed else "$faint"),
            line(f"{one.calls:,}"),
            line(words.dollars(one.micros), style="bold" if one.micros else ""),
            line(BAR[0] * filled, style="$primary") + line(BAR[1] * (_SHARE_BAR - filled), style="$rule"),
            line(words.duration(one.took_ms), style="$quiet"),
            line(words.duration(one.p50_ms), style="$quiet"),
            line(words.duration(one.p95_ms), style="$quiet"),
            line(words.duration(one.p99_ms), style="$quiet"),
            *(line(f"{count:,}", style="$quiet") for count in (_used(one) if seen.total.calls else ())),
        ),
        int(one.key) if seen.by == "ticket" and one.key.isdecimal() else None,
    )


def _used(one: Sum) -> tuple[int, ...]:
    return one.input_tokens, one.output_tokens, one.cache_write_tokens + one.cache_read_tokens


def _chart(seen: Money, measure: str) -> Chart:
    values = tuple(MEASURES[measure](beat) for beat in seen.beats)
    if not values:
        return Chart((), "", "", "")
    top = words.dollars(max(values)) if measure == "dollars" else f"{max(values):,}"
    begin, end = (datetime.fromtimestamp(beat.at_ms / 1000) for beat in (seen.beats[0], seen.beats[-1]))
    form = "%d %b" if _STEPS[seen.step_ms] == "day" else "%H:%M"
    return Chart(values, top, f"{begin:{form}}", f"{end:{form}}", f"No {measure} so far.")
