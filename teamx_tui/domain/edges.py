"""One item waiting for another, and why. What a whole of them means is `graph`'s business, and networkx's."""

from dataclasses import dataclass
from enum import StrEnum


class DependencyKind(StrEnum):
    """Why one item waits for another. `ORDER` is a plain sequence, as between the steps of a pipeline."""

    TECHNICAL = "technical"
    DATA = "data"
    API = "api"
    SHARED = "shared"
    INFRA = "infra"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Edge:
    """`blocked` waits for `blocker`. A soft edge informs; only a hard one holds work back."""

    blocker: int
    blocked: int
    kind: DependencyKind = DependencyKind.TECHNICAL
    hard: bool = True
