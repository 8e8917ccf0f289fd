"""Study → Report: documents as a small tree of blocks. Pure; writers turn them into files."""
