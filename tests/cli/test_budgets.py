"""Budgets, prices and calls of models from the command line and in the palette's words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teamx_tui import settings
from teamx_tui.brains.brain import NotCovered
from teamx_tui.brains.desk import Receipt
from teamx_tui.company import runs, spending
from teamx_tui.company.office import wall_clock
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.usage import Usage
from tests.builders import founded
from tests.cli.conftest import Teamx
from tests.company.purse import SONNET, allowance, claim_all, paper, quote, stop


@pytest.fixture
def spenders(teamx: Teamx, store: Path) -> Teamx:
    """The command line of a company of three with a paid brain and a budget of 30 cents, of which 8 are spent."""
    office = founded(store, paper(allowance(30), staff=2), wall_clock)
    ada, ben = claim_all(office)
    call_id = spending.reserve(office, ada, quote(20))
    with office.act("system") as act:
        used = Usage(5000, 6000, cache_write_tokens=2000, cache_read_tokens=50_000)
        spending.settle(act, Receipt(call_id, used, stop_reason="end_turn"))
    lost = spending.reserve(office, ada, quote(1))
    runs.give_back(office, ada, Mishap.STOPPED, "stopped")
    assert lost == call_id + 1
    with pytest.raises(NotCovered):
        spending.reserve(office, ben, quote(25))
    stop(office, ben)
    office.close()
    return teamx


COST = 5000 * 2 + 6000 * 10 + 2000 * 2.5 + 50_000 * 0.1
"""In micro-dollars, by the prices of the model."""


@pytest.mark.feature("T-22")
def test_budget__is_set_listed_raised_and_dropped(spenders: Teamx) -> None:
    said = spenders("budget", "set", "employee", "ada", "--limit", "2.5", "--period", "day", "--warn", "90")
    assert (said.code, said.out.splitlines()[0]) == (0, "Set: @ada's budget of $2.50 a day. It warns at 90 %.")

    spenders("budget", "raise", "employee", "ada", "--by", "1", "--period", "day")
    spenders("budget", "set", "project", "panel", "--limit", "7", "--approve-above", "0.5")
    listed = spenders("budget", "list", "--json").json
    assert [(one["scope"], one["subject"], one["period"], one["limit"]) for one in listed] == [
        ("company", "", "total", 300_000),
        ("project", "panel", "total", 7_000_000),
        ("employee", "ada", "day", 3_500_000),
    ]
    assert [one["approve_above"] for one in listed] == [None, 500_000, None]

    assert spenders("budget", "drop", "project", "panel").code == 0
    assert len(spenders("budget", "list", "--json").json) == 2


@pytest.mark.feature("T-22")
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("set", "moon", "--limit", "1"), 2, "company, project, employee, ticket or meeting"),
        (("set", "company", "--limit", "1", "--period", "week"), 2, "day, month or total"),
        (("set", "company", "--limit", "nan"), 2, "number of dollars"),
        (("set", "company", "--limit", "0.01"), 3, "cannot be lower than"),
        (("set", "employee", "zoe", "--limit", "1"), 4, "@zoe"),
        (("raise", "employee", "ada"), 4, "no such budget"),
        (("drop", "ticket", "1"), 4, "no such budget"),
    ],
)
def test_budget__that_cannot_be__is_refused_in_a_sentence(
    spenders: Teamx, words: tuple[str, ...], code: int, told: str
) -> None:
    refused = spenders("budget", *words)

    assert (refused.code, told in refused.err) == (code, True), refused.err


@pytest.mark.feature("T-22", "T-14")
def test_budget__is_taken_back_as_any_command(spenders: Teamx) -> None:
    before = spenders("budget", "list", "--json").json
    for words in (("set", "company", "--limit", "9"), ("set", "ticket", "1", "--limit", "3"), ("drop", "company")):
        spenders("budget", *words)
        outlook = spenders("undo", "--dry-run").out
        assert "budget" in outlook.lower()

    for _ in range(3):
        assert spenders("undo").code == 0

    after = spenders("budget", "list", "--json").json
    assert [{**one, "exhausted_at": None} for one in after] == [{**one, "exhausted_at": None} for one in before]


@pytest.mark.feature("T-22")
def test_budget__that_is_short__is_why_and_the_answer_lets_go_on(spenders: Teamx) -> None:
    why = spenders("ticket", "why", "2", "--json").json
    (gate,) = why["closed"]
    assert (gate["kind"], gate["who"]) == ("budget", "operator")
    entry = int(gate["on"].removeprefix("decision:"))
    assert gate["remedy"].startswith(f"teamx answer {entry}")

    told = spenders("answer", entry, "raise 5")

    assert (told.code, "$5.30" in told.out) == (0, True)
    assert spenders("ticket", "why", "2", "--json").json["runnable"] is True
    assert spenders("undo").code == 0
    assert spenders("ticket", "why", "2", "--json").json["runnable"] is False
    assert spenders("budget", "list", "--json").json[0]["limit"] == 300_000


@pytest.mark.feature("T-22", "T-12")
def test_budget__is_set_in_words(spenders: Teamx) -> None:
    assert spenders("do", "set a budget of $50 a day for ada", "--yes").code == 0

    (own,) = [one for one in spenders("budget", "list", "--json").json if one["scope"] == "employee"]
    assert (own["subject"], own["period"], own["limit"]) == ("ada", "day", 50_000_000)


@pytest.mark.feature("T-31", "D-4")
def test_turn__shows_every_call_with_tokens_cost_and_what_is_unknown(spenders: Teamx) -> None:
    turn = spenders("turn", "1", "--json").json

    known, unknown = turn["model"]
    assert (known["model"], known["state"], known["cost_usd"]) == (SONNET, "settled", COST / 1e6)
    assert (known["input_tokens"], known["output_tokens"], known["cache_read_tokens"]) == (5000, 6000, 50_000)
    assert (unknown["state"], unknown["cost_usd"], unknown["error"]) == ("unknown", 0.01, "stopped")
    said = spenders("turn", "1").out
    assert "5,000 in, 6,000 out, cache 2,000 written, 50,000 read, $0.08" in said
    assert "nobody knows what became of it; charged in full: $0.01" in said


@pytest.mark.feature("T-31")
@pytest.mark.parametrize("by", ["employee", "ticket", "project", "model", "day"])
def test_money__equals_the_ledger_and_says_what_is_unknown(spenders: Teamx, by: str) -> None:
    seen = spenders("money", "--by", by, "--json").json

    assert seen["total"]["cost_usd"] == COST / 1e6 + 0.01
    for key, value in {"output_tokens": 6000, "cache_write_tokens": 2000, "unknown_calls": 1}.items():
        assert seen["total"][key] == sum(one[key] for one in seen["sums"]) == value
    assert (seen["budgets"][0]["spent"], seen["budgets"][0]["reserved"]) == (COST + 10_000, 0)
    assert "1 call charged in full, as nobody knows what became of it." in spenders("money").out


@pytest.mark.feature("T-22")
def test_prices__are_listed_with_dates_and_what_the_operator_changed(
    teamx: Teamx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert "is not there" in teamx("prices").out
    file = settings.own_prices()
    file.parent.mkdir(parents=True)
    file.write_text(
        f'[[price]]\nmodel = "{SONNET}"\nhost = "anthropic"\ninput = 1.5\noutput = 7\n\n'
        '[[price]]\nmodel = "local"\nhost = "here"\nsince = 2026-01-01\ninput = 0\noutput = 0\n'
    )

    listed = teamx("prices", "--json").json

    of_sonnet = {one["own"]: one for one in listed if one["model"] == SONNET}
    assert (of_sonnet[True]["standing"], of_sonnet[False]["standing"]) == ("in force", "overridden")
    assert of_sonnet[True]["steps"] == [{"above_tokens": 0, "input_usd": 1.5, "output_usd": 7.0}]
    assert of_sonnet[False]["since"] == "2026-11-01"
    haiku = next(one for one in listed if one["model"] == "claude-haiku-5-5")
    assert [step["above_tokens"] for step in haiku["steps"]] == [0, 100_000]


ENTRY = '[[price]]\nmodel = "x"\ninput = 1\noutput = 2\n'


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        (ENTRY + "[[price]\n", 5, "Expected"),
        (ENTRY.replace("input = 1", "input = -1"), 3, "'input' is a number from 0"),
        (ENTRY.replace("input = 1", 'input = "1"'), 3, "'input' is a number from 0"),
        (ENTRY.replace("input = 1\n", ""), 1, "'input' is missing"),
        (ENTRY + ENTRY.replace("output", "outptu"), 8, "there is no key 'outptu' here"),
        (ENTRY + "since = 2026\n", 5, "'since' is a day without quotes"),
        (ENTRY + "since = 2026-02-01\nuntil = 2026-01-01\n", 6, "it ends (2026-01-01) before it begins"),
        (ENTRY + "above = [{tokens = 0, input = 1, output = 1}]\n", 5, "'tokens' is a whole number"),
        (ENTRY + "above = [{tokens = 9, input = 1}]\n", 5, "'output' is missing"),
        (ENTRY.replace('"x"', "7"), 2, "'model' is text in quotes"),
        ("prices = 1\n", 1, "every price stands under [[price]]"),
        ("[price]\nmodel = 'x'\n", 1, "a price stands under [[price]]"),
    ],
)
def test_prices__that_are_wrong_are_named_with_file_and_line(
    teamx: Teamx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, cause: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings.own_prices().parent.mkdir(parents=True)
    settings.own_prices().write_text(text)

    refused = teamx("prices")

    assert (refused.code, refused.out) == (2, "")
    assert f"line {line}: " in refused.err, refused.err
    assert cause in refused.err
    assert "Traceback" not in refused.err
    assert json.dumps(refused.err)


@pytest.mark.feature("T-12", "D-15")
def test_do__lowers_and_raises_a_budget_from_what_it_is_and_leaves_its_other_terms(teamx: Teamx) -> None:
    teamx("init", "--name", "Acme")
    teamx("budget", "set", "company", "--limit", 100, "--warn", 70, "--approve-above", 5, "--period", "month")

    shown = teamx("do", "lower acme's budget by 20 %")
    teamx("do", "lower acme's budget by 20 %", "--yes")
    lowered = teamx("budget", "list", "--json").json[0]
    raised = teamx("do", "raise the monthly budget by half", "--yes")
    teamx("undo")
    teamx("undo")

    assert "From $100.00 to $80.00." in shown.err
    assert (lowered["limit"], lowered["warn_percent"], lowered["approve_above"]) == (80_000_000, 70, 5_000_000)
    assert raised.out == "Raised: it is the company's budget of $120.00 a month now.\n"
    assert teamx("budget", "list", "--json").json[0]["limit"] == 100_000_000
