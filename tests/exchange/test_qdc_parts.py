import io
import zipfile

import pytest

from casekit.errors import CodebookError
from casekit.exchange.qdc_parts import MAX_BYTES, Node, read_parts, split_names
from casekit.wording import LANGUAGES, explain, speak

GUID = "0F0D5A61-9B1C-4F3A-8A6E-0D4A7F0C1E2B"


def parts(xml, file="a.qdc"):
    return read_parts(xml if isinstance(xml, bytes) else xml.encode(), file=file)


@pytest.mark.parametrize(
    "head",
    [
        'CodeBook xmlns="urn:QDA-XML:codebook:1.0"',
        'CodeBook xmlns="urn:QDA-XML:codebook:0:4"',
        "CodeBook",
        'q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0"',
    ],
)
def test_namespaces_and_prefixes_play_no_part(head):
    prefix = "q:" if head.startswith("q:") else ""
    xml = f'<{head} origin="NVivo"><{prefix}Codes><{prefix}Code guid="{{{GUID.lower()}}}" name="Leje" isCodable="true"/></{prefix}Codes></{prefix}CodeBook>'
    found = parts(xml)
    assert found.nodes == [Node("Leje", guid=GUID)]
    assert found.origin == "NVivo"


def test_codes_stand_below_each_other_with_what_they_have():
    xml = """<CodeBook><Codes><Code name="A" isCodable="0" color="#abc"><Description>om A</Description><NoteRef/>
      <Code name="B" colour="red"><Code name="C"/></Code></Code><Code name="D" isCodable="1"/></Codes></CodeBook>"""
    found = parts(xml)
    assert [(node.name, node.above, node.codable) for node in found.nodes] == [
        ("A", -1, False),
        ("B", 0, True),
        ("C", 1, True),
        ("D", -1, True),
    ]
    assert [node.colour for node in found.nodes] == ["#abc", "red", "", ""]
    assert found.nodes[0].description == "om A"
    assert found.ignored == {"NoteRef": 1}


def test_a_code_that_only_holds_the_others_goes():
    xml = '<CodeBook><Codes><Code name="Nodes" isCodable="false"><Code name="A"/><Code name="B"/></Code></Codes></CodeBook>'
    found = parts(xml)
    assert found.nodes == [Node("A"), Node("B")]
    assert [one.kind for one in found.findings] == ["qdc_unwrapped"]
    for kept in (xml.replace("Nodes", "Bolig"), xml.replace("false", "true")):
        assert len(parts(kept).nodes) == 3


def test_an_empty_list_of_sets_is_no_harm():
    assert parts('<CodeBook><Codes><Code name="A"/></Codes><Sets/></CodeBook>').sets == []


PROJECT = f"""<Project xmlns="urn:QDA-XML:project:1.0" origin="x"><CodeBook><Codes><Code name="A" guid="{GUID}"/></Codes>
</CodeBook><Sets><Set name="S"><MemberCode targetGUID="{GUID}"/><MemberSource targetGUID="x"/></Set><Set name="T">
<MemberSource/></Set></Sets></Project>"""


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("_", "."), text)
    return packed.getvalue()


@pytest.mark.parametrize("data", [PROJECT.encode(), zipped(project_qde=PROJECT, notes_txt="x")])
def test_of_a_project_the_codebook_is_read(data):
    found = parts(data, "a.qdpx")
    assert found.nodes == [Node("A", guid=GUID)]
    assert [(one.name, one.members) for one in found.sets] == [("S", (GUID,))]
    assert [one.kind for one in found.findings] == ["qdc_project"]


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "x-none"])
def test_windows_1252_that_says_otherwise_is_read_and_told(declared):
    xml = f'<?xml version="1.0" encoding="{declared}"?><CodeBook><Codes><Code name="Nøgler og støtte på én"/></Codes></CodeBook>'
    found = parts(xml.encode("cp1252"))
    assert found.nodes[0].name == "Nøgler og støtte på én"
    assert [one.kind for one in found.findings] == ["encoding_guessed"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_that_are_told_are_read(encoding):
    declared = encoding.removesuffix("-sig")
    xml = f'<?xml version="1.0" encoding="{declared}"?><CodeBook><Codes><Code name="Nøgler"/></Codes></CodeBook>'
    assert parts(xml.encode(encoding)).nodes[0].name == "Nøgler"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "qdc_broken"),
        (b"casekit: codebook/1", "qdc_broken"),
        (b"<CodeBook><Codes>", "qdc_broken_at"),
        (b"<a>" * 300 + b"</a>" * 300, "qdc_broken_at"),
        (BOMB.encode(), "qdc_doctype"),
        (BOMB.encode("utf-16"), "qdc_doctype"),
        (b"<CodeBook/>" + b" " * MAX_BYTES, "qdc_too_large"),
        (b"<html/>", "qdc_other"),
        (b"<CodeBook/>", "qdc_no_codes"),
        (b"<CodeBook><Codes/></CodeBook>", "qdc_no_codes"),
        (b"<Project/>", "qdc_no_codes"),
        (b"PK broken", "qdc_archive"),
        (zipped(a_txt="x"), "qdc_no_codes"),
    ],
)
def test_what_is_no_codebook_is_one_error(data, problem):
    with pytest.raises(CodebookError) as caught:
        parts(data)
    assert caught.value.problem == problem
    for language in LANGUAGES:
        speak(language)
        assert "a.qdc" in explain(caught.value)
    speak("en")


@pytest.mark.parametrize("head", ["", '<?xml version="1.0" encoding="utf-8"?>\n'])
def test_damage_has_its_line_and_column(head):
    with pytest.raises(CodebookError) as caught:
        parts(f'{head}<CodeBook>\n<Codes>\n<Code name="rent & home"/>\n'.encode())
    line = 3 + head.count("\n")
    assert (caught.value.data["line"], caught.value.data["column"]) == (line, 19)


def test_names_are_split_where_it_is_asked_for():
    nodes = [Node("A::B", guid=GUID), Node("C"), Node("A::B::D"), Node("x::", 1), Node("C"), Node("::")]
    made = split_names(nodes, "::")
    assert [(node.name, node.above) for node in made] == [
        ("A", -1),
        ("B", 0),
        ("D", 1),
        ("C", -1),
        ("x", 3),
        ("C", -1),
        ("::", -1),
    ]
    assert made[1].guid == GUID
