"""What calls cost: exact, never less than is billed, never more than was held back for them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from teamx_tui.domain.prices import Price, PriceList, Step
from teamx_tui.domain.usage import Quote, Usage

DAY = date(2027, 1, 15)
TIERED = Price(
    "small",
    "shop",
    date(2026, 11, 1),
    (Step(0, Fraction(1, 10), Fraction(1, 2)), Step(100_000, Fraction(1, 2), Fraction(5, 2))),
    cache_write=Fraction(5, 4),
    cache_write_hour=Fraction(2),
    cache_read=Fraction(1, 20),
)


def price(model: str = "big", micros: int = 10, **more: object) -> Price:
    return Price(model, "shop", date(2026, 1, 1), (Step(0, Fraction(micros), Fraction(5 * micros)),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("usage", "micros"),
    [
        (Usage(0, 0), 0),
        (Usage(10, 0), 1),
        (Usage(11, 0), 2),  # 1.1, rounded up
        (Usage(100_000, 1000), 10_500),
        (Usage(100_001, 1000), 52_501),  # one token more, and all of it is dearer
        (Usage(0, 0, cache_write_tokens=1000), 125),
        (Usage(0, 0, cache_write_hour_tokens=1000), 200),
        (Usage(0, 0, cache_read_tokens=1000), 5),
        (Usage(50_000, 0, cache_read_tokens=60_000), 26_500),  # what is read from a cache counts for the step
    ],
)
def test_cost__is_exact_and_rounded_up(usage: Usage, micros: int) -> None:
    assert TIERED.cost(usage) == micros


AMOUNTS = st.builds(Fraction, st.integers(0, 10**5), st.integers(1, 1000))
FACTORS = st.builds(Fraction, st.integers(0, 400), st.just(100))
PRICES = st.builds(
    lambda steps, factors: Price("m", "h", DAY, tuple(Step(50 * no, *step) for no, step in enumerate(steps)), *factors),
    st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=4),
    st.tuples(FACTORS, FACTORS, FACTORS),
)


@pytest.mark.feature("D-4")
@given(PRICES, st.lists(st.integers(0, 200), min_size=5, max_size=5), st.integers(0, 50), st.integers(0, 50))
@settings(deadline=None, max_examples=300)
def test_worst__covers_every_use_that_keeps_to_the_quote(
    of: Price, counts: list[int], more_in: int, more_out: int
) -> None:
    usage = Usage(*counts)

    assert of.cost(usage) <= of.worst(Quote("m", usage.prompt_tokens + more_in, usage.output_tokens + more_out))


@given(PRICES, st.lists(st.integers(0, 200), min_size=5, max_size=5))
def test_cost__is_never_less_than_the_exact_sum_and_not_a_micro_more(of: Price, counts: list[int]) -> None:
    usage = Usage(*counts)
    step = [one for one in of.steps if one.above < max(usage.prompt_tokens, 1)][-1]
    inputs = counts[0] + counts[2] * of.cache_write + counts[3] * of.cache_write_hour + counts[4] * of.cache_read
    exact = inputs * step.input + counts[1] * step.output

    assert 0 <= of.cost(usage) - exact < 1


def test_find__takes_the_latest_price_of_the_day_and_none_before_there_is_one() -> None:
    old, new = price(micros=5), Price("big", "shop", date(2026, 6, 1), (Step(0, Fraction(7), Fraction(9)),))
    known = PriceList((old, new))

    assert known.find("big", date(2026, 5, 31)) is old
    assert known.find("big", date(2026, 6, 1)) is new
    assert known.find("big", date(2025, 12, 31)) is None


def test_find__lets_the_operators_price_count_before_a_later_one_of_ours() -> None:
    own = price(is_own=True)
    ours = Price("big", "shop", date(2026, 12, 1), (Step(0, Fraction(1), Fraction(1)),))

    assert PriceList((ours, own)).find("big", DAY) is own


def test_find__knows_a_model_with_a_date_behind_its_name_and_no_other() -> None:
    known = PriceList((price("big-5"),))

    assert known.find("big-5-20260901", DAY) is not None
    assert known.find("big-5-5", DAY) is None
    assert known.find("", DAY) is None


def test_find__forgets_a_price_that_has_ended() -> None:
    assert PriceList((price(until=date(2026, 12, 31)),)).find("big", DAY) is None


def test_cheaper__is_the_dearest_below_at_the_same_host() -> None:
    elsewhere = Price("other", "market", date(2026, 1, 1), (Step(0, Fraction(9), Fraction(9)),))
    known = PriceList((price("a", 10), price("b", 4), price("c", 2), price("same", 10), elsewhere))

    found = known.cheaper("a", DAY)

    assert found is not None
    assert found.model == "b"
    assert known.cheaper("c", DAY) is None
    assert known.cheaper("nobody", DAY) is None


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 50)), min_size=1, max_size=8), st.data())
def test_cheaper__leads_down_and_ends(models: list[tuple[str, int]], data: st.DataObject) -> None:
    known = PriceList(tuple(price(name, micros) for name, micros in dict(models).items()))
    at: str | None = data.draw(st.sampled_from([name for name, _ in models]))
    assume(at is not None)
    rates = []
    while at is not None:
        now = known.find(at, DAY)
        assert now is not None
        rates.append(now.steps[0].input)
        lower = known.cheaper(at, DAY)
        at = lower.model if lower is not None else None

    assert rates == sorted(set(rates), reverse=True)
