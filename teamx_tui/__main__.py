"""`python -m teamx_tui` is `teamx`."""

from teamx_tui.cli.main import entry

entry()
