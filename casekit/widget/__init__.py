"""What JupyterLab shows of a document."""

from casekit.widget.page import Page, show

__all__ = ["Page", "show"]
