"""How a command line ends: with its exit code, and an error in one plain sentence."""

import sys
from collections.abc import Callable
from typing import Final

from teamx_tui.cli import output
from teamx_tui.domain.errors import Invalid, NotFound, Refused, TeamxError, Unusable

EXIT_CODES: Final[dict[type[TeamxError], int]] = {Invalid: 2, Refused: 3, NotFound: 4, Unusable: 5}
"""0 done, 1 failed, 2 usage, 3 refused by a rule, 4 not found, 5 store unusable (design 9)."""


def ended(run: Callable[[], int]) -> int:
    """Run something and return its exit code; whatever a user can cause is said on standard error."""
    try:
        code = run()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except TeamxError as error:
        output.complain(str(error))
        return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), 1)
    except BrokenPipeError:
        output.leave_quietly()
        return 0
