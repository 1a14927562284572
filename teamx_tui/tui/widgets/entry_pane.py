"""One entry of the inbox with its answers: options to choose from, each with what it brings about, or a line to write.

What was begun for one entry is there again when the operator comes back to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from teamx_tui.tui import keys
from teamx_tui.tui.ages import when
from teamx_tui.tui.text import line, plain, said
from teamx_tui.tui.widgets.inbox_list import asker, frees, kind

if TYPE_CHECKING:
    from teamx_tui.company.inbox import Entry


class Choice(Option):
    """One answer to one entry. It knows whose it is: another entry may be shown by the time it is taken."""

    def __init__(self, prompt: Content, entry: Entry, answer: str) -> None:
        super().__init__(prompt)
        self.entry = entry
        self.answer = answer


class Options(OptionList):
    """The answers one can choose from."""

    BINDINGS = keys.bindings("options")

    @dataclass
    class Reasoned(Message):
        """The operator wants to say why, before giving an answer."""

        choice: Choice

    def action_reason(self) -> None:
        """Ask for the reason of the answer under the cursor."""
        choice = self.highlighted_option
        if isinstance(choice, Choice):
            self.post_message(self.Reasoned(choice))


class Words(Input):
    """The line in which one answers in one's own words."""

    BINDINGS = keys.bindings("words")


class EntryPane(VerticalScroll, can_focus=False):
    """Shows `entry`; posts `Answered` when an option is chosen, or something was written. `now_ms` is for the age."""

    entry: var[Entry | None] = var(None)
    now_ms: var[int] = var(0)
    exact: var[bool] = var(False)

    @dataclass
    class Answered(Message):
        """The operator has an answer."""

        entry: Entry
        text: str
        reason: str = ""
        """Why, if it is one of the options."""

    def __init__(self, *, id: str | None = None, is_still: bool = False) -> None:
        super().__init__(id=id)
        self._is_still = is_still
        self._drafts: dict[tuple[int, str], str] = {}
        self._reasoned = ""
        """The option for which a reason is being written."""
        self._is_laid_out = False
        self._offered: tuple[int, tuple[str, ...]] | None = None

    def compose(self) -> ComposeResult:
        """Lay out what is asked over the answers."""
        words = Words(placeholder="your answer", id="words", compact=True)
        words.cursor_blink = not self._is_still
        yield Static(id="asked")
        yield Options(id="options", compact=True)
        yield words
        yield Static(id="outcome")

    def on_mount(self) -> None:
        """Show the entry that was there first: it may have been read before there was anything to show it in."""
        self._is_laid_out = True
        self.watch_entry()

    @property
    def answers(self) -> Options | Input:
        """What takes the answer."""
        has_options = self.entry is not None and self.entry.options
        return self.query_one(Options) if has_options else self.query_one(Input)

    def go_to_answers(self) -> None:
        """Give the keys to what takes the answer."""
        answers = self.answers
        if isinstance(answers, Options) and answers.highlighted is None:
            answers.highlighted = 0
        answers.focus()

    def watch_entry(self) -> None:
        """Show another entry, or the same one as it is now."""
        new = self.entry
        self.display = new is not None
        if not self._is_laid_out or new is None:
            return
        self._describe(new)
        if self._offered == (new.id, new.options):
            return
        self._offered = (new.id, new.options)
        options = self.query_one(Options)
        options.clear_options()
        options.add_options([_choice(new, *pair) for pair in zip(new.options, new.outcomes, strict=True)])
        options.display = bool(new.options)
        self._ask_for(new, "")
        self.scroll_home(animate=False)

    def _ask_for(self, entry: Entry, option: str) -> None:
        """Let the line take the reason of an option, or for none what else may be written."""
        words, self._reasoned = self.query_one(Input), option
        words.display = bool(option) or not entry.options or _takes_words(entry)
        words.placeholder = "or Tab, and another amount: raise 20" if entry.options else "your answer"
        if option:
            words.placeholder = f"why {option}? It stands in the thread; Enter answers, Esc goes back"
        words.value = self._drafts.get((entry.id, option), "")

    def on_options_reasoned(self, message: Options.Reasoned) -> None:
        """Ask why."""
        message.stop()
        if self.entry is not None and self.entry.id == message.choice.entry.id:
            self._ask_for(self.entry, message.choice.answer)
            self.query_one(Input).focus()

    def leave_reason(self) -> bool:
        """Go from the reason back to the options; return whether one was being written."""
        if not self._reasoned or self.entry is None:
            return False
        self._ask_for(self.entry, "")
        self.query_one(Options).focus()
        return True

    def watch_now_ms(self) -> None:
        """Let the age go on."""
        if self._is_laid_out and self.entry is not None:
            self._describe(self.entry)

    def watch_exact(self) -> None:
        """Show the time the other way."""
        if self._is_laid_out and self.entry is not None:
            self._describe(self.entry)

    def _describe(self, entry: Entry) -> None:
        self.border_title = said("#$number [$quiet]$title[/]", number=entry.number, title=entry.title)
        at = when(entry.opened_at_ms, self.now_ms, is_exact=self.exact)
        dot = line(" · ", style="$quiet")
        head = kind(entry.kind) + dot + asker(entry) + dot + line(at, style="$quiet")
        self.query_one("#asked", Static).update(Content("\n").join([head, Content(""), plain(entry.subject)]))
        below = [line(f"Then {entry.outcome}.", style="$quiet")] if entry.outcome else []
        below += [line(_behind(entry), style="$quiet")] if entry.frees else []
        self.query_one("#outcome", Static).update(Content("\n").join(below))

    def on_input_changed(self, message: Input.Changed) -> None:
        """Keep what was begun."""
        message.stop()
        if self.entry is not None:
            self._drafts[self.entry.id, self._reasoned] = message.value

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Answer with one of the options."""
        message.stop()
        if isinstance(message.option, Choice):
            self.post_message(self.Answered(message.option.entry, message.option.answer))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Answer in the operator's own words."""
        message.stop()
        text = message.value.strip()
        is_still_there = message.value == message.input.value  # or the line is by now that of another entry
        if self.entry is not None and text and is_still_there:
            given = (self._reasoned, text) if self._reasoned else (text,)
            self.post_message(self.Answered(self.entry, *given))


def _takes_words(entry: Entry) -> bool:
    """Return whether an answer that is none of the options fits as well: another amount than `raise` would add."""
    return entry.kind == "budget" and "raise" in entry.options


def _choice(entry: Entry, answer: str, outcome: str) -> Option:
    name = line(answer, style="bold")
    return Choice(Content("\n").join([name, line(outcome, style="$quiet")]) if outcome else name, entry, answer)


def _behind(entry: Entry) -> str:
    wait = "ticket waits" if entry.frees == 1 else "tickets wait"
    return f"{frees(entry.frees)} unfinished {wait} for #{entry.number}, directly or not."
