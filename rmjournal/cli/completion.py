"""Completion for the shells, written out from the grammar of the command line."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rmjournal.cli.outline import Argument, Place, outline
from rmjournal.cli.output import say

_WHO = ("mentor", "mentee", "both")
_DAYS = ("today", "tomorrow", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday")

_ASKED = {
    "journal": "rmjournal list 2>/dev/null | cut -d' ' -f1",
    "template": "rmjournal templates list 2>/dev/null | cut -d' ' -f1",
    "card": "rmjournal guide 2>/dev/null | sed -n 's/^  \\([a-z-]*\\) .*/\\1/p'",
}
"""What is asked of the program itself, while somebody completes."""

_BASH = """\
# Completion of rmjournal for bash. To use it: eval "$(rmjournal completion bash)"
_rmjournal() {{
    local cur="${{COMP_WORDS[COMP_CWORD]}}" at="" skip="" word i words kind
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word="${{COMP_WORDS[i]}}"
        if [[ -n $skip ]]; then skip=""; continue; fi
        _rmjournal_kind "$at $word"
        if [[ -n $kind ]]; then skip=$kind; continue; fi
        _rmjournal_words "$at"
        case " $words " in *" $word "*) [[ $word == -* ]] || at="$at/$word" ;; esac
    done
    if [[ -n $skip ]]; then
        kind=$skip
    else
        _rmjournal_words "$at"
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        [[ $cur == -* ]] && return
        _rmjournal_kind "$at"
    fi
    case "$kind" in
        file) compopt -o filenames; COMPREPLY+=($(compgen -f -- "$cur")) ;;
        folder) compopt -o filenames; COMPREPLY+=($(compgen -d -- "$cur")) ;;
{asked}
        is:*) COMPREPLY+=($(compgen -W "${{kind#is:}}" -- "$cur")) ;;
    esac
}}
{tables}
complete -F _rmjournal rmjournal
"""

_BASH_ASKED = '        {kind}) COMPREPLY+=($(compgen -W "$({asked})" -- "$cur")) ;;'
_BASH_JOURNAL = (
    "        journal) compopt -o filenames;"
    ' COMPREPLY+=($(compgen -W "$({asked})" -- "$cur") $(compgen -f -- "$cur")) ;;'
)

_ZSH = """\
#compdef rmjournal
# Completion of rmjournal for zsh. To use it: eval "$(rmjournal completion zsh)", after compinit
_rmjournal() {{
    local at="" skip="" word kind i
    local -a told commands options
    for ((i = 2; i < CURRENT; i++)); do
        word="${{words[i]}}"
        if [[ -n $skip ]]; then skip=""; continue; fi
        _rmjournal_kind "$at $word"
        if [[ -n $kind ]]; then skip=$kind; continue; fi
        _rmjournal_told "$at"
        [[ $word != -* && -n ${{(M)told:#$word:*}} ]] && at="$at/$word"
    done
    if [[ -n $skip ]]; then
        kind=$skip
    else
        _rmjournal_told "$at"
        commands=(${{told:#-*}})
        options=(${{(M)told:#-*}})
        _describe -t commands command commands
        [[ $PREFIX == -* ]] && _describe -o option options
        [[ $PREFIX == -* ]] && return
        _rmjournal_kind "$at"
    fi
    case "$kind" in
        file) _files ;;
        folder) _files -/ ;;
{asked}
        is:*) compadd -- ${{=kind#is:}} ;;
    esac
}}
{tables}
if [[ "${{funcstack[1]}}" == "_rmjournal" ]]; then _rmjournal "$@"; else compdef _rmjournal rmjournal; fi
"""

_FISH = """\
# Completion of rmjournal for fish. To use it: rmjournal completion fish | source
function __rmjournal_at
    set -l at ""
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- "$at $word" $__rmjournal_valued
            set skip 1
        else if contains -- "$at/$word" $__rmjournal_places
            set at "$at/$word"
        end
    end
    test "$at" = "$argv[1]"
end
set -g __rmjournal_places {places}
set -g __rmjournal_valued {valued}
complete -c rmjournal -f
{everywhere}
{lines}
"""


def script(args: argparse.Namespace) -> int:
    """Print the completion of a shell."""
    from rmjournal.cli.parser import build_parser

    places = tuple(outline(build_parser()))
    say({"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell](places))
    return 0


def _bash(places: Sequence[Place]) -> str:
    asked = "\n".join(
        (_BASH_JOURNAL if kind == "journal" else _BASH_ASKED).format(kind=kind, asked=ask)
        for kind, ask in _ASKED.items()
    )
    rows = (
        f"        {_quoted(_at(place))}) words={_quoted(' '.join(_flags_and_commands(place)))} ;;"
        for place in places
    )
    return _BASH.format(asked=asked, tables="\n".join([_table("words", rows), _kinds(places)]))


def _zsh(places: Sequence[Place]) -> str:
    asked = "\n".join(
        f"        {kind}) compadd -- $({ask}){'; _files' if kind == 'journal' else ''} ;;"
        for kind, ask in _ASKED.items()
    )
    rows = (f"        {_quoted(_at(place))}) told=({' '.join(_told(place))}) ;;" for place in places)
    return _ZSH.format(asked=asked, tables="\n".join([_table("told", rows), _kinds(places)]))


def _fish(places: Sequence[Place]) -> str:
    valued = [
        f"{_at(place)} {flag}"
        for place in places
        for one in place.arguments
        if one.takes_value
        for flag in one.flags
    ]
    everywhere = [
        one for one in places[-1].arguments if one.flags and all(one in place.arguments for place in places)
    ]
    return _FISH.format(
        everywhere="\n".join(f"complete -c rmjournal{_fish_option(one)}" for one in everywhere),
        places=" ".join(_quoted(_at(place)) for place in places if place.path),
        valued=" ".join(map(_quoted, valued)),
        lines="\n".join(line for place in places for line in _fish_lines(place, leave_out=everywhere)),
    )


def _fish_lines(place: Place, *, leave_out: Sequence[Argument]) -> Iterator[str]:
    here = f"complete -c rmjournal -n \"__rmjournal_at '{_at(place)}'\""
    for name, words in place.commands:
        yield f"{here} -a {name} -d {_fish_quoted(words)}"
    for one in place.arguments:
        if one not in leave_out and (one.flags or _fish_value(one)):
            yield f"{here}{_fish_option(one)}"


def _fish_option(one: Argument) -> str:
    if not one.flags:
        return _fish_value(one)
    flags = "".join(f" -{'l' if flag[:2] == '--' else 's'} {flag.lstrip('-')}" for flag in one.flags)
    return f"{flags}{_fish_takes(one)}{_fish_value(one)} -d {_fish_quoted(one.help)}"


def _fish_takes(one: Argument) -> str:
    """Whether an option takes a value, and whether files are among what it may be."""
    if not one.takes_value:
        return ""
    return " -r" if one.kind in ("file", "folder", "journal") else " -x"


def _fish_value(one: Argument) -> str:
    """What fish offers for an argument's value."""
    if one.kind in ("file", "folder"):
        return " -F"
    if one.kind in _ASKED:
        files = " -F" if one.kind == "journal" else ""
        return f"{files} -a {_fish_quoted(f'({_ASKED[one.kind]})')}"
    words = _words_of(one)
    return f" -a {_fish_quoted(' '.join(words))}" if words else ""


def _kinds(places: Sequence[Place]) -> str:
    """What follows an option of a place, or stands by itself there."""
    where: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for one in place.arguments:
            if one.flags and one.takes_value:
                where[_kind(one)].extend(_quoted(f"{_at(place)} {flag}") for flag in one.flags)
        alone = [_kind(one) for one in place.arguments if not one.flags]
        # Which of them comes next is not counted: the first of which anything is known is offered.
        for kind in [kind for kind in alone if kind != "any"][:1]:
            where[kind].append(_quoted(_at(place)))
    rows = (f"        {'|'.join(keys)}) kind={_quoted(kind)} ;;" for kind, keys in where.items())
    return _table("kind", rows)


def _kind(one: Argument) -> str:
    words = _words_of(one)
    return f"is:{' '.join(words)}" if words else one.kind or "any"


def _words_of(one: Argument) -> tuple[str, ...]:
    return one.choices or {"who": _WHO, "date": _DAYS}.get(one.kind, ())


def _table(name: str, rows: Iterator[str]) -> str:
    """A shell function that sets the variable of this name by where one is."""
    return "\n".join([f"_rmjournal_{name}() {{", f"    {name}=", '    case "$1" in', *rows, "    esac", "}"])


def _at(place: Place) -> str:
    return "".join(f"/{word}" for word in place.path)


def _flags_and_commands(place: Place) -> list[str]:
    return [name for name, _ in place.commands] + [flag for one in place.arguments for flag in one.flags]


def _told(place: Place) -> Iterator[str]:
    """The commands and options of a place as zsh tells them: "word:what it does"."""
    for name, words in place.commands:
        yield _quoted(f"{name}:{words}")
    for one in place.arguments:
        yield from (_quoted(f"{flag}:{one.help}") for flag in one.flags)


def _quoted(text: str) -> str:
    """Text as one word of any of the three shells; none of ours has a backslash."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
