"""How one speaks of goals, of projects, and of breaking a project down. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause
from teamx_tui.commands.grammar.phrases.shared import COURTESIES, DUE, TAIL, phrases

_MAKE: Final = "(create|start|open|add|begin|set up|spin up|launch|kick off|make)"
_OF_A_PROJECT: Final = (
    Clause("(led by|lead|with lead|lead is|run by|owned by|under|headed by) {lead:person!}"),
    Clause("with {lead:person} as [the] lead"),
    Clause(
        "(for|in|over|taking|takes|lasting|within|planned for|target date|target|,) [about] {weeks:weeks} [from now]"
    ),
    Clause("[with] [the] key {key:key}"),
    Clause("(for|with|under|towards|of|,) [the] goal [is|:] {goal:goal!}"),
    *DUE,
    *TAIL,
)
_OF_A_GOAL: Final = (
    *DUE,
    Clause("[with] [the] key {key:key}"),
    Clause("(for|with|over|of) [the] project {projects:projects!}"),
    *TAIL,
)

PROJECTS: Final = (
    *phrases(
        "project new",
        f"{_MAKE} [a|an|the|our] [new] project [called|named|titled] {{title:title}}",
        "new project [called|named] {title:title}",
        "project : {title:title}",
        f"({_MAKE[1:-1]}|new) [a|an|the|a new|new] project",
        clauses=_OF_A_PROJECT,
    ),
    *phrases(
        "project list",
        "[list|show|show me|what are] [all] [the|our] projects",
        "project list",
        "[show|show me] [the|our] [project] progress [of the projects|of all projects]",
        "how far (are we|is everything|are the projects|is the project|along are we)",
    ),
    *phrases(
        "project move",
        "(put|move|hang|place) [the] [project] {key:project} (under|into|beneath|towards|for) [the] [goal] {goal:goal}",
        "[the] project {key:project} is for [the] [goal] {goal:goal}",
        clauses=COURTESIES,
    ),
    *phrases(
        "project move",
        "(put|move|hang|place|take) [the] [project] {key:project} (under no goal|from its goal|off its goal)",
        clauses=COURTESIES,
        goal="none",
    ),
)

GOALS: Final = (
    *phrases(
        "goal new",
        "(create|add|set|define|make) [a|an|the|our] [new] goal [called|named|titled|to|of|:] {title:title}",
        "new goal [called|named|:] {title:title}",
        "goal : {title:title}",
        "(create|add|set|define|make|new) [a|an|the|a new|new] goal",
        clauses=_OF_A_GOAL,
    ),
    *phrases("goal list", "[list|show|show me|what are] [all] [the|our|my] goals", "goal list"),
    *phrases(
        "goal show",
        "[show|show me|open] [the] goal {key:goal}",
        "how far is [the|our] goal {key:goal}",
    ),
)

BREAKING_DOWN: Final = (
    *phrases(
        "decompose",
        "(decompose|break down|split|plan) [the|our] [project] {project:project!} [into (tickets|tasks|work)]",
        "break [the|our] [project] {project:project!} down [into (tickets|tasks|work)]",
        clauses=COURTESIES,
    ),
    *phrases(
        "decompose",
        "(decompose|break down|split|plan) [the|our] [project] {project:project!} [into (tickets|tasks|work)] "
        "(:|as) {brief:text}",
        clauses=(),
    ),
)
