"""What happens where a line means several things, or nothing, or something that cannot be kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.grammar import (
    Choices,
    NotUnderstood,
    Understood,
    Vocabulary,
    draft,
    endings,
    understand,
)
from teamx_tui.commands.grammar.titles import CALLED, Tickets, Titled
from teamx_tui.commands.grammar.understanding import LONGEST
from teamx_tui.commands.grammar.vocabulary import Colleague
from tests.commands.panel import WORDS

EMPTY = Vocabulary()
SOME_WORDS = (
    "file a ticket for after #64 and , high priority assign to mike Sam because @bob : 'x y' let go hand his work "
    "blocks waits 2 days by Friday in project panel hire named the backend engineer #99 why is blocked last 64 on as"
)
SENTENCES = st.lists(st.sampled_from([*SOME_WORDS.split(), '"']), max_size=14).map(" ".join)


def meant(said: str, words: Vocabulary = WORDS) -> Understood:
    answer = understand(said, words)
    assert isinstance(answer, Understood), answer
    return answer


def refused(said: str, words: Vocabulary = WORDS) -> NotUnderstood:
    answer = understand(said, words)
    assert isinstance(answer, NotUnderstood), answer
    return answer


# --- several things ---


AMBIGUOUS = {
    "assign 64 to Sam": ["assign #64 to @sam", "assign #64 to @sam-2"],
    "assign 64 to the designer": ["assign #64 to @sam", "assign #64 to @sam-2"],
    "show the websocket ticket": ["show #67", "show #70"],
    "let Sam go": ["let @sam go", "let @sam-2 go"],
    'file a ticket "X" for Sam': ['file a ticket "X" for @sam', 'file a ticket "X" for @sam-2'],
    "link 64 to 66": ["#66 waits for #64", "#64 waits for #66"],
    "unlink 65 from 66": ["#66 no longer waits for #65", "#65 no longer waits for #66"],
    "give the websocket ticket to Sam": [
        "assign #67 to @sam",
        "assign #67 to @sam-2",
        "assign #70 to @sam",
        "assign #70 to @sam-2",
    ],
}


@pytest.mark.feature("T-12")
def test_understand__offers_choices_that_are_understood_in_turn() -> None:
    answers = {said: understand(said, WORDS) for said in AMBIGUOUS}

    options = {said: answer.options for said, answer in answers.items() if isinstance(answer, Choices)}
    assert {said: [option.phrase for option in found] for said, found in options.items()} == AMBIGUOUS
    for option in (option for found in options.values() for option in found):
        assert meant(option.phrase).given == option.given


def test_understand__takes_whoever_is_named_exactly() -> None:
    handles = {"assign 64 to @sam": "sam", "assign 64 to sam-2": "sam-2", "assign 64 to Sam Two": "sam-2"}

    assert {said: meant(said).given["handle"] for said in handles} == handles


@pytest.mark.parametrize("word", ["this", "it", "this ticket"])
def test_understand__takes_this_for_the_ticket_in_view(word: str) -> None:
    assert meant(f"assign {word} to mike", replace(WORDS, here=70)).given == {"number": 70, "handle": "mike"}
    assert refused(f"assign {word} to mike").sentence == f"There is no ticket called {word!r}; say its number."


def test_understand__offers_no_choice_of_very_many() -> None:
    crowd = Vocabulary(tickets=Tickets(tuple(Titled(number, f"Fix bug {number}") for number in range(1, 30))))

    sentence = "29 tickets have 'bug' in their titles; say the number, or more of the title."
    assert refused("show the bug", crowd).sentence == sentence


@pytest.mark.feature("T-12")
def test_understand__says_how_many_more_there_are_where_it_offers_nine() -> None:
    crowd = replace(
        WORDS, people=tuple(Colleague(f"ann-{no}", f"Ann {no}", "engineer", "Engineer") for no in range(1, 15))
    )
    by_role = understand("assign 64 to the engineer", crowd)
    both = understand("give the websocket ticket to Ann", crowd)
    several = understand("assign 64 and 65 to Ann", crowd)

    assert isinstance(by_role, Choices)
    assert isinstance(both, Choices)
    assert isinstance(several, Choices)
    assert by_role.question == "That can mean several things: these, and 5 more; write more of it:"
    assert [option.given["handle"] for option in by_role.options] == [f"ann-{no}" for no in range(1, 10)]
    assert both.question == "That can mean several things: these, and 19 more; write more of it:"
    assert (several.question, several.options[0].phrase) == (by_role.question, "assign #64 and #65 to @ann-1")
    assert meant("assign 64 to Ann 12", crowd).given["handle"] == "ann-12"


# --- nothing ---


HINDERED = {
    "assign 64 to mkie": "There is nobody here called 'mkie'. Did you mean @mike?",
    "assign 99 to mike": "There is no ticket #99.",
    "file a ticket Fix it for @bob": "There is nobody here called '@bob'. Say: list the employees.",
    "file a ticket Fix it assigned to Bob": "There is nobody here called 'Bob'. Say: list the employees.",
    'file a ticket "Fix it" for Bob': "There is nobody here called 'Bob'. Say: list the employees.",
    "file a ticket Fix it after #64 and #99": "There is no ticket #99.",
    "file a ticket Fix it in project moon": "There is no project 'moon'. Here are: panel, big one.",
    "move 64 to the moon": (
        "There is no state 'the moon'. The states are: draft, open, in_progress, in_review, "
        "on_hold, done, failed, skipped, cancelled."
    ),
    "close everything": "There is no ticket called 'everything'; say its number.",
    "hire two engineers": "Hire one at a time, so that each has a name.",
    "assign 64 to James": "There is nobody here called 'James'. Say: list the employees.",
    "create project X for 2 months": "Say in weeks how long the project shall take.",
    "file a critical ticket X, low priority": "The priority is said twice.",
    "file a ticket X consulting Sam": "There are several whom 'Sam' may mean; write their handles.",
    "Decompose TeamFlow Analytics MVP into tickets": (
        "There is no project 'TeamFlow Analytics MVP'. Here are: panel, big one."
    ),
    "chat with nobody": "There is nobody here called 'nobody'. Say: list the employees.",
    "chat with Bob: hello": "There is nobody here called 'Bob'. Say: list the employees.",
    "promote Mike to wizard": "There is no role 'wizard'. Say: list the roles.",
    "promote James to tech lead": "There is nobody here called 'James'. Say: list the employees.",
    "raci moon": "There is no project 'moon'. Here are: panel, big one.",
    "ticket move 64 to-the-moon": "ticket move: There is no state 'to-the-moon'. The states are: draft, open, "
    "in_progress, in_review, on_hold, done, failed, skipped, cancelled.",
    "ticket show 64 65": "ticket show: I do not know what to do with '65'.",
    "ticket show --what 64": "ticket show: there is no --what; see teamx ticket show --help",
    "log --last many": "log: last must be a whole number, not 'many'.",
    "log --last": "log: last wants a value: only the last events.",
}


def test_understand__says_what_stood_in_the_way() -> None:
    assert {said: refused(said).sentence for said in HINDERED} == HINDERED


NEAREST = {
    "asign 64 to mike": "assign #64 to @mike",
    "lett mike go": "let @mike go",
    "pauze everything": "pause everything",
    "resumee": "resume",
    "stauts": "status",
    "racy": "raci",
}


def test_understand__offers_the_nearest_phrasing_with_the_names_that_were_said() -> None:
    answers = {said: refused(said) for said in NEAREST}

    assert {said: answer.nearest for said, answer in answers.items()} == NEAREST
    for said, answer in answers.items():
        assert answer.sentence == f'I do not understand "{said}". The nearest I know is: {answer.nearest}'


@pytest.mark.parametrize("said", ["frobnicate", "xyzzy the plugh", "zzz"])
def test_understand__suggests_nothing_far_away_but_says_what_can_be_said(said: str) -> None:
    assert refused(said).sentence == (
        f'I do not understand "{said}". Begin with what shall be done, such as: assign #64 to @mike, '
        "or ask: what is blocked? All there is: teamx --help"
    )


@pytest.mark.parametrize("said", ["", "  \n", "\x00", "x" * (LONGEST + 1)])
def test_understand__asks_for_a_line(said: str) -> None:
    assert refused(said).sentence.startswith("Say in a line")


@given(said=st.text(max_size=60) | SENTENCES)
@settings(deadline=None, max_examples=100)
def test_understand__answers_any_line_and_the_same_each_time(said: str) -> None:
    answer = understand(said, WORDS)

    assert understand(said, WORDS) == answer
    for option in answer.options if isinstance(answer, Choices) else [answer]:
        if isinstance(option, Understood):
            params = {param.name: param for param in COMMANDS[option.command].params}
            assert option.given.keys() <= params.keys()
            required = {name for name, param in params.items() if param.required}
            assert bool(option.lacks) >= bool(required - option.given.keys())
        else:
            assert isinstance(option, NotUnderstood)
            assert option.sentence
            assert option.nearest


@given(said=SENTENCES)
@settings(deadline=None, max_examples=100)
def test_understand__says_back_what_it_understood(said: str) -> None:
    answer = understand(said, WORDS)

    if isinstance(answer, Understood) and not answer.lacks:
        assert meant(answer.phrase).given == answer.given


# --- something that cannot be kept, or that lacks ---


NOT_KEPT = {
    'file a ticket "X", starting Friday': "starting Friday",
    "file a ticket X by next week": "by next week",
    "file a ticket X for mike by the 1st, high priority": "by the 1st",
    "assign 64 to mike before 2026-06-01": "before 2026-06-01",
    "create project X by the end of the month": "by the end of the month",
    "hire a writer starting next Monday": "starting next Monday",
    "close 64 today": "today",
    "file a ticket X, due date 3.5.2026": "due date 3.5.2026",
    "assign 64 to mike in 3 days": "in 3 days",
}


def test_understand__tells_of_a_date_that_is_not_kept() -> None:
    for said, dropped in NOT_KEPT.items():
        answer = meant(said)
        assert answer.preview.endswith(f"Not kept, there is no place for it: {dropped}.")
        assert dropped not in answer.phrase


CHANGING = {
    "64 is critical": "Edit #64 (Requirements & user stories). Priority medium → critical.",
    "64 is medium": "Edit #64 (Requirements & user stories). That is so already.",
    "rename 67 to Server": 'Edit #67 (WebSocket server). Title "WebSocket server" → "Server".',
    "estimate 64 at 3 days": "Edit #64 (Requirements & user stories). Estimate 1 day → 3 days.",
    "64 is due friday": "Edit #64 (Requirements & user stories). Due none → friday.",
    "label 64 ui": 'Edit #64 (Requirements & user stories), add label "ui".',
    "take 64 from alex": "Unassign #64 (Requirements & user stories) from @alex. Now @alex has it.",
}


@pytest.mark.feature("T-12")
def test_preview__says_what_a_ticket_was_before_and_what_it_becomes() -> None:
    assert {said: meant(said).preview for said in CHANGING} == CHANGING


LACKING = {
    "close 64": (("reason",), 'Say also why, or what came of it: move #64 to done because "…"'),
    "reopen 3": (("reason",), 'Say also why, or what came of it: move #3 to open because "…"'),
    "let Mike go": (("hand_to",), "Say also who takes over their work: let @mike go, hand their work to @HANDLE"),
    "assign 64": (("handle",), "Say also who shall do it: assign #64 to @HANDLE"),
    "file a ticket": (("title",), 'Say also what is to be done: file a ticket "…"'),
    "comment on 64": (("text",), 'Say also what to say: comment on #64: "…"'),
    "pause": (("reason",), 'Say also why: pause everything because "…"'),
    "create a project": (("title",), 'Say also name: create project "…"'),
    "promote Mike": (
        ("role",),
        "Say also the new role, higher or lower, such as tech-lead: give @mike the role ROLE",
    ),
    "hire Zoe": (("role",), 'Say also role, such as backend-engineer: hire @zoe as ROLE named "Zoe"'),
    "ticket assign 64": (("handle",), "Say also who shall do it: assign #64 to @HANDLE"),
    "ticket show": (("number",), "Say also ticket number: show #NUMBER"),
}


@pytest.mark.feature("T-12")
def test_understand__asks_for_what_lacks() -> None:
    answers = {said: meant(said) for said in LACKING}

    assert {said: (answer.lacks, answer.question) for said, answer in answers.items()} == LACKING


def test_understand__asks_for_nothing_that_is_not_needed() -> None:
    lines = ("take 70 off hold", "start 65", "let Sam Two go", "move 65 to open")

    assert {said: (meant(said).lacks, meant(said).question) for said in lines} == dict.fromkeys(lines, ((), ""))


PREVIEWS = {
    'file a ticket "Write tests" for @sarah, high priority, after 64': (
        'File a ticket "Write tests" for @sarah, high priority, waits for #64.'
    ),
    "assign 64 to mike": "Assign #64 (Requirements & user stories) to @mike. Now @alex has it.",
    "assign 64 to alex": "Assign #64 (Requirements & user stories) to @alex. That is so already.",
    "start 65": "Move #65 (UX wireframes) to in progress. It is open now.",
    "let mike go, hand over to elena": "Let @mike go, hand their work to @elena.",
    "mike reports to me": "@mike reports to you.",
    "demote elena to designer": "Give @elena the role designer. Now they are Tech Lead.",
    "why 64": "Why is #64 (Requirements & user stories) waiting?",
    "hire a Senior Product Manager": (
        'Hire @product-manager as product-manager, title "Senior Product Manager". '
        "No name was said; to say one, add: named NAME."
    ),
    "log --grep 'rate limit'": "Print the event log, oldest first (grep rate limit).",
}


@pytest.mark.feature("T-12")
def test_understand__shows_what_will_happen() -> None:
    assert {said: meant(said).preview for said in PREVIEWS} == PREVIEWS


WARNINGS = {
    "let mike go, hand over to elena": "1 open ticket goes to @elena: #67.",
    "let mike go": "1 open ticket must go to somebody: #67.",
    "let sam-2 go": "@sam-2 has no open ticket and leaves the company.",
    "close 64 because agreed": "#65 #67 wait for it no longer.",
    "cancel 64 because dropped": "#65 #67 wait for it; what becomes of that is yours to decide.",
    "cancel 65 because dropped": "Nobody works on it any more; nothing waits for it.",
    "reopen 3 because wrong": "#64 waits for it again.",
    "close 65 because drawn": "",
    "assign 64 to mike": "",
    "put 64 on hold because lunch": "",
}


def test_understand__warns_of_what_weighs() -> None:
    assert {said: meant(said).warning for said in WARNINGS} == WARNINGS


def test_understand__takes_back_the_command_that_was_shown() -> None:
    words = replace(WORDS, undoable="take back: ticket assign 64 mike (#64 goes back to @alex)", latest=812)
    answer = meant("undo", words)

    assert answer.given == {"only": 812}
    assert answer.preview.endswith("Take back: ticket assign 64 mike (#64 goes back to @alex)")


# --- going on with a line ---

ENDINGS = {
    "assign 64 to ": ["@alex", "@elena", "@mike", "@priya", "@sarah", "@sam", "@sam-2"],
    "assign 64 to @s": ["@sarah", "@sam", "@sam-2"],
    "assign 64": ["@alex", "@elena", "@mike", "@priya", "@sarah", "@sam", "@sam-2"],
    "let mike go, hand his work to con": ["@sarah"],
    "why #6": ["#66", "#64", "#65", "#67"],
    "move 64 to i": ["in progress", "in review"],
    "add mike to 64 as ": ["accountable", "consulted", "informed"],
    "file a ticket X for @p": ["@priya"],
    "close 64 and 6": ["#66", "#65", "#67"],
    "assign 64 and 65 to @p": ["@priya"],
    "close 64": [],
    "close 64 because ": [],
    "comment on 64: ask ": [],
    "file a ticket ": [],
    "nonsense ": [],
}


@pytest.mark.feature("T-12")
def test_endings__are_the_names_that_may_follow() -> None:
    words = replace(WORDS, here=66)
    found = {said: endings(said, understand(said, words), words) for said in ENDINGS}

    assert {said: [one.word for one in some] for said, some in found.items()} == ENDINGS


def test_draft__leaves_room_where_something_lacks() -> None:
    found = {said: draft(meant(said).command, meant(said).given, meant(said).lacks[0]) for said in LACKING}

    assert found["close 64"] == ("move #64 to done because ", 25)
    assert found["assign 64"] == ("assign #64 to ", 14)
    assert found["hire Zoe"] == ('hire @zoe as  named "Zoe"', 13)
    for said, (text, at) in found.items():
        assert 0 <= at <= len(text), said
        assert "\x00" not in text, said


# --- very many tickets ---


def test_tickets__are_found_as_if_each_were_looked_at() -> None:
    titles = ["Fix login", "Fix the log-in page", "Login page", "fix", "Prefix login", "Fix LOGIN  twice"] * 100
    many = Tickets(tuple(Titled(number, title) for number, title in enumerate(titles, start=1)))

    def those(*wanted: str) -> list[int]:
        return [number for number, title in enumerate(titles, start=1) if title in wanted]

    assert many.named({"fix", "login"}) == those("Fix login", "Fix LOGIN  twice")[:CALLED]
    assert [row.number for row in many.containing(["log", "PAGE"])] == those("Fix the log-in page", "Login page")
    assert many.titled("fix login TWICE") == those("Fix LOGIN  twice")
    assert many.numbered(600) == Titled(600, "Fix LOGIN  twice")
    assert many.numbered(601) is None


# --- handles and keys ---


def test_hiring__finds_a_handle_that_was_never_anybodys() -> None:
    words = Vocabulary(taken=frozenset({"zoe", "zoe-2", "all"}))

    assert meant("hire a writer named Zoe", words).given["handle"] == "zoe-3"
    assert meant("hire a writer named All", words).given["handle"] == "all-2"
    assert meant('hire a writer named "漢字"', words).given["handle"] == "writer"
    assert len(meant(f"hire a writer named {'Zoe' * 30}", words).given["handle"]) == 32


def test_project__finds_a_key_that_is_free() -> None:
    assert meant("create project: Panel").given["key"] == "panel-2"
    assert meant('create project "漢字"', EMPTY).given["key"] == "project"


def test_understand__knows_nobody_in_an_empty_company() -> None:
    assert refused("assign 1 to ada", EMPTY).sentence == "There is no ticket #1."
    assert meant("hire a writer named Ada", EMPTY).given["handle"] == "ada"


def test_understand__reads_a_name_with_an_at_in_any_case() -> None:
    words = Vocabulary(people=(Colleague("ada", "Ada", "writer", "Writer"),), tickets=Tickets((Titled(1, "One"),)))

    assert meant("assign 1 to @Ada", words).given == {"number": 1, "handle": "ada"}
