"""Decisions of several, joining by oneself, speaking across tickets, sending back; and that every answer wakes."""

from collections.abc import Callable
from typing import Final

import pytest

from teamx_tui.commands import COMMANDS
from teamx_tui.company import (
    agreements,
    decisions,
    deliberations,
    delivery,
    inbox,
    responsibilities,
    rooms,
    runs,
    seats,
    threads,
    undo,
    vault,
    views,
    waits,
    why,
)
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.retries import ATTEMPTS, LONGEST_DELAY_SECONDS, Mishap
from teamx_tui.domain.wakes import Limits
from tests.builders import (
    Call,
    carry,
    charter,
    claim,
    events,
    filing,
    head,
    passing,
    queued,
    says,
    try_claim,
    turn,
    woken,
)

PAPER: Final = charter(4, [filing(1, "ada", accountable=["dan"]), filing(2, "ben")])
COLOUR: Final = ("propose", {"subject": "Colour", "options": ["red", "blue"], "among": ["ben", "cleo"]})


# --- decisions of several ---


@pytest.mark.feature("X-18")
def test_decision_of_several__collects_positions_and_is_then_decided_by_the_accountable() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", COLOUR)
        turn(office, 1, "dan")
        turn(office, 1, "ben", ("take_position", {"stance": "RED", "pro": "warm", "con": "loud"}))
        assert (1, "dan") not in queued(office)
        turn(office, 1, "cleo", ("take_position", {"stance": "blue"}))

        turn(office, 1, "dan", ("decide", {"subject": "colour", "outcome": "red", "rationale": "It is warm."}))

        (made,) = agreements.decisions(office)
        assert (made.subject, made.outcome, made.rationale, made.rule) == (
            "Colour",
            "red",
            "It is warm.",
            "accountable",
        )
        assert (made.raised_by, made.decided_by, made.options) == ("ada", "dan", ("red", "blue"))
        assert [(one.who, one.stance, one.pro, one.con) for one in made.positions] == [
            ("ben", "red", "warm", "loud"),
            ("cleo", "blue", "", ""),
        ]
        assert queued(office) == [(2, "ben"), (1, "ada")]


def test_conflict__is_not_decided_with_fewer_than_two_positions_nor_by_somebody_else() -> None:
    with passing(PAPER) as office:
        deliberations.propose(office, 1, "Colour", ["red", "blue"], ["ben", "cleo"], actor="ada")
        deliberations.take(office, 1, "red", actor="ben")

        with pytest.raises(Refused, match="Only one position is taken, and a conflict is decided on 2 at least"):
            decisions.decide(office, 1, "Colour", "red", actor="dan")
        with pytest.raises(Refused, match="@dan decides this on #1"):
            decisions.decide(office, 1, "Colour", "red", actor="ada")
        with pytest.raises(Invalid, match="The options are: red, blue"):
            deliberations.take(office, 1, "green", actor="cleo")

        assert [one.state for one in agreements.decisions(office)] == ["open"]


def test_position__is_changed_by_taking_another_and_put_back_by_undo() -> None:
    with passing(PAPER) as office:
        deliberations.propose(office, 1, "Colour", ["red", "blue"], ["ben"], actor="ada")
        COMMANDS["decision position"](office, number=1, stance="red")
        COMMANDS["decision position"](office, number=1, stance="blue")
        assert [one.stance for one in agreements.decisions(office)[0].positions] == ["blue"]

        COMMANDS["undo"](office)
        assert [one.stance for one in agreements.decisions(office)[0].positions] == ["red"]
        COMMANDS["undo"](office)
        assert agreements.decisions(office)[0].positions == ()


def test_majority__decides_only_what_most_are_for() -> None:
    with passing(charter(4, [filing(1)])) as office:
        made = deliberations.propose(office, 1, "Colour", ["red", "blue"], ["ben", "cleo", "dan"], rule="majority")
        for who, stance in (("ben", "red"), ("cleo", "blue"), ("dan", "red")):
            deliberations.take(office, 1, stance, actor=who)

        with pytest.raises(Refused, match="1 of 3 positions are for blue, which is no majority"):
            decisions.settle(office, made, "blue")

        assert decisions.settle(office, made, "red", "most are for it") == "#1: Colour is decided."
        assert agreements.decision(office, made).rationale == "most are for it"


