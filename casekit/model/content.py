"""Codes and other parts of a codebook as plain maps, lists and texts: what a file holds, and what a project stores."""

import json
from collections.abc import Mapping
from typing import Any

from casekit.model.codes import Base, Change, Code, Example, Exclusion
from casekit.model.words import LANGUAGES, Words

__all__ = ["canonical", "kept", "plain_base", "plain_change", "plain_code", "plain_words"]


def canonical(content: Mapping[str, Any]) -> str:
    """Plain content in one agreed spelling."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain_code(code: Code) -> dict[str, Any]:
    """One code, without those below it."""
    return kept(
        {
            "id": code.id,
            "parent": code.parent,
            "label": plain_words(code.label),
            "definition": plain_words(code.definition),
            "kind": code.kind if code.kind != "factor" else "",
            "include": [plain_words(entry) for entry in code.include],
            "exclude": [_exclusion(entry) for entry in code.exclude],
            "examples": [_example(example) for example in code.examples],
            "counterexamples": [_example(example) for example in code.counterexamples],
            "polarity": {name: plain_words(words) for name, words in code.polarity},
            "indicators": {name: list(terms) for name, terms in code.indicators},
            "questions": list(code.questions),
            "links": {name: list(codes) for name, codes in code.links},
            "colour": code.colour,
            "origin": code.origin,
            "sources": list(code.sources),
        }
    )


def plain_words(words: Words) -> dict[str, str]:
    """A text per language, in casekit's order of languages."""
    texts = dict(words.texts)
    return {
        name: texts[name] for name in (*LANGUAGES, *sorted(texts.keys() - set(LANGUAGES))) if name in texts
    }


def _exclusion(entry: Exclusion) -> dict[str, Any]:
    return plain_words(entry.text) | kept({"see": entry.see})


def _example(entry: Example) -> dict[str, Any]:
    head = kept({"direction": entry.direction, "also": list(entry.also), "see": entry.see})
    return head | plain_words(entry.text)


def plain_change(change: Change) -> dict[str, Any]:
    """What a version changed."""
    replaced = {old: list(new) for old, new in change.replaced}
    return kept(
        {
            "version": change.version,
            "date": change.date,
            "what": plain_words(change.what),
            "replaced": replaced,
        }
    )


def plain_base(base: Base | None) -> dict[str, Any]:
    """A codebook that another rests on."""
    if base is None:
        return {}
    return kept({"codebook": base.codebook, "version": base.version, "without": list(base.without)})


def kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that hold something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
