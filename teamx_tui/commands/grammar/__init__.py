"""The palette's grammar: a line of English in, a command of the registry with all its arguments out. No model."""

from teamx_tui.commands.grammar.answers import Answer, Choices, NotUnderstood, Understood
from teamx_tui.commands.grammar.completing import Ending, endings, names
from teamx_tui.commands.grammar.understanding import understand
from teamx_tui.commands.grammar.vocabulary import Vocabulary, vocabulary
from teamx_tui.commands.grammar.wording import draft, phrase

__all__ = [
    "Answer",
    "Choices",
    "Ending",
    "NotUnderstood",
    "Understood",
    "Vocabulary",
    "draft",
    "endings",
    "names",
    "phrase",
    "understand",
    "vocabulary",
]
