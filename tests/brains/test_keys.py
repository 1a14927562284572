"""Where a key is found: environment, keyring, file, in that order; and that none of them has to be there."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from teamx_tui.brains import finding, keys, safe

CANARY = "sk-canary-31337-x"


@pytest.fixture(autouse=True)
def nothing_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe, "_held", {})
    monkeypatch.setattr(keys, "_seen", set())
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A keyring with what is put into it."""
    kept: dict[str, str] = {}
    fake = SimpleNamespace(
        get_password=lambda _, name: kept.get(name), set_password=lambda _, name, key: kept.update({name: key})
    )
    monkeypatch.setitem(sys.modules, "keyring", fake)
    return kept


def test_sources__come_in_the_order_in_which_they_count(
    keyring: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys.sources("anthropic") == ()
    keys.write("anthropic", CANARY)
    keyring["anthropic"] = CANARY
    monkeypatch.setenv("ANTHROPIC_API_KEY", CANARY)

    assert keys.sources("anthropic") == ("env", "keyring", "file")
    assert [keys.find("anthropic", source) for source in keys.SOURCES] == [CANARY] * 3
    assert keys.seen() == {CANARY}


def test_remember__gives_the_key_to_the_keyring(keyring: dict[str, str]) -> None:
    assert keys.remember("anthropic", f" {CANARY}\n")
    assert keys.find("anthropic", "keyring") == CANARY


def test_keyring__that_cannot_be_used_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: str) -> None:
        raise RuntimeError("no backend")

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=fail, set_password=fail))

    assert not keys.remember("anthropic", CANARY)
    with pytest.raises(keys.NoKey, match="keyring"):
        keys.find("anthropic", "keyring")


def test_find__without_a_source_needs_none() -> None:
    assert keys.find("ollama", "") == ""


def test_find_on_this_machine__takes_the_first_key_and_the_address_that_goes_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", CANARY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://gateway.example/v1/")

    found = {one["name"]: one for one in finding.find()}["anthropic"]

    assert (found["key_source"], found["base_url"], found["is_free"]) == ("env", "https://gateway.example", False)
    assert CANARY not in str(found)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:5000", "http://127.0.0.1:5000"),
        (":5000", "http://127.0.0.1:5000"),
        ("box.example", "http://box.example:11434"),
        ("https://box.example:443", "https://box.example:443"),
        ("https://box.example/", "https://box.example"),
    ],
)
def test_places__follow_where_ollama_was_moved(host: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", host)

    assert finding.places()["ollama"] == url
    assert list(finding.places()) == list(finding.LOCAL)


@pytest.mark.parametrize("text", ["sk-\u201cpasted\u201d", "sk-two words", "sk-one\nsk-two", "schl\u00fcssel"])
def test_key_that_nobody_could_send__is_none_and_says_so(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMX_KEY_LAB", text)

    with pytest.raises(keys.NoKey, match="TEAMX_KEY_LAB holds something that is no key of lab") as raised:
        keys.find("lab", "env")
    assert text not in str(raised.value)
