"""From one schema of the journal file to the next, as pure steps.

A step takes the tables of its schema and gives those of the next one; it never changes what it was given.
A stored file of each schema is among the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rmjournal.store.merge import Tables

STEPS: Mapping[int, Callable[[Tables], Tables]] = {}
"""The step that leads away from each older schema."""

SCHEMA = 1
"""The schema that is written now."""

META = "meta"
JOURNAL = "journal"


def schema_of(tables: Tables) -> int:
    """The schema that these tables say they have."""
    schema = tables[META][JOURNAL]["schema"]
    return schema if isinstance(schema, int) else 0


def migrated(tables: Tables) -> Tables:
    """These tables in the schema of now; the same object if they are in it already."""
    while (schema := schema_of(tables)) < SCHEMA:
        tables = STEPS[schema](tables)
        row = {**tables[META][JOURNAL], "schema": schema + 1}
        tables = {**tables, META: {**tables[META], JOURNAL: row}}
    return tables
