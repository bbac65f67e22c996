"""`python -m disclosure` is the same command as `python build.py`."""

import sys

from disclosure.cli import main

if __name__ == "__main__":
    sys.exit(main())
