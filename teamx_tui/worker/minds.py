"""Which brain answers to which name, as the company has set it up; the keys are found here and nowhere else."""

from typing import Final

from teamx_tui.brains import keys, scripted
from teamx_tui.brains.brain import Brain, CannotThink
from teamx_tui.brains.host import Host
from teamx_tui.company import brains
from teamx_tui.company.hosts import brains as all_brains
from teamx_tui.company.office import Office
from teamx_tui.domain.secrets import redacted
from teamx_tui.worker.tapes import Maker, maker

_GONE: Final = "is not set up here any more"


class Minds:
    """The look-up of brains by name. One whose key is missing is noted in the company, where everybody sees why."""

    def __init__(
        self, office: Office, pace: float = 0.0, make: Maker | None = None, *, needs_keys: bool = True
    ) -> None:
        """`pace`: how many seconds a scripted employee takes for a turn. `make`: makes real brains of hosts.

        `needs_keys`: hosts are called, so a brain without its key cannot think.
        """
        self._office = office
        self._make = make or maker()
        self._needs_keys = needs_keys
        self._scripted = scripted.ScriptedBrain(pace)
        self._made: dict[str, tuple[Host, Brain]] = {}
        self._is_guarded = False

    def __call__(self, name: str) -> Brain:
        """Return the brain of that name, as it is set up now.

        Raises:
            CannotThink: there is none, or its key is missing.
        """
        if name == scripted.NAME:
            return self._scripted
        host = self._host(name)
        made = self._made.get(name)
        if made is None or made[0] != host:
            made = self._made[name] = (host, self._make(host))
        return made[1]

    def check(self) -> None:
        """Note of every brain whether its key is found now."""
        for brain in all_brains(self._office):
            if brain.name != scripted.NAME:
                self._check(brain.name, brain.key_source)

    def _host(self, name: str) -> Host:
        found = brains.host(self._office, name)
        if found is None:
            raise CannotThink(f"the brain {name} {_GONE}")
        host, source = found
        key, lacks = self._check(name, source)
        if lacks:
            raise CannotThink(lacks)
        return Host(host.name, host.kind, host.base_url, host.model, key, host.settings)

    def _check(self, name: str, source: str) -> tuple[str, str]:
        key, lacks = "", ""
        if self._needs_keys:
            try:
                key = keys.find(name, source)
            except keys.NoKey as missing:
                lacks = str(missing)
        self._guard()
        brains.note_lack(self._office, name, lacks)
        return key, lacks

    def _guard(self) -> None:
        """From the first real brain on, nothing is written without a look for secrets."""
        if not self._is_guarded:
            self._is_guarded = True
            self._office.guard(lambda text: redacted(text, keys.seen()))
