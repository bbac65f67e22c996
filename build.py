"""The command of this project: a thin door to the package (see disclosure/cli.py)."""

from disclosure.cli import run

if __name__ == "__main__":
    run()
