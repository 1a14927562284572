"""How one speaks of meetings: calling them, speaking up in them, ending them. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Clause, Phrase
from teamx_tui.commands.grammar.phrases.shared import COURTESIES, REASON, phrases
from teamx_tui.domain.meetings import MeetingKind

_CALL: Final = "(call|schedule|hold|start|set up|arrange|organize|convene|have|plan|fix|book)"
_ARTICLE: Final = "[a|an|the|another|our] [quick|new]"
_KINDS: Final[dict[MeetingKind, str]] = {
    MeetingKind.STANDUP: "standup|stand-up|standup meeting|stand-up meeting|daily",
    MeetingKind.RETROSPECTIVE: "retro|retrospective|retro meeting|retrospective meeting|post-mortem",
    MeetingKind.ALL_HANDS: "all-hands|all hands|all-hands meeting|all hands meeting|company meeting",
    MeetingKind.INTEGRATION: "integration meeting|integration sync|integration",
    MeetingKind.DESIGN_REVIEW: "design review|design review meeting|design-review",
    MeetingKind.MEETING: "meeting|sync|call|kickoff|kick-off|kickoff meeting|review meeting",
}
_EVERYBODY: Final = "(@all|everybody|everyone|all|the whole team|the team|all hands|all team members|the whole company)"
_OFTEN: Final = {
    "daily": "daily|every day|each day|every morning|each morning|once a day",
    "weekdays": "weekdays|every weekday|on weekdays|each weekday|on every weekday|every working day|every workday",
    "twice-weekly": "twice weekly|twice a week|twice-weekly",
    "weekly": "weekly|every week|each week|once a week",
    "monthly": "monthly|every month|each month|once a month",
}
_AGAIN: Final = (
    *((f"({words}) on [the] {{on:{'dates' if every == 'monthly' else 'weekdays'}}}", {"every": every})
      for every, words in _OFTEN.items() if every not in ("daily", "weekdays")),
    *((f"({words})", {"every": every}) for every, words in _OFTEN.items()),
    ("(every|each|on every|on each) {on:weekdays}", {}),
    ("[on] {on:mondays}", {}),
    ("[on] the {on:dates} (of|in) (every|each|the) month", {"every": "monthly"}),
    ("(every|each|on every|on each) {on:dates} [of (the|every|each) month]", {"every": "monthly"}),
)  # fmt: skip
"""How often a meeting comes again, each with what it settles. Days without a word say it themselves."""
_OF_A_MEETING: Final = (
    Clause(f"(with|for|attended by|attendees|inviting) [:] {_EVERYBODY}", {"with_": ["all"]}),
    Clause("(with|attended by|attendees|inviting|and invite|and) [:] {with_:people!}"),
    Clause("for {with_:people}"),
    Clause("(chaired by|led by|chair|run by|moderated by) [:|is] {chair:person!}"),
    *(Clause(often, settled) for often, settled in _AGAIN),
    Clause("[at|on|for] {at:when} [utc|sharp]"),
    Clause("(called|named|titled) {title:title}"),
    Clause("(about|to discuss|regarding|to talk about|agenda|with agenda|topics) [:|is|are] {agenda:points}"),
    Clause("on {agenda:matters}"),
    Clause("after {after:tickets} [(is|are) (done|finished)]"),
    *COURTESIES,
)


def _kind(kind: MeetingKind) -> dict[str, str]:
    """A plain meeting is what is called where no kind is said."""
    return {"kind": kind.value} if kind is not MeetingKind.MEETING else {}


CALLING: Final = (
    *phrases("meeting call", "(meet|have a talk) with {with_:people!}", clauses=_OF_A_MEETING),
    *(
        phrase
        for kind, words in _KINDS.items()
        for phrase in (
            *phrases(
                "meeting call",
                f"{_CALL} {_ARTICLE} ({words}) (called|named|titled|:) {{title:title}}",
                f"({words}) : {{title:title}}",
                clauses=_OF_A_MEETING,
                **_kind(kind),
            ),
            *phrases("meeting call", f"{_CALL} {_ARTICLE} ({words})", clauses=_OF_A_MEETING, **_kind(kind)),
        )
    ),
    *(
        Phrase(
            "meeting call",
            f"[{_CALL}] [a|an|the|our] ({often}) ({words})",
            {**_kind(kind), "every": every},
            (Clause("on [the] {on:dates}"), *_OF_A_MEETING) if every == "monthly" else _OF_A_MEETING,
        )
        for every, often in _OFTEN.items()
        for kind, words in _KINDS.items()
    ),
    *(
        phrase
        for kind, words in _KINDS.items()
        for phrase in phrases(
            "meeting call",
            f"[a|an|the|our] ({words}) [at|on|for] {{at:when}}",
            clauses=_OF_A_MEETING,
            **_kind(kind),
        )
    ),
    *(
        Phrase("meeting call", f"[a|an|the|our] ({words}) {often}", {**_kind(kind), **settled}, _OF_A_MEETING)
        for often, settled in _AGAIN
        for kind, words in _KINDS.items()
    ),
)

_THE: Final = "[the|this|our] (meeting|standup|stand-up|retro|retrospective|all-hands|sync|review meeting)"
_SHOW: Final = "[show|show me|print|read|open|view|watch]"
_THAT_ONE: Final[dict[MeetingKind, str]] = {
    MeetingKind.STANDUP: "standup|stand-up|standup meeting|stand-up meeting",
    MeetingKind.RETROSPECTIVE: "retro|retrospective|retro meeting|retrospective meeting",
    MeetingKind.ALL_HANDS: "all-hands|all-hands meeting",
    MeetingKind.INTEGRATION: "integration meeting",
    MeetingKind.DESIGN_REVIEW: "design review meeting|design-review meeting",
    MeetingKind.MEETING: "meeting|sync|review meeting",
}
"""How one speaks of a meeting that there is. No more: a ticket may be about an integration, too."""
_END: Final = "(end|close|finish|stop|adjourn)"
_CANCEL: Final = "(cancel|call off)"
_NUMBERED: Final = "[the] meeting [number|no] {number:no}"

HOLDING: Final = (
    *phrases("meeting end", f"{_END} {_NUMBERED}", clauses=COURTESIES),
    *phrases("meeting cancel", f"{_CANCEL} {_NUMBERED}", clauses=COURTESIES),
    *phrases("meeting cancel", f"{_CANCEL} {_NUMBERED} {REASON}", clauses=()),
    *(
        phrase
        for kind, words in _THAT_ONE.items()
        for phrase in (
            *phrases("meeting end", f"{_END} [the|this|our] ({words})", clauses=COURTESIES, **_kind(kind)),
            *phrases("meeting cancel", f"{_CANCEL} [the|this|our] ({words})", clauses=COURTESIES, **_kind(kind)),
            *phrases("meeting cancel", f"{_CANCEL} [the|this|our] ({words}) {REASON}", clauses=(), **_kind(kind)),
        )
    ),
    *phrases(
        "meeting say",
        "(say|tell) (in|to|into) [the] meeting [number|no] {number:no} (:|that|,) {text:text}",
        "(say|tell) (in|to|into) [the] meeting [number|no] {number:no} {text:text}",
        "(say|tell) {text:quoted} (in|to|into) [the] meeting [number|no] {number:no}",
        "(say|tell) (in|to|into) [the] meeting [number|no] {number:no}",
        clauses=(),
    ),
    *phrases(
        "meeting minutes",
        f"{_SHOW} [the] minutes (of|for) [the] meeting [number|no] {{number:no}}",
        f"{_SHOW} [the] minutes (of|for) {{number:no}}",
        f"{_SHOW} [the] minutes [(of|from) the [last|latest] meeting]",
        clauses=COURTESIES,
    ),
    *phrases("meeting show", f"{_SHOW} {_NUMBERED}", f"(show|open|view|watch) {_THE}", clauses=COURTESIES),
    *phrases(
        "meeting list",
        "(list|show|show me|what are) [all] [the|our] meetings",
        "(what|which) meetings (are there|are planned|are coming|are coming up|do we have|are called)",
        "meetings",
        clauses=COURTESIES,
    ),
    *phrases(
        "meeting stop",
        "(stop|end|cancel|drop) [the] [meeting] series [number|no] {series:no} [of meetings]",
        clauses=COURTESIES,
    ),
    *phrases(
        "meeting series",
        "(list|show|show me) [the|our] (recurring meetings|series of meetings)",
        clauses=COURTESIES,
    ),
)
