"""Text as office files can hold it."""

from lxml import etree

from casekit.writers.characters import writable


def test_every_sign_that_xml_refuses_goes_and_no_other() -> None:
    everything = "".join(
        map(chr, [*range(0x300), *range(0x2000, 0x2100), *range(0xD7F0, 0xE010), *range(0xFE00, 0x10010)])
    )
    text = writable(everything)
    element = etree.Element("t")
    element.text = text  # lxml raises ValueError for a sign that XML refuses
    assert etree.fromstring(etree.tostring(element)).text == text
    assert {"\t", "\n", "æ", "\u202e", "\ufeff", "\U0001000f"} <= set(text)


def test_line_ends_become_one_kind() -> None:
    assert writable("a\r\nb\rc\nd") == "a\nb\nc\nd"
