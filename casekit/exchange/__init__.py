"""Study ↔ tables and other programs' files."""
