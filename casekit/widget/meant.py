"""The words that a message means: stretches of the text that its page shows, which need not be the text that there is now."""

from casekit.errors import LookupFailedError
from casekit.model.study import Study
from casekit.widget.face import Message, numbers_of, text_of

__all__ = ["span_meant"]


def span_meant(study: Study, document: str, message: Message) -> tuple[int, int] | None:
    """The ``start`` and ``end`` of a message, code points of the text of a document; None where it names none.

    With ``revision`` the message says which text its page shows. A page may be behind: somebody corrected the transcript, or
    another document was opened, while a message was on its way.

    Raises:
        LookupFailedError: that is not the text of this document now; or numbers that are none.
    """
    if "start" not in message:
        return None
    now = study.revision(document)
    if text_of(message, "revision", now) != now:
        raise LookupFailedError("text_changed", document=document)
    start, end = numbers_of(message, "start", "end")
    return start, end
