"""`reseal serve`: the API and its first page."""

import argparse
import socket
import sys

from reseal.configuration import OUTBOX, Configuration
from reseal.interfaces.cli.outcome import DONE, MISUSED, CommandError
from reseal.interfaces.cli.settings import settings
from reseal.interfaces.memory import SERVING, leave_loaded

_TURN_SECONDS = 0.0005
"""How long a thread may keep the others from running: a piece of work that waits for the database thirty times would
else wait as often for a judgement that goes on meanwhile."""


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    chosen = settings(options)
    listening = _listen(chosen.host, chosen.port)
    import uvicorn

    from reseal.interfaces.api.communities import Communities, build_server
    from reseal.interfaces.api.connections import BoundedProtocol
    from reseal.storage.database import DatabaseError
    from reseal.storage.keyring import KeyringError

    try:
        app = build_server(chosen, jobs=True, growing=True)
    except ValueError as error:
        raise CommandError(str(error), MISUSED) from None
    except (DatabaseError, KeyringError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(
            f"{chosen.data_dir} cannot be written: {error.strerror}. Name another: --data-dir or RESEAL_DATA_DIR."
        ) from None
    names = list(app.named) if isinstance(app, Communities) else []
    sys.setswitchinterval(_TURN_SECONDS)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            leave_loaded(*SERVING)
            print(_said(listening, chosen, names), flush=True)

    server = Server(
        uvicorn.Config(
            app,
            loop="uvloop",
            http=BoundedProtocol,
            lifespan="on",
            ws="none",
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
    )
    server.run(sockets=[listening])
    return DONE


def _said(listening: socket.socket, chosen: Configuration, names: list[str]) -> str:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    shadow = ", shadow mode: nothing is acted on" if chosen.mode == "shadow" else ""
    outbox = ", messages to people stay in the outbox" if chosen.sender == OUTBOX else ""
    beside = f", and the communities {', '.join(names)}" if names else ""
    how = f"level {chosen.level}, policy {chosen.policy}{outbox}{shadow}"
    return f"Reseal serves at http://{shown}:{port} ({how}){beside}"


def _listen(host: str, port: int) -> socket.socket:
    """The socket, opened before anything heavy is loaded, so that a port in use is told at once."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise CommandError(
            f"cannot listen on {host}:{port}: {error.strerror}. Name another --host or --port."
        ) from None
    return listening
