"""``python -m casekit`` is the command ``casekit``."""

from casekit.cli import main

main()
