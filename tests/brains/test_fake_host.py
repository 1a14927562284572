"""The fake host that other tests rely on: it bills before it speaks, and says what it was told to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.brains.desk import Desk, failure, host, run
from tests.fakes.messages import Reply, bills, in_a_process, serving

SAYS = Reply(text="Hello.", usage={"input_tokens": 5, "output_tokens": 2})


async def test_bill__is_written_before_the_first_byte_and_whatever_becomes_of_the_reply(tmp_path: Path) -> None:
    bill = tmp_path / "bill"
    for reply in (SAYS, replace(SAYS, fault="reset", after=0), replace(SAYS, fault="end"), Reply(status=401)):
        async with serving(reply, bill=bill) as served:
            await (run if reply is SAYS else failure)(host(served.url))

    assert [(one["status"], one["usage"]) for one in bills(bill)] == [(200, SAYS.usage)] * 3 + [(401, {})]
    assert {one["model"] for one in bills(bill)} == {"claude-opus-5-5"}


async def test_process__plays_a_script_from_a_file(tmp_path: Path) -> None:
    script, bill, desk = tmp_path / "script", tmp_path / "bill", Desk()
    replies = [{"status": 529}, {"tools": [["finish", {"resolution": "x"}]], "headers": {}}]
    script.write_text("\n".join(json.dumps(reply) for reply in replies))

    with in_a_process(bill, "--script", str(script)) as url:
        steps = await run(host(url), desk)

    assert [call.tool for call in steps[0].calls] == ["finish"]
    assert [one["status"] for one in bills(bill)] == [529, 200]
