"""`reseal outbox`: what the development sender would have sent, for the developer at this terminal."""

import argparse
from datetime import UTC, datetime

from reseal.interfaces.cli.outcome import DONE
from reseal.interfaces.cli.settings import settings
from reseal.interfaces.cli.store import store


def run(options: argparse.Namespace) -> int:
    """Print the newest messages, the last one at the end."""
    from reseal.interfaces.sender.outbox import Outbox

    with store(options) as opened:
        kept = Outbox(opened, settings(options).data_folder).read()
    for one in kept[-options.last :]:
        at = datetime.fromtimestamp(one.at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        print(f"{one.id}  {at}\nTo: {one.message.to}\nSubject: {one.message.subject}\n\n{one.message.text}")
        print(f"\n{one.message.note}\n" if one.message.note else "")
    if not kept:
        print("The outbox is empty.")
    return DONE
