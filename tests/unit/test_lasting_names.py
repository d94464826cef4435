"""Names that change with what they name, and only then."""

from page.lasting_names import lasting


def test_a_name_holds_eight_signs_of_the_hash_of_the_content():
    assert lasting("images/towel-loop.svg", b"") == "images/towel-loop.e3b0c442.svg"


def test_another_content_has_another_name_and_the_same_the_same():
    assert lasting("assets/guide.js", b"a") != lasting("assets/guide.js", b"b")
    assert lasting("assets/guide.js", b"a") == lasting("assets/guide.js", b"a")
