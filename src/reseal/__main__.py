"""`python -m reseal` is `reseal`."""

import sys

from reseal.interfaces.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
