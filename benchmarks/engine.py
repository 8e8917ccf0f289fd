"""How fast casekit finds a codebook's search terms in a large corpus, beside pandas and spaCy.

Run: python benchmarks/engine.py [--megabytes 52] [--patterns 500] [--runs 7]

The corpus is generated, the same each time: its words are those of casekit's own codebooks and sample interviews, as often as they
stand there, and a long tail of compounds made of them (English: of hyphenated words and endings), so that the vocabulary grows to
60,000 forms per language and follows Zipf's law. It is no language: sentences mean nothing. Turns have 5 to 150 words, documents
about 60,000 characters. The patterns are the search terms of the shipped codebooks, and others drawn from the words of the corpus:
dictionary words, exact forms, beginnings, endings, middles, compounds, several words, gaps, two parts in one turn.

Others get a slice, and what they take is scaled to all patterns; each is checked to find as many words as casekit does.
"""

import argparse
import gc
import platform
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from casekit.codebook.reading import read_codebook
from casekit.codebook.texts import book_texts, code_texts
from casekit.errors import CasekitError, PatternError
from casekit.files.shipped import shipped
from casekit.language.compounds import KnownWords, holds
from casekit.language.index import Index, Indexer, Source
from casekit.language.indicators import Indicator, parse_indicator
from casekit.language.lemmas import Lemmas
from casekit.language.searching import search
from casekit.language.tokens import words
from casekit.model.codebook import Codebook
from casekit.model.span import Span
from casekit.readers import read_bytes

LANGUAGES = ("da", "de", "nl", "en")
FORMS = 60_000
TAIL = 0.08  # made-up words, to one real one
CODES = 50
SLICE = 1_000_000  # bytes for the others
PLAIN = 100  # patterns for pandas
STOPS = np.array([" ", " ", " ", " ", " ", " ", " ", " ", ", ", " – ", ". ", ". ", "? "])

Codes = Mapping[str, Sequence[Indicator]]


@dataclass
class Corpus:
    """The texts of one language, its patterns by code, and what is known of its words."""

    language: str
    sources: list[Source]
    codes: Codes
    lemmas: Lemmas
    own: frozenset[str]

    @property
    def size(self) -> int:
        return sum(len(source.text.encode()) for source in self.sources)

    def dictionary(self) -> dict[str, object]:
        """What ``search`` is given besides, as if for the first time; simplemma's lists stay loaded."""
        known = KnownWords(self.lemmas, self.own)
        compounds = cache(partial(_holds, known, self.language))
        return {"lemmas": self.lemmas, "compounds": compounds}


def _holds(known: KnownWords, language: str, form: str, stem: str, place: str) -> bool:
    return holds(form, stem, place=place, words=known, language=language)  # type: ignore[arg-type]


def books() -> list[Codebook]:
    return [
        read_codebook(file.read_bytes(), file=file.name)[0]
        for file in sorted(shipped("codebooks").glob("*.yaml"))
    ]


def real_words(language: str, shipped_books: Sequence[Codebook]) -> Counter[str]:
    """The words of the shipped codebooks and of the sample interviews, as they are written, with their counts."""
    said: Counter[str] = Counter()
    for book in shipped_books:
        told = [*book_texts(book), *(text for code in book for text in code_texts(code))]
        for one in told:
            if one.text.has(language):
                said.update(word.text for word in words(one.text.get(language)))
    for file in sorted(Path(shipped("data_samples")).iterdir()):
        try:
            document = read_bytes(file.read_bytes(), file.name).document
        except CasekitError:
            continue
        if document.language == language:
            said.update(word.text for word in words(document.text))
    return said


