"""Do both sides of the table say it: the municipality, and those it works with?"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.matrices import matrix
from casekit.model.making import made_with
from casekit.model.study import Study

__all__ = ["both_sides"]


def both_sides(
    study: Study,
    *,
    by: Literal["theme", "code"] = "code",
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
    suggestions: bool = False,
    language: str | None = None,
) -> pd.DataFrame:
    """Do both sides say it? One row per case and code (or theme).

    Columns: case, *by*, row and column as people call them; ``municipality`` and ``partner``: how many people of that side mention it
    ``of_municipality`` and ``of_partner``; ``no_sector`` of ``of_no_sector`` whose side nobody has told; ``says``: both, municipality,
    partner, none, or, where one side was not heard at all, ``not_heard`` if nobody mentions it.

    Raises:
        LookupFailedError: as :func:`matrix`.
    """
    allow(by, ("theme", "code"))
    told = {"codebook": codebook, "coders": coders, "suggestions": suggestions, "language": language}
    table = matrix(study, "case", by, values="speakers", by="side", **told)  # type: ignore[arg-type]
    keys = ["case", by]
    wide = table[[*keys, "column"]].drop_duplicates(keys).reset_index(drop=True)
    wide = wide.assign(row=wide["case"].map(study.cases.set_index("case")["label"]))
    for side, name in (("municipality", "municipality"), ("partner", "partner"), ("", "no_sector")):
        mine = table[table["side"] == side].set_index(keys)
        index = pd.MultiIndex.from_frame(wide[keys])
        for prefix, count in (("", "n"), ("of_", "of")):
            wide[f"{prefix}{name}"] = mine[count].reindex(index, fill_value=0).to_numpy(np.int64)
    counts = ("municipality", "of_municipality", "partner", "of_partner", "no_sector", "of_no_sector")
    says = [_says(*pair) for pair in zip(*(wide[name] for name in counts[:4]), strict=True)]
    shown = wide.assign(says=pd.Series(says, dtype="str"))[[*keys, "row", "column", *counts, "says"]]
    return made_with(study, "both_sides", shown, by=by, **told)


def _says(ours: int, of_ours: int, theirs: int, of_theirs: int) -> str:
    """Which sides say it.

    >>> _says(1, 3, 0, 2), _says(0, 3, 0, 0)
    ('municipality', 'not_heard')
    """
    if ours and theirs:
        return "both"
    if ours or theirs:
        return "municipality" if ours else "partner"
    return "none" if of_ours and of_theirs else "not_heard"
