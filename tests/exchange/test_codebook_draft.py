from casekit.exchange.codebook_draft import Draft, Names


def test_a_place_is_the_nearest_known_above():
    draft = Draft("b.csv", places={("codes", 0): "b.csv:2:1", ("codes", 0, "kind"): "b.csv:2:5"})
    assert draft.where(("codes", 0, "kind")) == "b.csv:2:5"
    assert draft.where(("codes", 0, "label", "da")) == "b.csv:2:1"
    assert draft.where(("title",)) == "b.csv"


def test_labels_stand_for_ids_only_where_ids_were_made():
    names = Names()
    names.add("home", 0, ["Bolig", "Home"])
    assert (names.found("home"), names.found(" bolig "), names.found("rent")) == ("home", "home", None)
    assert names.pointed("Bolig") == "Bolig"
    names.made = 1
    assert (names.pointed("Bolig"), names.pointed("gone")) == ("home", "gone")


def test_of_two_codes_with_one_label_the_first_is_meant():
    names = Names()
    names.add("a", 0, ["Bolig"])
    names.add("b", 1, ["bolig"])
    assert names.found("BOLIG") == "a"
