import pytest

from casekit.analysis.compared import Compared, compared
from casekit.errors import LookupFailedError
from casekit.model.facts import Assignment, key_of
from casekit.model.study import Study


def finish(maker, *pairs: tuple[str, str], finished: int = 1) -> None:
    for document, coder in pairs:
        maker.facts.append(
            Assignment(
                key_of("assignment", document, coder),
                key_of("document", document),
                key_of("coder", coder),
                finished,
            )
        )


@pytest.fixture
def coded(small):
    """Both coded SOE-01, only ah coded SOE-02."""
    small.coding("SOE-01", "shortage", "for få boliger. Huslejen")
    small.coding("SOE-01", "shortage", "for få boliger. Huslejen", coder="mb")
    small.coding("SOE-02", "shortage", "boliger nok")
    small.coding("SOE-01", "rent", "Huslejen er", coder="agreed")
    return small


def of(study: Study, **options) -> Compared:
    return compared(study, study.codebook("small"), **options)


def kinds(found: Compared) -> list[str]:
    return sorted(one.kind for one in found.findings)


def test_where_nobody_is_finished_documents_that_two_coded_are_compared_and_that_is_told(coded) -> None:
    found = of(coded.study())
    assert (found.coders, found.documents) == (("ah", "mb"), ("SOE-01",))
    assert kinds(found) == ["agreement_coded_alone", "agreement_few_documents", "agreement_nobody_finished"]


def test_who_is_finished_and_coded_nothing_decided_so(coded) -> None:
    finish(coded, ("SOE-02", "ah"), ("SOE-02", "mb"), ("SOE-01", "ah"))
    finish(coded, ("SOE-01", "mb"), finished=0)
    found = of(coded.study())
    assert found.documents == ("SOE-02",)
    assert found.done.tolist() == [[True, True]]
    assert "agreement_nobody_finished" not in kinds(found)
    assert list(found.codings["coder"]) == ["ah"]


def test_who_is_not_done_yet_is_missing_where_two_others_are(coded) -> None:
    coded.coder("tk")
    finish(coded, ("SOE-01", "ah"), ("SOE-01", "mb"), ("SOE-02", "ah"), ("SOE-02", "tk"), ("SOE-02", "mb"))
    coded.coding("SOE-01", "rent", "Huslejen er", coder="tk")
    found = of(coded.study())
    assert found.coders == ("ah", "mb", "tk")
    assert found.done.tolist() == [[True, True, False], [True, True, True]]
    assert set(found.codings["coder"]) == {"ah", "mb"}
    assert "agreement_not_by_all" in kinds(found)


def test_coders_and_documents_can_be_chosen(coded) -> None:
    finish(coded, *((name, who) for name in ("SOE-01", "SOE-02") for who in ("ah", "mb")))
    study = coded.study()
    assert of(study, documents=["SOE-02"]).documents == ("SOE-02",)
    assert of(study, coders=["mb", "ah", "mb"]).coders == ("mb", "ah")
    assert kinds(of(study, coders=["ah"])) == ["agreement_coded_alone", "agreement_one_coder"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"coders": ["xx"]}, "unknown_coder"),
        ({"coders": ["ah", "agreed"]}, "coder_no_person"),
        ({"coders": ["indicators"]}, "coder_no_person"),
        ({"documents": ["xx"]}, "unknown_document"),
    ],
)
def test_who_is_no_person_is_not_compared(coded, options: dict, problem: str) -> None:
    with pytest.raises(LookupFailedError) as caught:
        of(coded.study(), **options)
    assert caught.value.problem == problem


def test_accepted_suggestions_are_told_since_coders_saw_the_same(coded) -> None:
    study = coded.study()
    assert "agreement_from_suggestions" not in kinds(of(study))
    study.codings.loc[0, "suggestion"] = "a" * 32
    (told,) = (one for one in of(study).findings if one.kind == "agreement_from_suggestions")
    assert dict(told.data) == {"n": 1, "total": 2}


def test_nothing_coded_is_nothing_to_compare(small) -> None:
    found = of(small.study())
    assert (found.coders, found.documents, len(found.codings)) == ((), (), 0)
