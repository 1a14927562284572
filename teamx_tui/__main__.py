"""`python -m teamx_tui` is `teamx`."""

from teamx_tui.cli.entry import entry

entry()
