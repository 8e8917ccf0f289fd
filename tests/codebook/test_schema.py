import json
from functools import cache

import pytest
import yaml

from casekit.codebook.reading import read_codebook
from casekit.codebook.schema import FILE, json_schema, schema_text
from casekit.codebook.writing import yaml_of
from casekit.files.shipped import shipped
from casekit.model.codebook import Code, Codebook

pytestmark = pytest.mark.slow  # many codebooks, or many examples of each

SHIPPED = sorted(shipped("codebooks").glob("*.yaml"))
HEAD = "casekit: codebook/1\nid: small\n"


@cache
def validator():
    from jsonschema import Draft202012Validator  # takes three seconds, which the unit suite need not wait for

    return Draft202012Validator(json_schema())


def errors(text):
    return [error.message for error in validator().iter_errors(yaml.safe_load(text))]


def test_the_schema_is_one():
    validator().check_schema(json_schema())


def test_the_shipped_schema_is_the_one_of_the_model():
    file = shipped("codebooks") / FILE
    assert file.read_text("utf-8") == schema_text(), (
        "Renew it: python -c \"from casekit.codebook.schema import *; open('codebooks/' + FILE, 'w').write(schema_text())\""
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_codebook_is_valid_as_it_is_and_as_it_is_written(path):
    assert errors(path.read_text("utf-8")) == []
    book, _ = read_codebook(path.read_bytes(), file=path.name)
    assert errors(yaml_of(book)) == []


def test_every_field_is_there_with_what_it_means():
    schema = json_schema()
    for kind, told in ((Codebook, schema), (Code, schema["$defs"]["code"])):
        assert {*kind.__dataclass_fields__} <= {*told["properties"]}
        assert all(one.get("description") for one in told["properties"].values())
    assert json.loads(schema_text()) == schema


@pytest.mark.parametrize(
    "yaml",
    [
        "version: 1.0\ntitle: Small\nlanguages: [da]\n",
        "codes: [{id: a.b, label: A, codes: [{id: æ, parent: a.b}]}]\n",
        "codes: [{id: a, exclude: [{da: x, see: b}], examples: [{direction: mixed, en: y, also: [b]}]}]\n",
        "rating: {scale: [-2, '2'], rules: [Sign, {da: Fortegn}]}\nsources: {a: b}\n",
        "extends: {codebook: base, version: 1.0, without: [a]}\nchanges: [{version: 2, replaced: {a: ['b:c']}}]\n",
        "codes: [{id: a, kind: step, indicators: {da: [hjem*]}, links: {cfir: [b]}, polarity: {mixed: {en: x}}}]\n",
    ],
)
def test_what_casekit_reads_without_a_finding_is_valid(yaml):
    assert list(read_codebook((HEAD + yaml).encode(), file="x")[1]) == []
    assert errors(HEAD + yaml) == []


@pytest.mark.parametrize(
    "yaml",
    [
        "codes: [{label: x}]\n",
        "codes: [{id: a, defintion: x}]\n",
        "codes: [{id: a, kind: barrier}]\n",
        "codes: [{id: a, colour: blue}]\n",
        "codes: [{id: a b}]\n",
        "codes: [{id: a, label: {sv: Hem}}]\n",
        "codes: [{id: a, indicators: {da: hjem}}]\n",
        "codes: [{id: a, indicators: [hjem]}]\n",
        "codes: [{id: a, examples: [{direction: good, da: x}]}]\n",
        "codes: [{id: a, exclude: [x]}]\n",
        "codes: [{id: a, origin: mine}]\n",
        "codes: [{id: a, polarity: {bad: {da: x}}}]\n",
        "codes: [{id: a, links: {cfir: b}}]\n",
        "codes: [{id: a, codes: [{id: b, lable: x}]}]\n",
        "codes: {a: {}}\n",
        "languages: da\n",
        "languages: [danish]\n",
        "questions: [RQ1]\n",
        "groups: [{themes: [a]}]\n",
        "autor: me\n",
    ],
)
def test_a_typical_mistake_is_not_valid(yaml):
    assert errors(HEAD + yaml) != []


@pytest.mark.parametrize("text", ["id: a\n", "casekit: codebook/2\nid: a\n", "casekit: codebook/1\n"])
def test_a_file_needs_its_format_and_an_id(text):
    assert errors(text) != []
