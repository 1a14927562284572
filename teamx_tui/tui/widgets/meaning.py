"""What stands under the palette's line: what a command will do, what lacks for it, and what choosing an offer means."""

from textual.content import Content

from teamx_tui.commands.grammar import NotUnderstood, Understood
from teamx_tui.tui.palette import Ends, Form, Offer, Place
from teamx_tui.tui.text import line


def deed(meant: Understood, *, is_agreed: bool) -> Content:
    """Return what will happen, what lacks for it, and what of it weighs."""
    lines = [line(meant.preview)]
    if meant.question:
        lines.append(line(meant.question, style="$accent"))
    if meant.warning:
        lines.append(line(f"! {meant.warning}", style="$warning"))
    if is_agreed:
        lines.append(line("Enter again does it, Esc leaves it.", style="bold $warning"))
    elif not meant.lacks:
        lines.append(line("Enter does it, when pressed twice." if meant.warning else "Enter does it.", style="$quiet"))
    return Content("\n").join(lines)


def not_understood(answer: NotUnderstood) -> Content:
    """Return why a line means nothing, and what it could be instead."""
    hint = "Tab takes that over." if answer.nearest in answer.sentence else f"Tab: {answer.nearest}"
    return Content("\n").join([line(answer.sentence, style="$warning"), line(hint, style="$quiet")])


def about(offer: Offer) -> Content:
    """Return what an offer leads to that is not a command ready to be carried out."""
    match offer.way:
        case Form(command):
            wanted = ", ".join(param.label for param in command.params)
            return line(f"{command.help} It asks for: {wanted}." if wanted else command.help, style="$quiet")
        case Place(help=help_text):
            return line(help_text, style="$quiet")
        case Ends(text):
            return line(text, style="$quiet")
    return offer.head
