"""Drawings: bodies bend as bodies do, a picture belongs to its pose, and a page knows each picture's size."""

import re
from pathlib import Path
from types import SimpleNamespace

import lxml.etree
import lxml.html
import pytest
from markdown import Markdown
from mkdocs.exceptions import PluginError

from door.records import Written
from drawings.drawing import PlacedDrawingsExtension, as_file, book_of, calls_at_fault, load, picture_of, pictures
from drawings.poses import LIMITS, Figure, kind
from support.built_site import PROJECT

SVG = "{http://www.w3.org/2000/svg}"
BOOK = """
drawings:
  leg:
    size: [200, 100]
    layers:
      - figures: [{limbs: [shin.R], joint: foot.R, at: [10, 50], scale: 700, pose: {foot.R: %s}}]
      - arrow: [0, 0, 10, 0, 20, 0]
"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" data-pose="%s">'
    '<path class="skin" d="M1 2"/><g class="moves"><path class="edge" d="M3 4"/></g></svg>'
)


@pytest.fixture
def drawn():
    svg, _ = picture_of(PICTURE)
    return {"leg": svg}


def test_a_joint_bends_as_far_as_a_body_can_and_no_further():
    assert load(BOOK % 55).drawings["leg"]
    with pytest.raises(
        PluginError, match=r"drawings.yml:3: drawing: leg: foot.R is turned 56 degrees about x; it turns from -35 to 55"
    ):
        load(BOOK % 56)
    with pytest.raises(PluginError, match=r"foot.R is turned -26 degrees about y; it turns from -25 to 25"):
        load(BOOK % [0, -26, 25])


def test_a_bone_that_no_limit_knows_is_none():
    with pytest.raises(PluginError, match=r"leg: “wing.R” is no bone that bends"):
        load(BOOK.replace("foot.R: %s", "wing.R: 3"))


def test_an_author_reads_of_each_pose_what_is_wrong_and_what_to_do():
    text = (BOOK % 56).replace("pose: {", "pose: {wing.R: 3, ").replace("leg:", "Leg:")
    book, faults = book_of(Written("docs/images/drawings.yml", text))
    assert book is None
    assert [str(fault) for fault in faults] == [
        "docs/images/drawings.yml:3: drawing: Leg: the name “Leg” holds more than small letters a to z, digits and "
        "single hyphens. Write “leg”.",
        f"docs/images/drawings.yml:3: drawing: Leg: “wing.R” is no bone that bends. Bones: {', '.join(LIMITS)}.",
        "docs/images/drawings.yml:3: drawing: Leg: foot.R is turned 56 degrees about x; it turns from -35 to 55. "
        "No body bends like this: turn it less.",
    ]
    (fault,) = book_of(Written("docs/images/drawings.yml", "drawings: 1\n"))[1]
    assert str(fault).startswith("docs/images/drawings.yml:1: drawing: “drawings” is a number, not keys with values.")
    with pytest.raises(PluginError) as refused:
        load(text)
    assert str(refused.value) == "\n".join(map(str, faults))


@pytest.mark.parametrize(
    ("layer", "wrong"),
    [
        ("{kind: edge}", "a layer is one of these: figures, a shape, a glow, an arrow"),
        ("{kind: edge, shape: M1 2, glow: [1, 2, 3, 4, 5]}", "a layer is one of these: figures, a shape"),
        ("{shape: M1 2}", "a shape has a kind"),
        ("{figures: [{at: [1, 2], scale: 7, pose: {fingers.L: 30}}]}", "fingers take three turns: root, middle, end"),
    ],
)
def test_a_layer_that_cannot_be_drawn_is_told_before_anybody_draws_it(layer, wrong):
    text = f"drawings:\n  leg:\n    size: [9, 9]\n    layers:\n      - {layer}\n"
    (fault,) = book_of(Written("docs/images/drawings.yml", text))[1]
    assert str(fault).startswith("docs/images/drawings.yml:5: drawing: ")
    assert wrong in str(fault)


def test_what_an_editor_adds_to_a_picture_is_left_out():
    svg, drawn_from = picture_of("<?xml version='1.0'?><svg viewBox='0 0 1 1'><?a b?><!-- c --><path d='M1 2'/></svg>")
    assert drawn_from == ""
    assert lxml.etree.tostring(svg) == b'<svg class="fc-drawing" viewBox="0 0 1 1"><path d="M1 2"/></svg>'
    with pytest.raises(ValueError, match=r"^a drawing has no image like this: {'href': 'a'}$"):
        picture_of("<svg><image href='a'/></svg>")
    with pytest.raises(ValueError, match=r"^Opening and ending tag mismatch"):
        picture_of("<svg><g></svg>")


@pytest.mark.parametrize(
    ("bone", "known"),
    [("f_ring.01.L", "finger.01"), ("toe3-2.R", "toe.02"), ("palm.04.L", "palm"), ("spine.001", "spine.001")],
)
def test_every_finger_and_toe_bends_like_the_others(bone, known):
    assert kind(bone) == known
    assert known in LIMITS


def test_a_row_of_toes_and_fingers_is_bent_at_once():
    figure = Figure(
        at=(0, 0), scale=1, pose={"toes.R": -40, "toe-tips.L": 30, "fingers.L": [60, 40, 20], "shin.R": [9, 1, 0]}
    )
    assert [figure.pose[f"toe{number}-1.R"] for number in range(1, 6)] == [(-40, 0, 0)] * 5
    assert "toe1-3.L" not in figure.pose
    assert figure.pose["toe1-2.L"] == figure.pose["toe5-3.L"] == (30, 0, 0)
    assert [figure.pose[f"f_pinky.0{joint}.L"] for joint in (1, 2, 3)] == [(60, 0, 0), (40, 0, 0), (20, 0, 0)]
    assert figure.pose["shin.R"] == (9, 1, 0)
    assert list(figure.impossible()) == []


def test_a_pose_that_changed_in_anything_has_another_fingerprint():
    first, second = (load(BOOK % turn).drawings["leg"].fingerprint for turn in (5, 6))
    assert first != second
    assert load(BOOK % 5).drawings["leg"].fingerprint == first
    assert re.fullmatch(r"[0-9a-f]{12}", first)


def test_a_picture_belongs_to_its_pose(tmp_path):
    text = BOOK % 5
    book = load(text)
    written = Written("docs/images/drawings.yml", text)
    at = Path(tmp_path, "leg.svg")
    drawn, faults = pictures(book, written, tmp_path)
    assert drawn == {}
    assert [str(fault) for fault in faults] == [
        "docs/images/drawings.yml:3: drawing: leg: it has no picture docs/images/leg.svg. Run make drawings."
    ]
    at.write_text(PICTURE % "0123456789ab", encoding="utf-8")
    drawn, faults = pictures(book, written, tmp_path)
    assert [str(fault) for fault in faults] == [
        "docs/images/drawings.yml:3: drawing: leg: its picture is of another pose. Run make drawings."
    ]
    # What is shown beside the fault is the picture that there is.
    assert list(drawn) == ["leg"]
    at.write_text(PICTURE % book.drawings["leg"].fingerprint, encoding="utf-8")
    drawn, faults = pictures(book, written, tmp_path)
    assert faults == []
    assert drawn["leg"].attrib == {"class": "fc-drawing", "viewBox": "0 0 200 100"}
    assert [path.get("d") for path in drawn["leg"].iter("path")] == ["M1 2", "M3 4"]


@pytest.mark.parametrize(
    "wrong",
    [
        '<svg><path d="M1 2" style="fill:red"/></svg>',
        "<svg><script>1</script></svg>",
        "<svg><image/></svg>",
        "<svg><g>",
    ],
)
def test_a_picture_holds_nothing_but_paths_and_classes(tmp_path, wrong):
    (tmp_path / "leg.svg").write_text(wrong, encoding="utf-8")
    drawn, faults = pictures(load(BOOK % 5), Written("docs/images/drawings.yml", BOOK % 5), tmp_path)
    assert drawn == {}
    (fault,) = faults
    assert "leg: its picture is not as it was made: " in str(fault)


def test_a_drawing_that_moves_stands_in_its_page_and_the_others_wait(drawn):
    still, _ = picture_of(PICTURE.replace("moves", "still"))
    md = Markdown(extensions=[PlacedDrawingsExtension(drawn | {"still": still})])
    html = md.convert("![A leg.](images/leg.svg)\n\n![Again.](../images/still.svg)\n\n![Other](x.svg)")
    first, second, third = lxml.html.fragments_fromstring(html)
    # No paragraph around it: a browser's reader view would take that for empty.
    assert first.tag == "svg"
    assert first.attrib == {
        "role": "img",
        "aria-label": "A leg.",
        "class": "fc-drawing",
        "viewbox": "0 0 200 100",
    }
    assert {"width": "200", "height": "100", "loading": "lazy"}.items() <= dict(second.find("img").attrib).items()
    assert "loading" not in third.find("img").attrib


def test_a_drawing_among_words_stays_in_their_paragraph(drawn):
    md = Markdown(extensions=[PlacedDrawingsExtension(drawn)])
    (paragraph,) = lxml.html.fragments_fromstring(md.convert("Before ![A leg.](images/leg.svg) and after."))
    assert paragraph.tag == "p"
    assert paragraph.find("svg").tail == " and after."


def test_a_drawing_without_words_stays_a_picture_for_the_rule_to_find(drawn):
    md = Markdown(extensions=[PlacedDrawingsExtension(drawn)])
    assert "<img" in md.convert("![](images/leg.svg)")


def test_a_file_of_its_own_has_a_size_and_the_rules_that_color_it(drawn):
    root = lxml.etree.fromstring(as_file(drawn["leg"], ".fc-drawing .skin{fill:red}"))
    assert (root.get("width"), root.get("height")) == ("200", "100")
    assert root.findtext(f"{SVG}style") == ".skin{fill:red}"
    assert root.tag == f"{SVG}svg"
    assert as_file(drawn["leg"], "").startswith('<svg xmlns="http://www.w3.org/2000/svg" class="fc-drawing" viewBox=')


def test_a_file_of_its_own_carries_nothing_that_only_a_page_can_use(drawn):
    style = ":root{--a:red}@media (forced-colors:active){html:root{--a:Canvas}}.fc-drawing .skin{fill:var(--a)}"
    assert "<style>:root{--a:red}.skin{fill:var(--a)}</style>" in as_file(drawn["leg"], style)


WARNING = """
shared:
  ambulance: &ambulance {name: ambulance, shapes: [{kind: alarm-sign, shape: M0 0H9}]}
  doctor: &doctor {name: doctor, shapes: [{kind: act, shape: M0 0H9}]}
  phone: &phone {name: phone, shapes: [{kind: act, shape: M0 0H9}]}
