"""How older project files become today's: numbered functions, each run once.

A migration is frozen when it is released. It spells its SQL out, because ``schema`` describes the tables of today only.
"""

import hashlib
import json
from collections.abc import Callable

from sqlalchemy import Connection

__all__ = ["MIGRATIONS", "migrate"]

_FIRST = (
    """CREATE TABLE events (n INTEGER NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT, verb TEXT NOT
    NULL, why TEXT NOT NULL, undoes TEXT, casekit_version TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY
    (n), UNIQUE (id))""",
    """CREATE TABLE ends (event INTEGER NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (event, fact))""",
    """CREATE TABLE keys (k INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (k), UNIQUE (id))""",
    """CREATE TABLE settings (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE cases (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT NULL,
    name TEXT NOT NULL, label TEXT NOT NULL, level TEXT NOT NULL, parent TEXT, language TEXT, reason TEXT
    NOT NULL, attributes TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE people (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, name TEXT NOT NULL, "case" INTEGER, role TEXT NOT NULL, sector TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE documents (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, name TEXT NOT NULL, "case" INTEGER, kind TEXT NOT NULL, date TEXT NOT NULL, language TEXT NOT
    NULL, wave TEXT NOT NULL, file TEXT NOT NULL, source_sha TEXT NOT NULL, reader TEXT NOT NULL, PRIMARY
    KEY (id))""",
    """CREATE TABLE revisions (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, document INTEGER NOT NULL, text TEXT NOT NULL, text_sha TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE layouts (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, revision INTEGER NOT NULL, turns TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE speakers (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, document INTEGER NOT NULL, label TEXT NOT NULL, role TEXT NOT NULL, reason TEXT NOT NULL, person
    INTEGER, PRIMARY KEY (id))""",
    """CREATE TABLE coders (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, name TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE codebooks (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, name TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, content TEXT NOT NULL, PRIMARY
    KEY (id))""",
    """CREATE TABLE codings (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, revision INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, code TEXT NOT NULL,
    codebook INTEGER NOT NULL, polarity TEXT NOT NULL, coder INTEGER NOT NULL, quote_sha TEXT NOT NULL,
    suggestion INTEGER, PRIMARY KEY (id), CHECK (0 <= start AND start < "end"))""",
    """CREATE TABLE suggestions (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, revision INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, code TEXT NOT NULL,
    codebook INTEGER NOT NULL, polarity TEXT NOT NULL, coder INTEGER NOT NULL, evidence TEXT NOT NULL,
    PRIMARY KEY (id), CHECK (0 <= start AND start < "end"))""",
    """CREATE TABLE decisions (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, suggestion INTEGER NOT NULL, verdict TEXT NOT NULL, coder INTEGER NOT NULL, why TEXT NOT NULL,
    coding INTEGER, PRIMARY KEY (id))""",
    """CREATE TABLE messages (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, "case" INTEGER, theme TEXT NOT NULL, text TEXT NOT NULL, coder INTEGER NOT NULL, basis TEXT NOT
    NULL, status TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE memos (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT NULL,
    about INTEGER NOT NULL, text TEXT NOT NULL, coder INTEGER NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE ratings (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, "case" INTEGER NOT NULL, code TEXT NOT NULL, codebook INTEGER NOT NULL, value INTEGER, mixed
    INTEGER NOT NULL, reason TEXT NOT NULL, coder INTEGER NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE summaries (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, "case" INTEGER NOT NULL, code TEXT NOT NULL, codebook INTEGER NOT NULL, text TEXT NOT NULL, coder
    INTEGER NOT NULL, basis TEXT NOT NULL, PRIMARY KEY (id))""",
    """CREATE TABLE exports (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT
    NULL, what TEXT NOT NULL, "case" INTEGER, file TEXT NOT NULL, digest TEXT NOT NULL, internal INTEGER NOT
    NULL, PRIMARY KEY (id))""",
    "CREATE INDEX events_undoes ON events (undoes)",
    "CREATE INDEX ends_fact ON ends (fact)",
    'CREATE INDEX settings_key ON settings ("key")',
    'CREATE INDEX cases_key ON cases ("key")',
    'CREATE INDEX people_key ON people ("key")',
    'CREATE INDEX documents_key ON documents ("key")',
    'CREATE INDEX revisions_key ON revisions ("key")',
    'CREATE INDEX layouts_key ON layouts ("key")',
    'CREATE INDEX speakers_key ON speakers ("key")',
    'CREATE INDEX coders_key ON coders ("key")',
    'CREATE INDEX codebooks_key ON codebooks ("key")',
    'CREATE INDEX codings_key ON codings ("key")',
    'CREATE INDEX suggestions_key ON suggestions ("key")',
    'CREATE INDEX decisions_key ON decisions ("key")',
    'CREATE INDEX messages_key ON messages ("key")',
    'CREATE INDEX memos_key ON memos ("key")',
    'CREATE INDEX ratings_key ON ratings ("key")',
    'CREATE INDEX summaries_key ON summaries ("key")',
    'CREATE INDEX exports_key ON exports ("key")',
)


def _first(connection: Connection) -> None:
    """Version 1: events, ends, keys and a table per kind of fact."""
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    for statement in _FIRST:
        connection.exec_driver_sql(statement + (strict if statement.startswith("CREATE TABLE") else ""))


_PLACES_OF_MEMOS = (
    "ALTER TABLE memos ADD COLUMN revision INTEGER",
    "ALTER TABLE memos ADD COLUMN start INTEGER",
    'ALTER TABLE memos ADD COLUMN "end" INTEGER',
    "ALTER TABLE memos ADD COLUMN written TEXT NOT NULL DEFAULT ''",
)


