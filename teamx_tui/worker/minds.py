"""Which brain answers to which name."""

from collections.abc import Callable

from teamx_tui.brains import scripted
from teamx_tui.brains.brain import Brain, BrainFailed


def minds(pace: float = 0.0) -> Callable[[str], Brain]:
    """Return a look-up of brains by name; `pace` is how many seconds a scripted employee takes for a turn.

    The look-up raises BrainFailed for a name it does not know.
    """
    known: dict[str, Brain] = {scripted.NAME: scripted.ScriptedBrain(pace)}

    def mind(name: str) -> Brain:
        if name not in known:
            raise BrainFailed(f"there is no brain called {name!r}", transient=False)
        return known[name]

    return mind
