import importlib.util
import inspect

import pytest

from casekit import errors
from casekit.errors import CasekitError, CodebookError, SpanError, UnknownCodeError, phrase_with
from casekit.wording import explain

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, CasekitError)]


def test_every_error_is_public_and_stands_in_the_tree_of_the_docstring():
    names = {kind.__name__ for kind in KINDS}
    assert {*names, "phrase_with"} == set(errors.__all__)
    assert all(f":class:`{name}`" in str(errors.__doc__) for name in names)


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_caught_as_a_casekit_error_and_says_what_it_is(kind):
    error = kind("busy", file="study.casekit")
    assert isinstance(error, CasekitError)
    assert (error.problem, error.data) == ("busy", {"file": "study.casekit"})
    assert kind.__doc__


def test_errors_are_caught_as_what_python_calls_them():
    assert issubclass(SpanError, ValueError)
    assert issubclass(UnknownCodeError, LookupError)
    assert issubclass(UnknownCodeError, CodebookError)


def test_an_error_says_its_sentence_and_its_hint():
    said = str(CasekitError("unknown_language", language="sv", known="da, de"))
    assert said == "casekit does not speak “sv”.\nChoose one of: da, de."


def test_a_notebook_shows_the_sentence_and_no_traceback():
    error = SpanError("bad_span", start=3, end=1)
    assert error._render_traceback_() == [str(error)]


def test_another_phrase_can_be_given_and_taken_back():
    phrase_with(lambda error: f"!{error.problem}")
    try:
        assert str(CasekitError("busy")) == "!busy"
    finally:
        phrase_with(explain)


def test_without_the_wording_an_error_is_its_problem_and_its_facts():
    spec = importlib.util.spec_from_file_location("alone", errors.__file__)
    assert spec is not None
    assert spec.loader is not None
    alone = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(alone)
    assert str(alone.CasekitError("bad_span", start=3)) == "bad_span (start=3)"
    assert str(alone.CasekitError("busy")) == "busy"
