"""Commands about what employees think with: finding, trying out, setting up and giving it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.commands.shapes import iso
from teamx_tui.domain.errors import NotFound, Refused

if TYPE_CHECKING:
    from teamx_tui.company.hosts import Brain
    from teamx_tui.company.office import Office

_COLUMNS: Final = ("Brain", "Model", "Where", "Key", "Cost", "Used by", "Tried out")
ANTHROPIC: Final = "anthropic"


@command("brain list")
def brain_list(office: Office) -> Reply:
    """List what employees can think with: set up here, or found on this machine."""
    brains = company.hosts.brains(office, company.errands.find())
    rows = tuple(_cells(one) for one in brains)
    default = next((one.name for one in brains if one.is_default), "")
    lines = [f"Whoever is hired next gets: {default}."]
    if len(brains) == 1:
        lines.append(company.errands.NO_KEY + ".")
    elif any(not one.is_set_up for one in brains):
        lines.append("To give everybody one that was found: teamx brain use NAME")
    return Reply("\n".join(lines), [_shape(one) for one in brains], Table(_COLUMNS, rows))


@command(
    "brain probe",
    changes=True,
    is_recorded=False,
    name="which; all that cost nothing when left out",
    yes="agree to calls that cost money",
)
def brain_probe(office: Office, name: str = "", *, yes: bool = False) -> Reply:
    """Try out whether a brain can do what employees need: text, streams, tools, counts of tokens."""
    if name == company.brains.SCRIPTED:
        return Reply("scripted needs nothing and always works.", [])
    tried: list[dict[str, Any]] = []
    lines, is_bad = [], False
    for one in _wanted(office, name):
        if not one.is_free and not yes:
            if name:
                raise Refused(_costs(one))
            lines.append(_costs(one))
            continue
        found = dict(company.trials.try_out(office, one.name))
        tried.append({"name": one.name} | {key: value for key, value in found.items() if key != "usages"})
        lines.append(found["said"])
        is_bad = is_bad or not found["ok"]
    return Reply("\n".join(lines) or company.errands.NO_KEY + ".", tried, has_failed=is_bad)


def _wanted(office: Office, name: str) -> list[Brain]:
    """Return the brains to be tried out, each set up: the one named, or all."""
    there = {one.name: one for one in company.hosts.brains(office)}
    if name in there:
        return [there[name]]
    found = {one["name"]: one for one in company.errands.find()}
    missing = {key: one for key, one in found.items() if key not in there and name in ("", key)}
    if name and not missing:
        raise NotFound(_nowhere(name))
    for one in missing.values():
        company.brains.take_up(office, one, actor="system")
    known = company.hosts.brains(office)[1:]
    return [one for one in known if name in ("", one.name)]


def _costs(one: Brain) -> str:
    calls, tokens = company.errands.CALLS, company.errands.MOST_TOKENS
    return (
        f"Trying {one.name} out makes {calls} calls of {one.model or 'its model'}, at most {tokens:,} tokens in all, "
        f"which cost money. Agree with: teamx brain probe {one.name} --yes"
    )


def _nowhere(name: str) -> str:
    if name == ANTHROPIC:
        return company.errands.NO_KEY
    return (
        f"There is no brain {name!r} here, and no such server was found on its usual port. "
        f"Start it, or say where it is: teamx brain add {name} --url URL"
    )


def make_ready(office: Office, name: str, model: str = "", anyway: bool = False) -> None:
    """Set a brain up that was only found, and try it out if that costs nothing and was not done."""
    if name == company.brains.SCRIPTED:
        return
    there = {one.name: one for one in company.hosts.brains(office)}
    if name not in there:
        found = next((one for one in company.errands.find() if one["name"] == name), None)
        if found is None:
            raise NotFound(_nowhere(name))
        company.brains.take_up(office, found, model, actor="system")
    row = company.hosts.row(office, name)
    if row["is_free"] and not row["probe"].get("ok") and not anyway:
        company.trials.try_out(office, name)


def _before_giving(office: Office, **given: Any) -> None:
    if "handle" in given:
        company.employees.known(office, given["handle"])
    make_ready(office, given["name"], given.get("model") or "", bool(given.get("anyway")))


_gives: Final = partial(
    command,
    changes=True,
    first=_before_giving,
    handle="who thinks with it",
    name="which brain; scripted for none",
    for_="who thinks with it; everybody, and whoever is hired next, when left out",
    model="other than the brain's own",
    anyway="although it failed when it was tried out",
)


@_gives("brain use")
def brain_use(
    office: Office, name: str, *, for_: list[str] | None = None, model: str = "", anyway: bool = False
) -> Reply:
    """Let everybody, or some, think with a brain."""
    changed = company.equipment.use(office, name, for_ or (), model=model, anyway=anyway)
    return Reply(_used(office, name, changed, for_, model), {"brain": name, "model": model, "changed": list(changed)})


def _used(office: Office, name: str, changed: tuple[str, ...], only: list[str] | None, model: str) -> str:
    brain = next(one for one in company.hosts.brains(office) if one.name == name)
    with_what = f"{name} {model or brain.model}".strip()
    who = words.handles(changed) if only else words.count(len(changed), "employee")
    verb = "thinks" if len(changed) == 1 else "think"
    said = f"{who} now {verb} with {with_what}." if changed else f"Nothing changes: that is {with_what} already."
    said += f" Whoever is hired next gets {name}." if not only else ""
    untried = name != company.brains.SCRIPTED and not brain.probe
    return said + (f" It was not tried out: teamx brain probe {name}" + " --yes" * (not brain.is_free)) * untried


@command(
    "brain add",
    changes=True,
    name="what it is to be called",
    url="where it is, such as http://127.0.0.1:11434",
    model="for employees who have none of their own",
    free="its calls cost nothing, as is assumed of this machine",
    paid="its calls cost money, as is assumed of all others",
    key_from="where its key is found: env (TEAMX_KEY_NAME), keyring or file",
)
def brain_add(
    office: Office,
    name: str,
    *,
    url: str,
    model: str = "",
    free: bool = False,
    paid: bool = False,
    key_from: str = "",
) -> Reply:
    """Set up a server that speaks the Messages API."""
    if free and paid:
        raise Refused("It is either free or paid; say one of them.")
    is_free = free if free or paid else None
    company.brains.add(office, name, url, model=model, is_free=is_free, key_source=key_from)
    row = company.hosts.row(office, name)
    cost = "costs nothing" if row["is_free"] else "costs money"
    key = _where_key(name, row["key_source"])
    return Reply(f"{name} is set up and {cost}.{key} To use it: teamx brain use {name}", _named(office, name))


@command(
    "brain set",
    changes=True,
    name="which brain",
    key="model, url, free, key, effort, thinking, max_tokens or version",
    value="what it shall be; empty for the host's own",
)
def brain_set(office: Office, name: str, key: str, value: str) -> Reply:
    """Change a setting of a brain."""
    kept = company.brains.change(office, name, key, value)
    if key == "free":
        cost = "nothing" if company.hosts.row(office, name)["is_free"] else "money"
        return Reply(f"Calls of {name} cost {cost} from now on.", _named(office, name))
    where = _where_key(name, kept) if key == "key" and value else ""
    return Reply(f"{key} of {name} is {kept if value else 'as the host has it'}.{where}", _named(office, name))


def _where_key(name: str, source: str) -> str:
    """Return a sentence, after a blank, about where a key is looked for; nothing where none is needed."""
    place = company.safe.place(name, source)
    if source == "env":
        return f" Its key is read from the variable {place}, which must be set where teamx is started."
    way = f"teamx brain key {name}{' --keyring' if source == 'keyring' else ''}"
    return f" Its key is looked for in {place}; {way} puts it there." if place else ""


@command("brain drop", changes=True, name="which brain")
def brain_drop(office: Office, name: str) -> Reply:
    """Take a brain away that nobody has."""
    company.brains.drop(office, name)
    return Reply(f"{name} is not set up any more.", {"name": name})


@_gives("employee brain")
def employee_brain(office: Office, handle: str, name: str, *, model: str = "", anyway: bool = False) -> Reply:
    """Let one employee think with a brain."""
    return brain_use(office, name, for_=[handle], model=model, anyway=anyway)


def _named(office: Office, name: str) -> dict[str, Any]:
    return next(_shape(one) for one in company.hosts.brains(office) if one.name == name)


def _cells(one: Brain) -> tuple[str, ...]:
    many = words.handles(one.users) if len(one.users) < 4 else f"{len(one.users)} people"
    users = f"{many}{' (and new ones)' * one.is_default}".strip() or "–"
    key = f"none: {one.lacks}" if one.lacks else _key(one)
    return one.name, one.model or "–", one.base_url or "–", key, "free" if one.is_free else "paid", users, _tried(one)


def _key(one: Brain) -> str:
    """Return where its key is found, with the variable if it is one."""
    if one.key_source == "env":
        return f"env {company.safe.place(one.name, one.key_source)}"
    return one.key_source or "none needed"


def _tried(one: Brain) -> str:
    if one.name == company.brains.SCRIPTED:
        return "always works"
    if not one.probe:
        return "no" if one.is_set_up else "no; only found"
    return "works" if one.probe.get("ok") else str(one.probe.get("said", "failed"))


def _shape(one: Brain) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "url": one.base_url,
        "model": one.model,
        "key": one.key_source,
        "key_in": company.safe.place(one.name, one.key_source),
        "free": one.is_free,
        "settings": dict(one.settings),
        "lacks": one.lacks,
        "set_up": one.is_set_up,
        "default": one.is_default,
        "used_by": list(one.users),
        "probe": dict(one.probe),
        "probed_at": iso(one.probed_at_ms) if one.probed_at_ms is not None else None,
    }
