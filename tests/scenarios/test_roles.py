"""The catalogue that comes with teamx, and what a file of roles may not say."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from teamx_tui import settings
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.roles import GROUP_OF, Authority, Catalogue, Level, Role
from teamx_tui.scenarios import roles
from teamx_tui.tools.hands import TOOLS

BOSS: Final = """\
level: officer
tools: [comment, decide]
roles:
  - id: boss
    title: The Boss
    also: [Chief]
    reports_to: null
    authority: final
    capabilities: [executive-leadership]
    prompt: Decide.
"""
HAND: Final = """\
level: ic
tools: [comment, finish]
roles:
  - id: hand
    title: A Hand
    reports_to: boss
    authority: advisory
    capabilities: [devops, api-design]
    tools: [check]
    prompt: >-
      Do it
      well.
"""


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return roles.read(settings.roles(), TOOLS)


def refusal(folder: Path, file: str, old: str, new: str) -> str:
    """The sentence with which two files of roles are refused, after one thing in one of them is replaced."""
    for name, text in (("boss", BOSS), ("hand", HAND)):
        assert name != file or text.count(old) == 1, old
        (folder / f"{name}.yaml").write_text(text.replace(old, new) if name == file else text)
    with pytest.raises(Invalid) as caught:
        roles.read(folder, TOOLS)
    return str(caught.value)


def test_read__puts_the_highest_level_first_and_adds_what_a_role_may_use_to_what_its_level_may(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HAND)
    (tmp_path / "b.yaml").write_text(BOSS)

    assert roles.read(tmp_path, TOOLS).roles == (
        Role(
            *("boss", "The Boss", Level.OFFICER, None, Authority.FINAL),
            *(("executive-leadership",), ("comment", "decide"), "Decide.", ("Chief",)),
        ),
        Role(
            *("hand", "A Hand", Level.IC, "boss", Authority.ADVISORY),
            *(("devops", "api-design"), ("comment", "finish", "check"), "Do it well."),
        ),
    )


MORE: Final = (
    "    prompt: Decide.\n  - {id: two, title: Two, reports_to: boss, authority: final, capabilities: [sales], "
)


@pytest.mark.feature("T-1")
@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("hand", "title: A", "titel: A", "hand.yaml, line 5: there is no key 'titel' here."),
        ("hand", "    title: A Hand\n", "", "hand.yaml, line 4: 'title' is missing."),
        ("hand", "    reports_to: boss\n", "", "hand.yaml, line 4: 'reports_to' is missing."),
        ("hand", "to: boss", "to: bos", "hand.yaml, line 6: there is no role 'bos'."),
        (
            "boss",
            "to: null",
            "to: hand",
            "boss.yaml, line 7: hand (individual contributor) stands lower than boss (off",
        ),
        ("boss", "to: null", "to: boss", "boss.yaml, line 7: boss -> boss is a circle of managers."),
        ("hand", "id: hand", "id: boss", "hand.yaml, line 4: id 'boss' is used twice."),
        ("hand", "id: hand", "id: chief", "hand.yaml, line 4: 'chief' is boss already."),
        ("hand", "title: A Hand", "title: the boss!", "hand.yaml, line 5: 'the boss!' is boss already."),
        ("hand", "id: hand", "id: A Hand", "hand.yaml, line 4: 'A Hand' is not an id: use a-z, digits and -."),
        ("hand", "api-design", "api-desing", "hand.yaml, line 8: there is no capability 'api-desing'."),
        ("hand", "api-design", "devops", "hand.yaml, line 8: capability 'devops' is named twice."),
        ("hand", "[check]", "[chekc]", "hand.yaml, line 9: there is no tool 'chekc'."),
        ("hand", "[check]", "[finish]", "hand.yaml, line 9: tool 'finish' is named twice."),
        ("hand", "comment, finish", "comment, fly", "hand.yaml, line 2: there is no tool 'fly'."),
        ("hand", "level: ic", "level: intern", "hand.yaml, line 1: 'level' should be 'officer', 'senior-management', "),
        (
            "hand",
            "advisory",
            "absolute",
            "hand.yaml, line 7: 'authority' should be 'final', 'delegated' or 'advisory'.",
        ),
        ("boss", "    prompt: Decide.\n", MORE + "prompt: ''}\n", "boss.yaml, line 11: 'prompt' should not be empty."),
        ("boss", "roles:", "roles: [", "boss.yaml, line 4: this is not YAML: "),
    ],
)
def test_read__refuses_what_is_wrong_in_one_sentence_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    said = refusal(tmp_path, file, old, new)

    assert said.startswith(sentence)
    assert said.isprintable()


def test_read__refuses_a_circle_within_one_level(tmp_path: Path) -> None:
    more = "reports_to: two\n" + BOSS.split("reports_to: null\n")[1] + MORE.split("\n")[1] + "prompt: Sell.}"

    said = refusal(tmp_path, "boss", BOSS.split("    reports_to: ")[1], more.removeprefix("reports_to: "))

    assert said == "boss.yaml, line 7: boss -> two -> boss is a circle of managers."


# --- the catalogue itself ---


@pytest.mark.feature("T-1")
def test_catalogue__has_fifty_seven_roles_in_six_levels(shipped: Catalogue) -> None:
    assert Counter(role.level for role in shipped.roles) == {
        Level.OFFICER: 5,
        Level.SENIOR_MANAGEMENT: 7,
        Level.MANAGEMENT: 8,
        Level.SUPERVISOR: 5,
        Level.LEAD: 7,
        Level.IC: 25,
    }
    assert len({role.id for role in shipped.roles}) == len(shipped.roles) == 57


@pytest.mark.feature("T-1")
def test_catalogue__leads_from_every_role_up_to_the_chief_executive(shipped: Catalogue) -> None:
    tops = {(shipped.line(role) or (role.id,))[-1] for role in shipped.roles}

    assert tops == {"chief-executive-officer"}


@pytest.mark.feature("T-1")
def test_catalogue__lets_exactly_those_decide_whose_word_is_more_than_advice(shipped: Catalogue) -> None:
    for role in shipped.roles:
        assert ("decide" in role.tools) == (role.authority is not Authority.ADVISORY), role.id


@pytest.mark.feature("T-1")
def test_catalogue__lets_everybody_say_that_they_cannot_go_on_and_that_they_are_done(shipped: Catalogue) -> None:
    for role in shipped.roles:
        assert {"comment", "ask", "answer", "pass", "block", "unblock", "finish"} <= set(role.tools), role.id


@pytest.mark.feature("T-2")
def test_catalogue__needs_every_capability_there_is(shipped: Catalogue) -> None:
    assert {word for role in shipped.roles for word in role.capabilities} == GROUP_OF.keys()


@pytest.mark.feature("T-1")
def test_catalogue__tells_each_trade_something_of_its_own_in_sixty_to_a_hundred_and_twenty_words(
    shipped: Catalogue,
) -> None:
    told = Counter[tuple[str, ...]]()
    for role in shipped.roles:
        words = re.findall(r"[\w'-]+", role.prompt.lower())
        assert 60 <= len(role.prompt.split()) <= 120, role.id
        told.update({tuple(words[at : at + 6]) for at in range(len(words) - 5)})

    assert [" ".join(words) for words, count in told.items() if count > 1] == []


@pytest.mark.feature("T-1")
@pytest.mark.parametrize(
    "name",
    [
        *("Product Manager", "Tech Lead", "UI/UX Designer", "Frontend Engineer", "Backend Engineer", "QA Engineer"),
        *("DevOps Engineer", "Product Designer", "Fullstack Engineer", "Data Engineer", "Technical Writer"),
        *("Data Pipeline Architect", "Backend Lead", "Frontend Lead", "UX Lead", "UI/UX Lead", "Architect"),
        *("Backend Developer", "CTO", "VP of Engineering", "SRE", "Chief Financial Officer"),
    ],
)
def test_catalogue__knows_the_roles_that_the_seeds_name(shipped: Catalogue, name: str) -> None:
    assert shipped.titled(name) == name
