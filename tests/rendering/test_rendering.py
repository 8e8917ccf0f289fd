"""The documents as LibreOffice shows them: pages that hold what they should."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import casekit as ck

NEEDED = ("soffice", "pdftotext", "pdfinfo")
missing = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing) and not os.environ.get("CI"), reason=f"needs {', '.join(missing)}"),
]


def rendered(folder: Path, *documents: Path) -> dict[str, tuple[int, str]]:
    """Pages and text of each document."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, documents),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {document.stem: _read(folder / f"{document.stem}.pdf") for document in documents}


def _read(pdf: Path) -> tuple[int, str]:
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    pages = next(int(line.split()[-1]) for line in info.splitlines() if line.startswith("Pages:"))
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return pages, text


def test_feedback_and_overview_come_out_as_pages_that_can_be_sent(tmp_path: Path) -> None:
    samples = ck.shipped("data_samples")
    project = ck.Project.create(tmp_path / "study", language="da", coder="test")
    project.add(samples, table=samples / "interviews.csv", cases=samples / "cases.csv")
    project.import_codings(samples / "codings.csv", codebook="housing_first_barriers")
    project.import_messages(samples / "messages.csv")
    study = project.study()
    documents = [
        project.export(ck.feedback(study, case=case), tmp_path / f"{case}.docx")
        for case in ("havnstrup", "engbaek", "ahrenbruch", "waterveen")
    ]
    documents.append(project.export(ck.overview(study), tmp_path / "overview.docx"))
    pages = rendered(tmp_path, *documents)
    assert all(4 <= count <= 9 for count, _ in pages.values()), {
        name: count for name, (count, _) in pages.items()
    }
    count, text = pages["engbaek_internal"]
    assert text.count("ARBEJDSPAPIR – må ikke sendes") >= count, "the mark stands on every page"
    assert "ARBEJDSPAPIR" not in pages["havnstrup"][1]
    assert "Foreløbige fund – oplæg til dialogmøde" in pages["havnstrup"][1]
    assert "Vorläufige Ergebnisse: Rückmeldung" in pages["ahrenbruch"][1]
    assert "Voorlopige bevindingen: terugkoppeling" in pages["waterveen"][1]
    labels = list(study.cases["label"])
    assert [label for label in labels if label in pages["overview"][1]] == [], "no case is named across cases"
    others = [label for label in labels if label != "Havnstrup" and label in pages["havnstrup"][1]]
    assert others == [], "feedback names no other case"
