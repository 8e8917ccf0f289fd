"""What a frame or a chart was made with, kept beside it, so that a file written from it can be made again."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from casekit.model.study import Study

__all__ = ["made_of", "made_with"]

_NAME = "casekit"
Made = TypeVar("Made")


def made_with(study: "Study", what: str, made: Made, **options: object) -> Made:
    """The frame or figure, remembering which function of casekit made it from which state of a study, with these options."""
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in options.items()}
    about = getattr(made, "attrs", {}) | {_NAME: {"what": what, "state": study.state, "options": told}}
    cast("Any", made).attrs = about  # frames have it; figures get it
    return made


def made_of(made: object) -> dict[str, object]:
    """What :func:`made_with` told; {} for what nobody told about. It may have been changed since."""
    return dict(getattr(made, "attrs", {}).get(_NAME, {}))
