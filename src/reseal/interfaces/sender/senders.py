"""What a sender is, and how the setting `sender` names one.

`outbox` is for development: it writes what it would send to a sealed local outbox, which `reseal outbox` reads. Any
other value is `module:name`, the operator's own: called without arguments when the server starts, it gives a `Sender`.
"""

import importlib
from pathlib import Path
from typing import Protocol, runtime_checkable

from reseal.configuration import OUTBOX
from reseal.interfaces.sender.outbox import Outbox
from reseal.operations.deliveries.words import Message
from reseal.storage.store import Store


@runtime_checkable
class Sender(Protocol):
    """Takes messages to people by mail, text message, or whatever else the operator has."""

    def send(self, delivery_id: str, message: Message) -> bool:
        """Send it; answers False for an address that it can never send to.

        It may be called again with the same id after a crash: a sender that can tell sends it once. Any exception
        counts as a failed try, and is tried again later. It must log nothing of the message.
        """
        ...


class SenderError(ValueError):
    """The setting `sender` names nothing that sends. The text says why, and the remedy."""


def load_sender(named: str, store: Store, data_folder: Path) -> Sender:
    """The sender that the setting names.

    Raises:
        SenderError: there is none of that name.
    """
    if named == OUTBOX:
        return Outbox(store, data_folder)
    module, _, name = named.partition(":")
    try:
        made = getattr(importlib.import_module(module), name)()
    except Exception as error:
        raise SenderError(
            f"setting `sender`: {named!r} cannot be loaded ({type(error).__name__}). Give module:name, or outbox."
        ) from None
    if not isinstance(made, Sender):
        raise SenderError(f"setting `sender`: what {named!r} gives has no method `send`. See docs/operating.md.")
    return made
