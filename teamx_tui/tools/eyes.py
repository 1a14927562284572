"""Everything by which a question is answered: the looks at the work, at the people and at the records."""

from teamx_tui.tools import looking_at_people, looking_at_records, looking_at_work
from teamx_tui.tools.look import LOOKS, Eye, Found, Look, find

__all__ = ["LOOKS", "Eye", "Found", "Look", "find", "looking_at_people", "looking_at_records", "looking_at_work"]
