"""How the benchmarks measure: whole programs in a real terminal, in turn, medians and their ratio."""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Self

ROUNDS = 7
PATIENCE = 30.0
"""Seconds after which something that should appear counts as never appearing."""


class Terminal:
    """A program in a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (36, 120),
    ) -> None:
        self.began = time.perf_counter()
        self.bytes_read = 0
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})})
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._handle)

    def wait_for(self, text: str) -> float:
        """Seconds from now until the program has written this text."""
        wanted, seen, start = text.encode(), b"", time.perf_counter()
        while wanted not in seen:
            seen = seen[-4096:] + self._read(start)
        return time.perf_counter() - start

    def settle(self, quiet: float = 0.3, at_most: float = 3.0) -> None:
        """Wait until the program has written nothing for a while, or shows no sign of stopping."""
        start = time.perf_counter()
        while time.perf_counter() - start < at_most and select.select([self._handle], [], [], quiet)[0]:
            self._read(start)

    def idle(self, seconds: float) -> int:
        """Wait for so long; the bytes that were written meanwhile."""
        before, end = self.bytes_read, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._handle], [], [], left)[0]:
                self._read(time.perf_counter())
        return self.bytes_read - before

    def burst(self, quiet: float = 0.05) -> int:
        """Wait until something was written, and then for a moment of quiet; the bytes of it."""
        before = self.bytes_read
        self._read(time.perf_counter())
        while select.select([self._handle], [], [], quiet)[0]:
            self._read(time.perf_counter())
        return self.bytes_read - before

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._handle, keys.encode())

    def _read(self, start: float) -> bytes:
        left = PATIENCE - (time.perf_counter() - start)
        if left <= 0 or not select.select([self._handle], [], [], left)[0]:
            raise TimeoutError("the program never wrote what was waited for")
        part = os.read(self._handle, 65536)
        self.bytes_read += len(part)
        return part


def ratio(
    name: str, ours: Callable[[], float], base: Callable[[], float], *, aim: float, rounds: int = ROUNDS
) -> float:
    """Measure both in turn, print the medians and their ratio, and give the ratio back."""
    ours(), base()
    pairs = [(ours(), base()) for _ in range(rounds)]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    found = mine / other
    print(f"{name:<58} {mine * 1000:8.1f} ms {other * 1000:8.1f} ms   ratio {found:5.2f}   aim {aim}")
    return found


def whole_process(command: Sequence[str], environment: Mapping[str, str]) -> Callable[[], float]:
    """The CPU seconds of a command, as the system accounts them."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**os.environ, **environment})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    return run


def python(*arguments: str) -> list[str]:
    """A command that runs this same Python."""
    return [sys.executable, *arguments]
