"""The three looks of the window. Colour only ever repeats what a glyph or a word says already."""

from typing import Final

from textual.theme import Theme

DEFAULT: Final = "teamx-dark"

PRESENCE: Final = {
    "presence-active": "#10B981",
    "presence-idle": "#9CA3AF",
    "presence-in-thread": "#3B82F6",
    "presence-blocked": "#EF4444",
}
"""The dots of seed 000 (#69), the same in every theme; the words beside them are darker where the ground is light."""

SPEAKERS: Final = 8
"""Colours for the names of speakers: `$speaker-0` to `$speaker-7`."""


def _speakers(*colours: str) -> dict[str, str]:
    return {f"speaker-{no}": colour for no, colour in enumerate(colours)}


DARK: Final = Theme(
    name=DEFAULT,
    primary="#5B9BF3",
    secondary="#7F8EA3",
    accent="#5B9BF3",
    success="#10B981",
    warning="#E0A83C",
    error="#EF4444",
    foreground="#D6DAE1",
    background="#0F1217",
    surface="#151920",
    panel="#1B2029",
    boost="#1B2029",
    dark=True,
    variables={
        **PRESENCE,
        **{f"{name}-word": colour for name, colour in PRESENCE.items()},
        **_speakers("#7DB4FF", "#E8B45A", "#5FD0A5", "#D79BEF", "#F08F7D", "#6CCBDD", "#B9CC6B", "#F29BC1"),
        "rule": "#2D3440",
        "quiet": "#8690A0",
        "faint": "#5F6878",
        "row-cursor": "#24344D",
        "block-cursor-background": "#24344D",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-text-style": "none",
        "footer-background": "#151920",
        "footer-key-foreground": "#5B9BF3",
        "footer-description-foreground": "#8690A0",
        "scrollbar": "#2D3440",
        "scrollbar-hover": "#3C4657",
        "scrollbar-active": "#5B9BF3",
        "scrollbar-background": "#0F1217",
        "scrollbar-background-hover": "#0F1217",
        "scrollbar-background-active": "#0F1217",
        "scrollbar-corner-color": "#0F1217",
        "input-selection-background": "#5B9BF3 35%",
        "border": "#5B9BF3",
        "border-blurred": "#2D3440",
    },
)

LIGHT: Final = Theme(
    name="teamx-light",
    primary="#1F5FBF",
    secondary="#5A6676",
    accent="#1F5FBF",
    success="#047857",
    warning="#96600A",
    error="#C02626",
    foreground="#1D232C",
    background="#FBFBFA",
    surface="#F1F2F2",
    panel="#E9EBEC",
    boost="#E9EBEC",
    dark=False,
    variables={
        **PRESENCE,
        "presence-active-word": "#047857",
        "presence-idle-word": "#5A6676",
        "presence-in-thread-word": "#1D4ED8",
        "presence-blocked-word": "#C02626",
        **_speakers("#1F5FBF", "#8A5A00", "#06725A", "#7A34A8", "#B0402A", "#0B6E84", "#55690A", "#A8316F"),
        "rule": "#D3D7DB",
        "quiet": "#5A6676",
        "faint": "#7C8794",
        "row-cursor": "#D6E4F8",
        "block-cursor-background": "#D6E4F8",
        "block-cursor-foreground": "#1D232C",
        "block-cursor-text-style": "none",
        "footer-background": "#F1F2F2",
        "footer-key-foreground": "#1F5FBF",
        "footer-description-foreground": "#5A6676",
        "scrollbar": "#C7CCD1",
        "scrollbar-hover": "#AEB6BE",
        "scrollbar-active": "#1F5FBF",
        "scrollbar-background": "#FBFBFA",
        "scrollbar-background-hover": "#FBFBFA",
        "scrollbar-background-active": "#FBFBFA",
        "scrollbar-corner-color": "#FBFBFA",
        "border": "#1F5FBF",
        "border-blurred": "#D3D7DB",
    },
)

HIGH_CONTRAST: Final = Theme(
    name="teamx-high-contrast",
    primary="#FFD400",
    secondary="#FFFFFF",
    accent="#FFD400",
    success="#37F08B",
    warning="#FFD400",
    error="#FF7B7B",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    dark=True,
    variables={
        **PRESENCE,
        "presence-active-word": "#37F08B",
        "presence-idle-word": "#FFFFFF",
        "presence-in-thread-word": "#8FC2FF",
        "presence-blocked-word": "#FF7B7B",
        **_speakers("#8FC2FF", "#FFD400", "#37F08B", "#E6B3FF", "#FFA68F", "#7DE8FF", "#D6F06A", "#FFADD2"),
        "rule": "#FFFFFF",
        "quiet": "#FFFFFF",
        "faint": "#D9D9D9",
        "row-cursor": "#00439C",
        "block-cursor-background": "#00439C",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-text-style": "bold",
        "footer-background": "#000000",
        "footer-key-foreground": "#FFD400",
        "footer-description-foreground": "#FFFFFF",
        "scrollbar": "#FFFFFF",
        "scrollbar-hover": "#FFFFFF",
        "scrollbar-active": "#FFD400",
        "scrollbar-background": "#000000",
        "border": "#FFD400",
        "border-blurred": "#FFFFFF",
    },
)

THEMES: Final = (DARK, LIGHT, HIGH_CONTRAST)
