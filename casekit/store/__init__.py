"""The store: events and facts ↔ SQL. The only SQL in casekit."""

from casekit.store.store import Store

__all__ = ["Store"]
