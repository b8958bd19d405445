"""The two themes of rmjournal's own: *paper*, light, and *ink*, dark. Contrast is 4.5:1 at least."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.theme import Theme

_LIGHT = {"7", "15"}
"""The background colors in $COLORFGBG that are light."""


def _theme(name: str, *, dark: bool, colors: Mapping[str, str]) -> Theme:
    """A theme in which every text color is said outright, none is mixed from a transparency."""
    return Theme(
        name=name,
        dark=dark,
        primary=colors["primary"],
        secondary=colors["secondary"],
        accent=colors["accent"],
        success=colors["success"],
        warning=colors["warning"],
        error=colors["error"],
        foreground=colors["text"],
        background=colors["page"],
        surface=colors["sheet"],
        panel=colors["edge"],
        boost=colors["sheet"],
        variables=_variables(colors),
    )


def _variables(colors: Mapping[str, str]) -> dict[str, str]:
    text, muted, page, primary = colors["text"], colors["muted"], colors["page"], colors["primary"]
    tints = {
        f"text-{name}": colors[name]
        for name in ("primary", "secondary", "accent", "success", "warning", "error")
    }
    return tints | {
        "text": text,
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "block-cursor-foreground": text,
        "block-cursor-background": colors["mark"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-background": colors["sheet"],
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": colors["edge"],
        "border": primary,
        "border-blurred": colors["rule"],
        "scrollbar": colors["rule"],
        "scrollbar-hover": muted,
        "scrollbar-active": primary,
        "scrollbar-background": page,
        "scrollbar-background-hover": page,
        "scrollbar-background-active": page,
        "scrollbar-corner-color": page,
        "footer-background": page,
        "footer-foreground": muted,
        "input-cursor-background": text,
        "input-cursor-foreground": page,
        "input-selection-background": colors["mark"],
        "input-selection-foreground": text,
        "screen-selection-background": colors["mark"],
        "screen-selection-foreground": text,
        "link-color": primary,
        "link-color-hover": text,
        "link-background-hover": colors["mark"],
        "button-foreground": text,
        "button-color-foreground": page,
        "button-focus-text-style": "bold underline",
    }


PAPER = _theme(
    "paper",
    dark=False,
    colors={
        "page": "#f8f4ea",
        "sheet": "#f1ebdc",
        "edge": "#e8dfca",
        "rule": "#cbbf9f",
        "mark": "#e9d9a8",
        "text": "#2c2a26",
        "muted": "#655d4c",
        "primary": "#24536f",
        "secondary": "#55508a",
        "accent": "#8c3f1f",
        "success": "#3d6120",
        "warning": "#7a4f00",
        "error": "#9b2c26",
    },
)

INK = _theme(
    "ink",
    dark=True,
    colors={
        "page": "#17191d",
        "sheet": "#1e2126",
        "edge": "#292d34",
        "rule": "#4a4f58",
        "mark": "#353b43",
        "text": "#e2ddd1",
        "muted": "#b0a998",
        "primary": "#94bfd8",
        "secondary": "#b5b0e2",
        "accent": "#e0a576",
        "success": "#a9c584",
        "warning": "#e3bd70",
        "error": "#ec938a",
    },
)

OWN_THEMES = (PAPER, INK)


def theme_to_start_with() -> str:
    """Paper where the terminal says that its background is light, else ink."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return PAPER.name if background in _LIGHT else INK.name
