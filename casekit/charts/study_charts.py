"""Charts straight from a study, as researchers ask for them in a notebook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec

import pandas as pd

from casekit.analysis.agreement import SEED
from casekit.analysis.agreement import agreement as agreement_of
from casekit.analysis.comparing import By, compare, factors_only
from casekit.analysis.cooccurrence import How
from casekit.analysis.rated import ratings
from casekit.analysis.saturating import Order
from casekit.analysis.saturating import saturation as saturation_of
from casekit.charts.chart_frames import label_of, pair_frame, part_of, passage_frame, rating_frame, turn_frame
from casekit.charts.panels import draw_directions
from casekit.charts.shares import draw_heatmap
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import spoken

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "agreement", "chart_frame", "cooccurrence", "directions", "dotplot", "heatmap", "network", "portrait", "rating_matrix", "saturation", "turn_strip",
]  # fmt: skip

Options = ParamSpec("Options")


def _remembered(
    kind: Callable[Concatenate[Study, Options], "Figure"],
) -> Callable[Concatenate[Study, Options], "Figure"]:
    """Figures of this kind know how they were made, so that a file drawn from one can be made again."""

    @wraps(kind)
    def drawn(study: Study, /, *given: Options.args, **named: Options.kwargs) -> "Figure":
        figure = kind(study, *given, **named)
        asked = list(signature(kind).bind(study, *given, **named).arguments.items())[1:]
        return made_with(
            study, f"chart {kind.__name__}", figure, **{name: _plain(one) for name, one in asked}
        )

    return drawn


def _plain(value: object) -> object:
    return tuple(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else value


@_remembered
def heatmap(
    study: Study,
    *,
    by: By = "theme",
    case: str | None = None,
    codes: Sequence[str] | None = None,
    codebook: str | None = None,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """In how many interviews of each case a theme or code comes up, as ``x/n``.

    Its ``alt`` is the alternative text. *language* is that of the words; the project's if not given.

    *case* and *codes* limit what is drawn.

    Raises:
        LookupFailedError: an unknown case, code or codebook.
        CasekitError: an unknown language.
    """
    words = spoken(language or study.language)
    table = part_of(study, compare(study, by=by, codebook=codebook), by, case, codes, codebook)
    return draw_heatmap(
        chart_frame(study, table, language=words, codebook=codebook), language=words, title=title
    )


@_remembered
def directions(
    study: Study,
    *,
    by: By = "theme",
    case: str | None = None,
    codes: Sequence[str] | None = None,
    codebook: str | None = None,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """What hinders and what helps in each case: one mark per interview, bars from ten interviews up.

    Its ``alt`` is the alternative text. Steps of a process, which have no direction, are left out.

    *case* and *codes* limit what is drawn.

    Raises:
        LookupFailedError: an unknown case, code or codebook.
        CasekitError: an unknown language.
    """
    words = spoken(language or study.language)
    table = part_of(study, compare(study, by=by, codebook=codebook), by, case, codes, codebook)
    pointing = factors_only(table, study.codebook(codebook))
    return draw_directions(
        chart_frame(study, pointing, language=words, codebook=codebook), language=words, title=title
    )


@_remembered
def dotplot(
    study: Study,
    *,
    by: By = "code",
    case: str | None = None,
    codes: Sequence[str] | None = None,
    codebook: str | None = None,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """In how many interviews of each case a theme or code comes up: a dot the further to the right the more, a panel per case.

    *case* and *codes* limit what is drawn.

    Raises:
        LookupFailedError: an unknown case, code or codebook.
        CasekitError: an unknown language.
    """
    from casekit.charts.dots import draw_dotplot

    words = spoken(language or study.language)
    table = part_of(study, compare(study, by=by, codebook=codebook), by, case, codes, codebook)
    frame = chart_frame(study, table, language=words, codebook=codebook)
    return draw_dotplot(frame, language=words, title=title)


@_remembered
def cooccurrence(
    study: Study,
    *,
    by: By = "code",
    how: How = "overlap",
    turns: int = 2,
    codes: Sequence[str] | None = None,
    codebook: str | None = None,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """In how many documents two codes come up together, as :func:`casekit.cooccurrence` counts (*how*, *turns*).

    *codes*: which; else the fifteen that come up with others most often, and the chart says that there are more.

    Raises:
        LookupFailedError: an unknown codebook, code, *by* or *how*.
        CasekitError: an unknown language.
    """
    from casekit.charts.pairs import draw_cooccurrence

    words = spoken(language or study.language)
    frame, note = pair_frame(study, by, how, turns, codes, codebook, words)
    return draw_cooccurrence(frame, language=words, title=title, note=note)


@_remembered
def network(
    study: Study,
    *,
    by: By = "code",
    how: How = "overlap",
    turns: int = 2,
    codes: Sequence[str] | None = None,
    codebook: str | None = None,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """The same pairs of codes as lines between codes on a circle.

    Raises:
        TableError: more than fifteen *codes*: nobody can read that.
        LookupFailedError: an unknown codebook, code, *by* or *how*.
        CasekitError: an unknown language.
    """
    from casekit.charts.circle import draw_network

    words = spoken(language or study.language)
    frame, note = pair_frame(study, by, how, turns, codes, codebook, words)
    return draw_network(frame, language=words, title=title, note=note)


@_remembered
def portrait(
    study: Study,
    document: str,
    *,
    by: By = "code",
    codebook: str | None = None,
    language: str | None = None,
    title: str | None = None,
) -> "Figure":
    """Where the codes (or themes) of one document are, turn by turn; its name is the title unless there is another.

    Raises:
        LookupFailedError: an unknown document or codebook.
        CasekitError: an unknown language.
    """
    from casekit.charts.along import draw_portrait

    words = spoken(language or study.language)
    frame = passage_frame(study, study.known(document), by, codebook, words)
    turns = int((study.turns["document"] == document).sum())
    return draw_portrait(frame, turns=turns, language=words, title=document if title is None else title)


@_remembered
def turn_strip(
    study: Study,
    document: str,
    *,
    unit: Literal["words", "minutes"] | None = None,
    codebook: str | None = None,
    language: str | None = None,
    title: str | None = None,
) -> "Figure":
    """Who speaks when in one document, how long, and where somebody coded; in minutes where its turns have times, else in words.

    Raises:
        LookupFailedError: an unknown document or codebook, or minutes of a document without times.
        CasekitError: an unknown language.
    """
    from casekit.charts.lanes import draw_turn_strip

    words = spoken(language or study.language)
    frame, measure = turn_frame(study, study.known(document), unit, codebook)
    return draw_turn_strip(frame, unit=measure, language=words, title=document if title is None else title)


@_remembered
def rating_matrix(
    study: Study,
    *,
    by: By = "theme",
    rater: str | None = None,
    words: bool = False,
    case: str | None = None,
    codes: Sequence[str] | None = None,
    codebook: str | None = None,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """What people rated, -2 to +2, for each theme (or code) and case, as :func:`casekit.ratings` tells; with *words* in words. For the team.

    Raises:
        LookupFailedError: an unknown case, code, codebook or rater.
        CasekitError: an unknown language.
    """
    from casekit.charts.shades import draw_rating_matrix

    spoken_in = spoken(language or study.language)
    table = part_of(study, ratings(study, rater, by=by, codebook=codebook), by, case, codes, codebook)
    frame = rating_frame(study, table, by, codebook, spoken_in)
    return draw_rating_matrix(frame, words=words, language=spoken_in, title=title)


@_remembered
def saturation(
    study: Study,
    *,
    by: By = "code",
    order: Order = "date",
    codebook: str | None = None,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """How many codes are new in each interview and how many there are by then, as :func:`casekit.saturation` counts.

    Raises:
        LookupFailedError: an unknown codebook or order.
        CasekitError: an unknown language.
    """
    from casekit.charts.growth import draw_saturation

    words = spoken(language or study.language)
    table = saturation_of(study, by=by, order=order, codebook=codebook)
    return draw_saturation(table.assign(interview=table["document"]), language=words, title=title)


@_remembered
def agreement(
    study: Study,
    *,
    coders: Sequence[str] | None = None,
    by: By = "code",
    unit: str = "turn",
    measure: str = "alpha",
    documents: Sequence[str] | None = None,
    codebook: str | None = None,
    resamples: int = 1000,
    seed: int = SEED,
    language: str | None = None,
    title: str = "",
) -> "Figure":
    """How far coders agree on each code, with the interval, as :func:`casekit.agreement` measures; limits in use as lines, no verdicts.

    Raises:
        LookupFailedError: an unknown coder, document, codebook, unit or measure.
        CasekitError: an unknown language.
    """
    from casekit.charts.intervals import draw_agreement

    words = spoken(language or study.language)
    found = agreement_of(
        study, coders=coders, by=by, unit=unit, measures=(measure,), documents=documents, codebook=codebook, resamples=resamples, seed=seed
    )  # fmt: skip
    book = study.codebook(codebook)
    frame = found.frame.assign(label=[label_of(book, code, words) for code in found.frame["code"]])
    return draw_agreement(frame, measure=measure, language=words, title=title)


def chart_frame(
    study: Study,
    table: pd.DataFrame,
    *,
    language: str,
    names: Mapping[str, str] | None = None,
    codebook: str | None = None,
) -> pd.DataFrame:
    """A table of ``compare`` with the labels that people see: ``case`` and ``item``.

    *codebook* is the one that the table was made with. *names* replace the cases' labels, as letters do across cases. Items that nobody mentions anywhere are left out of a
    table by code, so that the chart can be read.
    """
    item = "theme" if "theme" in table.columns else "code"
    book = study.codebook(codebook)
    labels = names or dict(zip(study.cases["case"], study.cases["label"], strict=True))
    said = table.groupby(item)["interviews"].transform("sum") > 0
    kept = table[said] if item == "code" else table
    item_labels = [label_of(book, code, language) for code in kept[item]]
    return kept.assign(case=kept["case"].map(lambda case: labels.get(case, case)), item=item_labels)
