"""The agreement as Markdown."""

from __future__ import annotations

from rmjournal.domain.agreement import Signature, Signed
from rmjournal.domain.days import long_day
from rmjournal.domain.pair import Pair, Who
from rmjournal.markdown.writing import Document


def agreement_note(*, pair: Pair, signed: Signed) -> str:
    """One version of the agreement, part by part, with the names under it."""
    version = signed.version
    document = Document()
    document.heading(1, f"Agreement of {pair.mentor} and {pair.mentee}")
    document.paragraph(f"Version {version.number}, {_stands(signed)}.")
    for part in version.parts:
        document.heading(2, f"{part.number} · {part.title}")
        document.block(_hard_lines(part.text))
        if part.open_until is not None:
            document.paragraph(f"Open until {long_day(part.open_until)}.")
    document.heading(2, "Names")
    document.bullets(
        [
            _name(pair.name_of(Who.MENTOR), signed.mentor),
            _name(pair.name_of(Who.MENTEE), signed.mentee),
        ]
    )
    document.paragraph(f"SHA-256 of the text that both sign: {version.digest}")
    return str(document)


def _stands(signed: Signed) -> str:
    if signed.on is None:
        return "not signed by both yet"
    return f"signed by both on {long_day(signed.on)}"


def _name(name: str, signature: Signature | None) -> str:
    if signature is None:
        return f"{name}: not signed yet"
    return f"{signature.name}, {long_day(signature.on)}"


def _hard_lines(text: str) -> str:
    """Lines stay lines: Markdown would run them together."""
    return "\n".join(f"{line}  " if line.strip() else "" for line in text.splitlines())
