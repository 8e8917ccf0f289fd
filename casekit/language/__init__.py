"""Words, sentences and the indicator language."""