def vocabulary(
    language: str, shipped_books: Sequence[Codebook], chance: random.Random
) -> tuple[list[str], list[float]]:
    """Real words, then compounds of them; and how often each comes."""
    known = real_words(language, shipped_books)
    forms = dict.fromkeys(word for word, _ in known.most_common())
    stems = [word for word in forms if word.isalpha() and len(word) > 3]
    links = {
        "da": ("", "s", "e"),
        "de": ("", "s", "n", "en"),
        "nl": ("", "s", "en"),
        "en": ("-", "s-", "ing-", "ed-"),
    }
    while len(forms) < FORMS:
        first, link, last = chance.choice(stems), chance.choice(links[language]), chance.choice(stems)
        forms[first + link + (last.lower() if language != "en" else last)] = None
    counts = [float(known[word]) for word in forms if word in known]
    tail = [1 / rank for rank in range(len(counts) + 1, len(forms) + 1)]
    share = TAIL * sum(counts) / sum(tail)
    return list(forms), [*counts, *(share * one for one in tail)]


def texts(forms: Sequence[str], counts: Sequence[float], megabytes: float, seed: int) -> Iterator[Source]:
    """Documents of about 60,000 characters."""
    draw = np.random.default_rng(seed)
    limits = np.cumsum(counts) / np.sum(counts)
    left, number = megabytes * 1e6, 0
    every = np.array(forms, object)
    while left > 0:
        chosen = every[np.searchsorted(limits, draw.random(9_000))]
        said = chosen + STOPS[draw.integers(len(STOPS), size=len(chosen))].astype(object)
        cuts = np.cumsum(draw.integers(5, 150, size=2_000))
        text, spans = "", []
        for start, end in pairwise([0, *cuts[cuts < len(said)].tolist(), len(said)]):
            turn = "".join(said[start:end])
            text += "IP: "
            spans.append(Span(len(text), len(text) + len(turn)))
            text += turn + "\n"
            if len(text) > 60_000:
                break
        yield Source(f"D{number}", text, spans)
        left -= len(text.encode())
        number += 1


def patterns(
    language: str,
    shipped_books: Sequence[Codebook],
    sources: Sequence[Source],
    count: int,
    chance: random.Random,
) -> list[Indicator]:
    """The shipped search terms, then drawn ones until there are *count*."""
    made: dict[str, Indicator] = {}
    listed = [term for book in shipped_books for code in book for term in code.indicators_in(language)]
    said = [[word.key for word in words(source.text)] for source in sources[:20]]
    while len(made) < count:
        pattern = listed.pop(0) if listed else _drawn(chance.choice(said), chance)
        try:
            made[pattern] = parse_indicator(pattern)
        except PatternError:
            continue
    return list(made.values())


def _drawn(said: Sequence[str], chance: random.Random) -> str:
    at = chance.randrange(len(said) - 8)
    word = next((one for one in said[at:] if len(one) > 5 and one.isalpha()), "bolig")
    kinds = {
        word: 40,
        f"={word}": 15,
        f"{word[: chance.randint(4, 6)]}*": 18,
        f"*{word[-5:]}": 5,
        f"*{word[1:6]}*": 2,
        f"+{word[:6]}+": 8,
        " ".join(said[at : at + chance.randint(2, 3)]): 8,
        f"{said[at]} ..{chance.randint(1, 4)} {word}": 2,
        f"{word} & {said[at]}": 1,
        f"/{word[:4]}(e|en|er|s)?/": 1,
    }
    return chance.choices(list(kinds), list(kinds.values()))[0]


def corpora(megabytes: float, count: int) -> list[Corpus]:
    shipped_books = books()
    made = []
    for number, language in enumerate(LANGUAGES):
        chance = random.Random(number)
        forms, counts = vocabulary(language, shipped_books, chance)
        sources = list(texts(forms, counts, megabytes / len(LANGUAGES), number))
        listed = patterns(language, shipped_books, sources, count, chance)
        codes = {f"code {code}": listed[code::CODES] for code in range(CODES)}
        own = frozenset(
            element.pieces[0] for one in listed for element in one.elements if len(element.pieces) == 1
        )
        made.append(Corpus(language, sources, codes, Lemmas(language), own))
    return made


