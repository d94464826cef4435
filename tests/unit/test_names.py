"""Names that become addresses, and addresses that are set: plain, bounded, and never outside the site."""

import pytest

from door.fault import Refused
from door.names import address_problem, id_problem, inside, page_problem, plain
from door.settings import repo_address, site_address
from words.writing_rules import file_faults


@pytest.mark.parametrize("name", ["use-a-towel", "b-vitamins", "a", "r02", "x" * 60])
def test_a_plain_name_may_be_an_id(name):
    assert id_problem(name) is None


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("../../../../../x", "Write “x”."), ("a.b:c", "Write “abc”."), ("Big", "Write “big”."),
        ("über-uns", "Write “uber-uns”."), ("a b", "Write “a-b”."), ("a--b", "Write “a-b”."), ("-a", "Write “a”."),
        ("a_b", "Write “a-b”."),
        ("", "Write a short name in small letters."),
        ("..", "Write a short name in small letters."), ("足", "Write a short name in small letters."),
        ("a/b", "Write “ab”."), ("a\\b", "Write “ab”."), ("a%2fb", "Write “a2fb”."), ("x" * 61, f"Write “{'x' * 60}”."),
        ("a\n", "Write “a”."), ("ſ", "Write “s”."),
    ],
)  # fmt: skip
def test_any_other_is_refused_with_one_that_may(name, mend):
    _, found = id_problem(name)
    assert found == mend


@pytest.mark.parametrize(
    "name", ["safety-notice", "notes", "right-now", "page-title", "fn-R02", "fnref-x", "page-causes"]
)
def test_an_id_of_the_templates_is_refused(name):
    assert id_problem(name.lower()) is not None


def test_a_plain_name_is_made_of_any():
    assert plain("Über uns: 3 a.m.!") == "uber-uns-3-am"
    assert plain("XX one -- two_ three XX") == "xx-one-two-three-xx"
    assert plain("--x--") == "x"
    # Nor does it end with a hyphen where it was cut.
    assert plain("x" * 59 + "-" + "y" * 9) == "x" * 59
    assert len(plain("x" * 200)) == 60


@pytest.mark.parametrize("address", ["", "causes/", "special-situations/pregnancy/", "causes/#why", "#start"])
def test_an_address_below_the_root_may_stand_in_the_ledger(address):
    assert address_problem(address) is None


@pytest.mark.parametrize(
    "address",
    ["../x/", "/etc/", "causes", "causes/../../x/", "causes/#../x", "a//b/", "https://x/", "s/why/", "images/x/",
     "Big/", "causes/#Why", "causes/#", "x.html", "a\\..\\b/", "causes/?a/"],
)  # fmt: skip
def test_any_other_address_is_refused(address):
    assert address_problem(address) is not None


@pytest.mark.parametrize(
    ("path", "fine"),
    [("causes.md", True), ("about/safety.md", True), ("index.md", True), ("Big Causes.md", False), ("s/x.md", False),
     ("images/x.md", False), ("a/Über.md", False), ("assets.md", False), ("a.b.md", False), ("README.md", False)],
)  # fmt: skip
def test_a_page_has_a_file_whose_name_can_be_an_address(path, fine):
    assert (page_problem(path) is None) is fine


def test_any_other_file_has_a_name_that_can_be_an_address_too():
    assert list(file_faults(["images/foot.svg", "data/sources.json", "data/x.csv", "a.png"])) == []
    (fault,) = file_faults(["images/Big Foot.png"])
    assert str(fault).startswith("docs/images/Big Foot.png:1: page-name: the name “images/Big Foot.png” holds more")


def test_what_is_wrong_with_a_name_is_told_with_what_to_write():
    plain = "holds more than small letters a to z, digits and single hyphens"
    long = f"the name “{'x' * 30}…” has 61 characters; it may have 60"
    mend = f"Write “{'x' * 60}”."
    assert id_problem("Big") == (f"the name “Big” {plain}", "Write “big”.")
    assert id_problem("x" * 61) == (long, mend)
    assert id_problem("notes") == ("the id “notes” belongs to the template", "Choose another.")
    assert address_problem("causes/#Why") == (f"the name “Why” {plain}", "Write “why”.")
    assert address_problem("causes") == (
        "the address “causes” names no page",
        "A page's address ends in /, as in `causes/`.",
    )
    assert address_problem("Big/") == (
        f"in the address “Big/”, the name “Big” {plain}",
        "Write “big”. An address is as in `causes/#why`.",
    )
    assert address_problem("s/why/") == ("the folder “s” holds no pages", "Name the page itself.")
    assert page_problem("a/Big.md") == (
        f"the name “Big” {plain}; a page's file gives its address",
        "Write “big”.",
    )
    assert page_problem("images/x.md") == (
        "the folder “images” is published as something else",
        "Choose another folder.",
    )
    assert page_problem("assets.md") == ("the address “assets/” is published as something else", "Choose another name.")


def test_nothing_is_written_outside_the_site(tmp_path):
    assert inside(tmp_path, "s/why/") == (tmp_path / "s/why").resolve()
    for address in ("../x", "s/../../x/", "/etc/x"):
        with pytest.raises(Refused, match="outside the published site"):
            inside(tmp_path, address)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (None, ""), ("", ""), ("  ", ""), ("https://guide.example", "https://guide.example/"),
        (" https://guide.example/x/ ", "https://guide.example/x/"),
        # What MkDocs makes of blanks behind an address.
        ("https://guide.example/x/  /", "https://guide.example/x/"),
        ("https://Guide.Example:8443/Some/Path", "https://guide.example:8443/Some/Path/"),
        ("https://füße.example/", "https://xn--fe-gia9i.example/"), ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
        ("https://guide.example/ü/", "https://guide.example/%C3%BC/"),
        ("https://guide.example/a%20b/", "https://guide.example/a%20b/"), ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)  # fmt: skip
def test_the_address_of_the_site_is_written_as_browsers_write_it(value, address):
    assert site_address(value) == address


@pytest.mark.parametrize(
    "value",
    ["guide.example", "ftp://guide.example/", "https://", "https://guide.example/?v=1", "https://guide.example/?",
     "https://guide.example/#top", "https://guide.example/a b/", "https://me:secret@guide.example/",
     "https://guide.example:99999/", "https://guide.example/../x/", "https://guide.example//x/", "https://-a.example/",
     "https://a..example/", 'https://guide.example/"x/', "https://guide.example/<x>/", "javascript:alert(1)",
     "https://[::1/", "https://guide_example/", "https://guide.example/x\ny/"],
)  # fmt: skip
def test_an_address_that_no_page_could_carry_is_refused(value):
    with pytest.raises(ValueError, match=r"\w"):
        site_address(value)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (None, ""), ("", ""), (" ", ""), ("https://code.example/me/guide", "https://code.example/me/guide"),
        ("https://code.example/me/guide/", "https://code.example/me/guide"),
        ("https://code.example/me/guide.git", "https://code.example/me/guide"),
        (" https://code.example/me/guide.git/ ", "https://code.example/me/guide"),
        ("https://code.example/me/guide/.git", "https://code.example/me/guide"),
        ("https://code.example/me/MAX", "https://code.example/me/MAX"),
        ("https://code.example/me/MAX.git", "https://code.example/me/MAX"),
    ],
)  # fmt: skip
def test_the_address_of_the_source_ends_where_its_issues_begin(value, address):
    assert repo_address(value) == address
