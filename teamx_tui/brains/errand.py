"""A process of its own that asks hosts of models something: it takes the keys in, and says what it found without them.

One JSON value in on standard input (`{"do": "find"}`, or `{"do": "probe", ...}` with the columns of a brain), one out.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

from teamx_tui.brains import finding, keys, safe
from teamx_tui.brains.host import Host
from teamx_tui.brains.probe import probe
from teamx_tui.domain.secrets import redacted


def run(order: Mapping[str, Any]) -> Any:
    """Return what an order finds."""
    if order["do"] == "find":
        return finding.find()
    name, source = order["name"], order["key_source"]
    try:
        key = keys.find(name, source)
    except keys.NoKey as error:
        return {
            "ok": False,
            "said": f"{name} was not tried: {error}.",
            "model": order["model"],
            "models": [],
            "usages": [],
        }
    return probe(Host(name, order["kind"], order["base_url"], order["model"], key, order["settings"]))


def main() -> None:
    """Do one errand."""
    safe.harden()
    safe.take_in()
    found = json.dumps(run(json.load(sys.stdin)))
    print(redacted(found, keys.seen()))


if __name__ == "__main__":
    main()