@pytest.mark.feature("X-25")
def test_deferral__is_seen_from_both_tickets() -> None:
    with passing(PAPER) as office:
        reply = COMMANDS["decision record"](
            office, number=1, subject="Load 1.3 s", outcome="Launch", rationale="close enough", defer_to=2
        )

        assert [one.deferred_to for one in agreements.decisions(office, number=1)] == [2]
        assert [one.number for one in agreements.decisions(office, number=2)] == [1]
        assert "- Taken up in: #2" in COMMANDS["decision show"](office, decision=reply.data["id"]).sentence
        told = views.thread(office, 2).entries[-1]
        assert (told.origin, told.body) == (1, "Deferred from #1 by @operator: Load 1.3 s: Launch")

        COMMANDS["undo"](office)
        assert agreements.decisions(office) == ()
        assert inbox.waiting(office) == ()


def test_recorded_positions__must_be_of_people_here_and_among_the_options() -> None:
    with passing(PAPER) as office:
        given = {"number": 1, "subject": "Store", "outcome": "Redis", "option": ["Redis", "Postgres"]}
        with pytest.raises(NotFound, match="no employee @zoe"):
            COMMANDS["decision record"](office, **given, position=["zoe: Redis"])
        with pytest.raises(Invalid, match="none of: Redis, Postgres"):
            COMMANDS["decision record"](office, **given, position=["@ben: MySQL"])
        with pytest.raises(Refused, match="The options are"):
            COMMANDS["decision record"](office, **(given | {"outcome": "MySQL"}))

        made = COMMANDS["decision record"](office, **given, position=["@ben: Redis", "cleo: Postgres"]).data
        assert [(one["who"], one["stance"]) for one in made["positions"]] == [("ben", "Redis"), ("cleo", "Postgres")]


# --- every answer wakes whoever asked ---


def question(office: Office) -> None:
    turn(office, 1, "ada", ("ask", {"question": "Which?", "to": "operator"}))


def colleagues_question(office: Office) -> None:
    turn(office, 1, "ada", ("ask", {"question": "Which?", "to": "dan", "blocking": True}))


def block(office: Office) -> None:
    turn(office, 1, "ada", ("block", {"reason": "no paint"}))


def offer(office: Office) -> None:
    turn(office, 1, "ada", ("hand_off", {"to": "ben", "note": "n", "next": "x"}))


def proposal(office: Office) -> None:
    turn(office, 1, "ada", COLOUR)
    for who in ("ben", "cleo"):
        deliberations.take(office, 1, "red", actor=who)


def request(office: Office) -> None:
    turn(office, 1, "ada", ("join", {"ticket": 3}))


def breaker(office: Office) -> None:
    turn(office, 1, "ada", says("@ben"))
    carry(office, claim(office, 1, "ben"), says("@ada"))


def dead_wake(office: Office) -> None:
    for _ in range(ATTEMPTS[Mishap.FATAL]):
        runs.give_back(office, claim(office, 1, "ada"), Mishap.FATAL, "it broke")
        office.clock.advance(LONGEST_DELAY_SECONDS)  # type: ignore[attr-defined]


@pytest.mark.feature("T-20")
@pytest.mark.parametrize(
    ("arise", "choice", "reason"),
    [
        (question, "Red.", ""),
        (colleagues_question, "Red.", ""),
        (block, "Here is paint.", ""),
        (offer, "accept", ""),
        (offer, "decline", "no time"),
        (proposal, "red", ""),
        (proposal, "blue", ""),
        (request, "accept", ""),
        (request, "decline", "it is private"),
        (breaker, "let-one-more", ""),
        (dead_wake, "retry", ""),
    ],
)
def test_answer__of_any_kind_and_either_way_wakes_whoever_asked(
    arise: Callable[[Office], None], choice: str, reason: str
) -> None:
    more = filing(3, "cleo", accountable=["dan"], private=True)
    paper = charter(4, [filing(1, "ada", accountable=["dan"]), filing(2, "ben"), more])
    with passing(paper, limits=Limits(max_hops=1) if arise is breaker else None) as office:
        arise(office)
        (entry,) = inbox.waiting(office, None)
        before = head(office)

        decisions.settle(office, entry.id, choice, reason)

        assert "ada" in [who for _, who, _ in woken(office, before)]
        assert inbox.waiting(office, None) == ()


