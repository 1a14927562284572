"""Thinking with models: Claude, or any other behind a server that speaks the Messages API."""

from teamx_tui.brains.claude.brain import ClaudeBrain
from teamx_tui.brains.claude.sdk import SdkWire

__all__ = ["ClaudeBrain", "SdkWire"]
