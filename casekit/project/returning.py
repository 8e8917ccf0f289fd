"""What was removed for good does not come back by adding its file again, unless a person says so."""

from collections.abc import Collection

from casekit.errors import LookupFailedError
from casekit.model.document import Document
from casekit.model.facts import Key, key_of, sha
from casekit.model.study import Study

__all__ = ["Marked", "fresh_key", "has_removed_words", "refuse_return", "was_removed"]

Marked = Collection[tuple[str, str]]
"""Keys of what was removed for good, each with its kind."""


def was_removed(marked: Marked, read: Document) -> bool:
    """Whether what was read is a document that was removed: the same file, or the same text from another file."""
    documents = {key for key, kind in marked if kind == "document"}
    texts = {key for key, kind in marked if kind == "revision"}
    same = (key_of("revision", key, sha(read.text)) for key in documents)
    return key_of("document", read.source_sha) in documents or any(key in texts for key in same)


def has_removed_words(marked: Marked, document: Key, read: Document) -> bool:
    """Whether what was read is a text of *document* as it was before somebody's words were removed from it."""
    texts = {key for key, kind in marked if kind.startswith("revision")}
    return key_of("revision", document, sha(read.text)) in texts


def fresh_key(marked: Marked, read: Document) -> Key:
    """The key of a document that a person adds again: one that is not marked, and the same in every copy.

    >>> from casekit.model.document import Document
    >>> read = Document("HAV-01", "", (), (), "0", "HAV-01.txt", "plain", "da")
    >>> fresh_key([], read) == key_of("document", "0")
    True
    """
    documents = {key for key, kind in marked if kind == "document"}
    key, again = key_of("document", read.source_sha), 0
    while key in documents:
        again += 1
        key = key_of("document", read.source_sha, str(again))
    return key


def refuse_return(marked: Marked, study: Study, document: str, read: Document) -> None:
    """A correction must not bring back what was removed.

    Raises:
        LookupFailedError: what was read is a removed document, or a text with words that were removed.
    """
    known = study.documents.loc[study.documents["document"] == document, "key"]
    if was_removed(marked, read) or any(has_removed_words(marked, Key(key), read) for key in known):
        raise LookupFailedError("removed_words_return", document=document)
