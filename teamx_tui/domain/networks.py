"""networkx, loaded with the first graph that is made: a window that draws none does without its twelve megabytes."""

from typing import TYPE_CHECKING, Any

__all__ = ("nx",)

if TYPE_CHECKING:
    import networkx as nx
else:

    class _WhenNeeded:
        def __getattr__(self, name: str) -> Any:
            import networkx

            return getattr(networkx, name)

    nx = _WhenNeeded()
