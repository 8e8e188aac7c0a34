"""How a command ends: its exit status, and the error that ends it early."""

DONE, FAILED, MISUSED, REJECTED, INTERRUPTED = 0, 1, 2, 3, 130


class CommandError(Exception):
    """A command that cannot go on. The text names what is wrong and the remedy."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        super().__init__(message)
        self.status = status
