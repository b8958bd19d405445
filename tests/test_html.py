"""Pages for a browser: nothing in them runs, and nothing is fetched."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.markdown.html import html_page
from rmjournal.markdown.judge import is_welcome
from rmjournal.markdown.writing import Document
from tests.nasty import notes as hostile_notes

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 90

RUNS = "document.documentElement.setAttribute('data-ran','yes')"
SHAPES = (
    "<script>{run}</script>",
    "<script src=//{host}/s.js></script>",
    "<ScRiPt\n>{run}</sCrIpT\n>",
    "<img src=x onerror={run}>",
    '<img src="http://{host}/i.png">',
    "![p](http://{host}/p.png)",
    "![p][r]\n\n[r]: http://{host}/r.png",
    "![p](javascript:{run})",
    "[here](javascript:{run})",
    "[here](  JaVaScRiPt&colon;{run})",
    "[here](&#106;avascript:{run})",
    "[here](java\tscript:{run})",
    "[here](data:text/html,<script>{run}</script>)",
    "[here](vbscript:{run})",
    '[here](https://x.example "\\" onmouseover={run} x=\\"")',
    "<javascript:{run}>",
    "<iframe src=javascript:{run}></iframe>",
    '<iframe src="http://{host}/f.html"></iframe>',
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<math><mtext></table><img src=x onerror={run}>",
    "<body onload={run}>",
    "<input autofocus onfocus={run}>",
    "<details open ontoggle={run}>",
    "<video><source onerror={run}></video>",
    "<object data=javascript:{run}></object>",
    '<embed src="http://{host}/e.swf">',
    '<link rel=stylesheet href="http://{host}/l.css">',
    "<style>@import 'http://{host}/c.css';</style>",
    '<div style="background:url(http://{host}/b.png)">',
    '<base href="http://{host}/">',
    '<meta http-equiv=refresh content="0;url=http://{host}/m.html">',
    "</style><script>{run}</script>",
    "</title><script>{run}</script>",
    "--><script>{run}</script><!--",
    "]]><script>{run}</script>",
    "<!--[if true]><script>{run}</script><![endif]-->",
    "```<script>{run}</script>\nx\n```",
    "`<script>{run}</script>`",
    "|a|\n|:--|\n|<script>{run}</script>|",
    '~~~ "><script>{run}</script>\nx\n~~~',
    "&lt;script&gt;{run}&lt;/script&gt;",
)
PLACES = ("{0}", "> {0}", "- {0}", "1. {0}", "# {0}", "### a {0} b", "**{0}**", "[{0}](https://x.example)",
          "a\n{0}\nb", "- [ ] {0}", "    {0}", "x | {0}\n--|--\ny | {0}")  # fmt: skip
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "li", "blockquote", "hr", "br"}
ALLOWED = {
    *{"html", "head", "meta", "title", "style", "body"},
    *BLOCKS,
    *{"a", "em", "strong", "s", "code"},
    *{"table", "thead", "tbody", "tr", "th", "td"},
}
ATTRIBUTES = {
    *{("a", "href"), ("a", "title"), ("th", "class"), ("td", "class"), ("ol", "start"), ("code", "class")},
    *{("html", "lang"), ("meta", "charset"), ("meta", "name"), ("meta", "content"), ("meta", "http-equiv")},
}


def snippets(host: str) -> list[str]:
    """500 pieces of Markdown, each of which wants something to run or to be fetched."""
    shapes = [shape.format(run=RUNS, host=host) for shape in SHAPES]
    return [place.format(shape) for place, shape in product(PLACES, shapes)][:500]


class Seen(HTMLParser):
    """What there is in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src"):
                self.addresses.append(value or "")


def must_be_inert(page: str) -> None:
    seen = Seen(page)
    assert seen.tags <= ALLOWED
    assert seen.attributes <= ATTRIBUTES
    assert all(map(is_welcome, seen.addresses))


def as_notes(texts: list[str]) -> str:
    """A document into which these were set as notes."""
    document = Document()
    document.heading(1, texts[0])
    for text in texts:
        document.heading(2, text)
        document.block(text)
        document.bullets([text])
        document.table(["a", text], [["b", text]])
    return str(document)


def test_there_are_500_hostile_snippets() -> None:
    assert len(snippets("127.0.0.1:1")) == 500


@pytest.mark.parametrize("kind", ["as they are", "as notes"])
def test_no_snippet_leaves_anything_in_a_page_that_could_run_or_be_fetched(kind: str) -> None:
    texts = snippets("127.0.0.1:1")
    for text in texts:
        must_be_inert(html_page(as_notes([text]) if kind == "as notes" else text))


@given(st.lists(hostile_notes, min_size=1, max_size=3))
def test_whatever_is_written_a_page_holds_words_and_nothing_else(texts: list[str]) -> None:
    must_be_inert(html_page("\n\n".join(texts)))


def test_a_page_has_the_words_the_title_and_no_front_matter() -> None:
    document = Document()
    document.front_matter({"format": "x/1"})
    document.heading(1, "Notes of A & B")
    document.table(["What", "Minutes"], [["Talk", "5"]], numbers=[1])
    page = html_page(str(document))
    assert "<title>Notes of A &amp; B</title>" in page
    assert "format" not in page
    assert '<td class="right">5</td>' in page


def test_a_picture_is_named_and_a_good_link_stays() -> None:
    page = html_page("![A chart](http://x.example/p.png) and [this](https://x.example) and [that](notes.md)")
    assert "[picture: A chart]" in page
    assert '<a href="https://x.example">this</a>' in page
    assert '<a href="notes.md">that</a>' in page


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    page = html_page("# x")
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "unsafe" not in page


class Listener:
    """A server that remembers what was asked of it."""

    def __init__(self) -> None:
        asked = self.asked = []  # type: list[str]

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    one = Listener()
    yield one
    one.close()


def after_loading(page: str, folder: Path) -> str:
    """The page as a real browser has it once it had time to run and to fetch."""
    if BROWSER is None:
        pytest.skip("no chromium here; on Debian: apt-get install chromium")
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    ran = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=2000",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return ran.stdout


def test_the_browser_would_show_what_runs_and_what_is_fetched(tmp_path: Path, listener: Listener) -> None:
    page = f"<!DOCTYPE html><p>x<script>{RUNS}</script><img src=http://{listener.host}/p.png>"
    assert 'data-ran="yes"' in after_loading(page, tmp_path)
    assert "/p.png" in listener.asked


@pytest.mark.parametrize("kind", ["as they are", "as notes", "without the page's own rule"])
def test_in_a_browser_500_hostile_snippets_run_nothing_and_fetch_nothing(
    tmp_path: Path, listener: Listener, kind: str
) -> None:
    texts = snippets(listener.host)
    page = html_page(as_notes(texts) if kind == "as notes" else "\n\n".join(texts))
    if kind == "without the page's own rule":
        assert "default-src 'none';" in page
        page = page.replace("Content-Security-Policy", "X-Nothing")
    shown = after_loading(page, tmp_path)
    assert "onerror" in shown
    assert "data-ran=" not in shown
    assert listener.asked == []
