"""The command ``casekit``: parse, call, print."""

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    from casekit.cli.app import app

    app(prog_name="casekit")
