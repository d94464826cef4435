"""Styles as they are sent: nothing in them that a phone of 2020, Firefox or WebKit passes over or reads otherwise."""

import re

import pytest

# {what it is: (how it is written in a minified style, why it may not stand there)}
NEVER = {
    "a shorthand for both sides": (
        r"[;{](?:(?:margin|padding|border)-(?:inline|block)|inset(?:-[a-z-]+)?):",
        "Chromium up to 86 drops it",
    ),
    "a float that follows the script": (r"(?:float|clear):inline-", "Chromium up to 117 drops it"),
    "a selector of its own list": (
        r":(?:is|where)\(|:-webkit-any\(|:not\([^()]*,",
        "Chromium up to 87 drops the whole rule",
    ),
    "a copy of a rule for each direction": (r":lang\(|:dir\(", "it costs hundreds of bytes"),
    "a parent's selector beside another": (
        r"(?:,[^,{}]*:has\([^{}]*|:has\([^{}]*,[^{}]*)\{",
        "both are dropped together",
    ),
    "a list without marks": (r"list-style(?:-type)?:none", "WebKit takes it for no list: write an empty string"),
    "a ground as a color to read by": (r":Highlight[;}]", "marks stand out by 1.75:1 in Firefox"),
}


@pytest.fixture(scope="module")
def styles(site):
    """{name: what is sent as a style}; each different one once."""
    found = {page.text_of("//style"): name for name, page in site.pages.items()}
    for name in site.files:
        if name.endswith(".css"):
            found[(site.folder / name).read_text(encoding="utf-8")] = name
    file = (site.folder / "foot-cramps.html").read_text(encoding="utf-8")
    found[file.partition("<style>")[2].partition("</style>")[0]] = "foot-cramps.html"
    return {name: style for style, name in found.items()}


@pytest.mark.parametrize("kind", NEVER)
def test_no_style_holds(styles, kind):
    pattern, why = NEVER[kind]
    assert len(styles) > 10
    found = {name: part.group() for name, style in styles.items() if (part := re.search(pattern, style))}
    assert not found, f"{why}: {found}"


@pytest.mark.parametrize(
    ("kind", "style"),
    [
        ("a shorthand for both sides", "p{padding-block:1px}"),
        ("a shorthand for both sides", "p{top:0;inset-inline-start:0}"),
        ("a float that follows the script", "p{float:inline-end}"),
        ("a selector of its own list", "p:is(.a,.b){top:0}"),
        ("a selector of its own list", "p:not(.a,.b){top:0}"),
        ("a copy of a rule for each direction", "p:not(:lang(ar)){left:0}"),
        ("a parent's selector beside another", "p:target,p:has(:target){top:0}"),
        ("a parent's selector beside another", "p:has(b),p{top:0}"),
        ("a list without marks", "ul{margin:0;list-style:none}"),
        ("a ground as a color to read by", ":root{--fc-move:Highlight}"),
    ],
)
def test_what_a_style_may_not_hold_is_found(kind, style):
    assert re.search(NEVER[kind][0], style)


def test_the_first_drawing_is_as_wide_as_its_place(styles):
    """In a grid WebKit makes a drawing that may have any width as wide as it can."""
    for name, style in styles.items():
        assert not re.search(r"\.fc-now--first svg\{[^}]*(?<!-)width:auto", style), name
