"""Thinking. A briefing goes in, typed tool calls come out."""
