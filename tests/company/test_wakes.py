"""Who is woken by what, through the functions an operator and an employee use; the breakers; and the bound on wakes."""

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.brains.briefing import Briefing
from teamx_tui.company import decisions, delivery, inbox, links, orders, runs, seats, threads, tickets, undo, views
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain import wakes as rules
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.tickets import State
from teamx_tui.domain.wakes import Limits
from tests.builders import (
    Call,
    Chooser,
    Clock,
    carry,
    charter,
    claim,
    events,
    filing,
    finishes,
    head,
    passing,
    play,
    queued,
    says,
    try_claim,
    turn,
    woken,
)

TEAM = {"accountable": ["ben"], "consulted": ["cleo", "dan"], "informed": ["eve"]}
"""Ada does it, Ben answers for it, Cleo and Dan are asked, Eve is told; Finn has nothing to do with it."""


def quiet(office: Office) -> int:
    """Let everybody who is queued on #1 pass; return where the log ends then."""
    for number, handle in queued(office):
        if number == 1:
            turn(office, number, handle)
    return head(office)


def cast(office: Office, since: int) -> list[tuple[str, str]]:
    return [(handle, cause) for number, handle, cause in woken(office, since) if number == 1]


# --- the table of design 5 ---


@pytest.mark.feature("X-14")
@pytest.mark.parametrize(
    ("policy", "handles"), [("participants", ["ada", "ben", "cleo", "dan"]), ("responsible", ["ada"])]
)
def test_ready__wakes_the_responsible_first_then_accountable_and_consulted(policy: str, handles: list[str]) -> None:
    everyone = [(handle, "ready") for handle in handles]
    paper = charter(6, [filing(1, "ada", **TEAM), filing(2, "finn")], [(2, 1)], unblock_wakes=policy)
    with passing(paper) as office:
        assert cast(office, 0) == []

        tickets.move(office, 2, "done", "ready")
        assert cast(office, 0) == everyone

        before = quiet(office)
        tickets.move(office, 1, "on_hold", "later")
        tickets.move(office, 1, "open")
        assert cast(office, before) == everyone

        quiet(office)
        number = tickets.file(office, filing(3, "ada", **TEAM))
        assert [handle for n, handle, _ in woken(office) if n == number] == handles


@pytest.mark.feature("X-14")
def test_assigned__wakes_the_new_owner_if_it_is_ready() -> None:
    with passing(charter(6, [filing(1, None, consulted=["cleo"])])) as office:
        assert cast(office, 0) == []

        tickets.assign(office, 1, "ada")

        assert cast(office, 0) == [("ada", "ready"), ("cleo", "ready")]


OPERATOR_SAYS = [
    ("How far are we?", ["ada"]),
    ("@cleo how far are we?", ["ada", "cleo"]),
    ("@finn can you help?", ["ada", "finn"]),
    ("@eve for you too", ["ada", "eve"]),
    ("@all stop", ["ada", "ben", "cleo", "dan"]),
]


@pytest.mark.parametrize(("text", "handles"), OPERATOR_SAYS)
def test_operator_comment__wakes_the_responsible_and_everyone_mentioned(text: str, handles: list[str]) -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        before = quiet(office)

        threads.comment(office, 1, text)

        assert cast(office, before) == [(handle, "operator_comment") for handle in handles]


EMPLOYEE_SAYS = [
    ("I am on it.", []),
    ("@dan what about you?", ["dan"]),
    ("@finn can you help?", ["finn"]),
    ("@all look", ["ada", "ben", "dan"]),
    ("@cleo, that is me", []),
]


@pytest.mark.feature("X-7")
@pytest.mark.parametrize(("text", "handles"), EMPLOYEE_SAYS)
def test_employee_comment__wakes_those_mentioned_and_nobody_else(text: str, handles: list[str]) -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        before = quiet(office)
        threads.comment(office, 1, "@cleo?")
        turn(office, 1, "ada")
        before = head(office)

        turn(office, 1, "cleo", says(text))

        assert cast(office, before) == [(handle, "mention") for handle in handles]


