"""What happens where a line means several things, or nothing, or something that cannot be kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.grammar import Choices, NotUnderstood, Understood, Vocabulary, understand
from teamx_tui.commands.grammar.understanding import LONGEST
from teamx_tui.commands.grammar.vocabulary import Colleague, Titled
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


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("assign 64 to Sam", ["assign #64 to @sam", "assign #64 to @sam-2"]),
        ("assign 64 to the designer", ["assign #64 to @sam", "assign #64 to @sam-2"]),
        ("show the websocket ticket", ["show #67", "show #70"]),
        ("let Sam go", ["let @sam go", "let @sam-2 go"]),
        ('file a ticket "X" for Sam', ['file a ticket "X" for @sam', 'file a ticket "X" for @sam-2']),
        ("link 64 to 66", ["#66 waits for #64", "#64 waits for #66"]),
        ("unlink 65 from 66", ["#66 no longer waits for #65", "#65 no longer waits for #66"]),
        (
            "give the websocket ticket to Sam",
            ["assign #67 to @sam", "assign #67 to @sam-2", "assign #70 to @sam", "assign #70 to @sam-2"],
        ),
    ],
)
def test_understand__offers_choices_that_are_understood_in_turn(said: str, options: list[str]) -> None:
    answer = understand(said, WORDS)

    assert isinstance(answer, Choices), answer
    assert [option.phrase for option in answer.options] == options
    for option in answer.options:
        assert meant(option.phrase).given == option.given


@pytest.mark.parametrize(
    ("said", "handle"),
    [("assign 64 to @sam", "sam"), ("assign 64 to sam-2", "sam-2"), ("assign 64 to Sam Two", "sam-2")],
)
def test_understand__takes_whoever_is_named_exactly(said: str, handle: str) -> None:
    assert meant(said).given["handle"] == handle


def test_understand__offers_no_choice_of_very_many() -> None:
    crowd = Vocabulary(tickets=tuple(Titled(number, f"Fix bug {number}") for number in range(1, 30)))

    assert refused("show the bug", crowd).sentence == "29 tickets have 'bug' in their titles; say the number."


# --- nothing ---


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("assign 64 to mkie", "There is nobody here called 'mkie'. Did you mean @mike?"),
        ("assign 99 to mike", "There is no ticket #99."),
        ("file a ticket Fix it for @bob", "There is nobody here called '@bob'."),
        ("file a ticket Fix it assigned to Bob", "There is nobody here called 'Bob'."),
        ('file a ticket "Fix it" for Bob', "There is nobody here called 'Bob'."),
        ("file a ticket Fix it after #64 and #99", "There is no ticket #99."),
        ("file a ticket Fix it in project moon", "There is no project 'moon'. Here are: panel, big one."),
        ("move 64 to the moon", "There is no state 'the moon'. The states are: draft, open, in_progress, in_review, "
         "on_hold, done, failed, skipped, cancelled."),
        ("close everything", "There is no ticket called 'everything'; say its number."),
        ("hire two engineers", "Hire one at a time, so that each has a name."),
        ("assign 64 to James", "There is nobody here called 'James'."),
        ("create project X for 2 months", "Say in weeks how long the project shall take."),
        ("file a critical ticket X, low priority", "The priority is said twice."),
        ("file a ticket X consulting Sam", "There are several whom 'Sam' may mean; write their handles."),
        ("call a meeting: TeamFlow Analytics MVP Retro", "teamx cannot call meetings yet. "
         "See what it can do: teamx --help"),
        ("Decompose TeamFlow Analytics MVP into tickets", "teamx cannot break a project down into tickets yet. "
         "See what it can do: teamx --help"),
        ("undo", "teamx cannot undo yet. See what it can do: teamx --help"),
    ],
)  # fmt: skip
def test_understand__says_what_stood_in_the_way(said: str, sentence: str) -> None:
    assert refused(said).sentence == sentence


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        ("asign 64 to mike", "assign TICKET to PERSON"),
        ("lett mike go", "let PERSON go"),
        ("pauze everything", "pause everything"),
        ("resumee", "resume"),
    ],
)
def test_understand__offers_the_nearest_phrasing(said: str, nearest: str) -> None:
    answer = refused(said)

    assert answer.nearest == nearest
    assert answer.sentence == f'I do not understand "{said}". The nearest I know is: {nearest}'


@pytest.mark.parametrize("said", ["", "  \n", "\x00", "x" * (LONGEST + 1)])
def test_understand__asks_for_a_line(said: str) -> None:
    assert refused(said).sentence.startswith("Say in a line")


@given(said=st.text(max_size=60) | SENTENCES)
@settings(deadline=None, max_examples=200)
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
@settings(deadline=None, max_examples=200)
def test_understand__says_back_what_it_understood(said: str) -> None:
    answer = understand(said, WORDS)

    if isinstance(answer, Understood) and not answer.lacks:
        assert meant(answer.phrase).given == answer.given


# --- something that cannot be kept, or that lacks ---


@pytest.mark.parametrize(
    ("said", "dropped"),
    [
        ('file a ticket "X", due Friday', "due Friday"),
        ("file a ticket X by tomorrow", "by tomorrow"),
        ("file a ticket X for mike by June 1, high priority", "by June 1"),
        ("assign 64 to mike before 2026-06-01", "before 2026-06-01"),
        ("create project X by the end of the month", "by the end of the month"),
        ("hire a writer starting next Monday", "starting next Monday"),
        ("close 64 today", "today"),
        ("file a ticket X, due date 3.5.2026", "due date 3.5.2026"),
        ("assign 64 to mike in 3 days", "in 3 days"),
    ],
)
def test_understand__tells_of_a_date_that_is_not_kept(said: str, dropped: str) -> None:
    answer = meant(said)

    assert answer.preview.endswith(f"Not kept, there is no place for it: {dropped}.")
    assert dropped not in answer.phrase


@pytest.mark.parametrize(
    ("said", "lacks", "question"),
    [
        ("close 64", ("reason",), 'Say also why, or what came of it: move #64 to done because "…"'),
        ("reopen 3", ("reason",), 'Say also why, or what came of it: move #3 to open because "…"'),
        ("let Mike go", ("hand_to",), "Say also who takes over their work: let @mike go, hand their work to @HANDLE"),
        ("assign 64", ("handle",), "Say also who shall do it: assign #64 to @HANDLE"),
        ("file a ticket", ("title",), 'Say also what is to be done: file a ticket "…"'),
        ("comment on 64", ("text",), 'Say also what to say: comment on #64: "…"'),
        ("pause", ("reason",), 'Say also why: pause everything because "…"'),
        ("create a project", ("title",), 'Say also name: create project "…"'),
        ("hire Zoe", ("role",), 'Say also role, such as backend-engineer: hire @zoe as ROLE named "Zoe"'),
    ],
)
def test_understand__asks_for_what_lacks(said: str, lacks: tuple[str, ...], question: str) -> None:
    answer = meant(said)

    assert (answer.lacks, answer.question) == (lacks, question)


@pytest.mark.parametrize("said", ["take 70 off hold", "start 65", "let Sam Two go", "move 65 to open"])
def test_understand__asks_for_nothing_that_is_not_needed(said: str) -> None:
    assert (meant(said).lacks, meant(said).question) == ((), "")


@pytest.mark.parametrize(
    ("said", "preview"),
    [
        (
            'file a ticket "Write tests" for @sarah, high priority, after 64',
            'File a ticket "Write tests" for @sarah, high priority, waits for #64.',
        ),
        ("assign 64 to mike", "Assign #64 (Requirements & user stories) to @mike."),
        ("let mike go, hand over to elena", "Let @mike go, hand their work to @elena. Open until then: #67."),
        ("let sam-2 go", "Let @sam-2 go. No ticket is open."),
        ("mike reports to me", "@mike reports to you."),
        (
            "hire a Senior Product Manager",
            'Hire @product-manager as product-manager, title "Senior Product Manager". '
            "No name was said; to say one, add: named NAME.",
        ),
    ],
)
def test_understand__shows_what_will_happen(said: str, preview: str) -> None:
    assert meant(said).preview == preview


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
    words = Vocabulary(people=(Colleague("ada", "Ada", "writer", "Writer"),), tickets=(Titled(1, "One"),))

    assert meant("assign 1 to @Ada", words).given == {"number": 1, "handle": "ada"}
