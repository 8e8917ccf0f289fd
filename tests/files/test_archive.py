import io
import struct
import zipfile

import pytest

from casekit.errors import ReadError
from casekit.files.archive import ZipLimits, open_archive


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return memory.getvalue()


def reason(data: bytes, limits: ZipLimits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        open_archive(data, file="a.docx", limits=limits)
    assert caught.value.data["file"] == "a.docx"
    return str(caught.value.data.get("reason", caught.value.problem))


def test_parts_are_read_by_name():
    archive = open_archive(packed({"a.xml": b"<a/>", "b/c.xml": b"<c/>"}), file="a.docx")
    assert archive.names == {"a.xml", "b/c.xml"}
    assert archive.read("b/c.xml") == b"<c/>"


def test_a_part_that_is_not_there_is_a_read_error():
    with pytest.raises(ReadError) as caught:
        open_archive(packed({"a": b"x"}), file="a.docx").read("b")
    assert caught.value.data["reason"] == "part_missing"


def test_what_is_no_zip_is_refused():
    assert reason(b"just words") == "not_a_zip"


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_truncated_zip_is_refused(keep):
    data = packed({"a": b"x" * 500, "b": b"y" * 500}, zipfile.ZIP_STORED)
    assert reason(data[: int(len(data) * keep)]) == "damaged"


def test_every_cut_of_a_zip_ends_in_an_archive_or_a_read_error():
    data = packed({"a": b"x" * 50, "b": b"y" * 50})
    for cut in range(len(data)):
        try:
            archive = open_archive(data[:cut] + data[cut + 7 :], file="a.docx")
            for name in archive.names:
                archive.read(name)
        except ReadError:
            pass


def test_too_many_entries_are_refused():
    many = packed({f"{n}": b"" for n in range(11)})
    assert reason(many, ZipLimits(entries=10)) == "too_many_parts"


def test_a_bomb_is_refused_before_anything_is_unpacked():
    assert reason(packed({"a": b"\0" * 3_000_000})) == "too_large"


def test_a_small_empty_form_may_be_packed_tightly():
    assert len(open_archive(packed({"a": b" " * 500_000}), file="a.docx").read("a")) == 500_000


def test_all_parts_together_have_a_limit():
    assert reason(packed({"a": b"x" * 600, "b": b"x" * 600}), ZipLimits(total=1_000)) == "too_large"


def test_bytes_are_counted_while_reading_because_declared_sizes_lie():
    data = packed({"a": b"x" * 5_000})
    directory = data.index(b"PK\x01\x02")
    for at in (22, directory + 24):  # the unpacked size in the local header and in the directory
        data = data[:at] + struct.pack("<I", 10) + data[at + 4 :]
    archive = open_archive(data, file="a.docx", limits=ZipLimits(part=1_000))
    with pytest.raises(ReadError) as caught:
        archive.read("a")
    assert caught.value.data["reason"] in {"too_large", "damaged"}


def test_doubled_names_are_refused_also_when_only_their_capitals_differ():
    assert reason(packed({"word/a.xml": b"1", "word/A.xml": b"2"})) == "doubled_names"


def test_overlapping_entries_are_refused():
    data = packed({"a": b"x" * 40, "b": b"y" * 40}, zipfile.ZIP_STORED)
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data = data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]
    assert reason(data) == "overlap"


def test_an_encrypted_part_means_a_password():
    data = bytearray(packed({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(data)) == "password_protected"


def test_only_the_two_usual_compressions_are_read():
    assert reason(packed({"a": b"x" * 100}, zipfile.ZIP_BZIP2)) == "compression"
