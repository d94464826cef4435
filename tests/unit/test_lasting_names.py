"""Names that change with what they name, and only then."""

from mkdocs.structure.files import Files

from page.lasting_names import add, lasting


def test_a_name_holds_eight_signs_of_the_hash_of_the_content():
    assert lasting("images/towel-loop.svg", b"") == "images/towel-loop.e3b0c442.svg"


def test_another_content_has_another_name_and_the_same_the_same():
    assert lasting("assets/guide.js", b"a") != lasting("assets/guide.js", b"b")
    assert lasting("assets/guide.js", b"a") == lasting("assets/guide.js", b"a")


def test_what_is_published_under_a_lasting_name_is_found_there(config):
    files = Files([])
    address = add("assets/a.js", "x = 1", files=files, config=config)
    assert address == lasting("assets/a.js", b"x = 1")
    (file,) = files
    assert (file.dest_uri, file.content_string) == (address, "x = 1")
