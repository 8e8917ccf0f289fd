"""What a person does with what was done: look at it, take it back, bring it back."""

from collections.abc import Iterable

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.facts import Assignment, Key
from casekit.model.study import Study, make_study
from casekit.project.acts import Acts
from casekit.project.adopting import orphans
from casekit.project.moments import instant
from casekit.project.passage_past import past_of
from casekit.project.places import roles
from casekit.project.taking_back import Taking, acts_to_undo, refuse_if_resting, undos_to_redo, verb_word
from casekit.project.tracing import Touched, log_frame, touched
from casekit.store.undoing import Ledger
from casekit.wording import say

__all__ = ["HistoryActs"]


class HistoryActs(Acts):
    """Acts about events."""

    def log(
        self,
        *,
        case: str | None = None,
        code: str | None = None,
        coder: str | None = None,
        document: str | None = None,
        verb: str | None = None,
        reference: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> pd.DataFrame:
        """One row per event, newest last, with what it did; what was undone or replaced since is there too.

        Columns: n, id, at, by, verb, why, undoes, casekit_version, state, in_force; ``of_n``, the number of the act that it
        undid or redid, and ``of``, whose that was, if another's; how many facts it ``made``, ``changed`` and ``ended`` by kind; the
        ``documents``, ``cases`` and ``codes`` that it touched, codes as they were given.

        *case* counts those that belong to it, *code* (or a theme) those below it; *coder* is who acted, or whose work was touched.
        *since* and *until* are ISO days or times, both included. With *reference*, the history of one passage, coding or message:
        see :func:`casekit.project.passage_past.past_of`.

        Raises:
            LookupFailedError: nothing in the whole log is about that case, code, coder or document, or no such verb or reference.
        """
        trail = self._store.trail()
        if reference is not None:
            log = past_of(self._store, trail, self.study(), reference)
        else:
            about = touched(trail)
            log = log_frame(trail, about)
            for name, value in (("case", case), ("code", code), ("document", document)):
                if value is not None:
                    log = _only(log, getattr(about, f"{name}s"), name, value, self._under(name, value))
            log = log if coder is None else _of_coder(log, about, coder)
        log = log if verb is None else _of_verb(log, verb)
        log = log if since is None else log[log["at"] >= instant(since, end=False)]
        log = log if until is None else log[log["at"] <= instant(until)]
        if len(trail.facts[Assignment]):  # else nobody codes apart, and asking takes as long as all the rest
            log = self._without_hidden(log, strict=bool(case or code or reference))
        return log.reset_index(drop=True)

    def undo(
        self,
        n: int | None = None,
        *,
        last: int = 1,
        of: str | None = None,
        with_later: bool = False,
        why: str = "",
    ) -> pd.DataFrame:
        """Take back act *n*, or this person's (or nobody's) *last* so many, all or none; the acts, newest first.

        With *with_later* also what rests on them, if it is the same person's: :meth:`rests_on` shows what that is. *of* names
        another person whose act it is; the log tells who took back whose.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: there is no such act, it is another's, or what would come back belongs to something undone.
            RestsOnError: later work rests on it; ``data["rests"]`` lists it.
        """
        coder = self.person()
        wanted = acts_to_undo(self._store.events(), coder, n, last, of)
        taking = self._taking(wanted)
        whole, rests = self._whole(taking)
        if with_later:
            taking = whole
            rests = _of_others(rests, whole.rows, {coder, of})
        refuse_if_resting(taking, rests)
        return self._take_back(taking, "undo", why)

    def redo(
        self, n: int | None = None, *, last: int = 1, of: str | None = None, why: str = ""
    ) -> pd.DataFrame:
        """Bring back act *n* that was undone, or what this person undid in their *last* so many undos; the acts, as brought back.

        *of* names another person who undid it.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: there is nothing to redo, another undid it, or it belongs to something that is undone.
            RestsOnError: what it would bring back was changed by later work.
        """
        coder = self.person()
        history = self._store.events()
        taking = self._taking(undos_to_redo(history, coder, n, last, of))
        refuse_if_resting(taking, self._whole(taking)[1])
        undos = self._take_back(taking, "redo", why)
        return history.set_index("id", drop=False).loc[undos["undoes"]].reset_index(drop=True)

    def rests_on(self, n: int | None = None, *, last: int = 1, of: str | None = None) -> pd.DataFrame:
        """What rests on act *n* or on this person's *last* so many, directly or through other work; one row per fact.

        Columns: ``n``, ``at``, ``by`` and ``verb`` of the event that made it, ``what`` kind of fact it is, its ``reference``.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: there is no such act.
        """
        wanted = acts_to_undo(self._store.events(), self.person(), n, last, of)
        return self._whole(self._taking(wanted))[1]

    def _taking(self, events: pd.DataFrame) -> Taking:
        return Taking(Ledger(self._store.trail()), list(events["id"]))

    def _whole(self, taking: Taking) -> tuple[Taking, pd.DataFrame]:
        """Taking back what rests on the events too, and what rests on that; and all that rests."""
        found = [taking.rests]
        while len(rests := self._resting(taking)):
            found.append(rests)
            taking = taking.and_those(rests["n"])
        every = pd.concat(found).drop_duplicates(["n", "what", "reference"]).sort_values("n", kind="stable")
        return taking, every.reset_index(drop=True)

    def _resting(self, taking: Taking) -> pd.DataFrame:
        """What names the facts that would be gone; if nothing does, the codings that would have no code in the codebook before."""
        books = taking.rows[taking.rows["verb"].isin(["adopt", "promote", "draft"])]
        if len(taking.rests) or books.empty:
            return taking.rests
        from casekit.codebook import parse_codebook

        live = self._store.live_without(*taking.events)
        without = make_study(live, parse=parse_codebook, roles=roles(self.folder))
        return taking.resting_codings(orphans(self.study(), without, after=int(books["n"].min())))

    def _take_back(self, taking: Taking, verb: str, why: str) -> pd.DataFrame:
        """One event for each, written at once; coders whom others still name are kept with it."""
        mine = {taking.events[0]: self._who()}
        self._study = None
        self._store.append_all(
            [
                (self._event(verb, why, Key(one)), [*mine.get(one, ()), *taking.coders[one]], ())
                for one in taking.events
            ]
        )
        return taking.rows

    def _under(self, name: str, value: str) -> set[str]:
        """A case with those that belong to it, a code with those below it."""
        below = {"case": _cases_below, "code": _codes_below}.get(name)
        return {value} | (below(self.study(), value) if below else set())


def _cases_below(study: Study, case: str) -> set[str]:
    found = {case}
    while more := set(study.cases.loc[study.cases["parent"].isin(found), "case"]) - found:
        found |= more
    return found


def _codes_below(study: Study, code: str) -> set[str]:
    found = {code}
    for book in study.codebooks.values():
        for one in book:  # parents stand before their children
            found |= {one.id} if one.parent in found else set()
    return found


def _only(log: pd.DataFrame, pairs: pd.DataFrame, name: str, value: str, wanted: set[str]) -> pd.DataFrame:
    """The events that touch one of the *wanted*, and what was undone or redone of them."""
    hits = pairs[pairs["name"].isin(wanted)]
    if hits.empty:
        _refuse_unknown(name, value, pairs["name"])
    return log[_acted(log).isin(hits["event"])]


def _acted(log: pd.DataFrame) -> "pd.Series[int]":
    """The number of the act that an event is about: its own, or that of what it undid or redid."""
    return log["of_n"].fillna(log["n"]).astype("int64")


def _of_coder(log: pd.DataFrame, about: Touched, coder: str) -> pd.DataFrame:
    theirs = about.coders.loc[about.coders["name"] == coder, "event"]
    hits = (log["by"] == coder) | _acted(log).isin(theirs)
    if not hits.any():
        _refuse_unknown("coder", coder, [*about.coders["name"], *log["by"].dropna()])
    return log[hits]


def _of_verb(log: pd.DataFrame, verb: str) -> pd.DataFrame:
    """As the frame has it, or as people are shown it."""
    hits = (log["verb"] == verb) | (log["verb"].map(verb_word) == verb)
    if not hits.any():
        _refuse_unknown("verb", verb, log["verb"])
    return log[hits]


def _refuse_unknown(name: str, value: str, known: Iterable[str]) -> None:
    listed = ", ".join(sorted(set(known))) or "–"
    raise LookupFailedError("not_in_log", what=say(f"column.{name}"), value=value, known=listed)


def _of_others(rests: pd.DataFrame, acts: pd.DataFrame, mine: set[str | None]) -> pd.DataFrame:
    """What rests on an act and is neither this person's nor nobody's."""
    others = acts.loc[acts["by"].notna() & ~acts["by"].isin(mine), "n"]
    return rests[rests["n"].isin(others)]
