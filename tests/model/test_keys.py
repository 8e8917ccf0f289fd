from casekit.model.keys import key_of, sha


def test_keys_are_of_their_parts_and_of_their_order():
    assert key_of("case", "fjordlev") == key_of("case", "fjordlev")
    assert len({key_of("a", "b"), key_of("b", "a"), key_of("ab"), key_of("a", "", "b")}) == 4
    assert len(key_of("x")) == 32


def test_a_text_has_the_digest_of_its_bytes():
    assert sha("Ærø") == sha("Ærø".encode())
    assert sha("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
