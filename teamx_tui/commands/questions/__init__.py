"""Questions to the company in plain words: what they are about, what is looked at, and what is said to them."""

from teamx_tui.commands.questions.answering import answer
from teamx_tui.commands.questions.inquiry import Answer, Line, Step
from teamx_tui.commands.questions.thinking import RECORDS, Thinker, Thinking, begin, give_up, look, thinker, thinking

__all__ = [
    "RECORDS",
    "Answer",
    "Line",
    "Step",
    "Thinker",
    "Thinking",
    "answer",
    "begin",
    "give_up",
    "look",
    "thinker",
    "thinking",
]
