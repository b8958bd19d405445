"""Values to documents and back, and a whole journal to bytes that diff and merge well."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from rmjournal.domain.record import Record
from rmjournal.store.merge import Row, Tables

R = TypeVar("R", bound=Record)

_exact = msgspec.json.Encoder(order="deterministic").encode
_sorted = msgspec.json.Encoder(order="sorted").encode


def encode(value: Record) -> Row:
    """The document of a value. Its id is not in it: the row's key is the id.

    Half a surrogate pair, which no file can hold, becomes the replacement character.
    """
    try:
        return _plain(msgspec.json.decode(_exact(value)))
    except UnicodeEncodeError:
        return _plain(_encodable(msgspec.to_builtins(value)))


def decode(kind: type[R], key: str, doc: Row) -> R:
    """The value of a document.

    Raises:
        msgspec.ValidationError: If it is not a document of this kind; the message names the path.
    """
    return msgspec.convert({**doc, "id": key}, kind)


def encode_over(value: Record, *docs: Row) -> Row:
    """The document of a value made from these, with what they hold that this program does not know."""
    doc = encode(value)
    for older in docs:
        doc = _with_unknown(value, doc, older)
    doc.pop("id", None)
    return doc


def same_words(doc: Row) -> bytes:
    """Equal for two documents that hold the same."""
    return _sorted(doc)


def to_bytes(tables: Tables) -> bytes:
    """A journal as it is written: UTF-8, sorted keys, a field a line, a newline at the end."""
    return msgspec.json.format(_sorted(tables), indent=2) + b"\n"


def as_read(tables: Any) -> bytes:
    """What `to_bytes` gives for tables that are sorted already, without the newline at its end."""
    return msgspec.json.format(msgspec.json.encode(tables), indent=2)


class Pages:
    """Makes the bytes of a journal time after time, keeping those of rows that stay the same.

    What it gives is what `to_bytes` gives.
    """

    def __init__(self) -> None:
        self._pages: dict[str, dict[str, tuple[Row, bytes]]] = {}

    def to_bytes(self, tables: Tables) -> bytes:
        """A journal as it is written."""
        parts = [part for name in sorted(tables) for part in self._table(name, tables[name])]
        return b"".join((b"{", parts[0][1:], *parts[1:], b"\n}\n")) if parts else b"{}\n"

    def _table(self, name: str, rows: dict[str, Row]) -> list[bytes]:
        """The bytes of a table in parts, each with the comma before it that only the first does without."""
        before = self._pages.get(name, {})
        pages = {
            key: held if (held := before.get(key)) is not None and held[0] is row else (row, _page(key, row))
            for key, row in rows.items()
        }
        self._pages[name] = pages
        parts = [pages[key][1] for key in sorted(pages)]
        if not parts:
            return [b",\n  %b: {}" % _sorted(name)]
        return [b",\n  %b: {" % _sorted(name), parts[0][1:], *parts[1:], b"\n  }"]


def utc(moment: datetime) -> str:
    """An aware time, to the second, as it is kept with a version."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _page(key: str, row: Row) -> bytes:
    held = msgspec.json.format(_sorted(row), indent=2).replace(b"\n", b"\n    ")
    return b",\n    %b: %b" % (_sorted(key), held)


def _plain(doc: Row) -> Row:
    doc.pop("id", None)
    return doc


def _with_unknown(value: msgspec.Struct, doc: Row, older: Row) -> Row:
    known = value.__struct_encode_fields__
    kept = {key: held for key, held in older.items() if key not in known}
    result = {**kept, **doc}
    for name, field in zip(value.__struct_fields__, known, strict=True):
        if field in older:
            held = _inner(getattr(value, name), doc.get(field), older[field])
            if held:
                result[field] = held
    return result


def _inner(value: object, doc: Any, older: Any) -> Any:
    if isinstance(value, msgspec.Struct) and isinstance(older, dict):
        return _with_unknown(value, doc or {}, older)
    if isinstance(value, tuple | list) and isinstance(older, list) and doc:
        by_id = {row["id"]: row for row in older if isinstance(row, dict) and isinstance(row.get("id"), str)}
        return [
            _inner(part, row, by_id[part.id]) if getattr(part, "id", None) in by_id else row
            for part, row in zip(value, doc, strict=True)
        ]
    return doc


def _encodable(held: Any) -> Any:
    if isinstance(held, str):
        return held.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(held, dict):
        return {_encodable(key): _encodable(part) for key, part in held.items()}
    if isinstance(held, list | tuple):
        return [_encodable(part) for part in held]
    return held
