"""Hand-offs: offered, accepted, declined, taken back; who is woken, and what is refused."""

import pytest

from teamx_tui.company import agreements, decisions, departures, handoffs, inbox, rooms, tickets, views
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.wakes import Limits
from tests.builders import Call, carry, charter, claim, events, filing, head, passing, play, queued, turn, woken

TOKENS: Call = ("attach", {"name": "tokens.css", "content": "a { color: #10b981 }"})
OFFER: Call = (
    "hand_off",
    {"to": "@ben", "note": "The four colours.", "next": "Use them", "artifacts": ["tokens.css"], "ticket": 2},
)
PAPER = charter(4, [filing(1, "ada", accountable=["cleo"]), filing(2, "ben")], [(1, 2)])
TRANSFER: Call = ("hand_off", {"to": "ben", "note": "I am stuck.", "next": "Finish it"})


def only(office: Office) -> agreements.Handoff:
    (found,) = agreements.handoffs(office, only_open=False)
    return found


@pytest.mark.feature("X-15")
@pytest.mark.feature("O-35")
def test_accepted_artifacts__go_to_the_next_ticket_and_release_it() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TOKENS, OFFER)
        offered = only(office)
        assert (offered.state, offered.giver, offered.receiver, offered.to_number) == ("offered", "ada", "ben", 2)
        assert [(one.name, one.version) for one in offered.artifacts] == [("tokens.css", 1)]
        assert views.ticket(office, 2).blocked_by == (1,)
        before = head(office)

        turn(office, 1, "ben", ("accept", {}))

        assert agreements.handoffs(office) == ()
        assert only(office).state == "accepted"
        assert views.ticket(office, 2).blocked_by == ()
        assert {(1, "ada", "handoff_answered"), (2, "ben", "ready")} <= set(woken(office, before))
        told = views.thread(office, 2).entries[-1]
        assert told.origin == 1
        assert told.body == "Handed over from #1 by @ada: tokens.css v1. Next: Use them"
        assert [(one.name, one.version) for one in rooms.look(office, 2).files] == [("tokens.css", 1)]


def test_accepted_ticket__changes_hands_and_is_gone_on_with() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TRANSFER)
        before = head(office)

        turn(office, 1, "ben", ("accept", {}))

        assert views.ticket(office, 1).participants == {"ada": "C", "ben": "R", "cleo": "A"}
        assert woken(office, before) == [(1, "ben", "handed_over"), (1, "ada", "handoff_answered")]
        play(office)
        assert views.ticket(office, 1).state == "done"


def test_declined__changes_nothing_and_wakes_the_giver_with_the_reason() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TRANSFER)
        before = head(office)

        turn(office, 1, "ben", ("decline", {"reason": "No time."}))

        assert (only(office).state, only(office).reason, only(office).answered_by) == ("declined", "No time.", "ben")
        assert views.ticket(office, 1).assignee == "ada"
        assert woken(office, before) == [(1, "ada", "handoff_answered")]


def test_offer_of_a_finished_ticket__is_answered_on_the_one_it_is_for() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TOKENS, OFFER, ("finish", {"resolution": "Done."}))
        assert [found.state for found in agreements.handoffs(office)] == ["offered"]
        assert "From #1" in rooms.look(office, 2).asked[0].subject
        before = head(office)

        turn(office, 2, "ben", ("accept", {}))

        assert only(office).state == "accepted"
        assert (2, "ada", "handoff_answered") in woken(office, before)


def test_offer_to_a_ticket_that_is_cancelled__ends_and_the_giver_is_told() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TOKENS, OFFER)
        before = head(office)

        tickets.move(office, 2, "cancelled", "not needed")

        assert only(office).state == "ended"
        assert (1, "ada", "handoff_answered") in woken(office, before)


def test_pending__is_seen_in_the_thread_and_by_the_receiver() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TRANSFER)

        assert [(one.kind, one.asked_of) for one in rooms.look(office, 1).asked] == [("handoff", "ben")]
        assert [entry.kind for entry in inbox.waiting(office, "ben")] == ["handoff"]
        assert [one.id for one in agreements.handoffs(office, person="@ben")] == [only(office).id]
        assert agreements.handoffs(office, number=2) == ()


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"to": "dan"}, Refused, "@dan has left the company"),
        ({"to": "zoe"}, NotFound, "no employee @zoe"),
        ({"artifacts": ["nope.md"], "ticket": 2}, NotFound, r"no artifact 'nope.md' on #1. There are: tokens.css\."),
        ({"ticket": 2}, Invalid, "Name what #2 shall get"),
        ({"ticket": 1, "artifacts": ["tokens.css"]}, Invalid, "#1 cannot be handed its own"),
        ({"ticket": 9, "artifacts": ["tokens.css"]}, NotFound, "no ticket #9"),
        ({"to": "ada"}, Refused, "@ada is responsible for #1 already"),
        ({"note": " "}, Invalid, "needs a note and the next action"),
    ],
)
def test_offer__that_cannot_be_is_refused_with_the_reason(
    given: dict[str, object], error: type[Exception], said: str
) -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TOKENS)
        departures.leave(office, "dan")
        before = head(office)

        with pytest.raises(error, match=said):
            handoffs.offer(office, 1, **{"to": "ben", "note": "n", "next_action": "x", **given})  # type: ignore[arg-type]

        assert head(office) == before


