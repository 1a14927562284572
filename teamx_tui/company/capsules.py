"""What an employee was shown in a turn, kept so that it can be looked up afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from teamx_tui.company import calls, turns
from teamx_tui.company.calls import Turn
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.company.turns import Claim
from teamx_tui.store import minds


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of what was shown."""

    name: str
    author: str
    """Who wrote it: a handle, `operator`, `record` for what the company keeps, `teamx` for our own words."""
    origin: str
    bytes: int
    tokens: int
    """Estimated."""
    left_out: int
    """Bytes for which there was no room."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Capsule:
    """Everything a model was shown at the start of a turn."""

    turn: Turn
    pieces: tuple[Piece, ...]
    tools: tuple[str, ...]
    bytes: int
    tokens: int
    limit_tokens: int
    sha256: str
    system: str
    user: str


def keep(office: Office, claim: Claim, manifest: Mapping[str, Any]) -> None:
    """Keep what a run is shown; kept again, it stands in place of what was kept before.

    Raises:
        Superseded: another worker has taken the run's wake over.
    """
    turn = claim.turn
    with office.act(SYSTEM) as act:
        turns.fence(act, turn)
        act.flush()
        minds.keep(act.connection, turn.run_id, manifest)
        size = {"bytes": manifest.get("bytes", 0), "tokens": manifest.get("tokens", 0)}
        subject = f"{claim.kind}:{claim.number}"
        act.note("run.briefed", subject, number=claim.number, employee=turn.handle, run=turn.run_id, **size)


def of_turn(office: Office, run: int) -> Capsule | None:
    """Return what was shown in a turn; None if nothing was kept, as for scripted turns, which are shown nothing.

    Raises:
        NotFound: there was no such turn.
    """
    turn, _ = calls.of_turn(office, run)
    with office.look() as connection:
        manifest = minds.kept(connection, run)
    if manifest is None:
        return None
    return Capsule(
        turn=turn,
        pieces=tuple(map(_piece, manifest.get("parts", ()))),
        tools=tuple(map(str, manifest.get("tools", ()))),
        bytes=int(manifest.get("bytes", 0)),
        tokens=int(manifest.get("tokens", 0)),
        limit_tokens=int(manifest.get("limit_tokens", 0)),
        sha256=str(manifest.get("sha256", "")),
        system=str(manifest.get("system", "")),
        user=str(manifest.get("user", "")),
    )


def _piece(part: Mapping[str, Any]) -> Piece:
    return Piece(
        name=str(part.get("part", "")),
        author=str(part.get("author", "")),
        origin=str(part.get("origin", "")),
        bytes=int(part.get("bytes", 0)),
        tokens=int(part.get("tokens", 0)),
        left_out=int(part.get("left_out_bytes", 0)),
        sha256=str(part.get("sha256", "")),
    )
