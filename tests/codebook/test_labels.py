from casekit.codebook.labels import check_labels


def test_a_label_stands_once_in_each_language(book_of):
    book = book_of(
        "id: b\ncodes: [{id: x, label: {da: Bolig, en: Home}}, {id: y, label: {da: ' bolig ', en: House}}, {id: z, label: {en: Bolig}}]"
    )
    [found] = check_labels(book)
    assert (found.kind, found.where, found.data["other"]) == ("label_twice", "y: label (da)", "x")
