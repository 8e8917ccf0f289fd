"""``casekit codebook measure``: search terms against what people coded."""


def _row(output: str, code: str) -> list[str]:
    return next(line.split() for line in output.splitlines() if code in line.split())


def test_it_tells_for_each_code_what_its_terms_find_of_what_people_coded(place, run):
    told = run("codebook", "measure", "--project", "project")
    assert told.exit_code == 0
    assert _row(told.output, "dwellings") == ["da", "dwellings", "1", "1", "2", "1", "1.0", "0.5"]
    assert _row(told.output, "rent") == ["da", "rent", "1", "1", "1", "1", "1.0", "1.0"]


def test_an_edited_codebook_is_measured_from_its_file(place, run):
    file = place / "small.yaml"
    file.write_text(file.read_text("utf-8").replace("husleje*", "lejen*"), "utf-8")
    told = run("codebook", "measure", file, "--project", "project", "--code", "rent", "--missed")
    assert _row(told.output, "rent")[2:5] == ["1", "0", "0"]
    assert "dwellings" not in told.output
    assert "rent · BRE-01: Huslejen kan de fleste betale." in told.output


def test_what_was_suggested_needlessly_is_shown_with_its_terms(place, run):
    told = run("codebook", "measure", "--project", "project", "--missed", "--by", "passage")
    assert "dwellings · BRE-01: Boligerne er små, men gode. ← bolig*" in told.output


def test_where_nobody_coded_anything_that_is_said(place, run):
    told = run("codebook", "measure", "kreis_network", "--project", "project")
    assert told.exit_code == 0
    assert "kreis_network" in told.output


def test_what_cannot_be_measured_is_refused(refused):
    refused("codebook", "measure", "--project", "project", "--document", "X-9", says="unknown_document")
    refused("codebook", "measure", "--project", "project", "--code", "nothing", says="no_such_code")
    refused("codebook", "measure", "--project", "project", "--by", "word", says="turn, passage", code=2)
