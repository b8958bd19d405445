from __future__ import annotations

import os

# Textual reads this once, when it is imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

import asyncio
import gc
import inspect
import itertools
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

if TYPE_CHECKING:
    from rmjournal.journal.journal import Journal
    from rmjournal.tui.seat import Seat

Golden: TypeAlias = "Callable[[Any, str], None]"
"""Holds the screen of an app against its text picture of that name."""

GOLDEN = Path(__file__).parent / "golden"
BERLIN = timezone(timedelta(hours=1))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the text pictures anew")


@pytest.hookimpl(optionalhook=True)
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """With `-n auto`, twice as many as there are processors: a test of a screen mostly waits."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what was loaded: else a sixth of the time goes there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run tests that are coroutines."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(autouse=True)
def _folders_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of the person who runs it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    for name in ("RMJOURNAL", "NO_COLOR", "COLORFGBG", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


class StoppedClock:
    """A clock that stands still until it is set on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        """Go on by so many minutes, days, ..."""
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> StoppedClock:
    """A Tuesday morning in February."""
    return StoppedClock(datetime(2026, 2, 3, 9, 0, tzinfo=BERLIN))


@pytest.fixture
def ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"id{next(numbers):06}"


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / "lindgate.journal.json"


@pytest.fixture
def journal(journal_path: Path, clock: StoppedClock, ids: Callable[[], str]) -> Iterator[Journal]:
    """The demo pair's journal on its first day, in a real file."""
    from rmjournal.domain.pair import Pair
    from rmjournal.journal.journal import Journal

    started = Journal.create(
        journal_path,
        Pair(mentor="Imogen Tao", mentee="Desmond Hale", program="Turnabout 2026"),
        clock=clock,
        ids=ids,
    )
    yield started
    started.close()


@pytest.fixture
def seat(journal: Journal) -> Seat:
    from rmjournal.tui.seat import Seat

    return Seat(journal)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Hold the screen against its text picture: golden(app, "today") is golden/today-80x24.txt at 80x24."""

    def compare(app: Any, name: str) -> None:
        from screens import picture

        seen = picture(app)
        path = GOLDEN / f"{name}-{app.size.width}x{app.size.height}.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(seen, encoding="utf-8")
        assert path.exists(), f"{path.name} is not there; make it with --update-golden, and look at it."
        assert seen == path.read_text(encoding="utf-8")

    return compare
