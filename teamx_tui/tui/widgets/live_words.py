"""What somebody is saying while it comes in, laid out as Markdown; only what is new of it is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, Static
from textual.widgets.markdown import MarkdownBlock, MarkdownFence

from teamx_tui.domain.text import printable
from teamx_tui.tui.glyphs import SCRIPTED
from teamx_tui.tui.text import line

if TYPE_CHECKING:
    from textual.widgets.markdown import MarkdownStream

    from teamx_tui.company.murmurs import Murmur

LAID_OUT: Final = 20_000
"""Characters that are laid out, a widget for each paragraph; of more, only the latest."""
LEAST: Final = 4
"""Lines for what is said, however low the screen; three of ten lines of it are not too many."""
LATEST: Final = 4_000
_ROOM_FOR_NOTES: Final = 200


class Fence(MarkdownFence):
    """Code in the language it says it is in. To guess one takes half a second, in which no key would be heard."""

    @classmethod
    def highlight(cls, code: str, language: str, ansi: bool = False, dark: bool = False) -> Content:
        """Return the code in colours, if its language is named."""
        return super().highlight(code, language or "text", ansi, dark)


class Reply(Markdown):
    """Markdown that comes in piece by piece."""

    BLOCKS: dict[str, type[MarkdownBlock]] = {**Markdown.BLOCKS, "fence": Fence, "code_block": Fence}


class LiveWords(Vertical):
    """Shows one reply that is coming in; hidden while there is none."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._run = 0
        self._told = ""
        self._begins_at = 0
        self._length = 0
        self._stream: MarkdownStream | None = None

    def compose(self) -> ComposeResult:
        """Lay out who speaks over what they say."""
        yield Static(id="speaker")
        with VerticalScroll(id="words", can_focus=False):
            yield Reply(open_links=False)

    def on_mount(self) -> None:
        """Begin hidden."""
        self.display = False

    async def on_unmount(self) -> None:
        """End the stream."""
        await self._end()

    async def hear(self, murmur: Murmur | None) -> None:
        """Show what has come in so far; None: nobody is saying anything any more."""
        if murmur is None:
            await self._fall_silent()
            return
        if murmur.run != self._run or not murmur.text.startswith(self._told) or self._is_too_long(murmur.text):
            await self._begin(murmur)
        self._told = murmur.text
        text = _safe(murmur.text[self._begins_at :])
        if self._stream is not None and len(text) > self._length:
            new, self._length = text[self._length :], len(text)
            await self._stream.write(new)
        # Each time anew: what was written the last time may have been laid out only now.
        self.call_after_refresh(self.query_one("#words", VerticalScroll).scroll_end, animate=False, immediate=True)

    def _is_too_long(self, text: str) -> bool:
        return len(text) - self._begins_at > LAID_OUT

    async def _begin(self, murmur: Murmur) -> None:
        """Start from an empty page: somebody else speaks, or what was said is not how it begins any more."""
        await self._end()
        page = self.query_one(Reply)
        await page.update("")
        self._run, self._length, self._begins_at = murmur.run, 0, _start(murmur.text)
        self._stream = Reply.get_stream(page)
        who = [
            line("◆", style="$presence-in-thread"),
            line(f"{murmur.name} is saying", style="$presence-in-thread-word"),
        ]
        who += [line("·", style="$quiet"), SCRIPTED] if murmur.brain == "scripted" else []
        who += [line("· from further on", style="$quiet")] if self._begins_at else []
        self.query_one("#speaker", Static).update(Content(" ").join(who))
        # Cells and not a share of the screen: an automatic height would leave that out of account.
        self.query_one("#words", VerticalScroll).styles.max_height = max(LEAST, self.screen.size.height * 3 // 10)
        self.display = True

    async def _fall_silent(self) -> None:
        if self._run:
            self._run, self._told, self._begins_at = 0, "", 0
            self.display = False
            await self._end()
            await self.query_one(Reply).update("")

    async def _end(self) -> None:
        if self._stream is not None:
            stream, self._stream = self._stream, None
            await stream.stop()


def _start(text: str) -> int:
    """Return where the part of a long text begins that is laid out: at a line, if there is one."""
    if len(text) <= LAID_OUT:
        return 0
    at = text.find("\n", len(text) - LATEST)
    return at + 1 if at >= 0 else len(text) - LATEST


def _safe(text: str) -> str:
    # With room for every line to be as long as the text: a note about a cut would be another one each time.
    room = len(text) + _ROOM_FOR_NOTES
    return printable(text, max_line=room, max_lines=room, max_chars=room)
