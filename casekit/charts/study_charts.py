"""Charts straight from a study, as researchers ask for them in a notebook."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from casekit.analysis.comparing import By, compare, factors_only
from casekit.charts import directions as draw_directions
from casekit.charts import heatmap as draw_heatmap
from casekit.model.study import Study
from casekit.wording import spoken

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["chart_frame", "directions", "heatmap"]


def heatmap(
    study: Study, *, by: By = "theme", codebook: str | None = None, language: str | None = None
) -> "Figure":
    """In how many interviews of each case a theme or code comes up, as ``x/n``.

    Its ``alt`` is the alternative text. *language* is that of the words; the project's if not given.

    Raises:
        LookupFailedError: an unknown codebook.
        CasekitError: an unknown language.
    """
    words = spoken(language or study.language)
    table = compare(study, by=by, codebook=codebook)
    return draw_heatmap(chart_frame(study, table, language=words, codebook=codebook), language=words)


def directions(
    study: Study, *, by: By = "theme", codebook: str | None = None, language: str | None = None
) -> "Figure":
    """What hinders and what helps in each case: one mark per interview, bars from ten interviews up.

    Its ``alt`` is the alternative text. Steps of a process, which have no direction, are left out.

    Raises:
        LookupFailedError: an unknown codebook.
        CasekitError: an unknown language.
    """
    words = spoken(language or study.language)
    pointing = factors_only(compare(study, by=by, codebook=codebook), study.codebook(codebook))
    return draw_directions(chart_frame(study, pointing, language=words, codebook=codebook), language=words)


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
    item_labels = [book[code].label.get(language) if code in book.by_id else code for code in kept[item]]
    return kept.assign(case=kept["case"].map(lambda case: labels.get(case, case)), item=item_labels)
