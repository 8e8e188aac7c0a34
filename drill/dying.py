"""`reseal serve` that dies by SIGKILL at a chosen write to its database: before it, after it, around a commit.

    python -m drill.dying

One process loads the code and the tables once, then for each order that it reads (a line of JSON) a child of it becomes
a server of its own: `reseal serve` with nothing changed but that it counts its writes. It answers with the child's
number, and with its exit status once it is dead. So a new start costs a second, and there can be hundreds.
"""

import gc
import itertools
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

WRITES = ("INSERT", "UPDATE", "DELETE")


def arm(moment: int, count_file: Path) -> None:
    """Count the moments from now on, and die at the one that was chosen; at 0 live on and write down the count."""
    counter = itertools.count(1)
    file = os.open(count_file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)

    def passed(*_: Any) -> None:
        reached = next(counter)
        if reached == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        if not moment:
            os.pwrite(file, str(reached).encode(), 0)

    def statement(_: Any, __: Any, text: str, *___: Any) -> None:
        if text.lstrip().startswith(WRITES):
            passed()

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "after_cursor_execute", statement)
    event.listen(Engine, "commit", passed)
    event.listen(Session, "after_commit", passed)


def serve(order: dict[str, Any]) -> int:
    """Be a server, to the end."""
    from reseal.interfaces.cli.main import main as reseal

    os.environ.update(order["environment"])
    log = os.open(order["log"], os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    for stream, number in ((os.open(os.devnull, os.O_RDONLY), 0), (log, 1), (log, 2)):
        os.dup2(stream, number)
    arm(order["moment"], Path(order["count_file"]))
    return reseal(["serve", *order["arguments"]])


def preload() -> None:
    """Load what every server needs, and open nothing."""
    import uvicorn  # noqa: F401

    import reseal.interfaces.api.app
    import reseal.interfaces.cli.serve
    import reseal.interfaces.jobs  # noqa: F401
    from reseal.screening.screener import Screener

    Screener(level="verdict").rehearse()
    gc.freeze()


def main() -> None:
    """Obey until there are no more orders."""
    preload()
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            status = 1
            try:
                status = serve(json.loads(line))
            finally:
                os._exit(status)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
