"""Taking secrets out of text: in whichever form they stand there, and leaving everything else as it was."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.secrets import MARK, redacted

CANARY = "tk/Q7+canary&Zz93:xyz_42"
SECRETS = st.text(st.characters(codec="ascii", min_codepoint=33), min_size=12, max_size=60)
AROUND = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)

FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "reversed": lambda secret: secret[::-1],
    "for a URL": lambda secret: quote(secret, safe=""),
    "in JSON": json.dumps,
    "hexadecimal": lambda secret: secret.encode().hex(),
    "upper hexadecimal": lambda secret: secret.encode().hex().upper(),
    "base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "base64 behind one": lambda secret: base64.b64encode(b"a" + secret.encode() + b"tail").decode(),
    "base64 behind two": lambda secret: base64.b64encode(b"ab" + secret.encode() + b"tail").decode(),
    "base64 for a URL": lambda secret: base64.urlsafe_b64encode(b"abc" + secret.encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(secret=SECRETS, before=AROUND, after=AROUND)
@settings(deadline=None, max_examples=40)
def test_redacted__finds_a_known_secret_in_every_form(
    form: Callable[[str], str], secret: str, before: str, after: str
) -> None:
    clean = redacted(f"{before}{form(secret)}{after}", [secret])

    assert secret not in clean
    assert MARK in clean


@given(text=st.text(max_size=200), secret=SECRETS)
@settings(deadline=None)
def test_redacted__changes_nothing_more_the_second_time(text: str, secret: str) -> None:
    once = redacted(f"{text} {secret} {text[::-1]}{secret[:20]}", [secret])

    assert redacted(once, [secret]) == once


@given(text=st.text(max_size=300))
@settings(deadline=None)
def test_redacted__leaves_text_alone_in_which_there_is_none(text: str) -> None:
    assert redacted(text, [CANARY]) == text


@pytest.mark.parametrize(
    "key",
    [
        "sk-ant-api03-" + "aB3_-" * 12,
        "sk-proj-" + "x" * 40,
        "ghp_" + "a1B2" * 9,
        "github_pat_" + "a" * 40,
        "glpat-" + "x" * 20,
        "AKIAIOSFODNN7EXAMPLE",
        "xoxb-1234567890-abcdefghij",
        "AIza" + "a" * 35,
        "hf_" + "a" * 34,
        "npm_" + "a" * 36,
        "sk_live_" + "a" * 24,
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
    ],
)
def test_redacted__knows_the_looks_of_keys_it_was_never_told(key: str) -> None:
    assert redacted(f"my key ({key}) is here") == f"my key ({MARK}) is here"


@pytest.mark.parametrize(
    "text",
    ["risk-antique-furniture-from-the-attic", "a" * 64, "0123456789abcdef" * 4, "see sk-ant and ghp_"],
)
def test_redacted__leaves_what_only_resembles_one(text: str) -> None:
    assert redacted(text, [CANARY]) == text


def test_redacted__holds_back_a_secret_that_is_still_coming_in() -> None:
    assert redacted(f"the key is {CANARY[:15]}", [CANARY]) == f"the key is {MARK}"
    assert redacted(f"the key is {CANARY[:5]}", [CANARY]) == f"the key is {CANARY[:5]}"


def test_redacted__does_not_look_for_secrets_that_would_be_in_any_text() -> None:
    assert redacted("the cat sat on the mat", ["cat"]) == "the cat sat on the mat"
