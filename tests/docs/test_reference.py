import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_is_what_the_code_says(tmp_path: Path) -> None:
    copy = tmp_path / "make_reference.py"
    copy.write_text((DOCS / "make_reference.py").read_text("utf-8"), "utf-8")
    subprocess.run([sys.executable, str(copy)], check=True, cwd=tmp_path)
    made = (tmp_path / "reference.md").read_text("utf-8")
    assert made == (DOCS / "reference.md").read_text("utf-8"), "run: python docs/make_reference.py"


def test_every_link_between_the_pages_leads_somewhere() -> None:
    import re

    pages = [*DOCS.glob("*.md"), DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md"]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    ]
    assert len(links) > 10
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
