"""How one speaks of what stands in a ticket's way, and of taking part oneself. Only data."""

from typing import Final

from teamx_tui.commands.grammar.phrases.shared import REASON, phrases

_BLOCKED: Final = "(cannot go on|can't go on|is stuck|is blocked)"

BLOCKING: Final = (
    *phrases(
        "ticket block",
        f"(block|flag) {{number:ticket}} on {{on:ticket}} {REASON}",
        f"(block|flag) {{number:ticket}} {REASON}",
        f"{{number:ticket}} {_BLOCKED} {REASON}",
        "(block|flag) {number:ticket}",
    ),
    *phrases(
        "ticket unblock",
        f"(unblock|unstick) {{number:ticket}} {REASON}",
        f"(lift|remove) the (block|blocks) (on|from|of) {{number:ticket}} {REASON}",
        f"{{number:ticket}} is (not|no longer) (blocked|stuck) [anymore|any more] {REASON}",
        "{number:ticket} is (not|no longer) (blocked|stuck) [anymore|any more]",
        "(unblock|unstick) {number:ticket}",
        "(lift|remove) the (block|blocks) (on|from|of) {number:ticket}",
    ),
)
"""Behind what says on which ticket another waits: a block has a reason instead."""

STARTING: Final = phrases(
    "ticket start",
    "(start|begin) {number:ticket} anyway [despite {despite:tickets}]",
    "(start|begin) {number:ticket} despite {despite:tickets}",
    "(start|begin) {number:ticket} (even though|although|though) {despite:tickets} (is|are) (not|still) "
    "[done|finished|open|ready]",
    "let {number:ticket} (start|begin|go on) [anyway]",
)

JOINING: Final = (
    *phrases(
        "ticket join",
        "join [the thread of] {number:ticket}",
        "(add|bring|put) me (to|into|on) {number:ticket}",
        "(let me|i want to) (join|take part in) {number:ticket}",
    ),
    *phrases(
        "ticket leave",
        "leave [the thread of] {number:ticket}",
        "(remove|take) me (from|out of|off) {number:ticket}",
    ),
)
