"""The looks of the window. Colour only ever repeats what a glyph or a word says already."""

from dataclasses import dataclass, replace
from typing import Final

from textual.theme import Theme

SPEAKERS: Final = 8
"""Colours for the names of speakers: `$speaker-0` to `$speaker-7`."""
_DOTS: Final = ("#10B981", "#9CA3AF", "#3B82F6", "#EF4444")
"""Active, idle, in thread, blocked: the dots of seed 000 (#69)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours a look is made of; everything Textual wants follows from them."""

    name: str
    dark: bool
    ground: str
    raised: tuple[str, str]
    """Grounds of heads and of what lies over them."""
    ink: str
    quiet: str
    faint: str
    rule: str
    accent: str
    success: str
    warning: str
    error: str
    cursor: tuple[str, str]
    """Ground and ink of the row under the cursor."""
    scrollbar: tuple[str, str]
    """At rest, and under the mouse."""
    presence: tuple[str, str, str, str]
    """Words of active, idle, in thread and blocked."""
    speakers: tuple[str, ...]
    dots: tuple[str, str, str, str] = _DOTS
    cursor_style: str = "none"
    is_terminals: bool = False
    """The colours are the terminal's own, by their names."""

    def theme(self) -> Theme:
        """Return the look as Textual takes it."""
        return Theme(
            name=f"teamx-{self.name}",
            primary=self.accent,
            secondary=self.quiet,
            accent=self.accent,
            success=self.success,
            warning=self.warning,
            error=self.error,
            foreground=self.ink,
            background=self.ground,
            surface=self.raised[0],
            panel=self.raised[1],
            boost=self.raised[1],
            dark=self.dark,
            ansi=self.is_terminals,
            variables=self._variables(),
        )

    def _variables(self) -> dict[str, str]:
        kinds = ("active", "idle", "in-thread", "blocked")
        return {
            **{f"presence-{kind}": dot for kind, dot in zip(kinds, self.dots, strict=True)},
            **{f"presence-{kind}-word": word for kind, word in zip(kinds, self.presence, strict=True)},
            **{f"speaker-{no}": colour for no, colour in enumerate(self.speakers)},
            "rule": self.rule,
            "quiet": self.quiet,
            "faint": self.faint,
            "row-cursor": self.cursor[0],
            "row-cursor-style": self.cursor_style,
            "block-cursor-background": self.cursor[0],
            "block-cursor-foreground": self.cursor[1],
            "block-cursor-text-style": self.cursor_style,
            "footer-background": self.raised[0],
            "footer-key-foreground": self.accent,
            "footer-description-foreground": self.quiet,
            "scrollbar": self.scrollbar[0],
            "scrollbar-hover": self.scrollbar[1],
            "scrollbar-active": self.accent,
            "scrollbar-background": self.ground,
            "scrollbar-background-hover": self.ground,
            "scrollbar-background-active": self.ground,
            "scrollbar-corner-color": self.ground,
            "input-selection-background": self.cursor[0] if self.is_terminals else f"{self.accent} 35%",
            "border": self.accent,
            "border-blurred": self.rule,
        }


_DARK: Final = Palette(
    name="dark",
    dark=True,
    ground="#0F1217",
    raised=("#151920", "#1B2029"),
    ink="#D6DAE1",
    quiet="#8690A0",
    faint="#5F6878",
    rule="#2D3440",
    accent="#5B9BF3",
    success="#10B981",
    warning="#E0A83C",
    error="#EF4444",
    cursor=("#24344D", "#FFFFFF"),
    scrollbar=("#2D3440", "#3C4657"),
    presence=_DOTS,
    speakers=("#7DB4FF", "#E8B45A", "#5FD0A5", "#D79BEF", "#F08F7D", "#6CCBDD", "#B9CC6B", "#F29BC1"),
)
_LIGHT: Final = Palette(
    name="light",
    dark=False,
    ground="#FBFBFA",
    raised=("#F1F2F2", "#E9EBEC"),
    ink="#1D232C",
    quiet="#5A6676",
    faint="#7C8794",
    rule="#D3D7DB",
    accent="#1F5FBF",
    success="#047857",
    warning="#96600A",
    error="#C02626",
    cursor=("#D6E4F8", "#1D232C"),
    scrollbar=("#C7CCD1", "#AEB6BE"),
    presence=("#047857", "#5A6676", "#1D4ED8", "#C02626"),
    speakers=("#1F5FBF", "#8A5A00", "#06725A", "#7A34A8", "#B0402A", "#0B6E84", "#55690A", "#A8316F"),
)
_HIGH_CONTRAST: Final = Palette(
    name="high-contrast",
    dark=True,
    ground="#000000",
    raised=("#000000", "#000000"),
    ink="#FFFFFF",
    quiet="#FFFFFF",
    faint="#D9D9D9",
    rule="#FFFFFF",
    accent="#FFD400",
    success="#37F08B",
    warning="#FFD400",
    error="#FF7B7B",
    cursor=("#00439C", "#FFFFFF"),
    cursor_style="bold",
    scrollbar=("#FFFFFF", "#FFFFFF"),
    presence=("#37F08B", "#FFFFFF", "#8FC2FF", "#FF7B7B"),
    speakers=("#8FC2FF", "#FFD400", "#37F08B", "#E6B3FF", "#FFA68F", "#7DE8FF", "#D6F06A", "#FFADD2"),
)
_COLOUR_BLIND: Final = replace(
    # Okabe and Ito, "Color Universal Design" (2008): told apart with any of the common kinds of colour blindness.
    _DARK,
    name="colour-blind",
    accent="#56B4E9",
    success="#56B4E9",
    warning="#F0E442",
    error="#E69F00",
    presence=("#56B4E9", "#9CA3AF", "#F0E442", "#E69F00"),
    dots=("#56B4E9", "#9CA3AF", "#F0E442", "#E69F00"),
    speakers=("#56B4E9", "#E69F00", "#F0E442", "#CC79A7", "#FFFFFF", "#009E73", "#D55E00", "#A9C8E8"),
)
_TERMINAL: Final = Palette(
    name="terminal",
    dark=True,
    ground="ansi_default",
    raised=("ansi_default", "ansi_default"),
    ink="ansi_default",
    quiet="ansi_default",
    faint="ansi_bright_black",
    rule="ansi_bright_black",
    accent="ansi_blue",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    cursor=("ansi_default", "ansi_default"),
    cursor_style="reverse",
    scrollbar=("ansi_bright_black", "ansi_blue"),
    presence=("ansi_green", "ansi_default", "ansi_blue", "ansi_red"),
    dots=("ansi_green", "ansi_default", "ansi_blue", "ansi_red"),
    speakers=(
        "ansi_blue", "ansi_yellow", "ansi_green", "ansi_magenta",
        "ansi_red", "ansi_cyan", "ansi_bright_green", "ansi_bright_magenta",
    ),
    is_terminals=True,
)  # fmt: skip

_PALETTES: Final = (_DARK, _LIGHT, _HIGH_CONTRAST, _COLOUR_BLIND, _TERMINAL)
THEMES: Final = tuple(palette.theme() for palette in _PALETTES)
NAMES: Final = tuple(palette.name for palette in _PALETTES)
"""As the operator calls them: `dark`; Textual calls the same `teamx-dark`."""
DEFAULT: Final = "dark"
WITHOUT_COLOUR: Final = "high-contrast"
"""What NO_COLOR starts from before its colours are taken away."""


def full_name(name: str) -> str:
    """Return what Textual calls a look of `NAMES`."""
    return f"teamx-{name}"
