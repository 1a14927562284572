"""What can go wrong that an operator can do something about. Each error is one plain sentence with the way out."""


class TeamxError(Exception):
    """The root of every error a person may be shown; `str(error)` is the sentence."""


class Invalid(TeamxError):
    """What was said cannot be understood: an unknown word, a malformed file, a missing argument."""

    def __init__(self, sentence: str, about: tuple[str | int, ...] = ()) -> None:
        super().__init__(sentence)
        self.about = about
        """The way to what is wrong, inside what was said: argument, then key or place in it. Empty: all of it."""


class Refused(TeamxError):
    """A rule forbids it; nothing was written."""


class NotFound(TeamxError):
    """The ticket, employee, decision or scenario named does not exist."""


class Unusable(TeamxError):
    """The store cannot be used: not a store, damaged, newer than the program, read-only, or the disk is full."""


class Superseded(TeamxError):
    """A run wrote with an old fencing token: another worker has taken its wake over. Its writes are dropped."""