@pytest.mark.feature("X-7")
def test_comment_as_an_employee__wakes_as_if_they_had_said_it() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        before = quiet(office)

        threads.comment(office, 1, "@dan and @cleo", actor="cleo")

        assert cast(office, before) == [("dan", "mention")]


def test_question__wakes_whoever_is_asked_and_the_answer_wakes_the_asker() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        threads.comment(office, 1, "@all go")
        before = head(office)

        turn(office, 1, "ada", ("ask", {"question": "Red or blue?", "to": "finn"}))
        assert cast(office, before) == [("finn", "question")]
        turn(office, 1, "finn", ("answer", {"text": "Blue."}))

        assert cast(office, before) == [("finn", "question"), ("ada", "answered")]


@pytest.mark.feature("X-14")
def test_operators_answer__wakes_the_asker() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        turn(office, 1, "ada", ("ask", {"question": "How much?", "to": "operator"}))
        before = head(office)
        (entry,) = inbox.waiting(office)

        decisions.settle(office, entry.id, "Ten dollars.")

        assert cast(office, before) == [("ada", "decided")]


def test_block__wakes_the_accountable_and_lifting_it_wakes_whoever_raised_it() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        quiet(office)
        threads.comment(office, 1, "Go on.")
        before = head(office)

        turn(office, 1, "ada", ("block", {"reason": "no paint"}))
        assert cast(office, before) == [("ben", "question")]
        turn(office, 1, "ben", ("unblock", {"text": "There is paint."}))

        assert cast(office, before) == [("ben", "question"), ("ada", "unblocked")]


def test_block_by_the_operator__lifted_wakes_the_people_of_the_ticket() -> None:
    with passing(charter(6, [filing(1, "ada", consulted=["cleo"])])) as office:
        before = quiet(office)
        decisions.block(office, 1, "wait for the lawyers", actor=OPERATOR)
        (entry,) = inbox.waiting(office)

        decisions.settle(office, entry.id, "They agree.")

        assert cast(office, before) == [("ada", "ready"), ("cleo", "ready")]


def test_review__wakes_the_accountable_and_changes_wake_the_responsible() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        quiet(office)
        threads.comment(office, 1, "Go on.")
        before = head(office)

        turn(office, 1, "ada", ("request_review", {"text": "Please look."}))
        assert cast(office, before) == [("ben", "review")]
        tickets.move(office, 1, "in_progress")

        assert cast(office, before) == [("ben", "review"), ("ada", "changes")]


def test_review__that_the_operator_sends_back_wakes_its_reviewer_no_more() -> None:
    with passing(charter(2, [filing(1, "ada", accountable=["ben"])])) as office:
        turn(office, 1, "ben")
        turn(office, 1, "ada", ("request_review", {"text": "Look."}))
        assert queued(office) == [(1, "ben")]

        with orders.given(office, "ticket changes 1"):
            delivery.request_changes(office, 1, "Once more.")
        assert queued(office) == [(1, "ada")]

        undo.take_back(office)
        assert queued(office) == [(1, "ben")]


def test_review__by_the_accountable_themselves_goes_to_the_operator() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        turn(office, 1, "ada", ("request_review", {"text": "Please look."}))

        (entry,) = inbox.waiting(office)

        assert (entry.kind, entry.options) == ("review", ("approve", "changes"))
        assert queued(office) == []


@pytest.mark.parametrize(
    ("choice", "state", "wakes"), [("approve", State.DONE, []), ("changes", State.IN_PROGRESS, [("ada", "changes")])]
)
def test_operators_review__finishes_the_ticket_or_sends_it_back(
    choice: str, state: State, wakes: list[tuple[str, str]]
) -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        turn(office, 1, "ada", ("request_review", {"text": "Please look."}))
        (entry,) = inbox.waiting(office)
        before = head(office)

        decisions.settle(office, entry.id, choice)

        assert (views.ticket(office, 1).state, cast(office, before)) == (state, wakes)


