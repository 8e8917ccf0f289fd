from casekit.codebook.known_words import compounds_of


def test_a_codebook_judges_compounds(book_of):
    judge = compounds_of(book_of("id: b\ncodes: [{id: a, label: {da: Bolig}}]"), "da")
    assert judge("boligmangel", "bolig", "first")
    assert not judge("boligmangel", "bolig", "last")


def test_the_words_of_labels_are_known(book_of):
    plain, told = (
        book_of(f"id: b\ncodes: [{{id: a, label: {{da: {label}}}}}]") for label in ("Hus", "Frumpel")
    )
    judges = [compounds_of(book, "da") for book in (plain, told)]
    assert [judge("frumpelbolig", "bolig", "last") for judge in judges] == [False, True]
