"""The command ``casekit``: parse, call, print."""

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    import sys
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a sign shows "?" and goes on

    from casekit.cli.app import app

    app(prog_name="casekit")
