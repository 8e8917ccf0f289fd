"""The values of casekit: frozen, and knowing nothing of where they came from."""
