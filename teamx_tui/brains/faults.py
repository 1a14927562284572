"""Everything that can go wrong with a call of a model, by name: may it be tried again, may it have cost, what to say.

A table and nothing else. Who meets a fault raises `WireFailed` (brains.wire); the brain looks up here what follows.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Fault(StrEnum):
    """One way in which a call of a model does not bring a reply."""

    ADDRESS = "address"
    NO_WAY = "no_way"
    UNREACHABLE = "unreachable"
    REDIRECTED = "redirected"
    NOT_ACCEPTED = "not_accepted"
    KEY = "key"
    MONEY = "money"
    SPEND_LIMIT = "spend_limit"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    NOT_THERE = "not_there"
    TOO_LARGE = "too_large"
    RATE = "rate"
    OVERLOADED = "overloaded"
    CONFLICT = "conflict"
    HOST = "host"
    SLOW = "slow"
    STALLED = "stalled"
    LATE = "late"
    CUT = "cut"
    UNREADABLE = "unreadable"
    NOT_A_STREAM = "not_a_stream"
    NO_USAGE = "no_usage"
    REFUSED = "refused"
    TOO_LONG = "too_long"
    WINDOW_FULL = "window_full"
    PAUSED = "paused"
    UNKNOWN_STOP = "unknown_stop"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from a fault."""

    transient: bool
    """Trying again later may work without anybody doing something about it."""
    free: bool
    """The host turned the request away or never had it, so it charges nothing. Otherwise nobody knows."""
    sentence: str
    """A plain clause; `host`, `model` and `detail` are put in."""


FAULTS: Final[dict[Fault, Verdict]] = {
    Fault.ADDRESS: Verdict(False, True, "the address of {host} is no web address; correct its base URL"),
    Fault.NO_WAY: Verdict(
        False,
        True,
        "no connection to {host} can be set up ({detail}); look at the variables for proxies and certificates",
    ),
    Fault.UNREACHABLE: Verdict(True, True, "{host} cannot be reached; is it running, and is the network up?"),
    Fault.REDIRECTED: Verdict(
        False,
        True,
        "{host} sends requests on to another address, which would get the whole conversation; correct its base URL",
    ),
    Fault.NOT_ACCEPTED: Verdict(False, True, "{host} did not accept the request{detail}"),
    Fault.KEY: Verdict(False, True, "{host} does not accept the key; give it one that is valid"),
    Fault.MONEY: Verdict(False, True, "the account at {host} cannot pay; put its billing right there"),
    Fault.SPEND_LIMIT: Verdict(
        False, True, "the spend limit set at {host} is reached; raise it there, or wait until it starts anew"
    ),
    Fault.NOT_ALLOWED: Verdict(
        False, True, "the key for {host} may not use {model}; allow it there, or choose another model"
    ),
    Fault.NOT_FOUND: Verdict(False, True, "{host} has no model {model}; choose one that it has"),
    Fault.NOT_THERE: Verdict(
        False, True, "{host} answers at its address, but not to the Messages API; correct its base URL"
    ),
    Fault.TOO_LARGE: Verdict(False, True, "the request is larger than {host} takes; shorten the ticket or its thread"),
    Fault.RATE: Verdict(True, True, "{host} takes no more requests for the moment"),
    Fault.OVERLOADED: Verdict(True, True, "{host} is overloaded"),
    Fault.CONFLICT: Verdict(True, True, "{host} was changing something and asks to be called again"),
    Fault.HOST: Verdict(True, False, "{host} had an error of its own{detail}"),
    Fault.SLOW: Verdict(True, False, "{host} took too long for the request"),
    Fault.STALLED: Verdict(True, False, "{host} fell silent in the middle of a call"),
    Fault.LATE: Verdict(True, False, "no whole reply of {host} came within {detail} seconds"),
    Fault.CUT: Verdict(True, False, "the reply of {host} was cut off"),
    Fault.UNREADABLE: Verdict(True, False, "the reply of {host} cannot be read{detail}"),
    Fault.NOT_A_STREAM: Verdict(
        False,
        False,
        "{host} answered with {detail} instead of a reply; is its address right, and is there a sign-in page between?",
    ),
    Fault.NO_USAGE: Verdict(
        False, False, "{host} does not say how many tokens a reply used, so its cost cannot be known"
    ),
    Fault.REFUSED: Verdict(False, False, "the model declined to answer{detail}; word the ticket in another way"),
    Fault.TOO_LONG: Verdict(
        False, False, "the reply broke off at the limit of {detail} tokens; raise max_tokens or make the ticket smaller"
    ),
    Fault.WINDOW_FULL: Verdict(
        False, False, "the conversation has filled the model's window; make the ticket smaller, or take a larger model"
    ),
    Fault.PAUSED: Verdict(True, False, "the model paused in the middle of its reply"),
    Fault.UNKNOWN_STOP: Verdict(False, False, "the reply ended for a reason that teamx does not know ({detail})"),
    Fault.NOT_RECORDED: Verdict(
        False, True, "the cassette {detail} has no reply to this request: this run takes another course"
    ),
}

STATUSES: Final[dict[int, Fault]] = {
    400: Fault.NOT_ACCEPTED,
    401: Fault.KEY,
    402: Fault.MONEY,
    403: Fault.NOT_ALLOWED,
    404: Fault.NOT_FOUND,
    408: Fault.SLOW,
    409: Fault.CONFLICT,
    413: Fault.TOO_LARGE,
    422: Fault.NOT_ACCEPTED,
    429: Fault.RATE,
    503: Fault.OVERLOADED,
    504: Fault.SLOW,
    529: Fault.OVERLOADED,
}
"""What an HTTP status says. Other redirections, refusals and errors: `by_status`."""

TYPES: Final[dict[str, Fault]] = {
    "invalid_request_error": Fault.NOT_ACCEPTED,
    "authentication_error": Fault.KEY,
    "billing_error": Fault.MONEY,
    "permission_error": Fault.NOT_ALLOWED,
    "not_found_error": Fault.NOT_FOUND,
    "request_too_large": Fault.TOO_LARGE,
    "rate_limit_error": Fault.RATE,
    "overloaded_error": Fault.OVERLOADED,
    "timeout_error": Fault.SLOW,
    "api_error": Fault.HOST,
}
"""What the type of an error says, for one that comes in the middle of a reply and so has no status of its own."""

CODES: Final[dict[str, Fault]] = {
    "enforced_spend_limit_reached": Fault.SPEND_LIMIT,
    "contract_spend_limit_reached": Fault.SPEND_LIMIT,
    "linked_organization_spend_limit_reached": Fault.SPEND_LIMIT,
    "linked_organization_billing_unavailable": Fault.MONEY,
    "organization_on_hold": Fault.MONEY,
}
"""Codes that say more than the status: a rate limit passes by itself, a spend limit does not."""

STOPS: Final[dict[str, Fault | None]] = {
    "end_turn": None,
    "tool_use": None,
    "stop_sequence": None,
    "refusal": Fault.REFUSED,
    "max_tokens": Fault.TOO_LONG,
    "model_context_window_exceeded": Fault.WINDOW_FULL,
    "pause_turn": Fault.PAUSED,
}
"""What the reason why a model stopped says; None where the reply is whole."""


def by_status(status: int, code: str) -> Fault:
    """Return what an answer with another status than 200 means; `code`: the host's own, or empty."""
    if code in CODES:
        return CODES[code]
    if status in STATUSES:
        return STATUSES[status]
    if status < 400:
        return Fault.REDIRECTED
    return Fault.NOT_ACCEPTED if status < 500 else Fault.HOST
