"""framework, summarize, sheet, steps on the command line."""

from casekit.project import Project

AS = ("--project", "project", "--as", "ah")


def test_a_summary_is_written_shown_and_goes_out_and_in(place, run):
    assert run("summarize", "Få boliger.", "--document", "ALB-01", "--code", "housing", *AS).exit_code == 0
    shown = run("framework", "--case", "albaek", *AS)
    assert "Få boliger." in shown.stdout
    assert "Få boliger." in run("framework", "--code", "housing", *AS).stdout
    for file in ("m.xlsx", "m.docx"):
        assert run("framework", "-o", file, *AS).exit_code == 0
        assert "0 summaries" in run("framework", "--import", file, *AS).stdout


def test_a_sheet_for_an_interview_without_a_transcript(place, run):
    assert run("sheet", "ALB-09", "--case", "albaek", *AS).exit_code == 0
    assert "ALB-09" in run("sheet", "--import", "ALB-09_sheet.docx", *AS).stdout
    assert "ALB-09" in Project.open(place / "project").study().texts


def test_steps_from_a_table(place, run, write):
    assert "casekit steps" in run("steps", *AS).stdout
    write("steps.csv", "case,step,actor,stops", "albaek,Visitation,leder,x")
    assert "1 step" in run("steps", "--import", "steps.csv", *AS).stdout
    assert "leder" in run("steps", *AS).stdout
    for file in ("steps.docx", "steps.xlsx"):
        assert run("steps", "-o", file, *AS).exit_code == 0


def test_what_cannot_be_done_is_said(refused):
    refused("summarize", *AS, says="text_or_table", code=2)
    refused("summarize", "x", *AS, says="summary_of_what")
    refused("sheet", *AS, says="sheet_what", code=2)
    refused("framework", "--import", "small.docx", *AS, says="file_missing")
    refused("framework", "--code", "nowhere", *AS, says="one_of", code=2)
    refused("steps", "none", *AS, "-o", "x.docx", says="unknown_process")
