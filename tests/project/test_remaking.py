import pytest

from casekit.analysis.comparing import compare
from casekit.model.making import made_of
from casekit.project.remaking import Recipe, made_from, recipe_of

pytestmark = pytest.mark.slow


@pytest.fixture
def study(suggested):
    suggested.decide(list(suggested.study().suggestions["suggestion"]), "accepted")
    return suggested.study()


def test_a_recipe_is_read_back_as_it_was_stored(study):
    recipe = recipe_of(compare(study), study, made_at="2024-01-01", template=None)
    assert Recipe.read(recipe.packed) == recipe
    assert Recipe.read("") is None
    assert made_from(study, recipe).equals(compare(study))


def test_only_what_can_be_made_again_has_a_recipe(study):
    told = {"made_at": "2024-01-01", "template": None}
    assert recipe_of(compare(study)[:1], study, **told) is None
    assert recipe_of(study.cases, study, **told) is None


def test_what_is_otherwise_is_named(study, tmp_path):
    recipe = recipe_of(compare(study), study, made_at="2024-01-01", template=None)
    template = tmp_path / "hus.docx"
    template.write_bytes(b"x")
    other = Recipe(
        **{**{name: getattr(recipe, name) for name in recipe.__slots__}, "casekit": "0", "roles": ""}
    )
    kinds = [finding.kind for finding in other.differences(study, template)]
    assert kinds == ["made_by_other_version", "template_changed", "roles_changed"]
    assert list(recipe.differences(study, None)) == []


def test_a_frame_says_what_it_was_made_with(study):
    told = made_of(compare(study, by="code"))
    assert (told["what"], told["state"], told["options"]["by"]) == ("compare", study.state, "code")
    assert made_of(study.cases) == {}
