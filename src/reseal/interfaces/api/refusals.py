"""Doors that were shut to somebody known go into the audit: whoever tries what is not theirs is seen (ASVS 16.3.2).

Once a minute for each actor and permission: a machine that is set up wrongly must not fill the audit.
"""

import asyncio
import time
from typing import Any

from litestar.connection import ASGIConnection

from reseal.interfaces.api.visits import Visits
from reseal.operations.audit.acts import record
from reseal.storage.store import Store

ACT = "access.refused"


class Refusals:
    """What this process has noted of the last minute."""

    def __init__(self) -> None:
        """None yet."""
        self._noted = Visits(1)

    async def note(self, connection: ASGIConnection[Any, Any, Any, Any], actor: str, needs: str) -> None:
        """Somebody known lacked a permission."""
        if self._noted.allow(f"{actor} {needs}", time.monotonic()):
            await asyncio.to_thread(_record, connection.app.state.store, actor, needs)


def _record(store: Store, actor: str, needs: str) -> None:
    with store.write(actor) as work:
        record(work, ACT, actor.rpartition(":")[2], needs=needs)
