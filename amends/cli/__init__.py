"""The command line: thin. Each command reads its words, calls the room that does the work, prints.

Rooms are imported when a command needs them, so that `amends --help` answers at once.
"""

from amends.cli.commands import app


def main() -> None:
    """Run the command line; the console script `amends`."""
    app()


__all__ = ["app", "main"]
