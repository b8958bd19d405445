"""The command line, called within the process of the tests."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from rmjournal.cli import main

Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


def within(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls a command; `secrets` are the lines of a file descriptor of their own, `words` standard input."""

    def call(*arguments: str, secrets: tuple[str, ...] = (), words: str = "", code: int = 0) -> Ran:
        reading, writing = os.pipe()
        os.write(writing, "\n".join(secrets).encode())
        os.close(writing)
        extra = ("--passphrase-fd", str(reading)) if secrets else ()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
        try:
            done = main.run([*arguments, *extra])
        except SystemExit as end:
            done = int(end.code or 0)
        os.close(reading)
        said = capfd.readouterr()
        assert done == code, said.out + said.err
        return Ran(list(arguments), done, said.out, said.err)

    return call