def best(call: Callable[[], object], runs: int) -> float:
    """Seconds of processor time of the best run."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return min(taken)


def built(corpus: Corpus) -> Index:
    index = Indexer().index(corpus.sources)
    _ = index.order, index.offsets, index.lengths
    return index


def cold(corpora: Sequence[Corpus]) -> tuple[float, dict[str, float]]:
    """Everything from the texts on, with the dictionaries still to be loaded: seconds, also by step."""
    steps: Counter[str] = Counter()
    for corpus in corpora:
        corpus.lemmas = Lemmas(corpus.language)
        marks = [time.process_time()]
        index = built(corpus)
        marks.append(time.process_time())
        dictionary = corpus.dictionary()
        forms = index.forms(**dictionary)  # type: ignore[arg-type]
        corpus.lemmas.many(forms.keys)
        marks.append(time.process_time())
        for listed in corpus.codes.values():
            for indicator in listed:
                for element in indicator.elements:
                    forms.of(element)
        marks.append(time.process_time())
        search(index, corpus.codes, **dictionary)  # type: ignore[arg-type]
        marks.append(time.process_time())
        steps.update({
            step: end - start
            for step, (start, end) in zip(("index", "lemmas", "forms", "run"), pairwise(marks), strict=True)
        })  # fmt: skip
    return sum(steps.values()), dict(steps)


def one_pattern(corpus: Corpus, index: Index, runs: int) -> dict[str, tuple[float, float]]:
    """Milliseconds for one edited pattern of each kind: the first time its words are looked up, and the best of more."""
    dictionary = corpus.dictionary()
    search(index, corpus.codes, **dictionary)  # type: ignore[arg-type]
    kinds = ("bolig", "=boligen", "boli*", "*bolig", "*boli*", "+bolig+", "støtte til", "bolig ..3 støtte", "bolig & støtte", "/bolig(er|en)?/")  # fmt: skip
    taken = {}
    for pattern in kinds:
        times = []
        for _ in range(runs):
            index.forms(**dictionary)._kept.clear()  # type: ignore[arg-type]
            start = time.process_time()
            search(index, {"c": [parse_indicator(pattern)]}, **dictionary)  # type: ignore[arg-type]
            times.append((time.process_time() - start) * 1000)
        taken[pattern] = times[0], min(times)
    return taken


def others(corpus: Corpus, count: int, runs: int) -> dict[str, tuple[float, bool]]:
    """Plain words: MB/s for *count* patterns, and whether as many were found as casekit finds."""
    sizes = list(accumulate(len(source.text.encode()) for source in corpus.sources))
    sources = corpus.sources[: next(n for n, size in enumerate(sizes, 1) if size >= SLICE)]
    size = sum(len(source.text.encode()) for source in sources) / 1e6
    turns = [source.text[span.start : span.end] for source in sources for span in source.segments or ()]
    said = [word for turn in turns for word in words(turn)]
    odd = {
        one for word in said if word.more for one in (word.key, *word.more)
    }  # others do not know them as words
    seen = Counter(
        word.key for word in said if word.key.isalpha() and len(word.key) > 3 and word.key not in odd
    )
    plain = [word for word, _ in seen.most_common(3 * count)[::3]]
    index = Indexer().index(sources)
    asked = {word: [parse_indicator(f"={word}")] for word in plain}
    found = search(index, asked).hits["code"].value_counts()
    own = best(lambda: search(index, asked), runs)
    result = {"casekit, index ready": (size / own, True)}
    result["pandas str.contains"] = _with_pandas(turns, plain, found, size, count)
    result |= _with_spacy(corpus.language, turns, plain, found, size)
    return result


def _with_pandas(
    turns: Sequence[str], plain: Sequence[str], found: Mapping[str, int], size: float, count: int
) -> tuple[float, bool]:
    import pandas as pd

    column = pd.Series(turns, dtype="str")
    some = plain[:: max(1, len(plain) // PLAIN)]
    shapes = [rf"(?<![\w'’-]){re.escape(word)}(?![\w'’-])" for word in some]
    taken = best(lambda: [column.str.contains(shape, case=False) for shape in shapes], 1)
    same = all(
        column.str.count(shape, flags=re.IGNORECASE).sum() == found[word]
        for word, shape in list(zip(some, shapes, strict=True))[:20]
    )
    return size / (taken * count / len(some)), bool(same)


def _with_spacy(
    language: str, turns: Sequence[str], plain: Sequence[str], found: Mapping[str, int], size: float
) -> dict[str, tuple[float, bool]]:
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    model = spacy.blank(language)
    matcher = PhraseMatcher(model.vocab, attr="LOWER")
    for word in plain:
        matcher.add(word, [Doc(model.vocab, words=[word])])
    docs = [Doc(model.vocab, words=[word.text for word in words(turn)] or ["–"]) for turn in turns]
    names = Counter(model.vocab.strings[match[0]] for doc in docs for match in matcher(doc))
    ready = best(lambda: [matcher(doc) for doc in docs], 3)
    whole = best(lambda: [matcher(model.make_doc(turn)) for turn in turns], 1)
    same = all(names[word] == found[word] for word in plain)
    return {
        "spaCy PhraseMatcher(LOWER)": (size / whole, same),
        "spaCy PhraseMatcher(LOWER), Docs ready": (size / ready, same),
    }


def report(megabytes: float, count: int, runs: int) -> str:
    """The whole section, as Markdown."""
    made = corpora(megabytes, count)
    size = sum(corpus.size for corpus in made) / 1e6
    cold_seconds, steps = min((cold(made) for _ in range(2)), key=lambda one: one[0])
    index_seconds = sum(best(lambda corpus=corpus: built(corpus), 3) for corpus in made)
    indexes = [built(corpus) for corpus in made]
    given = [corpus.dictionary() for corpus in made]
    hits = sum(
        len(search(index, corpus.codes, **one).hits)
        for index, corpus, one in zip(indexes, made, given, strict=True)
    )  # type: ignore[arg-type]
    warm = sum(
        best(lambda index=index, corpus=corpus, one=one: search(index, corpus.codes, **one), runs)
        for index, corpus, one in zip(indexes, made, given, strict=True)
    )
    number = sum(map(len, indexes))
    bytes_per_word = sum(index.nbytes for index in indexes) / number
    edited = one_pattern(made[0], indexes[0], runs)
    slices = [others(corpus, count, runs) for corpus in made]
    lines = [
        "# Finding search terms",
        f"`python benchmarks/engine.py`: {size:.1f} MB of generated text in {len(made)} languages, {number:,} words, "
        f"{sum(len(index.written) for index in indexes):,} forms, {sum(len(corpus.sources) for corpus in made)} documents; "
        f"{sum(len(listed) for corpus in made for listed in corpus.codes.values()):,} patterns in {CODES} codes, each looked for in its "
        "own language. Processor time, best of several runs.",
        f"Python {platform.python_version()}, {platform.system()}, one process",
        "| step | result |\n|---|--:|\n"
        f"| index | {size / index_seconds:.1f} MB/s |\n"
        f"| index in memory | {bytes_per_word:.1f} bytes a word |\n"
        f"| whole codebook, warm | {size / warm:.0f} MB/s ({warm:.2f} s, {hits:,} hits) |\n"
        f"| whole codebook, cold, dictionaries loaded too | {size / cold_seconds:.1f} MB/s ("
        + ", ".join(f"{step} {seconds:.2f} s" for step, seconds in steps.items())
        + ") |\n"
        + "\n".join(
            f"| one edited pattern, {made[0].size / 1e6:.1f} MB: `{pattern}` | {again:.2f} ms (first {first:.2f}) |"
            for pattern, (first, again) in edited.items()
        ),
        f"Plain words only, {count} in each language, on the first {SLICE / 1e6:.0f} MB of each (pandas: {PLAIN} of them, scaled):",
        "| | " + " | ".join(corpus.language for corpus in made) + " | same hits |\n|---|" + "--:|" * len(made) + "--:|\n"
        + "\n".join(
            f"| {name} | " + " | ".join(f"{one[name][0]:.3g} MB/s" for one in slices)
            + f" | {'yes' if all(one[name][1] for one in slices) else 'no'} |"
            for name in slices[0]
        ),
    ]  # fmt: skip
    return "\n\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=52)
    parser.add_argument("--patterns", type=int, default=500, help="in each language")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    print(report(given.megabytes, given.patterns, given.runs))


if __name__ == "__main__":
    main()
