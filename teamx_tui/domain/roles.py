"""What a role is: its level, what it can do, how far its word reaches, and whom it reports to. No role stands here."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final


class Level(StrEnum):
    """How high a role stands, the highest first."""

    OFFICER = "officer"
    SENIOR_MANAGEMENT = "senior-management"
    MANAGEMENT = "management"
    SUPERVISOR = "supervisor"
    LEAD = "lead"
    IC = "ic"

    @property
    def words(self) -> str:
        """The level as it is said."""
        return "individual contributor" if self is Level.IC else self.replace("-", " ")

    def is_above(self, other: "Level") -> bool:
        """Return whether it stands higher than another."""
        order = list(Level)
        return order.index(self) < order.index(other)


class Authority(StrEnum):
    """How far a role's own word reaches."""

    FINAL = "final"
    DELEGATED = "delegated"
    ADVISORY = "advisory"

    @property
    def words(self) -> str:
        """What the authority allows, as it is said."""
        return {
            Authority.FINAL: "decides, and the decision stands",
            Authority.DELEGATED: "decides within what was handed down",
            Authority.ADVISORY: "recommends; somebody else decides",
        }[self]


CAPABILITIES: Final[Mapping[str, tuple[str, ...]]] = {
    "engineering": (
        "backend-engineering",
        "frontend-engineering",
        "mobile-engineering",
        "data-engineering",
        "ml-engineering",
        "devops",
        "site-reliability",
        "security-engineering",
        "qa-engineering",
        "api-design",
    ),
    "product": (
        "product-management",
        "product-strategy",
        "roadmap-planning",
        "requirements-analysis",
        "user-research",
        "feature-prioritization",
        "product-analytics",
    ),
    "design": ("ux-design", "ui-design", "visual-design", "interaction-design", "design-systems"),
    "operations": (
        "project-management",
        "people-management",
        "process-improvement",
        "financial-operations",
        "legal-compliance",
        "hr-operations",
        "vendor-management",
    ),
    "strategy": (
        "executive-leadership",
        "business-strategy",
        "market-analysis",
        "partnerships",
        "fundraising",
        "corporate-development",
    ),
    "support": (
        "customer-success",
        "technical-writing",
        "technical-support",
        "content-marketing",
        "sales",
        "developer-relations",
    ),
}
"""Every word for something a role can do, by group."""

GROUP_OF: Final[Mapping[str, str]] = {word: group for group, words in CAPABILITIES.items() for word in words}
"""The group of every capability."""


def fit(needed: Collection[str], offered: Collection[str]) -> float:
    """Return how well capabilities fit what is needed: those in both over those in either, from 0 to 1 (Jaccard).

    Where neither names one, nothing fits: 0.
    """
    either = set(needed) | set(offered)
    return len(set(needed) & set(offered)) / len(either) if either else 0.0


@dataclass(frozen=True, slots=True)
class Role:
    """One entry of the catalogue."""

    id: str
    title: str
    level: Level
    reports_to: str | None
    """Id of the role that is the manager where none is named; None: the operator."""
    authority: Authority
    capabilities: tuple[str, ...]
    tools: tuple[str, ...]
    """Names of the tools it is meant to have."""
    prompt: str
    """What a model is told about the trade."""
    also: tuple[str, ...] = ()
    """Other names that people have for it: `CTO`."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, its id apart."""
        return (self.title, *self.also)


@dataclass(frozen=True)
class Catalogue:
    """The roles there are, the highest level first. Each reports to another of them, or to nobody, without circles."""

    roles: tuple[Role, ...] = ()

    def find(self, name: str) -> Role | None:
        """Return the role that has a name: its id, its title or another, however it is written."""
        found = self._names.get(folded(name))
        return found[0] if found is not None else None

    def titled(self, name: str) -> str:
        """Return the title for somebody hired under a name: the name as the catalogue writes it; empty if unknown."""
        found = self._names.get(folded(name))
        return found[1] if found is not None else ""

    def line(self, role: Role) -> tuple[str, ...]:
        """Return the ids of the roles above one, nearest first; nobody stands above themselves in a catalogue."""
        above = []
        while role.reports_to is not None:
            role = self._names[role.reports_to][0]
            above.append(role.id)
        return tuple(above)

    def under(self, role: Role) -> tuple[Role, ...]:
        """Return the roles that report to one."""
        return tuple(other for other in self.roles if other.reports_to == role.id)

    def like(self, words: str) -> tuple[Role, ...]:
        """Return the roles of the level that `words` names, else those of which something begins with each of them.

        What counts are the words of a role's names and id, of its capabilities and of their groups.
        """
        wanted = folded(words)
        if wanted in set(Level) or wanted == folded(Level.IC.words):
            level = Level(wanted) if wanted in set(Level) else Level.IC
            return tuple(role for role in self.roles if role.level is level)
        starts = [start for start in wanted.split("-") if start]
        return tuple(role for role in self.roles if all(any(w.startswith(s) for w in _words(role)) for s in starts))

    @cached_property
    def _names(self) -> Mapping[str, tuple[Role, str]]:
        known = {folded(name): (role, name) for role in self.roles for name in role.names}
        return known | {role.id: (role, role.title) for role in self.roles}


def folded(name: str) -> str:
    """Return a name so that two ways of writing it are one: `UI/UX Designer` is `ui-ux-designer`."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _words(role: Role) -> set[str]:
    said = (role.id, *role.names, *role.capabilities, *(GROUP_OF.get(word, "") for word in role.capabilities))
    return {word for name in said for word in folded(name).split("-")}


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody who works here, as far as a default manager is looked for."""

    handle: str
    role: str
    department: str | None = None


def nearest(line: Sequence[str], staff: Iterable[Post], department: str | None = None) -> str | None:
    """Return who is the default manager: who holds the first role of `line` that somebody holds; None for nobody.

    Of several it is who is in the same department, else who comes first in `staff`.
    """
    posts = list(staff)
    for role in line:
        holders = [post for post in posts if post.role == role]
        if holders:
            here = [post for post in holders if department is not None and post.department == department]
            return (here or holders)[0].handle
    return None
