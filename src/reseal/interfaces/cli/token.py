"""`reseal token`: access tokens of the API."""

import argparse

from reseal.interfaces.cli.outcome import DONE, CommandError
from reseal.interfaces.cli.settings import settings
from reseal.storage.tokens import TokenStore, TokenStoreError


def create(options: argparse.Namespace) -> int:
    """Make a token and print it, and nothing else, on the last line."""
    try:
        store = TokenStore(settings(options).data_folder)
        token = store.create(options.role)
        store.close()
    except TokenStoreError as error:
        raise CommandError(str(error)) from None
    print(token)
    return DONE
