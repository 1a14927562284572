"""The palette's grammar: a line of English in, a command of the registry with all its arguments out. No model."""

from teamx_tui.commands.grammar.answers import Answer, Choices, NotUnderstood, Understood
from teamx_tui.commands.grammar.understanding import understand
from teamx_tui.commands.grammar.vocabulary import Vocabulary, vocabulary
from teamx_tui.commands.grammar.wording import phrase

__all__ = ["Answer", "Choices", "NotUnderstood", "Understood", "Vocabulary", "phrase", "understand", "vocabulary"]
