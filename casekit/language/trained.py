"""Trained spaCy pipelines: found by their name or folder, loaded once, and what they can do."""

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from casekit.errors import CasekitError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Pipeline", "Trained", "open_pipelines", "reader_of"]

Pipeline = Union[str, Path, "Language"]


class Trained:
    """A pipeline by its name, its folder, or itself; spaCy is loaded with it when it is first used.

    Raises:
        CasekitError: it is not installed, and there is no such folder.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self.meta = _meta(pipeline)

    @property
    def name(self) -> str:
        """As it was asked for."""
        asked = self._pipeline
        return str(asked) if isinstance(asked, str | Path) else str(self.meta["name"])

    @property
    def language(self) -> str:
        """Its language; xx for several."""
        return str(self.meta["lang"])

    @property
    def version(self) -> str:
        """Its language, name and version, and a digest of its description: others may have the same version."""
        return f"{'{lang}_{name} {version}'.format_map(self.meta)} {_digest(self.meta)}"

    @property
    def nlp(self) -> "Language":
        """The pipeline itself.

        Raises:
            CasekitError: it cannot be loaded.
        """
        asked = self._pipeline
        return _loaded(str(asked), self.version) if isinstance(asked, str | Path) else asked

    @property
    def parts(self) -> str:
        """What it is made of, for people."""
        return ", ".join(self.nlp.pipe_names) or "–"

    def check(self, language: str) -> None:
        """Refuse to work in another language.

        Raises:
            CasekitError: the pipeline is for another one.
        """
        if self.language not in (language, "xx"):
            raise CasekitError(
                "pipeline_other_language", name=self.name, found=self.language, wanted=language
            )

    def assigns(self, *told: str) -> bool:
        """Whether one of its components says that it assigns one of these, such as ``token.lemma``."""
        metas = (self.nlp.get_pipe_meta(name) for name in self.nlp.pipe_names)
        return any(not set(told).isdisjoint(meta.assigns) for meta in metas)


def open_pipelines(pipeline: Pipeline | Mapping[str, Pipeline] | None) -> dict[str, Trained]:
    """Pipelines by their language.

    Raises:
        CasekitError: one is not installed, or for another language.
    """
    if pipeline is None:
        return {}
    if not isinstance(pipeline, Mapping):
        only = Trained(pipeline)
        return {only.language: only}
    opened = {language: Trained(one) for language, one in pipeline.items()}
    for language, one in opened.items():
        one.check(language)
    return opened


def reader_of(pipelines: Mapping[str, Trained], language: str) -> Trained | None:
    """Which of them reads texts in a language."""
    return pipelines.get(language) or pipelines.get("xx")


@lru_cache(maxsize=8)
def _loaded(name: str, version: str) -> "Language":
    """Kept by version, too: it may have been trained anew under the same name."""
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise CasekitError("pipeline_unreadable", name=name, reason=reason) from None


def _meta(pipeline: Pipeline) -> dict[str, Any]:
    """What the pipeline says of itself; for one that is named spaCy need not be loaded."""
    if not isinstance(pipeline, str | Path):
        return dict(pipeline.meta)
    try:
        told = json.loads((_folder(pipeline) / "meta.json").read_bytes())
        return {"name": "pipeline", "version": "0.0.0", **told, "lang": told["lang"]}
    except (OSError, ValueError, LookupError, TypeError):
        raise CasekitError("pipeline_not_installed", name=str(pipeline)) from None


def _folder(pipeline: str | Path) -> Path:
    spec = find_spec(pipeline) if isinstance(pipeline, str) and pipeline.isidentifier() else None
    return Path(spec.origin).parent if spec is not None and spec.origin else Path(pipeline)


def _digest(meta: Mapping[str, Any]) -> str:
    plain = json.dumps(meta, sort_keys=True, default=str)
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
