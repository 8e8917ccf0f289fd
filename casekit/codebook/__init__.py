"""Codebooks: read, checked, compared. A codebook is a YAML file that a team copies and changes."""

from casekit.codebook.reading import parse_codebook, read_codebook

__all__ = ["parse_codebook", "read_codebook"]
