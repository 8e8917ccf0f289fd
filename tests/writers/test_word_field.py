"""Places where people write."""

import docx

from casekit.report.blocks import Field
from casekit.writers.word_field import write_field


def test_text_and_prompt_with_tag_and_line_breaks():
    document = docx.Document()
    for field in (Field("t.1", "Title", "one\ntwo"), Field("t.2", "Title", "", "Write")):
        write_field(document.add_paragraph(), field)
    xml = document.element.xml
    assert xml.count("<w:sdt>") == 2
    assert xml.count("<w:showingPlcHdr/>") == 1
    assert xml.count("<w:br/>") == 1
    assert 'w:val="t.2"' in xml
