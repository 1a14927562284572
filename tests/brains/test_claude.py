"""What the brain makes of replies: tool calls, results, the end of a run, and what is sent to which host."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.brains.brain import Result, ToolCall
from teamx_tui.brains.claude.reply import Reading
from teamx_tui.brains.host import COMPATIBLE
from teamx_tui.brains.wire import WireFailed
from teamx_tui.domain.usage import Usage
from tests.brains.desk import BRIEFING, KEY, Desk, Recited, failure, host, run
from tests.fakes.messages import Reply, as_events, message, serving

SAYS = Reply(tools=(("comment", {"text": "One."}),))
FINISHES = Reply(tools=(("finish", {"resolution": "Twelve."}),))


def refusing(*tools: str, text: str = "No.") -> Any:
    """Results that refuse some tools."""

    def answer(calls: Sequence[ToolCall]) -> list[Result]:
        return [Result(call.tool not in tools, text if call.tool in tools else "Done.") for call in calls]

    return answer


# --- the end of a run ---


@pytest.mark.parametrize("tool", ["finish", "request_review"])
async def test_tool_that_ends_a_turn__ends_the_run_without_another_call(tool: str) -> None:
    wire = Recited(SAYS, Reply(tools=((tool, {"text": "x"}),)))

    steps = await run(wire)

    assert [[call.tool for call in step.calls] for step in steps] == [["comment"], [tool], []]
    assert [step.last for step in steps] == [False, False, True]
    assert len(wire.asked) == 2
    assert steps[-1].receipt is None


async def test_pass__is_the_last_step() -> None:
    wire = Recited(Reply(tools=(("pass", {}),)))

    (step,) = await run(wire)

    assert (step.calls, step.last) == ((ToolCall("pass", {}),), True)


async def test_finish_that_is_refused__is_told_to_the_model() -> None:
    wire = Recited(FINISHES, Reply(tools=(("pass", {}),)))

    await run(wire, answer=refusing("finish", text="#7 waits for #3."))

    (result,) = wire.asked[1]["messages"][-1]["content"]
    assert (result["content"], result["is_error"]) == ("#7 waits for #3.", True)


async def test_text_without_a_tool__becomes_a_comment() -> None:
    wire = Recited(SAYS, Reply(text="That was all."))

    steps = await run(wire)

    assert steps[-1].calls == (ToolCall("comment", {"text": "That was all."}),)
    assert steps[-1].last
    assert steps[-1].receipt is not None


@pytest.mark.parametrize("text", ["", "  \n "])
async def test_reply_without_a_word__passes_when_nothing_was_done(text: str) -> None:
    (step,) = await run(Recited(Reply(text=text)))

    assert [call.tool for call in step.calls] == ["pass"]


async def test_reply_without_a_word__ends_a_run_in_which_something_was_done() -> None:
    steps = await run(Recited(SAYS, Reply()))

    assert (steps[-1].calls, steps[-1].last) == ((), True)
    assert steps[-1].receipt is not None


async def test_run_without_an_end__fails_after_twelve_calls() -> None:
    wire, desk = Recited(SAYS), Desk()

    failed = await failure(wire, desk)

    assert (str(failed), failed.transient) == ("it came to no end in 12 calls of the model", False)
    assert len(wire.asked) == len(desk.quotes) == 12


async def test_most_calls__are_a_setting() -> None:
    wire = Recited(SAYS)

    await failure(wire, max_calls=2)

    assert len(wire.asked) == 2


# --- tools and their results ---


async def test_parallel_tool_calls__are_one_step_and_their_results_go_back_in_order() -> None:
    wire = Recited(
        Reply(text="Two things.", tools=(("decide", {"subject": "a"}), ("comment", {"text": "b"}))), FINISHES
    )

    steps = await run(wire, answer=refusing("decide", text="decide: outcome is missing."))

    assert [call.tool for call in steps[0].calls] == ["decide", "comment"]
    said, results = wire.asked[1]["messages"][-2:]
    assert [block["type"] for block in said["content"]] == ["text", "tool_use", "tool_use"]
    assert results["role"] == "user"
    assert [
        (block["type"], block["tool_use_id"], block["content"], block.get("is_error", False))
        for block in results["content"]
    ] == [
        ("tool_result", said["content"][1]["id"], "decide: outcome is missing.", True),
        ("tool_result", said["content"][2]["id"], "Done.", False),
    ]


async def test_third_reply_in_a_row_whose_tools_fail__ends_the_run() -> None:
    wire = Recited(Reply(tools=(("juggle", {}),)))

    failed = await failure(wire, answer=refusing("juggle", text="There is no tool 'juggle'."))

    assert str(failed) == "3 replies in a row used tools wrongly; at last: There is no tool 'juggle'."
    assert not failed.transient
    assert len(wire.asked) == 3


async def test_tool_that_works__starts_the_count_anew() -> None:
    bad = Reply(tools=(("juggle", {}),))
    wire = Recited(bad, bad, SAYS, bad, bad, FINISHES)

    steps = await run(wire, answer=refusing("juggle"))

    assert len(steps) == 7


@pytest.mark.parametrize(
    "written", ['{"text": "cut', "[1, 2]", '"text"', "null", "[" * 9999, '{"a":' * 600 + "1" + "}" * 600]
)
def test_arguments_that_are_no_object__reach_the_tool_as_such(written: str) -> None:
    events = as_events(message({}, Reply(tools=(("pass", {}),)), 1), Reply())
    for event in events:
        if event["type"] == "content_block_delta":
            event["delta"]["partial_json"] = written

    (use,) = read(events).uses

    assert use.arguments == {"unreadable": written}


def test_arguments_given_whole_at_the_beginning__are_taken() -> None:
    """As some other servers send them."""
    events = as_events(message({}, Reply(tools=(("comment", {}),)), 1), Reply())
    events = [event for event in events if event["type"] != "content_block_delta"]
    events[1]["content_block"]["input"] = {"text": "Hello."}

    (use,) = read(events).uses

    assert use.arguments == {"text": "Hello."}


def read(events: Sequence[dict[str, Any]]) -> Any:
    reading = Reading()
    for event in events:
        reading.take(event)
    return reading.whole()


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=6), st.text(max_size=30), st.text(max_size=30))
def test_reply__is_whole_or_none_whatever_is_left_out_of_its_middle(gone: list[int], said: str, thought: str) -> None:
    reply = Reply(text=said, thinking=thought, tools=(("comment", {"text": said}), ("finish", {"resolution": "x"})))
    whole = message({}, reply, 1)
    events = as_events(whole, reply)
    kept = [event for no, event in enumerate(events) if no not in gone or event["type"] == "content_block_delta"]

    try:
        got = read(kept)
    except WireFailed:
        assert kept != events
    else:
        assert [block["type"] for block in got.blocks] == [block["type"] for block in whole["content"]]
        assert [dict(use.arguments) for use in got.uses] == [arguments for _, arguments in reply.tools]


async def test_half_a_character__does_not_stop_the_conversation() -> None:
    wire = Recited(
        Reply(text="\ud83d half", tools=(("comment", {"text": "\udc00", "mentions": ["\ud800"]}),)), FINISHES
    )

    steps = await run(wire)

    assert steps[0].calls == (ToolCall("comment", {"text": "�", "mentions": ["�"]}),)
    json.dumps(wire.asked[1], ensure_ascii=False).encode()


# --- money ---


async def test_every_call__is_admitted_for_the_most_it_may_use_and_settled_with_what_it_used() -> None:
    wire, desk = Recited(replace(SAYS, usage={"input_tokens": 40, "output_tokens": 9}), FINISHES), Desk()

    steps = await run(wire, desk, max_tokens=500)

    assert [(quote.model, quote.output_tokens) for quote in desk.quotes] == [("claude-opus-5-5", 500)] * 2
    for quote, request in zip(desk.quotes, wire.asked, strict=True):
        assert quote.input_tokens == len(json.dumps(request, ensure_ascii=False).encode()) + 2000
    receipts = [step.receipt for step in steps]
    assert receipts[0] is not None
    assert (receipts[0].call_id, receipts[0].usage, receipts[0].stop_reason) == (1, Usage(40, 9), "tool_use")


def test_usage__tells_the_caches_apart() -> None:
    used = {
        "input_tokens": 1,
        "output_tokens": 2,
        "cache_creation_input_tokens": 70,
        "cache_read_input_tokens": 5,
        "cache_creation": {"ephemeral_5m_input_tokens": 30, "ephemeral_1h_input_tokens": 40},
    }
    reply = Reply(text="x", usage=used)

    usage = read(as_events(message({}, reply, 1), reply)).usage

    assert usage == Usage(1, 2, cache_write_tokens=30, cache_write_hour_tokens=40, cache_read_tokens=5)
    assert usage.prompt_tokens == 76


def test_usage__is_the_last_that_was_said_and_what_was_said_before() -> None:
    events = as_events(message({}, Reply(text="x"), 1), Reply())
    events[0]["message"]["usage"] = {"input_tokens": 30, "output_tokens": 1, "cache_read_input_tokens": None}
    events[-2]["usage"] = {"output_tokens": 8}

    assert read(events).usage == Usage(30, 8)


# --- what is sent ---


async def test_anthropic__is_asked_to_cache_and_to_think() -> None:
    wire = Recited(FINISHES)

    await run(wire, effort="low", thinking="adaptive")

    (request,) = wire.asked
    assert request["system"][0]["cache_control"] == request["cache_control"] == {"type": "ephemeral"}
    assert (request["output_config"], request["thinking"]) == ({"effort": "low"}, {"type": "adaptive"})


async def test_other_hosts__are_sent_nothing_that_they_may_not_know() -> None:
    wire = Recited(SAYS, FINISHES)

    await run(wire, kind=COMPATIBLE, effort="low", thinking="adaptive")

    for request in wire.asked:
        assert set(request) == {"model", "max_tokens", "system", "messages", "tools", "stream"}
        assert isinstance(request["system"], str)
        assert "cache_control" not in json.dumps(request)


async def test_thinking__goes_back_as_it_came() -> None:
    wire = Recited(replace(SAYS, thinking="Beans…\r\n"), FINISHES)

    await run(wire)

    assert wire.asked[1]["messages"][1]["content"][0] == {
        "type": "thinking",
        "thinking": "Beans…\r\n",
        "signature": "c2lnbmVk",
    }


async def test_other_hosts__do_not_get_back_what_their_model_thought() -> None:
    wire = Recited(replace(SAYS, thinking="Beans", text=" "), FINISHES)

    await run(wire, kind=COMPATIBLE)

    assert [block["type"] for block in wire.asked[1]["messages"][1]["content"]] == ["tool_use"]


async def test_request__arrives_as_it_was_counted() -> None:
    """The client leaves nothing out, and knows every field that is sent."""
    async with serving(FINISHES) as served:
        at, desk = host(served.url, effort="high", thinking="adaptive"), Desk()
        await run(at, desk)

    (received,) = served.received
    size = len(json.dumps(received.body, ensure_ascii=False).encode())
    assert set(received.body) >= {"cache_control", "output_config", "thinking", "stream"}
    assert received.body["thinking"] == {"type": "adaptive"}
    assert desk.quotes[0].input_tokens == size + 2000
    assert received.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(("budget", "most"), [(2_000, 8_192), (8_192, 16_384), (20_000, 28_192)])
async def test_thinking_within_a_number_of_tokens__leaves_room_for_a_reply(budget: int, most: int) -> None:
    wire, desk = Recited(FINISHES), Desk()

    await run(wire, desk, thinking=budget)

    assert wire.asked[0]["thinking"] == {"type": "enabled", "budget_tokens": budget}
    assert wire.asked[0]["max_tokens"] == desk.quotes[0].output_tokens == most


async def test_version_of_the_api__may_be_set_for_a_host() -> None:
    async with serving(FINISHES) as served:
        await run(host(served.url, kind=COMPATIBLE, version="2023-06-01"))

    assert served.received[0].headers["anthropic-version"] == "2023-06-01"


async def test_tools__are_those_on_the_desk() -> None:
    wire = Recited(FINISHES)

    await run(wire)

    tools = {tool["name"]: tool for tool in wire.asked[0]["tools"]}
    assert set(tools) == {tool.name for tool in Desk.tools}
    assert tools["finish"]["input_schema"]["required"] == ["resolution"]
    assert tools["finish"]["description"].startswith("Finish the ticket")


async def test_model__is_the_employees_own_if_there_is_one() -> None:
    wire, desk = Recited(FINISHES), Desk()

    await run(wire, desk, briefing=replace(BRIEFING, model="claude-haiku-5-5"))

    assert wire.asked[0]["model"] == desk.quotes[0].model == "claude-haiku-5-5"
    assert (desk.kept[0]["host"], desk.kept[0]["model"]) == ("claude", "claude-haiku-5-5")
    assert KEY not in json.dumps(desk.kept)


# --- what is shown ---


async def test_text__is_shown_as_it_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teamx_tui.brains.claude.brain.SHOW_SECONDS", 0.0)
    desk = Desk()

    await run(
        Recited(Reply(text="I count", tools=(("comment", {"text": 'The "beans"\nare 12.'}), *FINISHES.tools), piece=6)),
        desk,
    )

    assert desk.shown[2:4] == ["I coun", "I count"]
    assert 'I count\n\nThe "b' in [text[: len('I count\n\nThe "b')] for text in desk.shown]
    assert desk.shown[-1] == 'I count\n\nThe "beans"\nare 12.\n\nTwelve.'
