"""Foreign text made harmless: what `printable`, `one_line` and `storable` promise, and the strings they face."""

import re
import sqlite3
import unicodedata
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from teamx_tui.domain.text import one_line, printable, storable

ST = "\x1b\\"

HOSTILE: dict[str, str] = {
    "clipboard": f"A\x1b]52;c;UFdORUQ={ST}Z",
    "title": f"A\x1b]0;TITLEPWN{ST}Z",
    "title ended by bell": "A\x1b]2;BELLPWN\x07Z",
    "link": f"A\x1b]8;;http://evil.example/{ST}D\x1b]8;;{ST}Z",
    "cursor report": "E\x1b[6nF",
    "leave alternate screen": "F\x1b[?1049lG",
    "clear": "G\x1b[2JH",
    "reset": "H\x1bcI",
    "device control": f"I\x1bP$qm{ST}J",
    "application command": f"J\x1b_GAPC{ST}K",
    "c0": "a\x00b\x01c\x05d\x08e\x0ef\x0fg\x18h\x1ai\x1fj",
    "delete": "i\x7fj",
    "c1": "a\x9b31mb\x9d52;c;QzE=\x9cc\x90d\x84e",
    "bidi": "user\u202egpj.exe\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "zero width": "pay\u200bpal\u200c\u200d\u2060\ufeff\u00ad\u180e\ufe0fend",
    "tags": "tags\U000e0041\U000e0042\U000e007fend",
    "selectors as data": "a" + "".join(chr(0xE0100 + byte) for byte in b"steal") + "b\ufe01\ufe02c",
    "zalgo": "Z" + "\u0301" * 5000 + "!",
    "zalgo with joiners": "Z" + "\ufe20\u200d" * 500 + "!",
    "zalgo in hangul": "하" + "\u11a8" * 500 + "!",
    "surrogate": "bad\ud800end\udcff",
    "newlines": "one\r\ntwo\rthree\u2028four\u2029five\x85six\x0bseven\x0ceight",
    "action": "[@click=app.pwn]CLICKME[/]",
    "markup link": '[link="http://evil.example/x"]LINK[/link]',
    "broken markup": "list[/ text [/b] end [bold x [@click=] b [=] [] [[ ]] [/] [$nope]",
    "ordinary brackets": "arr[0] and [i for i in x] and regex [a-z]+ and [/usr/bin] C:\\[x] trailing\\",
    "template": "$who ${ticket} $$ $accent",
}
"""Strings an employee, a file or a scenario may hold to drive, deceive or break the screen."""

PLAIN: dict[str, str] = {
    "ascii": "Fix the login form (see #64), 100 % of [users] hit it.",
    "accents": "Élodie a été ravie — naïve façade, Straße, Ωμέγα, Привет",
    "decomposed": "e\u0301 o\u0302\u0323 a\u0308",
    "east asian": "漢字テスト 한국어 ＡＢ",
    "family": "👨\u200d👩\u200d👧\u200d👦 👍🏽 🇩🇪",
    "pride flag": "🏳\ufe0f\u200d🌈 ❤\ufe0f 1\ufe0f\u20e3 ©\ufe0f",
    "persian": "می\u200cخواهم",
    "devanagari": "क्\u200dष हिन्दी",
    "burmese": "ရွှေ့",
    "tabs and lines": "a\tb\t\tc\n\td\n\n",
    "pictures": "␛ � ⏎ ░▒▓█",
}

VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that draw something: signs written over the digits that follow them."""

FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
JOINERS = "\u200c\u200d"

anything = st.text(st.characters(codec=None, exclude_categories=()))
nasty = st.text(
    st.sampled_from(
        "a1 *[\n\r\t\x00\x1b\x7f\x85\x9b\xad\u0301\u0489\u034f\u200b\u200c\u200d\u200e\u2028\u202e\u2066\u20e3\u2400⏎…"
        "\ufe00\ufe0e\ufe0f\ufe20\ufeff\ufffd\ud800\udfff\U000e0041\U000e0100❤👩🏽漢مक्\u1160\u11a8\u115f\u0897\u1acf"
    ),
    max_size=40,
)
foreign = st.one_of(nasty, anything, st.sampled_from(sorted(HOSTILE.values())))
caps = st.fixed_dictionaries(
    {"max_line": st.integers(128, 160), "max_lines": st.integers(2, 6), "max_chars": st.integers(128, 400)}
)


def is_harmful(character: str) -> bool:
    """Tell whether no output may hold `character`, by the Unicode tables and not by the table under test."""
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in VISIBLE_FORMAT and character not in JOINERS
    return (
        (category == "Cc" and character not in "\n\t")
        or category in {"Cs", "Zl", "Zp"}
        or character in FILLERS
        or "\ufe00" <= character <= "\ufe0d"
        or "\U000e0000" <= character <= "\U000e0fff"
    )


def longest_pile(text: str) -> int:
    """Return the most marks in a row, joiners between them not counting as a break."""
    drawn = "".join(character for character in text if character not in JOINERS)
    runs = groupby(drawn, key=lambda character: unicodedata.category(character)[0] == "M")
    return max((len(list(run)) for is_mark, run in runs if is_mark), default=0)


def newline_forms(text: str) -> int:
    return len(re.findall("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text))


@given(foreign)
@example("❤\u200d\ufe0f")
@example("\ufe20\ufe20\ufe20\u0301\ufe20\u200d\ufe20")
def test_printable__applied_twice_changes_nothing(text: str) -> None:
    once = printable(text)

    assert printable(once) == once


@given(foreign)
def test_one_line__applied_twice_or_after_printable_changes_nothing(text: str) -> None:
    once = one_line(text)

    assert one_line(once) == once
    assert one_line(printable(text)) == once


@given(foreign)
def test_printable__leaves_no_control_direction_surrogate_or_invisible_character(text: str) -> None:
    assert [hex(ord(character)) for character in printable(text) if is_harmful(character)] == []


def test_printable__is_safe_for_every_code_point_there_is() -> None:
    left: set[str] = set()
    for first in range(0, 0x110000, 0x100):  # a block at a time, each code point between the same two letters
        block = printable("".join(f"a{chr(code)}b" for code in range(first, first + 0x100)))
        left |= {hex(ord(character)) for character in set(block) if is_harmful(character)}

    assert left == set()


@given(foreign)
def test_one_line__is_one_line_without_tabs(text: str) -> None:
    shown = one_line(text)

    assert not re.search("[\n\t\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", shown)
    assert len(shown.splitlines()) <= 1


@given(foreign)
def test_printable__keeps_a_joiner_only_between_characters_that_join(text: str) -> None:
    shown = printable(text)

    for at, character in enumerate(shown):
        if character in JOINERS:
            assert 0 < at < len(shown) - 1
            assert min(shown[at - 1], shown[at + 1]) >= "\u0600"


@given(foreign)
def test_printable__keeps_at_most_four_marks_in_a_row(text: str) -> None:
    assert longest_pile(printable(text)) <= 4


@given(foreign)
def test_printable__keeps_the_number_of_lines(text: str) -> None:
    assert printable(text).count("\n") == newline_forms(text)


@given(
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters=FILLERS)).filter(
        lambda text: not re.search("[\u1160-\u11ff\ud7b0-\ud7ff🏻-🏿]{5}", text)
    )
)
def test_printable__leaves_letters_digits_punctuation_and_symbols_alone(text: str) -> None:
    assert printable(text) == text
    assert one_line(text) == text


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_printable__leaves_honest_text_in_any_script_alone(text: str) -> None:
    assert printable(text) == text
    assert storable(text) == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_printable__leaves_nothing_harmful_of_any_payload(text: str) -> None:
    shown = printable(text)

    assert not any(map(is_harmful, shown))
    assert longest_pile(shown) <= 4
    assert shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x00b\x07c\x7f", "a␀b␇c␡"),
        ("a\x9bb\x84", "a�b�"),
        ("user\u202egpj.exe", "user�gpj.exe"),
        ("pay\u200bpal\u00ad", "paypal"),
        ("p\u200day\ufe0f", "pay"),
        ("bad\ud800end", "bad�end"),
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("e" + "\u0301" * 9 + "!", "e\u0301\u0301\u0301\u0301!"),
        ("👨\u200d\u200d👩", "👨👩"),
        ("\x9b\u200d\x9b", "��"),
        ("[b]not ours[/b]", "[b]not ours[/b]"),
    ],
)
def test_printable__shows_what_was_there_instead_of_hiding_it(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_one_line__shows_where_lines_ended() -> None:
    assert one_line("first\r\nsecond\tthird") == "first⏎second third"


@given(st.lists(nasty, max_size=30).map("xyz ".join), caps)
def test_printable__keeps_every_cap_and_still_changes_nothing_twice(text: str, caps: dict[str, int]) -> None:
    once = printable(text, **caps)

    assert len(once) <= caps["max_chars"]
    assert once.count("\n") < caps["max_lines"]
    assert max(map(len, once.split("\n"))) <= caps["max_line"]
    assert printable(once, **caps) == once


@given(st.lists(nasty, max_size=30).map("xyz ".join), st.integers(128, 160), st.integers(128, 160))
def test_printable__keeps_both_caps_on_a_single_line(text: str, max_line: int, max_chars: int) -> None:
    once = printable(text, multiline=False, max_line=max_line, max_chars=max_chars)

    assert len(once) <= min(max_line, max_chars)
    assert printable(once, multiline=False, max_line=max_line, max_chars=max_chars) == once


@pytest.mark.parametrize("multiline", [True, False])
@pytest.mark.parametrize("shift", ["", "a"])
def test_printable__never_ends_a_cut_on_a_joiner(shift: str, multiline: bool) -> None:
    once = printable(shift + "👩\u200d" * 200 + "👩", multiline=multiline, max_line=128)

    assert "👩 …[+" in once
    assert printable(once, multiline=multiline, max_line=128) == once


@pytest.mark.parametrize("shift", ["", "a"])
def test_printable__never_ends_many_lines_on_a_joiner(shift: str) -> None:
    once = printable(shift + ("👩\u200d" * 20 + "👩\n") * 30, max_chars=200)

    assert "👩\n…[+" in once
    assert printable(once, max_chars=200) == once


def test_printable__says_how_many_characters_of_many_short_lines_are_missing() -> None:
    shown = printable("line\n" * 39 + "last", max_lines=39, max_chars=200)

    kept, _, note = shown.rpartition("\n")
    assert note == f"…[+2 lines, +{38 * 5 - 1 - len(kept)} characters]"
    assert len(shown) <= 200
    assert printable(shown, max_lines=39, max_chars=200) == shown


def test_printable__says_how_much_of_a_long_line_is_missing() -> None:
    shown = printable("a" * 5000 + "\nshort")

    first, second = shown.split("\n")
    kept = first.index(" …")
    assert first[kept:] == f" …[+{5000 - kept} characters]"
    assert second == "short"


def test_printable__says_how_many_lines_are_missing() -> None:
    shown = printable("line\n" * 9999 + "last").split("\n")

    assert len(shown) == 5000
    assert shown[-1] == "…[+5001 lines]"


def test_printable__says_how_many_characters_were_never_read() -> None:
    shown = printable("x" * 3999 + "\n", max_chars=1000)

    assert shown.endswith(f"\n…[+{4000 - shown.index(chr(10))} characters]")


def test_one_line__counts_unread_characters_in_its_note() -> None:
    shown = one_line("x" * 1_000_000)

    kept = shown.index(" ")
    assert shown[kept:] == f" …[+{1_000_000 - kept} characters]"


@pytest.mark.parametrize("caps", [{"max_line": 127}, {"max_chars": 127}, {"max_lines": 1}])
def test_printable__refuses_caps_too_small_for_a_note(caps: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 128"):
        printable("x", **caps)


@given(foreign)
def test_storable__fits_any_database(text: str) -> None:
    kept = storable(text)

    assert sqlite3.connect(":memory:").execute("SELECT ?", (kept,)).fetchone() == (kept,)
    assert "\x00" not in kept
    assert storable(kept) == kept


@given(foreign)
def test_storable__loses_only_surrogates_nul_and_newline_forms(text: str) -> None:
    spared = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)

    kept = storable(text)

    assert [(was, now) for was, now in zip(spared, kept, strict=True) if was != now] == [
        (was, "␀" if was == "\x00" else "�") for was in spared if was == "\x00" or "\ud800" <= was <= "\udfff"
    ]


@given(foreign)
def test_storable__does_not_change_what_is_shown(text: str) -> None:
    assert printable(storable(text)) == printable(text)