@pytest.mark.feature("X-23")
def test_reopened__wakes_only_the_responsible() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        tickets.move(office, 1, "done", "ready")
        before = head(office)

        tickets.move(office, 1, "open", "not yet")

        assert cast(office, before) == [("ada", "changes")]


@pytest.mark.parametrize("end", [State.DONE, State.CANCELLED])
def test_over__lets_nothing_wake_anybody(end: State) -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        tickets.move(office, 1, end, "enough")
        before = head(office)

        threads.comment(office, 1, "@all thank you")
        threads.add_participant(office, 1, "finn", "consulted")
        threads.comment(office, 1, "@dan bye", actor="cleo")

        assert cast(office, before) == []
        assert queued(office) == []


def test_informed__are_never_woken_unless_called_by_name() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM), filing(2, "finn")])) as office:
        threads.comment(office, 1, "@all begin")
        turn(office, 1, "ada", says("@all begin"), ("block", {"reason": "no paint"}))
        turn(office, 1, "ben", ("unblock", {"text": "There is paint."}))
        links.link(office, 2, 1)
        tickets.move(office, 2, "done", "ready")
        turn(office, 1, "ada", ("request_review", {"text": "Please look."}))
        tickets.move(office, 1, "in_progress")
        tickets.move(office, 1, "done", "ready")
        tickets.move(office, 1, "open", "not yet")

        assert "eve" not in dict(cast(office, 0))
        assert {"ready", "operator_comment", "question", "unblocked", "review", "changes"} >= set(
            dict(cast(office, 0)).values()
        )


# --- nobody wakes themselves ---

OWN_WORDS: dict[str, list[Call]] = {
    "a mention": [says("@ada, remember the paint")],
    "all": [says("@all look")],
    "a call": [("mention", {"who": ["ada"]})],
    "a question": [("ask", {"question": "Why?", "to": "ada"})],
    "an answer": [("ask", {"question": "Why?", "to": "ada"}), ("answer", {"text": "Because."})],
    "a lifted block": [("block", {"reason": "no paint"}), ("unblock", {"text": "There is paint."})],
    "a decision": [("decide", {"subject": "Colour", "outcome": "Blue"})],
    "an attachment": [("attach", {"name": "notes", "content": "blue"})],
    "a review": [("request_review", {"text": "Please look."})],
    "a check": [("check", {"name": "lint", "results": {"style": "pass"}})],
}


@pytest.mark.feature("D-2")
@pytest.mark.parametrize("calls", OWN_WORDS.values(), ids=OWN_WORDS)
def test_author__is_never_woken_by_their_own_words(calls: list[Call]) -> None:
    with passing(charter(3, [filing(1, "ada", accountable=["ada"], consulted=["cleo"])])) as office:
        before = head(office)

        turn(office, 1, "ada", *calls)

        assert "ada" not in dict(cast(office, before))


# --- coalescing ---


@pytest.mark.feature("D-2")
def test_causes__before_the_run_make_one_wake() -> None:
    with passing(charter(3, [filing(1, "ada", consulted=["ben"])])) as office:
        threads.comment(office, 1, "one")
        threads.comment(office, 1, "@ada two")
        turn(office, 1, "ben", says("@ada three"), ("ask", {"question": "four?", "to": "ada"}))
        tickets.move(office, 1, "on_hold", "five")
        tickets.move(office, 1, "open")

        assert queued(office).count((1, "ada")) == 1
        assert [handle for handle, _ in cast(office, 0)].count("ada") == 1


@pytest.mark.feature("D-2")
def test_causes__during_a_run_make_exactly_one_more() -> None:
    with passing(charter(3, [filing(1, "ada", consulted=["ben"])])) as office:
        going_on = claim(office, 1, "ada")

        threads.comment(office, 1, "one")
        threads.comment(office, 1, "@ada two")
        decisions.ask(office, 1, "ada", "three?", actor=OPERATOR)

        assert queued(office).count((1, "ada")) == 1
        carry(office, going_on)
        follow_up = claim(office, 1, "ada")
        carry(office, follow_up)
        assert (1, "ada") not in queued(office)
        assert [handle for handle, _ in cast(office, 0)].count("ada") == 2


