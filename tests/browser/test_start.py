"""The notebook that ``casekit lab`` makes, as a newcomer meets it."""

import json
import re

from casekit.cli.starting import most_to_do, start_notebook
from casekit.project import Project


def test_the_notebook_to_start_from_runs_and_stores_no_word_of_a_transcript(notebook, folder) -> None:
    study = Project.open(folder).study()
    made = json.loads(start_notebook(study, "bo"))
    page = notebook(*[cell["source"] for cell in made["cells"] if cell["cell_type"] == "code"])
    page.run_all()
    page.desk()
    page.picture("start")
    saved = page.save()
    outputs = [output for cell in saved["cells"] for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert len(outputs) == 3, "the table, the desk and the figure"
    assert "widgets" not in saved["metadata"]
    known = " ".join(made["cells"][number]["source"] for number in range(len(made["cells"])))
    figure = json.dumps(outputs[0], ensure_ascii=False) + json.dumps(outputs[2]["data"].get("text/plain"))
    words = set(re.findall(r"\w{8,}", study.texts[most_to_do(study)]))
    stored = json.dumps(saved, ensure_ascii=False)
    assert {word for word in words if word in stored and word not in known + figure} == set()
