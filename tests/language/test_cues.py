from casekit.language.cues import KINDS, Cues, window
from casekit.language.indicators import parse_indicator

NOT = parse_indicator("ikke")


def test_cues_are_kept_by_kind_and_other_lists_are_left_out():
    cues = Cues.of("da", {"negation": [NOT], "colours": [NOT]})
    assert cues.lists == {"negation": (NOT,)}
    assert cues.negation == (NOT,)
    assert cues.barrier == ()


def test_every_kind_is_a_field():
    assert all(Cues.of("da", {kind: [NOT]}).lists == {kind: (NOT,)} for kind in KINDS)


def test_cues_without_any_are_false():
    assert not Cues("nl")
    assert Cues.of("nl", {"hedge": [NOT]})


def test_each_language_has_its_window_and_an_unknown_one_a_common_one():
    assert [tuple(window(language)) for language in ("da", "de", "nl", "en", "sv")] == [
        (6, 4),
        (4, 4),
        (4, 4),
        (4, 2),
        (4, 4),
    ]
