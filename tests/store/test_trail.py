from casekit.model.facts import Coding, key_of


def test_a_trail_has_what_is_no_longer_live_and_what_ended_it(store, coding, event, kept):
    kept(store, [coding()])
    kept(store, [coding(code="wait")])
    trail = store.trail()
    codings = trail.facts[Coding]
    assert list(codings["code"]) == ["rent", "wait"]
    assert [trail.names[key] for key in codings["key"]] == [coding().key] * 2
    assert list(trail.names[codings["coder"]]) == [key_of("coder", "ah")] * 2
    assert [tuple(row) for row in trail.ends.itertuples(index=False)] == [(2, codings["id"].iloc[0])]


def test_no_key_is_nought_and_long_texts_are_left_out(store, coding, kept):
    kept(store, [coding()])
    codings = store.trail().facts[Coding]
    assert list(codings["suggestion"]) == [0]
    assert "quote_sha" not in codings


def test_an_empty_file_has_an_empty_trail(store):
    trail = store.trail()
    assert (len(trail.events), len(trail.ends), sum(map(len, trail.facts.values()))) == (0, 0, 0)
