"""Commands about employees and what they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company
from teamx_tui.commands import brains, people_shapes, people_words, shapes, words
from teamx_tui.commands.catalogue import catalogue
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.domain.errors import NotFound

if TYPE_CHECKING:
    from teamx_tui.company.office import Office

NOBODY: Final = "Nobody works here yet: teamx employee hire HANDLE --role ROLE"


@command("employee list")
def employee_list(office: Office) -> Reply:
    """List who works here and what they are doing."""
    staff = company.roster.staff(office)
    rows = tuple(
        (
            f"@{person.handle}",
            person.name,
            person.title,
            words.handle(person.reports_to) if person.reports_to else "you",
            f"in #{person.on}" if person.on is not None else str(person.presence),
            str(person.open_tickets),
            str(person.queued),
        )
        for person in staff
    )
    table = Table(("Handle", "Name", "Title", "Reports to", "Presence", "Open", "Queued"), rows)
    sentence = "" if rows else NOBODY
    return Reply(sentence, [shapes.person(person) for person in staff], table if rows else None)


@command("employee show", handle="whom to show")
def employee_show(office: Office, handle: str) -> Reply:
    """Show an employee: what they do, what waits for them, what they did and what it cost."""
    who = company.profiles.look(office, handle)
    now = next(person for person in company.roster.staff(office) if person.handle == who.handle)
    return Reply(people_words.profile(who, now), people_shapes.profile(who, now))


@command("org")
def org(office: Office) -> Reply:
    """Show the org chart: who reports to whom, and what each is doing."""
    staff = company.roster.staff(office)
    lines = company.orgchart.chart(staff, company.orgchart.By.MANAGER)
    return Reply(people_words.chart(lines) if lines else NOBODY, people_shapes.chart(staff))


def _before_hiring(office: Office, **given: Any) -> None:
    if given.get("brain"):
        brains.make_ready(office, given["brain"], given.get("model") or "")


@command(
    "employee hire",
    changes=True,
    first=_before_hiring,
    handle="how they are mentioned, without the @",
    role="role, such as backend-engineer",
    name="name; the handle when left out",
    title="what they are called; as the role is when left out",
    reports_to="handle of the manager; operator for you; whoever holds the role above theirs when left out",
    brain="what they think with; the company's when left out",
    model="other than the brain's own",
)
def employee_hire(
    office: Office,
    handle: str,
    *,
    role: str,
    name: str = "",
    title: str = "",
    department: str | None = None,
    reports_to: str | None = None,
    brain: str = "",
    model: str = "",
) -> Reply:
    """Hire an employee; a role of the catalogue brings its title and its manager along."""
    name_, who = name or handle.title(), handle.removeprefix("@")
    manager = reports_to.removeprefix("@") if reports_to else None
    known = catalogue().find(role)
    hiring = company.employees.Hiring(
        who,
        name_,
        known.id if known is not None else role,
        title or catalogue().titled(role),
        department,
        manager,
        brain,
        model,
        line=catalogue().line(known) if known is not None else (),
    )
    company.employees.hire(office, hiring)
    hired = next(person for person in company.roster.staff(office) if person.handle == who)
    under = f" They report to @{hired.reports_to}." if hired.reports_to and not manager else ""
    return Reply(f"Hired @{who}, {hired.title}.{under}", shapes.person(hired))


@command(
    "employee report",
    changes=True,
    handle="whose manager changes",
    to="handle of the new manager; operator for you",
)
def employee_report(office: Office, handle: str, *, to: str) -> Reply:
    """Let an employee report to somebody else."""
    company.employees.report(office, handle, to)
    who, manager = handle.removeprefix("@"), to.removeprefix("@")
    moved = next(person for person in company.roster.staff(office) if person.handle == who)
    return Reply(f"@{who} reports to {f'@{manager}' if moved.reports_to else 'you'}.", shapes.person(moved))


@command(
    "employee promote",
    changes=True,
    handle="whose role changes",
    role="the new role, higher or lower, such as tech-lead",
    title="what they are called; as the role is when left out",
)
def employee_promote(office: Office, handle: str, role: str, *, title: str = "") -> Reply:
    """Give an employee another role, higher or lower; whom they report to stays as it is.

    Raises:
        NotFound: the role stands neither in the catalogue nor does anybody here have it.
    """
    who, staff = handle.removeprefix("@"), company.roster.staff(office)
    known = catalogue().find(role)
    if known is None and role not in {person.role for person in staff}:
        raise NotFound(f"There is no role {role!r}; see: teamx roles. A title of your own goes with --title.")
    company.employees.promote(office, who, known.id if known is not None else role, title or catalogue().titled(role))
    now = next(person for person in company.roster.staff(office) if person.handle == who)
    before = next(person.title for person in staff if person.handle == who)
    under = words.handle(now.reports_to) if now.reports_to else "you"
    return Reply(f"@{who} is {now.title} now, before: {before}. They still report to {under}.", shapes.person(now))


@command("employee leave", changes=True, handle="who shall go", hand_to="who takes over their work")
def employee_leave(office: Office, handle: str, *, hand_to: str | None = None) -> Reply:
    """Let an employee go; what they did stays under their name."""
    numbers = company.departures.leave(office, handle, hand_to=hand_to)
    who, heir = handle.removeprefix("@"), hand_to.removeprefix("@") if hand_to else None
    work = words.numbers(numbers) or "no tickets"
    sentence = f"@{who} has left." + (f" @{heir} takes over {work}." if heir else "")
    return Reply(sentence, {"handle": who, "handed_to": heir, "tickets": list(numbers)})


@command("inbox")
def inbox(office: Office) -> Reply:
    """List what waits for your answer, first what frees most tickets."""
    entries = company.inbox.waiting(office)
    rows = tuple(
        (
            str(entry.id),
            str(entry.frees),
            f"#{entry.number}",
            entry.kind.replace("_", " "),
            entry.subject,
            " / ".join(entry.options) or "your words",
        )
        for entry in entries
    )
    table = Table(("Entry", "Frees", "Ticket", "Kind", "What", "Answers"), rows)
    sentence = "" if rows else "Nothing needs you."
    return Reply(sentence, [shapes.entry(entry) for entry in entries], table if rows else None)


@command(
    "answer",
    changes=True,
    entry="number of the inbox entry",
    text="your answer, or one of its options",
    reason="why you have chosen that option; it stands in the thread and in the log",
)
def answer(office: Office, entry: int, text: str, *, reason: str = "") -> Reply:
    """Answer an entry of the inbox; whoever asked is woken."""
    sentence = company.decisions.settle(office, entry, text, reason)
    return Reply(sentence, {"entry": entry, "answer": text, "reason": reason})