def test_offer__twice_is_refused_with_the_way_out_and_so_is_what_the_ticket_has() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", TOKENS)
        given = {"artifacts": ["tokens.css"], "ticket": 2}
        first = handoffs.offer(office, 1, "ben", "n", "x", **given)  # type: ignore[arg-type]
        with pytest.raises(Refused, match=f"teamx handoff withdraw {first}"):
            handoffs.offer(office, 1, "ben", "n", "x", **given)  # type: ignore[arg-type]
        handoffs.accept(office, first)

        with pytest.raises(Refused, match=r"#2 has tokens.css already\. Attach a new version first"):
            handoffs.offer(office, 1, "ben", "n", "x", **given)  # type: ignore[arg-type]


def test_offer__by_somebody_without_a_say_is_refused() -> None:
    with passing(PAPER) as office:
        with pytest.raises(Refused, match="neither responsible nor accountable for #1"):
            handoffs.offer(office, 1, "cleo", "n", "x", actor="ben")
        with pytest.raises(Refused, match="@ben takes no part in #1"):
            handoffs.offer(office, 1, "cleo", "n", "x", artifacts=["a"], ticket=2, actor="ben")


def test_answer__of_somebody_else_or_a_second_one_is_refused() -> None:
    with passing(PAPER) as office:
        made = handoffs.offer(office, 1, "ben", "n", "x")
        with pytest.raises(Refused, match=f"Hand-off {made} is for @ben to answer"):
            handoffs.accept(office, made, actor="cleo")
        with pytest.raises(Invalid, match="Say why"):
            handoffs.decline(office, made, " ", actor="ben")
        handoffs.withdraw(office, made, "a mistake")

        with pytest.raises(Refused, match=f"Hand-off {made} is taken back already"):
            handoffs.accept(office, made, actor="ben")
        with pytest.raises(NotFound, match="no hand-off 99"):
            handoffs.accept(office, 99)


def test_receiver_who_leaves__lets_the_offer_fall_back_to_the_giver_or_to_the_heir() -> None:
    with passing(PAPER) as office:
        handoffs.offer(office, 1, "dan", "n", "x", actor="ada")
        departures.leave(office, "dan")
        assert (only(office).state, only(office).reason) == ("declined", "@dan has left")

    with passing(PAPER) as office:
        handoffs.offer(office, 1, "dan", "n", "x", actor="ada")
        departures.leave(office, "dan", hand_to="ben")
        assert (only(office).state, only(office).receiver) == ("offered", "ben")


def test_handing_to_and_fro__trips_the_breaker() -> None:
    """Each acceptance wakes the new owner by an act of their own; the chain of them is bounded."""
    with passing(charter(2, [filing(1)]), limits=Limits(max_hops=5)) as office:
        turn(office, 1, "ada", TRANSFER)
        for giver, receiver in (("ada", "ben"), ("ben", "ada")) * 10:
            waiting = [who for number, who in queued(office) if number == 1]
            if receiver not in waiting:
                break
            back = ("hand_off", {"to": giver, "note": "No, you.", "next": "Do it"})
            carry(office, claim(office, 1, receiver), ("accept", {}), back)
        else:
            pytest.fail("they would go on for ever")

        assert events(office, "breaker.tripped")
        assert "breaker" in [entry.kind for entry in inbox.waiting(office)]


def test_operator__may_answer_for_the_receiver_by_the_entry_too() -> None:
    with passing(PAPER) as office:
        handoffs.offer(office, 1, "ben", "n", "x", actor="ada")
        (entry,) = inbox.waiting(office, "ben")

        said = decisions.settle(office, entry.id, "accept", actor=OPERATOR)

        assert said == "#1: the hand-off to @ben is accepted."
        assert entry.outcomes[0].startswith(said.removesuffix("."))
        assert views.ticket(office, 1).assignee == "ben"
