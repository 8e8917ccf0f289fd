"""Words that say how something is meant: that it is lacking, solved, only wished for, or told by somebody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from casekit.language.indicators import Indicator

__all__ = ["KINDS", "Cues", "Window", "window"]

KINDS = (
    "barrier",
    "facilitator",
    "regret",
    "relief",
    "negation",
    "contrast",
    "concession",
    "reason",
    "hypothetical",
    "resolved",
    "hedge",
    "reported",
)


class Window(NamedTuple):
    """How many words before and after its target a negation may stand."""

    before: int
    after: int


# measured on annotated negations: F1 .73, .74, .69, .71; whole sentences .38 to .43
_WINDOWS = {"da": Window(6, 4), "de": Window(4, 4), "nl": Window(4, 4), "en": Window(4, 2)}


def window(language: str) -> Window:
    """The window of a language."""
    return _WINDOWS.get(language, Window(4, 4))


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language, a tuple of indicators for each of :data:`KINDS`.

    ``barrier`` and ``facilitator`` propose a direction, ``negation`` turns the nearest of them; ``regret``
    ("unfortunately") and ``relief`` ("luckily") propose one too, and nothing turns them. After a ``contrast`` ("but")
    comes what counts, after a ``concession`` ("although") what does not, after a ``reason`` ("because") something that a negation
    before it does not reach. ``hypothetical``, ``resolved``, ``hedge`` and ``reported`` make the flags of that name.
    """

    language: str
    barrier: tuple[Indicator, ...] = ()
    facilitator: tuple[Indicator, ...] = ()
    regret: tuple[Indicator, ...] = ()
    relief: tuple[Indicator, ...] = ()
    negation: tuple[Indicator, ...] = ()
    contrast: tuple[Indicator, ...] = ()
    concession: tuple[Indicator, ...] = ()
    reason: tuple[Indicator, ...] = ()
    hypothetical: tuple[Indicator, ...] = ()
    resolved: tuple[Indicator, ...] = ()
    hedge: tuple[Indicator, ...] = ()
    reported: tuple[Indicator, ...] = ()

    @classmethod
    def of(cls, language: str, lists: Mapping[str, Iterable[Indicator]]) -> "Cues":
        """The cues in lists by kind; those of other names are left out."""
        return cls(language, **{kind: tuple(lists.get(kind, ())) for kind in KINDS})

    @property
    def lists(self) -> dict[str, tuple[Indicator, ...]]:
        """The indicators of each kind that has any."""
        return {kind: listed for kind in KINDS if (listed := getattr(self, kind))}

    def __bool__(self) -> bool:
        return bool(self.lists)
