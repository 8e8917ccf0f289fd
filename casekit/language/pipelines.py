"""What trained spaCy pipelines that the user has do for casekit: tell lemmas, and find likely names."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from casekit.errors import CasekitError
from casekit.language.dictionaries import use
from casekit.language.pipeline_lemmas import PipelineLemmas
from casekit.language.stretches import stretches_of
from casekit.language.trained import Pipeline, Trained, open_pipelines, reader_of

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model.study import Study

__all__ = ["entities", "use_pipelines"]

_COLUMNS = {
    "document": "str",
    "turn": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "label": "str",
}


def use_pipelines(
    pipelines: Mapping[str, Pipeline | None], study: "Study | None" = None
) -> dict[str, PipelineLemmas]:
    """Let trained pipelines tell the lemmas of these languages from now on; None: casekit's own dictionary again.

    A pipeline is the name of an installed one, the folder of a saved one, or itself. With a *study* the lemmas are those that its
    words have where they stand.

    Raises:
        CasekitError: a pipeline is not installed, or for another language.
    """
    made = {
        language: PipelineLemmas(pipeline, language=language)
        for language, pipeline in pipelines.items()
        if pipeline is not None
    }
    if study is not None:
        for lemmas in made.values():
            lemmas.read(study)
    use({language: made.get(language) for language in pipelines})
    return made


def entities(study: "Study", pipeline: Pipeline | Mapping[str, Pipeline]) -> "pd.DataFrame":
    """What a trained pipeline takes for names: document, turn, start, end, text, label (such as PER, LOC, ORG).

    A row for each, in the documents of the pipeline's language (for several languages give a mapping of language to pipeline);
    documents in others are not read. ``turn`` is 0 where nobody speaks, such as in a label. These are guesses: some names are
    missed.

    Raises:
        CasekitError: the pipeline is not installed, cannot be loaded, or knows no entities.
    """
    import pandas as pd

    opened = open_pipelines(pipeline)
    for trained in opened.values():
        if not trained.assigns("doc.ents") and not trained.nlp.has_pipe("span_ruler"):
            raise CasekitError("pipeline_without_entities", name=trained.name, parts=trained.parts)
    rows = [
        row
        for document, language in zip(study.documents["document"], study.documents["language"], strict=True)
        for row in _entities(study, document, reader_of(opened, language))
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _entities(study: "Study", document: str, trained: Trained | None) -> Iterator[tuple[object, ...]]:
    if trained is None:
        return
    text = study.texts[document]
    parts = [(one.span.of(text), one) for one in stretches_of(study, document)]
    for doc, (turn, span) in trained.nlp.pipe(parts, as_tuples=True):
        for one in doc.ents:
            start, end = span.start + one.start_char, span.start + one.end_char
            yield document, turn, start, end, text[start:end], one.label_