@pytest.mark.feature("D-2")
def test_causes__during_a_run_that_fails_leave_one_wake_for_both() -> None:
    clock = Clock()
    with passing(charter(3, [filing(1, "ada")]), clock) as office:
        going_on = claim(office, 1, "ada")
        threads.comment(office, 1, "one")

        runs.give_back(office, going_on, Mishap.TURNED_AWAY, "the host is busy", retry_after_seconds=60)

        assert queued(office) == [(1, "ada")]
        clock.advance(59)
        assert try_claim(office, 1, "ada")[0] == []
        clock.advance(1)
        assert claim(office, 1, "ada").attempt == 2


# --- the breakers ---


def relay(office: Office, *handles: str) -> list[str]:
    """Each in turn mentions the next, until somebody is not woken; return who had a turn."""
    had: list[str] = []
    for no in range(40):
        here, there = handles[no % len(handles)], handles[(no + 1) % len(handles)]
        if (1, here) not in queued(office):
            return had
        turn(office, 1, here, says(f"@{there} your turn"))
        had.append(here)
    raise AssertionError("it went round for ever")


@pytest.mark.feature("D-2")
def test_hop_limit__ends_a_chain_of_three_and_asks_the_operator_once() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        had = relay(office, "ada", "ben", "cleo")

        assert len(had) == 1 + 6
        (entry,) = inbox.waiting(office)
        assert (entry.kind, entry.options) == ("breaker", ("let-one-more", "mute"))
        assert entry.subject == "#1 goes round in circles: the chain of replies is 6 long. @ben was not woken."
        assert [event.data["employee"] for event in events(office, "breaker.tripped")] == ["ben"]
        assert max(event.data["hop"] for event in events(office, "wake.queued")) == 6


@pytest.mark.feature("D-2")
def test_alternation__of_a_pair_ends_before_the_chain_does() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        had = relay(office, "ada", "ben")

        assert had == ["ada", "ben", "ada", "ben", "ada"]
        (entry,) = inbox.waiting(office)
        assert "@ada and @ben took turns 4 times with nothing new" in entry.subject


@pytest.mark.feature("D-2")
def test_alternation__with_something_new_each_time_is_no_circle() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        for no in range(7):
            here, there = ("ada", "ben") if no % 2 == 0 else ("ben", "ada")
            turn(office, 1, here, says(f"@{there}"), ("attach", {"name": "draft", "content": str(no)}))

        (entry,) = inbox.waiting(office)
        assert "the chain of replies is 6 long" in entry.subject


@pytest.mark.feature("D-2")
def test_turn_limit__counts_wakes_since_the_operator_last_spoke() -> None:
    crowd = [f"p{no}" for no in range(14)]
    with passing(charter(["ada", *crowd], [filing(1, "ada")])) as office:
        before = head(office)

        turn(office, 1, "ada", says("all of you", *crowd))

        assert len(cast(office, before)) == 12
        refused = events(office, "wake.refused", since=before)
        assert [event.data["employee"] for event in refused] == crowd[12:]
        assert "12 turns without an operator message or a change of state" in refused[0].data["reason"]
        assert len(inbox.waiting(office)) == 1
        threads.comment(office, 1, "Go on.")
        for _ in range(2):
            turn(office, 1, "p0", says("then you", "p12"))
            turn(office, 1, "p12", says("and back", "p0"))


@pytest.mark.feature("D-2")
def test_turn_limit__counts_over_several_turns() -> None:
    crowd = [f"p{no}" for no in range(13)]
    with passing(charter(["ada", *crowd], [filing(1, "ada")])) as office:
        turn(office, 1, "ada", says("first half", *crowd[:6]))
        turn(office, 1, "p0", says("second half", *crowd[6:12]))
        before = head(office)

        turn(office, 1, "p1", says("and you", "p12"))

        assert cast(office, before) == []
        (refused,) = events(office, "wake.refused", since=before)
        assert "12 turns without an operator message or a change of state" in refused.data["reason"]


