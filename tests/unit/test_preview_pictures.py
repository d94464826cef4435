"""The picture of a shared link: what stands in it, and that it stays what it was until something in it changes."""

import io
from dataclasses import replace
from types import SimpleNamespace

import font_source_serif_pro
import pytest
from mkdocs.exceptions import PluginError
from PIL import Image, ImageFont

from sharing.preview_pictures import SIZE, Look, Preview, danger_line, lines_of, namer, picture, put_previews, whole
from styles.token_values import values_of
from support.built_site import PROJECT
from support.fixture_scope import shared

TOKENS = (PROJECT / "overrides/stylesheets/tokens.css").read_text(encoding="utf-8")
ICON = (PROJECT / "docs/images/favicon.svg").read_text(encoding="utf-8")
LOOK = Look("Foot Cramp Guide", ICON, values_of(TOKENS, night=True))
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M0 0H40V40Z" fill="#5fd0cf"/></svg>'
WHOLE = Preview("Use a towel", "Stop a foot cramp right now", DRAWING, "Foot cold? Call for help. " * 6)


@pytest.fixture(scope=shared)
def serif():
    return ImageFont.truetype(font_source_serif_pro.SourceSerifProSemibold, 60)


def opened(preview):
    return Image.open(io.BytesIO(picture(preview, LOOK)))


@pytest.mark.parametrize(
    "preview",
    [WHOLE, replace(WHOLE, drawing=""), Preview("Yes", "", "", ""), replace(WHOLE, title="A heading of words " * 6)],
)
def test_a_picture_has_the_size_that_messages_ask_for_and_few_bytes(preview):
    content = picture(preview, LOOK)
    assert opened(preview).size == SIZE == (1200, 630)
    assert 3_000 < len(content) < 40_000
    assert picture(preview, LOOK) == content


def test_what_a_picture_shows_is_drawn():
    """Each part changes the pixels of its own place, and the danger line is as wide as the picture."""
    whole = opened(WHOLE).convert("RGB")
    ground = Image.new("RGB", (1, 1), LOOK.colors["--fc-emergency-ground"]).getpixel((0, 0))
    assert whole.getpixel((2, 620)) == whole.getpixel((1198, 620)) == ground
    assert opened(replace(WHOLE, danger="")).convert("RGB").getpixel((2, 620)) != ground
    right = (700, 60, 1128, 400)
    assert (95, 208, 207) in set(whole.crop(right).get_flattened_data())
    assert (95, 208, 207) not in set(opened(replace(WHOLE, drawing="")).convert("RGB").get_flattened_data())


def test_no_line_is_wider_than_asked_for_and_none_is_short_without_need(serif):
    lines = lines_of("Call an ambulance now if:", serif, 620)
    assert lines == ["Call an ambulance", "now if:"] or lines == ["Call an", "ambulance now if:"]
    assert max(map(serif.getlength, lines)) <= 620
    assert lines_of("Use a towel", serif, 620) == ["Use a towel"]
    assert " ".join(lines_of("one two three four five six seven", serif, 300)) == "one two three four five six seven"


def test_another_word_color_or_drawing_gives_another_name_and_nothing_else_does():
    name_of = namer(LOOK)
    name = name_of(WHOLE)
    assert name.startswith("previews/")
    assert namer(replace(LOOK))(replace(WHOLE)) == name
    others = [name_of(replace(WHOLE, **{part: "x"})) for part in ("title", "page", "drawing", "danger")]
    others += [namer(replace(LOOK, colors=LOOK.colors | {"--fc-text": "red"}))(WHOLE)]
    others += [namer(replace(LOOK, site_name="x"))(WHOLE), namer(replace(LOOK, icon="x"))(WHOLE)]
    assert len({name, *others}) == 8


def test_the_danger_line_is_that_of_the_steps_without_its_links():
    steps = (
        '<ol><li>x</li></ol><p class="fc-now__danger"><strong>Cold foot?</strong> Call. Never force it. '
        '<a href="a">All danger signs</a>, <a href="b">all the steps</a></p>'
    )
    assert danger_line(steps) == "Cold foot? Call. Never force it."
    with pytest.raises(PluginError, match="the danger line stands beside the steps 0 times"):
        danger_line("<ol><li>x</li></ol>")


def broken_ways(content):
    """What a full disk, a power cut or another program can leave of a picture."""
    middle = len(content) // 2
    other = io.BytesIO()
    Image.new("RGB", (8, 8)).save(other, "PNG")
    return {
        "empty": b"", "begun": content[:100], "half": content[:middle], "all but a byte": content[:-1],
        "and more": content + b"x", "zeros": content[:middle] + bytes(len(content) - middle),
        "a bit": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :], "page": b"<html></html>",
        "another size": other.getvalue(),
    }  # fmt: skip


def test_a_picture_is_whole_or_it_is_none():
    content = picture(WHOLE, LOOK)
    assert whole(content)
    assert [way for way, broken in broken_ways(content).items() if whole(broken)] == []


def publishing(cache, site, wanted, site_url="https://guide.example/"):
    settings = SimpleNamespace(live_reload=False, preview_cache=cache, site_url=site_url)
    build = SimpleNamespace(settings=settings, config=SimpleNamespace(site_dir=str(site)), pictures=(LOOK, wanted))
    put_previews.run(build)


def test_a_picture_that_was_kept_is_published_and_a_broken_one_drawn_anew(tmp_path):
    cache, content = tmp_path / "kept", picture(WHOLE, LOOK)
    (cache / "previews").mkdir(parents=True)
    wanted = {}
    for number, broken in enumerate(broken_ways(content).values()):
        wanted[f"previews/{number}.png"] = WHOLE
        (cache / f"previews/{number}.png").write_bytes(broken)
    wanted["previews/gone.png"] = WHOLE
    # Another picture, to tell what is drawn from what is kept.
    other = picture(replace(WHOLE, title="Kept"), LOOK)
    wanted["previews/kept.png"] = WHOLE
    (cache / "previews/kept.png").write_bytes(other)
    site = tmp_path / "site"
    site.mkdir()
    publishing(cache, site, wanted)
    for name in wanted:
        expected = other if name.endswith("kept.png") else content
        assert (site / name).read_bytes() == (cache / name).read_bytes() == expected, name
    assert {path.name for path in (cache / "previews").iterdir()} == {name.removeprefix("previews/") for name in wanted}


def test_where_no_picture_can_be_kept_the_variable_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PluginError, match=r"PREVIEW_CACHE: no picture can be kept in .* Name another folder, as in"):
        publishing(tmp_path / "file", tmp_path, {"previews/a.png": WHOLE})


def test_a_site_without_an_address_needs_no_pictures(tmp_path):
    publishing(tmp_path / "kept", tmp_path, {"previews/a.png": WHOLE}, site_url="")
    assert list(tmp_path.iterdir()) == []
