"""Which files a folder of transcripts holds, and all of them read."""

import pytest

from casekit.errors import ReadError, TableError
from casekit.model.document import Document, Reading
from casekit.readers import read_all, readable
from casekit.readers.folder import OF_OURS, files_of, old_word, read_each

TALK = "Interviewer: Hvad er svært?\n\nBorger: Huslejen er for høj, og så venter de.\n"


@pytest.fixture
def folder(tmp_path):
    """Two interviews, a table of speakers, a lock, a hidden file, a picture, and a folder in the folder."""
    for name in ("b.txt", "A.md"):
        (tmp_path / name).write_text(TALK.replace("høj", name), "utf-8")
    (tmp_path / "film.speakers.csv").write_text("cue,speaker\n1,I\n", "utf-8")
    for name in ("~$A.docx", ".skjult.txt", "foto.jpg"):
        (tmp_path / name).write_bytes(b"\xff")
    (tmp_path / "inde").mkdir()
    (tmp_path / "inde" / "c.txt").write_text(TALK, "utf-8")
    return tmp_path


def named(name, text="", part=""):
    return Reading(Document(name, text, (), (), name, file=f"{name}.txt", part=part))


def test_the_files_of_a_folder_come_in_order_without_what_is_beside_them(folder):
    assert [path.name for path in files_of(folder)] == ["A.md", "b.txt", "foto.jpg"]


def test_a_file_means_itself_whatever_it_is_called(folder):
    assert files_of(folder / ".skjult.txt") == [folder / ".skjult.txt"]


@pytest.mark.parametrize(("place", "problem"), [("nej", "file_missing"), ("a" * 300, "file_unreadable")])
def test_a_place_that_is_not_there_is_an_error(folder, place, problem):
    with pytest.raises(ReadError) as caught:
        files_of(folder / place)
    assert caught.value.problem == problem


def test_a_folder_is_read_and_what_is_no_transcript_is_left_out(folder):
    readings = read_all(folder)
    assert [reading.document.name for reading in readings] == ["A", "b"]
    assert (readings.left, readings.unread) == (("foto.jpg",), ())


def test_a_file_that_cannot_be_read_stops_none_of_the_others(folder):
    (folder / "0.txt").write_bytes(b"")
    (folder / "gammel.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (folder / "b.docx").write_bytes(b"PK\x03\x04")
    readings = read_all(folder)
    assert [one.file for one in readings.unread] == ["0.txt", "b.docx", "gammel.doc"]
    assert len(readings) == 2


def test_a_single_file_is_tried_and_told_and_a_folder_of_pictures_is_an_error(folder):
    assert [one.file for one in read_all(folder / "foto.jpg").unread] == ["foto.jpg"]
    (folder / "billeder").mkdir()
    (folder / "foto.jpg").rename(folder / "billeder" / "foto.jpg")
    with pytest.raises(ReadError) as caught:
        read_all(folder / "billeder")
    assert caught.value.problem == "folder_without_transcripts"


def test_what_is_told_of_the_reading_holds_for_every_file(folder):
    readings = read_all(folder, language="nl", interviewers=["Borger"])
    for reading in readings:
        assert reading.document.language == "nl"
        assert reading.document.role_of("Borger") == "interviewer"


def test_an_old_word_file_is_looked_at_though_it_cannot_be_read(folder):
    assert old_word(folder / "A.DOC")
    assert not old_word(folder / "A.docx")
    assert not readable("A.doc")


def test_tables_of_the_study_beside_its_transcripts_are_left_alone(tmp_path):
    def read(path):
        if path.name == "interviews.csv":
            raise ReadError(OF_OURS, file=path.name)
        if path.name == "film.srt":
            raise TableError("table_empty", file="film.speakers.csv")
        return [named(path.stem)]

    paths = [tmp_path / name for name in ("a.txt", "film.srt", "interviews.csv")]
    readings = read_each(paths, read, left=[tmp_path / "foto.jpg"])
    assert [reading.document.name for reading in readings] == ["a"]
    assert [one.file for one in readings.unread] == ["film.srt"]
    assert (readings.left, readings.ours) == (("foto.jpg",), ("interviews.csv",))


def test_one_interview_in_two_formats_is_told_also_where_both_are_called_alike(tmp_path):
    said = " ".join(f"ord{number}" for number in range(300))
    for name in ("A.txt", "A.md"):
        (tmp_path / name).write_text(f"Interviewer: Hvad?\n\nBorger: {said}\n", "utf-8")
    [pair] = read_all(tmp_path).alike
    assert (pair.documents, pair.share) == (("A.md", "A.txt"), 1.0)


def test_answers_of_one_survey_are_not_compared(tmp_path):
    said = " ".join(f"ord{number}" for number in range(300))
    parts = [named("A 1", said, "A 1"), named("A 2", said, "A 2")]
    assert read_each([tmp_path / "A.csv"], lambda _: parts).alike == ()
