"""How lines get from one row of a drawing to the next: on which of the tracks between the two each runs sideways."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class Net:
    """Lines that come down in one column, and where they go on; in those columns no other net comes, or goes on."""

    entry: int
    exits: frozenset[int]

    @property
    def is_straight(self) -> bool:
        """Whether it needs no track."""
        return self.exits == {self.entry}

    @property
    def reach(self) -> tuple[int, int]:
        """The leftmost and the rightmost column it touches."""
        return min(self.entry, *self.exits), max(self.entry, *self.exits)


@dataclass(frozen=True, slots=True)
class Route:
    """The tracks of a net, counted from the top: none if it is straight, two if it has to get out of another's way."""

    tracks: tuple[int, ...] = ()
    bends: tuple[int, ...] = ()
    """The column in which it goes from its first track to its second, if it has two."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A net, or one of the two halves of a bent one."""

    owner: int
    net: Net
    half: int = 0


def routes(nets: Sequence[Net]) -> tuple[Route, ...]:
    """Return the way of each net: no two share a stretch, and where it can be helped they do not cross."""
    waiting = [_Piece(at, net) for at, net in enumerate(nets) if not net.is_straight]
    used = {column for net in nets for column in (net.entry, *net.exits)}
    placed: list[tuple[_Piece, int]] = []
    bends: dict[int, tuple[int, ...]] = {}
    while waiting:
        free = [piece for piece in waiting if not _over(piece, waiting)]
        if not free:
            piece = _stuck(waiting)
            column = _nearest_free(piece.net.entry, used)
            used.add(column)
            bends[piece.owner] = (column,)
            free = [_Piece(piece.owner, Net(piece.net.entry, frozenset({column})))]
            waiting.remove(piece)
            waiting += [*free, _Piece(piece.owner, Net(column, piece.net.exits), half=1)]
        piece = min(free, key=lambda piece: sum(_harm(piece, other) for other in waiting))
        waiting.remove(piece)
        above = (track for other, track in placed if _meet(other.net, piece.net))
        placed.append((piece, max(above, default=-1) + 1))
    tracks = {(piece.owner, piece.half): track for piece, track in placed}
    return tuple(
        Route(tuple(tracks[at, half] for half in (0, 1) if (at, half) in tracks), bends.get(at, ()))
        for at in range(len(nets))
    )


def _over(piece: _Piece, others: Collection[_Piece]) -> list[_Piece]:
    """Return those of `others` that have to run on a track over that of `piece`.

    A line comes down to its track in a column in which another goes on from its own: they would lie on one another.
    """
    return [
        other
        for other in others
        if (other.half < piece.half if other.owner == piece.owner else other.net.entry in piece.net.exits)
    ]


def _stuck(pieces: Sequence[_Piece]) -> _Piece:
    """Return a piece of a circle in which each has to run over the next."""
    met: set[_Piece] = set()
    piece = pieces[0]
    while piece not in met:
        met.add(piece)
        piece = _over(piece, pieces)[0]
    return piece


def _nearest_free(column: int, used: Collection[int]) -> int:
    near = (at for distance in count(1) for at in (column + distance, column - distance))
    return next(at for at in near if at >= 0 and at not in used)


def _harm(upper: _Piece, lower: _Piece) -> int:
    """Return how many more crossings there are with `upper` over `lower` than the other way round."""
    return _crossings(upper.net, lower.net) - _crossings(lower.net, upper.net)


def _crossings(upper: Net, lower: Net) -> int:
    left, right = upper.reach
    first, last = lower.reach
    return (left < lower.entry < right) + sum(first < column < last for column in upper.exits)


def _meet(one: Net, other: Net) -> bool:
    """Whether they come so near that they cannot share a track."""
    (left, right), (first, last) = one.reach, other.reach
    return left <= last + 1 and first <= right + 1
