"""A document as one page for a browser or a printer: nothing in it runs, and nothing is fetched.

The page is made from Markdown with raw HTML off. Links lead to the web, to mail or near the page, pictures
are named instead of shown, and the page itself tells the browser to load nothing but its own style.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any

from rmjournal.domain.progress import Progress, telling, unheard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

STYLE = """
:root { color-scheme: light dark; }
body { margin: 3rem auto; padding: 0 1.5rem; max-width: 42rem; overflow-wrap: break-word;
  font: 1.05rem/1.6 Charter, "Bitstream Charter", Cambria, Georgia, serif;
  color: #2b2a27; background: #fbfaf6; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 .6em; font-weight: 600; }
h1 { font-size: 1.7rem; margin-top: 0; }
h2 { font-size: 1.3rem; border-bottom: 1px solid #d8d4c8; padding-bottom: .2em; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
a { color: inherit; }
ul, ol { padding-left: 1.4em; }
li { margin: .2em 0; }
table { border-collapse: collapse; margin: 1em 0; font-size: .95em; }
th, td { text-align: left; padding: .3em .8em .3em 0; border-bottom: 1px solid #d8d4c8; vertical-align: top; }
pre, code { font: .9em/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { white-space: pre-wrap; padding: .8em 1em; border-left: 3px solid #d8d4c8; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid #d8d4c8; }
hr { border: 0; border-top: 1px solid #d8d4c8; margin: 2em 0; }
.right { text-align: right; }
@media (prefers-color-scheme: dark) { body { color: #dedbd2; background: #23221f; } }
@media print {
  body { margin: 0; max-width: none; font-size: 11pt; color: #000; background: #fff; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  li, tr, pre, blockquote { break-inside: avoid; }
}
"""


_HEARS = "hears"
"""The name under which whoever hears of the progress goes through markdown-it."""


def html_page(markdown: str, *, progress: Progress = unheard) -> str:
    """The document as a whole page; its title is the first heading.

    Raises:
        JobCancelledError: If whoever hears of the progress wants no more of it.
    """
    reader = _reader()
    tokens = reader.parse(markdown, {_HEARS: progress})
    title = next(
        (tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"),
        "rmjournal",
    )
    shown = _plain(reader, title)
    policy = f"default-src 'none'; style-src 'sha256-{_hash(STYLE)}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(shown)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{reader.renderer.render(tokens, reader.options, {})}</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _plain(reader: MarkdownIt, inline: str) -> str:
    from rmjournal.markdown.judge import visible

    (block,) = reader.parseInline(inline)
    return visible(block.children or ())


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    from rmjournal.markdown.judge import is_welcome

    class Reader(MarkdownIt):
        """Takes only links that lead somewhere welcome; the others stay the text that they are."""

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return is_welcome(url)

    reader = Reader("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    reader.use(front_matter_plugin)
    reader.block.ruler.before("table", "tell", _tell_lines)
    reader.core.ruler.at("inline", _read_blocks)
    reader.add_render_rule("image", _named)
    reader.add_render_rule("front_matter", _left_out)
    reader.add_render_rule("th_open", _aligned)
    reader.add_render_rule("td_open", _aligned)
    return reader


def _tell_lines(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803, ARG001
    """Asked about every block before the rules that know one: tells how far the reader is."""
    # Where the last line is, a quotation says anew for itself; how many there are stays.
    _hears(state.env)(startLine, len(state.bMarks) - 1, "lines")
    return False


def _read_blocks(state: StateCore) -> None:
    """Read what stands in each block, as the rule does that this one takes the place of."""
    blocks = [token for token in state.tokens if token.type == "inline"]
    for token in telling(blocks, "paragraphs", _hears(state.env)):
        token.children = token.children or []
        state.md.inline.parse(token.content, state.md, state.env, token.children)


def _hears(env: Any) -> Progress:
    progress: Progress = env.get(_HEARS, unheard)
    return progress


def _named(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A picture by its words."""
    words = self.renderInlineAsText(tokens[index].children or (), options, env)
    return f"[picture: {escape(words)}]" if words else "[picture]"


def _left_out(*_: object) -> str:
    return ""


def _aligned(_: RendererHTML, tokens: Sequence[Token], index: int, *__: object) -> str:
    """A cell's alignment by a class: the page allows no style but its own."""
    token = tokens[index]
    right = "right" in str(token.attrGet("style") or "")
    return f'<{token.tag} class="right">' if right else f"<{token.tag}>"