def test_blocking_question__holds_up_only_what_needs_the_answer() -> None:
    """The asker's other tickets go on, and so do the others on the same ticket."""
    with passing(charter(3, [filing(1, "ada", consulted=["cleo"]), filing(2, "ada")])) as office:
        turn(office, 1, "ada", ("ask", {"question": "Which?", "to": "operator", "blocking": True}))

        turn(office, 1, "cleo", says("@ada I think red."))
        turn(office, 2, "ada", says("Meanwhile."))

        claims, (held,) = try_claim(office, 1, "ada")
        assert (claims, [gate.kind for gate in held.gates]) == ([], ["question"])


# --- mutual waits ---


@pytest.mark.feature("D-6")
def test_mutual_wait__is_found_when_the_asked_passes_and_gone_when_it_is_cut() -> None:
    with passing(charter(3, [filing(1, "ada"), filing(2, "ben"), filing(3, "cleo")], [(1, 2), (1, 3)])) as office:
        turn(office, 1, "ada", ("ask", {"question": "Which?", "to": "ben", "blocking": True}))
        assert inbox.waiting(office) == ()  # a turn of @ben's is coming

        turn(office, 1, "ben")

        (entry,) = inbox.waiting(office)
        assert (entry.kind, entry.number) == ("deadlock", 2)
        assert entry.subject == (
            "Nobody can move: #1 waits for an answer of @ben, @ben waits with #2, #2 waits for #1. "
            "Cheapest to cut: #2 starts anyway, without #1."
        )
        assert why.why(office, 1).circles == why.why(office, 2).circles == (entry.subject,)
        assert why.why(office, 3).circles == ()
        assert entry.subject in COMMANDS["ticket why"](office, number=2).sentence
        assert entry.subject in COMMANDS["waits"](office).sentence

        assert decisions.settle(office, entry.id, "cut") == "#2 starts anyway, without #1."
        assert queued(office) == [(2, "ben")]
        assert waits.standing(office).circles == ()


def test_mutual_wait__that_is_left_is_not_asked_about_again_until_it_is_another() -> None:
    asks = ("ask", {"question": "Which?", "to": "ben", "blocking": True})
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        turn(office, 1, "ada", asks)
        turn(office, 1, "ben")
        (entry,) = inbox.waiting(office)

        COMMANDS["answer"](office, entry=entry.id, text="leave")
        assert inbox.waiting(office) == ()
        threads.comment(office, 1, "@ben really?")
        turn(office, 1, "ben")
        assert inbox.waiting(office) == ()

        decisions.answer(office, 1, "Red.", actor="ben")
        turn(office, 1, "ada", asks)
        turn(office, 1, "ben")
        assert [one.kind for one in inbox.waiting(office)] == ["deadlock"]


def test_mutual_wait__that_is_left_is_asked_about_once_when_the_answer_is_taken_back() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        turn(office, 1, "ada", ("ask", {"question": "Which?", "to": "ben", "blocking": True}))
        turn(office, 1, "ben")
        before = inbox.waiting(office)

        COMMANDS["answer"](office, entry=before[0].id, text="leave")
        undo.take_back(office)

        assert inbox.waiting(office) == before


def test_mutual_wait__that_ends_by_itself_needs_nobody_any_more() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        turn(office, 1, "ada", ("ask", {"question": "Which?", "to": "ben", "blocking": True}))
        turn(office, 1, "ben")
        assert [entry.kind for entry in inbox.waiting(office)] == ["deadlock"]

        decisions.answer(office, 1, "Red.", actor="ben")

        assert inbox.waiting(office) == ()
        assert waits.standing(office).waits != ()  # #2 still waits for #1, in no circle


ASK: Final = ("ask", {"question": "Which?", "blocking": True})
BLOCK: Final = ("block", {"reason": "no paint"})


