"""`python -m disclosure` is the same command as `python build.py`."""

from disclosure.cli import run

if __name__ == "__main__":
    run()
