"""Trying a host out: what works is found to work, and every fault is named in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from teamx_tui.brains.host import COMPATIBLE, Host
from teamx_tui.brains.probe import CALLS, probe
from tests.models_server import ModelsServer, serving


def host(server: ModelsServer, model: str = "qwen3:8b") -> Host:
    return Host("local", COMPATIBLE, server.url, model, "sk-secret-key")


@pytest.mark.feature("T-32")
def test_probe__of_a_whole_host_finds_everything_in_four_calls() -> None:
    with serving(models=("qwen3:8b", "llama4")) as server:
        found = probe(host(server))

    assert found["ok"] is True
    assert found["said"] == "local works with qwen3:8b: text, streams, tools and counts of tokens."
    assert found["models"] == ["qwen3:8b", "llama4"]
    assert [usage["input_tokens"] for usage in found["usages"]] == [20] * CALLS
    assert [usage["output_tokens"] for usage in found["usages"]] == [5] * CALLS
    assert [("tools" in body, body.get("stream", False), len(body["messages"])) for body in server.asked] == [
        (False, False, 1),
        (False, True, 1),
        (True, True, 1),
        (True, True, 3),
    ]


def test_probe__sends_only_what_every_such_server_takes() -> None:
    with serving() as server:
        probe(replace(host(server), settings={"version": "2023-06-01", "effort": "high"}))

    assert {key for body in server.asked for key in body} == {"model", "max_tokens", "messages", "stream", "tools"}
    assert {sent["anthropic-version"] for sent in server.headers} == {"2023-06-01"}
    assert {sent["authorization"] for sent in server.headers} == {"Bearer sk-secret-key"}


@pytest.mark.parametrize(
    ("fault", "part", "why"),
    [
        ("refuses", "text", "it refuses (500: out of memory)"),
        ("no_messages", "text", "there is nothing at /v1/messages"),
        ("elsewhere", "text", "it sends callers elsewhere (307)"),
        ("not_json", "text", "something other than JSON"),
        ("empty", "text", "it answers with nothing"),
        ("cut", "stream", "the reply of local was cut off"),
        ("no_tools", "tools", "choose one that can use tools"),
        ("lost", "tools", "gets lost in the stream"),
        ("deaf", "tools", "does not see what the tool gave"),
        ("no_usage", "usage", "it does not say how many tokens it used"),
    ],
)
@pytest.mark.feature("T-32")
def test_probe__names_what_fails(fault: str, part: str, why: str) -> None:
    with serving(fault) as server:
        found = probe(host(server))

    assert found["ok"] is False
    assert why in found[part]
    assert found[part] in found["said"]


def test_probe__of_a_host_that_is_not_there_says_so() -> None:
    with serving() as server:
        gone = host(server)

    found = probe(gone)

    assert f"nothing answers at {gone.base_url}" in found["said"]
    assert found["models"] == []


def test_probe__goes_through_no_proxy_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving() as server:
        assert probe(host(server))["ok"] is True


def test_probe__without_a_model_calls_nothing() -> None:
    with serving() as server:
        found = probe(host(server, model=""))

    assert (found["ok"], server.asked, found["usages"]) == (False, [], [])