@pytest.mark.parametrize(
    ("first", "second", "way"),
    [
        (BLOCK, BLOCK, "the block on #1 is lifted for @ben"),
        (("hand_off", {"to": "ben", "note": "n", "next": "x"}), BLOCK, "the hand-off of #1 to @ben is taken back"),
        (("ask", {**ASK[1], "to": "ben"}), BLOCK, "#1 goes on without an answer of @ben"),
    ],
    ids=["block", "hand-off", "question"],
)
def test_mutual_wait__without_a_dependency_is_cut_where_it_is_easiest(first: Call, second: Call, way: str) -> None:
    with passing(charter(2, [filing(1, "ada", accountable=["ben"]), filing(2, "ben", accountable=["ada"])])) as office:
        turn(office, 1, "ben")
        turn(office, 2, "ada")
        turn(office, 1, "ada", first)
        turn(office, 1, "ben")
        turn(office, 2, "ben", second)
        turn(office, 2, "ada")
        (entry,) = inbox.waiting(office)
        before = head(office)

        assert dict(zip(entry.options, entry.outcomes, strict=True))["cut"] == way
        decisions.settle(office, entry.id, "cut")

        assert (1, "ada") in [(number, who) for number, who, _ in woken(office, before)]
        assert inbox.waiting(office) == ()


def test_starved__is_who_could_have_a_turn_while_later_ones_of_theirs_went_ahead() -> None:
    """#2 is held by nothing but the queue; #3 waits for #2 and starves nobody."""
    with passing(charter(2, [filing(1), filing(2), filing(3)], [(2, 3)])) as office:
        for _ in range(3):
            turn(office, 1, "ada")
            threads.comment(office, 1, "Once more.")
        assert waits.standing(office).starved == ()

        office.clock.advance(31 * 60)  # type: ignore[attr-defined]

        (late,) = waits.standing(office).starved
        assert (late.number, late.employee, late.waited_ms) == (2, "ada", 31 * 60_000)
        assert late.ahead >= 2
        assert "@ada has waited 31 m 0 s for a turn on #2" in COMMANDS["waits"](office).sentence
        assert "@ada has waited 31 m 0 s for a turn on #2" in COMMANDS["ticket why"](office, number=2).sentence
        assert COMMANDS["ticket why"](office, number=1).data["starved"] == []


# --- joining, speaking across tickets, sending back ---


@pytest.mark.feature("X-8")
def test_join__of_a_public_ticket_is_at_once_and_of_a_private_one_by_permission() -> None:
    paper = charter(3, [filing(1, "ada"), filing(2, "ben"), filing(3, "cleo", accountable=["ben"], private=True)])
    with passing(paper) as office:
        turn(office, 1, "ada", ("join", {"ticket": 2}), ("join", {"ticket": 3, "reason": "I need the plan"}))

        assert views.ticket(office, 2).participants == {"ben": "R", "ada": "C"}
        assert views.ticket(office, 3).participants == {"cleo": "R", "ben": "A"}
        added = events(office, "participant.added")[-1]
        assert (added.actor, added.data["employee"], added.data["number"]) == ("ada", "ada", 2)
        turn(office, 3, "ben", ("accept", {}))
        assert views.ticket(office, 3).participants == {"cleo": "R", "ben": "A", "ada": "C"}

        seats.leave(office, 3, actor="ada")
        assert events(office, "participant.removed")[-1].actor == "ada"


def test_join__twice_or_leave_as_the_responsible_is_refused() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben", private=True)])) as office:
        seats.join(office, 2, actor="ada")
        with pytest.raises(Refused, match="has asked to join #2 already"):
            seats.join(office, 2, actor="ada")
        with pytest.raises(Refused, match="@ada takes part in #1 already"):
            seats.join(office, 1, actor="ada")
        with pytest.raises(Refused, match="@ada is responsible for #1; hand it over first"):
            seats.leave(office, 1, actor="ada")


