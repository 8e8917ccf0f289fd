"""The zip around a file."""

import io
from zipfile import ZipFile

from casekit.writers.packing import repacked


def _zip(*names: str) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, name * 100)
    return target.getvalue()


def test_order_and_time_of_writing_leave_no_trace() -> None:
    assert repacked(_zip("b", "a", "[Content_Types].xml")) == repacked(_zip("[Content_Types].xml", "a", "b"))


def test_content_types_come_first_then_names_in_order() -> None:
    with ZipFile(io.BytesIO(repacked(_zip("word/b", "Z", "[Content_Types].xml", "a")))) as package:
        assert package.namelist() == ["[Content_Types].xml", "Z", "a", "word/b"]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.read("a") == b"a" * 100
