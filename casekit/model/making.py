"""What a frame was made with, kept beside it, so that a file written from it can be made again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model.study import Study

__all__ = ["made_of", "made_with"]

_NAME = "casekit"


def made_with(study: "Study", what: str, frame: "pd.DataFrame", **options: object) -> "pd.DataFrame":
    """The frame, remembering which function of casekit made it from which state of a study, with these options."""
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in options.items()}
    frame.attrs[_NAME] = {"what": what, "state": study.state, "options": told}
    return frame


def made_of(frame: "pd.DataFrame") -> dict[str, object]:
    """What :func:`made_with` told; {} for a frame that nobody told about. It may have been changed since."""
    return dict(frame.attrs.get(_NAME, {}))