def _places_of_memos(connection: Connection) -> None:
    """Version 2: a memo may be about words of a text, and may have been written elsewhere."""
    for statement in _PLACES_OF_MEMOS:
        connection.exec_driver_sql(statement)


def _drafts(connection: Connection) -> None:
    """Version 3: a coding knows the version of its codebook; codes may be made while coding."""
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    connection.exec_driver_sql("ALTER TABLE codings ADD COLUMN version TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql(
        """CREATE TABLE drafts (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT NULL,
        name TEXT NOT NULL, content TEXT NOT NULL, became TEXT NOT NULL, PRIMARY KEY (id))"""
        + strict
    )
    connection.exec_driver_sql('CREATE INDEX drafts_key ON drafts ("key")')


def _flags(connection: Connection) -> None:
    """Version 4: a suggestion has flags; what was looked up in dictionaries is kept."""
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    connection.exec_driver_sql("ALTER TABLE suggestions ADD COLUMN flags TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql(
        """CREATE TABLE lemmas (language TEXT NOT NULL, version TEXT NOT NULL, form TEXT NOT NULL, lemmas TEXT NOT NULL,
        PRIMARY KEY (language, version, form))"""
        + strict
    )


_TABLES_OF_FIVE = ("settings", "cases", "people", "documents", "revisions", "layouts", "speakers", "coders", "codebooks", "drafts", "codings", "suggestions", "decisions", "messages", "memos", "ratings", "summaries", "exports")  # fmt: skip


def _digests(connection: Connection) -> None:
    """Version 5: events have digests; codings know that they were carried, exports how they were made; coders work apart; purges."""
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    for statement in (
        "ALTER TABLE events ADD COLUMN sha TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE codings ADD COLUMN carried TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE exports ADD COLUMN state TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE exports ADD COLUMN recipe TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE assignments (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT NULL,
        document INTEGER NOT NULL, coder INTEGER NOT NULL, finished INTEGER NOT NULL, PRIMARY KEY (id))"""
        + strict,
        """CREATE TABLE purges (id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT NULL,
        kind TEXT NOT NULL, PRIMARY KEY (id))"""
        + strict,
        'CREATE INDEX assignments_key ON assignments ("key")',
        'CREATE INDEX purges_key ON purges ("key")',
    ):
        connection.exec_driver_sql(statement)
    _digest_events(connection)


def _digest_events(connection: Connection) -> None:
    """The digest of every event that there is, as it was made in version 5."""
    made: dict[int, list[str]] = {}
    for table in _TABLES_OF_FIVE:
        for n, fact in connection.exec_driver_sql(f"SELECT event, id FROM {table}"):  # noqa: S608 - our own names
            made.setdefault(n, []).append(fact)
    ended: dict[int, list[str]] = {}
    for n, fact in connection.exec_driver_sql("SELECT event, fact FROM ends"):
        ended.setdefault(n, []).append(fact)
    asked = 'SELECT n, id, at, "by", verb, why, undoes, casekit_version FROM events'
    rows = connection.exec_driver_sql(asked).all()
    for n, *told in rows:
        said = json.dumps([told, sorted(made.get(n, ())), sorted(ended.get(n, ()))], ensure_ascii=False)
        digest = hashlib.sha256(said.encode()).hexdigest()
        connection.exec_driver_sql("UPDATE events SET sha = ? WHERE n = ?", (digest, n))


def _judgements(connection: Connection) -> None:
    """Version 6: ratings and summaries know what they rest on; interview guides, saved queries, steps of processes.

    And the states of other copies.
    """
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    columns = 'id TEXT NOT NULL, "key" INTEGER NOT NULL, event INTEGER NOT NULL, sha TEXT NOT NULL'
    for statement in (
        "ALTER TABLE ratings ADD COLUMN basis TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE ratings ADD COLUMN links TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE summaries ADD COLUMN document INTEGER",
        "ALTER TABLE summaries ADD COLUMN topic INTEGER",
        "ALTER TABLE summaries ADD COLUMN links TEXT NOT NULL DEFAULT '[]'",
        f"""CREATE TABLE topics ({columns}, name TEXT NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL,
        roles TEXT NOT NULL, codes TEXT NOT NULL, PRIMARY KEY (id)){strict}""",
        f"""CREATE TABLE asked ({columns}, document INTEGER NOT NULL, topic INTEGER NOT NULL, asked INTEGER NOT NULL,
        coder INTEGER NOT NULL, why TEXT NOT NULL, PRIMARY KEY (id)){strict}""",
        f"""CREATE TABLE queries ({columns}, name TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (id)){strict}""",
        f"""CREATE TABLE steps ({columns}, "case" INTEGER NOT NULL, process TEXT NOT NULL, position INTEGER NOT NULL,
        name TEXT NOT NULL, actor TEXT NOT NULL, duration TEXT NOT NULL, stops INTEGER NOT NULL, text TEXT NOT NULL,
        coder INTEGER NOT NULL, links TEXT NOT NULL, PRIMARY KEY (id)){strict}""",
        f"CREATE TABLE states (state TEXT NOT NULL, events TEXT NOT NULL, PRIMARY KEY (state)){strict}",
        *(
            f'CREATE INDEX {table}_key ON {table} ("key")'
            for table in ("topics", "asked", "queries", "steps")
        ),
    ):
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _first,
    _places_of_memos,
    _drafts,
    _flags,
    _digests,
    _judgements,
)


def migrate(connection: Connection) -> None:
    """Bring the file up to date inside the caller's transaction, together with the record that it was done."""
    done = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    for number, step in enumerate(MIGRATIONS[done:], done + 1):
        step(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