@pytest.mark.feature("D-2")
def test_breaker__let_one_more_wakes_whoever_was_refused_and_the_chain_begins_anew() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        relay(office, "ada", "ben", "cleo")
        (entry,) = inbox.waiting(office)

        said = decisions.settle(office, entry.id, "let-one-more")

        assert said == "@ben gets one more turn on #1."
        assert queued(office) == [(1, "ben")]
        assert len(relay(office, "ben", "cleo", "ada")) == 1 + 6
        assert len(inbox.waiting(office)) == 1


@pytest.mark.feature("D-2")
def test_breaker__mute_silences_colleagues_and_not_the_operator() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        relay(office, "ada", "ben", "cleo")
        (entry,) = inbox.waiting(office)

        said = decisions.settle(office, entry.id, "mute")

        assert said == "@ben is not woken by colleagues in #1 any more."
        threads.comment(office, 1, "Again.")
        before = head(office)
        turn(office, 1, "ada", says("@ben and @cleo"))
        assert cast(office, before) == [("cleo", "mention")]
        assert inbox.waiting(office) == ()
        threads.comment(office, 1, "@ben, for me.")
        assert ("ben", "operator_comment") in cast(office, before)


@pytest.mark.feature("D-2")
def test_breaker__takes_only_its_own_answers() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        relay(office, "ada", "ben", "cleo")
        (entry,) = inbox.waiting(office)

        with pytest.raises(TeamxError, match="takes one of: let-one-more, mute"):
            decisions.settle(office, entry.id, "shout")

        assert len(inbox.waiting(office)) == 1


# --- no storm, whatever they say ---


def _shouts(briefing: Briefing) -> list[Call]:
    return [says("@all and again @all")]


def _asks_and_answers(briefing: Briefing) -> list[Call]:
    other = "ben" if briefing.handle == "ada" else "ada"
    return [("answer", {"text": "Yes."}), ("ask", {"question": "Really?", "to": other})]


def _blocks_and_unblocks(briefing: Briefing) -> list[Call]:
    return [("unblock", {"text": "There is paint."}), ("block", {"reason": "no paint"})]


def _blocks_and_unblocks_at_once(briefing: Briefing) -> list[Call]:
    return [("block", {"reason": "no paint"}), ("unblock", {"text": "There is paint."})]


def _brings_in_everybody(briefing: Briefing) -> list[Call]:
    return [("add_participant", {"handle": name}) for name in ("ada", "ben", "cleo", "dan", "eve", "finn")]


def _attaches_and_shouts(briefing: Briefing) -> list[Call]:
    return [("attach", {"name": "draft", "content": "x"}), says("@all look")]


def _decides_and_shouts(briefing: Briefing) -> list[Call]:
    return [("decide", {"subject": "Colour", "outcome": "Blue"}), says("@all look")]


STORMS = [
    _shouts,
    _asks_and_answers,
    _blocks_and_unblocks,
    _blocks_and_unblocks_at_once,
    _brings_in_everybody,
    _attaches_and_shouts,
    _decides_and_shouts,
]


@pytest.mark.feature("D-2", "X-7")
@pytest.mark.parametrize("talk", STORMS, ids=lambda talk: talk.__name__.strip("_"))
def test_storm__dies_down_by_itself(talk: Callable[[Briefing], list[Call]]) -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM), filing(2, "ben", accountable=["ada"])])) as office:
        tally = play(office, runs=200, brain=Chooser(talk), slots=2)

        filed_and_begun = 2
        assert 2 < tally.runs <= rules.bound([(filed_and_begun, 6), (filed_and_begun, 6)], Limits())
        assert not [wake for wake in queued(office) if try_claim(office, *wake)[0]]


CALLS_FOR = st.lists(
    st.lists(st.sampled_from(("ada", "ben", "cleo", "dan", "eve", "finn", "all")), max_size=4), min_size=1, max_size=8
)


