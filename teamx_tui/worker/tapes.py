"""How a worker's brains reach their hosts: directly, over a cassette that is recorded, or from a cassette only."""

from collections.abc import Callable
from pathlib import Path

from teamx_tui.brains.brain import Brain
from teamx_tui.brains.cassette import Replay, Tape
from teamx_tui.brains.claude import ClaudeBrain, SdkWire
from teamx_tui.brains.host import Host

Maker = Callable[[Host], Brain]
"""Makes the brain of a host."""


def maker(
    record: Path | None = None, replay: Path | None = None, missed: Callable[[str], None] = lambda sentence: None
) -> Maker:
    """Return how brains are made; `missed` is told of a request that a replayed cassette does not have.

    Raises:
        NotFound: there is no cassette to replay.
        Invalid: the cassette cannot be read, or recorded to.
    """
    if replay is not None:
        wire = Replay(replay, missed)
        return lambda host: ClaudeBrain(host, wire)
    if record is not None:
        tape = Tape(record)
        return lambda host: ClaudeBrain(host, tape.over(SdkWire(host), host.api_key))
    return lambda host: ClaudeBrain(host)