@pytest.mark.feature("X-10")
def test_comment_from_another_ticket__keeps_its_origin_and_wakes_whom_it_mentions() -> None:
    with passing(charter(3, [filing(1, "ada"), filing(2, "ben"), filing(3, "cleo", private=True)])) as office:
        before = head(office)
        turn(office, 1, "ada", ("comment_on", {"ticket": 2, "text": "It is ready, @ben."}))

        entry = views.thread(office, 2).entries[-1]
        assert (entry.author, entry.origin, entry.body) == ("ada", 1, "It is ready, @ben.")
        assert "@ada (from #1)" in COMMANDS["ticket show"](office, number=2).sentence
        assert woken(office, before) == []  # @ben has a turn on #2 coming already
        with pytest.raises(Refused, match="#3 is private and @ada takes no part in it"):
            threads.comment(office, 3, "Hello", origin=1, actor="ada")
        with pytest.raises(Refused, match="@ada takes no part in #2 and cannot speak from there"):
            COMMANDS["ticket comment"](office, number=1, text="Hello", as_="ada", from_=2)


@pytest.mark.feature("T-8")
def test_mention_of_an_outsider__adds_and_wakes_them() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        turn(office, 1, "ada", says("@ben, have a look."))

        assert views.ticket(office, 1).participants == {"ada": "R", "ben": "C"}
        assert queued(office) == [(1, "ben")]


@pytest.mark.feature("T-16")
def test_reviewer__sees_the_artifact_and_asking_for_changes_wakes_the_author() -> None:
    with passing(charter(2, [filing(1, "ada", accountable=["ben"])])) as office:
        turn(office, 1, "ben")
        made = ("attach", {"name": "plan.md", "content": "# Plan"})
        turn(office, 1, "ada", made, ("request_review", {"text": "Please."}))
        assert queued(office) == [(1, "ben")]
        assert vault.read(office, rooms.look(office, 1).files[0].name, 1).content == "# Plan"

        turn(office, 1, "ben", ("request_changes", {"text": "Add the dates."}))

        assert views.ticket(office, 1).state == "in_progress"
        assert queued(office) == [(1, "ada")]
        with pytest.raises(Refused, match="changes are asked for when it is in review or done"):
            delivery.request_changes(office, 1, "More.")
        with pytest.raises(Refused, match="@ada is not accountable for #1"):
            delivery.request_changes(office, 1, "More.", actor="ada")


def test_changes_to_what_is_done__reopen_it() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        turn(office, 1, "ada", ("finish", {"resolution": "Done."}))

        COMMANDS["ticket changes"](office, number=1, text="Add the dates.")

        assert views.ticket(office, 1).state == "open"
        assert queued(office) == [(1, "ada")]


def test_review_and_changes_to_and_fro__trip_the_breaker() -> None:
    with passing(charter(2, [filing(1, "ada", accountable=["ben"])]), limits=Limits(max_hops=4)) as office:
        turn(office, 1, "ben")
        for _ in range(8):
            if (1, "ada") not in queued(office):
                break
            turn(office, 1, "ada", ("request_review", {"text": "Again."}))
            if (1, "ben") not in queued(office):
                break
            turn(office, 1, "ben", ("request_changes", {"text": "Again."}))
        else:
            pytest.fail("they would go on for ever")

        assert "breaker" in [entry.kind for entry in inbox.waiting(office)]


# --- parts ---


@pytest.mark.feature("T-7")
def test_part__is_given_by_the_command_with_one_accountable_and_taken_back() -> None:
    with passing(charter(3, [filing(1, "ada", accountable=["ben"])])) as office:
        COMMANDS["ticket participant"](office, number=1, handle="cleo", raci="accountable")
        assert views.ticket(office, 1).participants == {"ada": "R", "ben": "C", "cleo": "A"}
        COMMANDS["ticket participant"](office, number=1, handle="ben", raci="R")
        assert views.ticket(office, 1).participants == {"ada": "C", "ben": "R", "cleo": "A"}
        assert views.ticket(office, 1).assignee == "ben"
        COMMANDS["ticket participant"](office, number=1, handle="cleo", raci="none")
        assert responsibilities.matrix(office).lines[0].gaps == ("no A",)

        for _ in range(3):
            undo.take_back(office)
        assert views.ticket(office, 1).participants == {"ada": "R", "ben": "A"}


def test_new_accountable__reviews_what_is_handed_in() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        turn(office, 1, "ada", ("request_review", {"text": "Please."}))
        assert [entry.kind for entry in inbox.waiting(office)] == ["review"]

        threads.add_participant(office, 1, "ben", "accountable", actor=OPERATOR)

        assert inbox.waiting(office) == ()
        assert (1, "ben") in queued(office)
