"""Questions to the company in plain words: what they are about, what is looked at, and what is said to them."""

from teamx_tui.commands.questions.answering import answer
from teamx_tui.commands.questions.inquiry import Answer, Line, Step

__all__ = ["Answer", "Line", "Step", "answer"]