drawings:
  leg:
    size: [9, 9]
    sign: %s
    layers:
    - {kind: %s, shape: M0 0H9}
    - {mark: *phone, at: [4, 4, 1]}
    - {mark: *%s, at: [4, 4, 0.5]}
"""


@pytest.mark.parametrize(
    ("sign", "frame", "called", "said"),
    [
        ("cold", "alarm", "ambulance", None),
        ("thick", "alarm", "doctor", None),
        ("''", "thing", "ambulance", None),
        ("cold", "alarm", "doctor", "it shows the sign “cold” and calls: doctor and phone"),
        ("thick", "alarm", "ambulance", "The sign's level is today: place the marks “doctor” and “phone”."),
        ("mild", "alarm", "doctor", "there is no danger sign “mild”"),
        ("''", "alarm", "doctor", "framed as a danger names the danger sign"),
        ("cold", "thing", "ambulance", "framed as a danger names the danger sign"),
    ],
)
def test_a_picture_of_a_danger_calls_whom_its_sign_says(sign, frame, called, said):
    text = WARNING % (sign, frame, called)
    signs = {"cold": SimpleNamespace(level="emergency"), "thick": SimpleNamespace(level="today")}
    faults = [str(fault) for fault in calls_at_fault(load(text), signs, Written("docs/images/drawings.yml", text))]
    assert len(faults) == (said is not None)
    assert said is None or (said in faults[0] and faults[0].startswith("docs/images/drawings.yml:7: drawing: leg: "))
    assert calls_at_fault(load(text), {}, Written("docs/images/drawings.yml", text)) == []


def test_every_drawing_is_colored_by_tokens_alone():
    rules = (PROJECT / "overrides/components/drawing/drawing.css").read_text(encoding="utf-8")
    values = re.findall(r"(?:fill|stroke): ([^;]+);", rules)
    assert len(values) > 15
    assert not [value for value in values if not re.fullmatch(r"var\(--fc-[a-z-]+\)|none", value)]