@pytest.mark.feature("D-2")
@given(calls_for=CALLS_FOR, most_turns=st.integers(0, 6), most_hops=st.integers(0, 4))
@settings(deadline=None, max_examples=25)
def test_talk__alone_wakes_no_more_often_and_no_deeper_than_the_limits(
    calls_for: list[list[str]], most_turns: int, most_hops: int
) -> None:
    """One ticket becomes ready; then nobody but employees says anything, and they only talk."""
    limits = Limits(max_hops=most_hops, max_turns=most_turns)
    with passing(charter(6, [filing(1, "ada", **TEAM)]), limits=limits) as office:
        said = 0

        def choose(_: Briefing) -> list[Call]:
            nonlocal said
            said += 1
            return [says("so", *calls_for[said % len(calls_for)])]

        tally = play(office, runs=100, brain=Chooser(choose))

        hops = [event.data["hop"] for event in events(office, "wake.queued")]
        assert hops[:4] == [0, 0, 0, 0]
        assert len(hops[4:]) <= most_turns
        assert all(0 < hop <= most_hops for hop in hops[4:])
        assert tally.runs == len(hops)


# --- the bound of domain.wakes, on random histories ---

STAFF = ("ada", "ben", "cleo", "dan")
WHO = st.sampled_from(STAFF)
NUMBERS = (1, 2, 3)
TIGHT = Limits(max_hops=3, max_turns=2, max_alternations=1)
TALK = st.one_of(
    st.lists(st.sampled_from((*STAFF, "all")), max_size=3).map(lambda names: says("so", *names)),
    WHO.map(lambda who: ("ask", {"question": "why?", "to": who})),
    st.just(("answer", {"text": "because"})),
    st.just(("block", {"reason": "no paint"})),
    st.sampled_from(NUMBERS).map(lambda number: ("block", {"reason": "not yet", "ticket": number})),
    st.just(("unblock", {"text": "there is paint"})),
    WHO.map(lambda who: ("add_participant", {"handle": who})),
    st.just(("attach", {"name": "draft", "content": "x"})),
    st.just(("request_review", {"text": "look"})),
    st.just(finishes()),
)
TURN = st.tuples(st.just("turn"), st.integers(0, 9), st.lists(TALK, max_size=4))
MISHAP = st.tuples(st.just("mishap"), st.integers(0, 9), st.sampled_from(Mishap))
ON = st.sampled_from(NUMBERS)
OPERATES = st.one_of(
    st.tuples(st.just("comment"), ON, st.lists(st.sampled_from((*STAFF, "all")), max_size=2)),
    st.tuples(st.just("add"), ON, WHO),
    st.tuples(st.just("remove"), ON, WHO),
    st.tuples(st.just("assign"), ON, WHO),
    st.tuples(st.just("move"), ON, st.sampled_from(State)),
    st.tuples(st.just("ask"), ON, WHO),
    st.tuples(st.just("answer"), ON, st.integers(0, 2)),
    st.tuples(st.just("unlink"), ON, ON),
)
HISTORY = st.lists(st.one_of(TURN, TURN, TURN, MISHAP, OPERATES), min_size=5, max_size=40)


