"""Study → DataFrame: counting, comparing, finding passages. Pure functions that take a study first."""
