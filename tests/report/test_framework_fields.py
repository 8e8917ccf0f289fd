"""Tags of cells."""

from casekit.report.framework_fields import cell_field, mark, prompt


def test_a_tag_says_cell_text_and_basis_and_fits_into_word():
    field = cell_field("c" * 20, "t", "Text", "d" * 64, passages=3, language="en")
    assert field.tag == f"casekit1.{'c' * 20}.{mark('Text')}.{mark('d' * 64)}"
    assert len(field.tag) <= 64
    assert (mark(""), prompt(0, "en"), prompt(3, "da")) == ("", "✎ Write here", "✎ 3 uddrag venter")
