"""The real program in a terminal of its own, as a person would run it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PATIENCE = 30.0


class Terminal:
    """A program running in a pseudo-terminal."""

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24) -> None:
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, *arguments])
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = ""
        self.painted = ""
        """All that the program wrote to the terminal, from its start."""
        self._status: int | None = None

    def press(self, keys: str) -> None:
        """Send keys, as a terminal does."""
        os.write(self._handle, keys.encode())

    def shows(self, text: str) -> None:
        """Wait until the text was painted after the last call of this."""
        end = time.monotonic() + _PATIENCE
        while text not in self.seen:
            assert time.monotonic() < end, f"{text!r} was never painted; the end of it:\n{self.seen[-2000:]}"
            self._read()
        self.seen = self.seen.partition(text)[2]

    def waits(self, seconds: float, *, until: Callable[[], bool]) -> None:
        """Wait until it is so, and at most so long."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            self._read()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def close(self) -> None:
        """Close the window."""
        os.close(self._handle)
        self._handle = -1

    def ended(self) -> int:
        """Wait for the program's end; its status."""
        end = time.monotonic() + _PATIENCE
        while self._status is None:
            assert time.monotonic() < end, "The program did not end."
            self._read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def stop(self) -> None:
        """Make sure that nothing is left."""
        if self._status is None:
            self.signal(signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._handle >= 0:
            self.close()

    def _read(self) -> None:
        if self._handle < 0:
            time.sleep(0.02)
        elif select.select([self._handle], [], [], 0.05)[0]:
            with contextlib.suppress(OSError):
                read = os.read(self._handle, 65536).decode(errors="replace")
                self.seen += read
                self.painted += read


@contextlib.contextmanager
def rmjournal_in_a_terminal(path: Path) -> Iterator[Terminal]:
    """rmjournal on a journal, in a terminal of its own."""
    terminal = Terminal("-m", "rmjournal", "-j", str(path))
    try:
        yield terminal
    finally:
        terminal.stop()
