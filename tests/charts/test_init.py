"""The room as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

import casekit
from casekit import charts

pytestmark = pytest.mark.slow

HOME = Path(casekit.__file__).parents[1]


def test_importing_charts_loads_neither_matplotlib_nor_pandas() -> None:
    code = "import sys, casekit.charts; print([m for m in ('matplotlib', 'numpy', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_stay_functions_although_modules_have_the_same_names() -> None:

    assert all(callable(getattr(charts, name)) for name in charts.__all__)


def test_drawing_never_touches_pyplot() -> None:
    code = (
        "import sys, pandas as pd; from casekit.charts import draw_heatmap, draw;"
        "draw(draw_heatmap(pd.DataFrame({'case': ['a'], 'item': ['b'], 'interviews': [1], 'of': [2]})));"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
