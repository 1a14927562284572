"""Which brain answers to which name."""

from collections.abc import Callable, Iterable

from teamx_tui.brains import scripted
from teamx_tui.brains.brain import Brain, BrainFailed
from teamx_tui.brains.host import Host
from teamx_tui.worker.tapes import Maker, maker


def minds(pace: float = 0.0, make: Maker | None = None, hosts: Iterable[Host] = ()) -> Callable[[str], Brain]:
    """Return a look-up of brains by name; `pace` is how many seconds a scripted employee takes for a turn.

    The brain of each of `hosts` has the host's name and is made by `make`. The look-up raises BrainFailed for a name it
    does not know.
    """
    make = make or maker()
    known: dict[str, Brain] = {scripted.NAME: scripted.ScriptedBrain(pace)} | {host.name: make(host) for host in hosts}

    def mind(name: str) -> Brain:
        if name not in known:
            raise BrainFailed(f"there is no brain called {name!r}", transient=False)
        return known[name]

    return mind
