"""The command of this project: a thin door to the package (see disclosure/cli.py)."""

import sys

from disclosure.cli import main

if __name__ == "__main__":
    sys.exit(main())