class History:
    """Plays a history and counts what the operator did to each ticket, knowing nothing of how wakes are queued."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.operated: Counter[int] = Counter()

    def happen(self, what: tuple[str, int, object]) -> None:
        kind, which, how = what
        try:
            if kind in ("turn", "mishap"):
                self._somebody(kind, which, how)
            else:
                self._operator(kind, which, how)
                self.operated[which] += 1
        except TeamxError:
            return

    def _somebody(self, kind: str, which: int, how: object) -> None:
        waiting = queued(self.office)
        if not waiting:
            return
        claims, _ = try_claim(self.office, *waiting[which % len(waiting)])
        for claimed in claims:
            if kind == "turn":
                carry(self.office, claimed, *how)  # type: ignore[misc]
            else:
                runs.give_back(self.office, claimed, how, "bad luck")  # type: ignore[arg-type]

    def _operator(self, kind: str, on: int, how: object) -> None:
        acts: dict[str, Callable[[], object]] = {
            "comment": lambda: threads.comment(self.office, on, "so", mentions=how),  # type: ignore[arg-type]
            "add": lambda: threads.add_participant(self.office, on, str(how), "consulted"),
            "remove": lambda: seats.remove(self.office, on, str(how)),
            "assign": lambda: tickets.assign(self.office, on, str(how)),
            "move": lambda: tickets.move(self.office, on, str(how), "because"),
            "ask": lambda: decisions.ask(self.office, on, str(how), "why?", actor=OPERATOR),
            "answer": lambda: self._answer(on, how),  # type: ignore[arg-type]
            "unlink": lambda: links.unlink(self.office, how, on),  # type: ignore[arg-type]
        }
        acts[kind]()

    def _answer(self, on: int, which: int) -> None:
        for entry in inbox.waiting(self.office):
            if entry.number == on:
                choices = entry.options or ("so be it",)
                decisions.settle(self.office, entry.id, choices[which % len(choices)])
                return

    def resets(self) -> dict[int, int]:
        """Operator acts on each ticket, its filing, and changes of state of it and of whatever ever blocked it."""
        moves = Counter(event.data["number"] for event in events(self.office, "ticket.moved"))
        blockers = defaultdict(set)
        for event in events(self.office, "ticket.linked"):
            blockers[event.data["blocked"]].add(event.data["blocker"])
        return {
            number: 1 + self.operated[number] + sum(moves[each] for each in {number, *blockers[number]})
            for number in NUMBERS
        }

    def people(self) -> dict[int, int]:
        """How many were ever on each thread."""
        ever = defaultdict(set)
        for event in events(self.office, "ticket.filed"):
            ever[event.data["number"]].update(event.data["participants"])
        for event in events(self.office, "participant.added"):
            ever[event.data["number"]].add(event.data["employee"])
        return {number: len(ever[number]) for number in NUMBERS}


@pytest.mark.feature("D-2", "X-7")
@given(history=HISTORY)
@settings(deadline=None, max_examples=25)
def test_wakes__of_each_ticket_keep_within_the_bound_over_any_history(
    history: list[tuple[str, int, object]],
) -> None:
    paper = charter(STAFF, [filing(1, "ada", accountable=["ben"]), filing(2, "ben"), filing(3, "cleo")], [(1, 2)])
    with passing(paper, limits=TIGHT) as office:
        past = History(office)
        for what in history:
            past.happen(what)

        resets, people = past.resets(), past.people()
        wakes = Counter(number for number, _, _ in woken(office))
        for number in NUMBERS:
            assert wakes[number] <= rules.bound([(resets[number], people[number])], TIGHT)


@pytest.mark.feature("D-2")
@given(history=HISTORY)
@settings(deadline=None, max_examples=12)
def test_queue__holds_at_most_one_wake_for_an_employee_on_a_ticket_and_none_on_one_that_is_over(
    history: list[tuple[str, int, object]],
) -> None:
    paper = charter(STAFF, [filing(1, "ada", accountable=["ben"]), filing(2, "ben"), filing(3, "cleo")], [(1, 2)])
    with passing(paper, limits=TIGHT) as office:
        past = History(office)
        for what in history:
            past.happen(what)
            waiting = queued(office)
            rows = {row.number: row for row in views.tickets(office)}

            assert len(waiting) == len(set(waiting))
            for number, handle in waiting:
                assert rows[number].state not in (State.DONE, State.CANCELLED, State.FAILED, State.SKIPPED)
                assert handle in rows[number].participants


@pytest.mark.feature("X-7")
def test_talk__after_one_comment_ends_within_a_hundred_ticks_though_everybody_calls_everybody() -> None:
    with passing(charter(6, [filing(1, "ada", **TEAM)])) as office:
        threads.comment(office, 1, "@all what do you think?")

        ticks = [play(office, runs=1, brain=Chooser(_shouts)).runs for _ in range(100)]

        spoken = sum(ticks)
        assert 4 < spoken <= rules.bound([(3, 6)], Limits())
        assert ticks == [1] * spoken + [0] * (100 - spoken)
        assert len(views.thread(office, 1).entries) == 1 + spoken
