"""The steps of a build: they stand in an order that can be, touch what they name, and know no later room."""

import ast
import re

import pytest
from mkdocs.exceptions import PluginError

import steps
from build import MADE, Build, order_problems, step
from support.built_site import PROJECT

HOOKS = PROJECT / "overrides" / "hooks"
ROOMS = ["door", "words", "evidence", "styles", "drawings", "page", "tools", "sharing", "taking_along"]
# MkDocs' events in the order in which they come; ours in which the templates are put by goes before `env`.
EVENTS = [
    "config", "files", "nav", "page_read_source", "page_markdown", "page_content", "templates", "env",
    "post_template", "page_context", "post_page", "post_build",
]  # fmt: skip


def moved_to_the_end(event, moved):
    way = dict(steps.WAY)
    way[event] = (*(each for each in way[event] if each is not moved), moved)
    return way


def test_the_steps_stand_in_an_order_that_can_be():
    assert list(order_problems(steps.WAY)) == []


def test_the_events_stand_in_the_order_of_mkdocs():
    assert [event for event in EVENTS if event in steps.WAY] == list(steps.WAY)


def test_every_field_of_a_build_is_made_by_a_step_and_needed_by_one():
    order = [each for row in steps.WAY.values() for each in row]
    assert {name for each in order for name in each.gives} == MADE
    assert {name for each in order for name in each.needs} == MADE


@pytest.mark.parametrize(
    ("event", "name", "field", "needed_by"),
    [
        ("config", "read_ledger", "moves", "accept"),
        ("config", "read_settings", "faults", "read_evidence"),
        ("files", "publish_drawings", "drawing_files", "name_pictures"),
        ("env", "find_sections", "sections", "publish_search"),
        ("env", "name_previews", "previews", None),
        ("post_build", "make_downloads", "downloads", "end_twins"),
        ("post_build", "write_short_addresses", "onward_pages", "make_downloads"),
    ],
)
def test_a_step_that_is_moved_behind_one_that_needs_it_is_named(event, name, field, needed_by):
    moved = getattr(steps, name)
    problems = list(order_problems(moved_to_the_end(event, moved)))
    if needed_by is None:
        assert problems == []
        return
    (first, *_) = [problem for problem in problems if f".{needed_by} needs “{field}”" in problem]
    assert first.endswith(f"which {moved.name} gives only later. Move it behind that one.")


def test_a_step_that_is_taken_out_is_missed():
    way = {event: tuple(each for each in row if each is not steps.read_ledger) for event, row in steps.WAY.items()}
    assert "needs “moves”, which no step gives" in "".join(order_problems(way))


def test_a_step_behind_one_that_ends_what_it_needs_is_named():
    way = dict(steps.WAY)
    way["post_page"] = (*way["post_page"], steps.parse_text)
    assert list(order_problems(way)) == [
        "words.sections.parse_text needs “texts”, which words.sections.find_sections ends. Move it before that one."
    ]


def test_a_build_with_steps_out_of_order_says_so_before_it_begins(monkeypatch, config):
    monkeypatch.setattr(steps, "WAY", moved_to_the_end("config", steps.read_settings))
    with pytest.raises(PluginError, match=r"these steps cannot stand in this order:\n.* needs “faults”"):
        steps.on_config(config)


def test_a_step_touches_no_field_that_it_does_not_name():
    @step(gives="faults")
    def begin(build):
        build.faults = []

    @step(needs="faults")
    def sly(build):
        return build.settings

    build = Build(None)
    with pytest.raises(PluginError, match="“faults” is not made yet"):
        _ = build.faults
    begin(build)
    assert build.faults == []
    with pytest.raises(PluginError, match=r"sly uses “settings” and does not say so"):
        sly(build)
    with pytest.raises(PluginError, match="no such field of Build"):
        step(needs="colour")(begin.run)


def test_what_a_step_ends_is_gone_after_it_even_if_it_breaks_off():
    @step(needs="faults moves", gives="accepted signs", ends="moves faults")
    def end(build):
        assert (build.faults, build.moves) == ([], [1])
        build.accepted = True
        raise ValueError("it broke off")

    assert (end.needs, end.gives) == (("faults", "moves"), ("accepted", "signs"))
    assert end.ends == ("moves", "faults")
    assert end.name.endswith("test_steps.end")
    build = Build(None)
    build.faults, build.moves = [], [1]
    with pytest.raises(ValueError, match="it broke off"):
        end(build)
    assert build.accepted
    for name in ("faults", "moves"):
        with pytest.raises(PluginError, match=f"“{name}” is not made yet: overrides/hooks/steps.py tells which step"):
            getattr(build, name)
    with pytest.raises(AttributeError, match="colour"):
        _ = build.colour
    with pytest.raises(PluginError, match=r"test_steps\.end: color, colour: no such field of Build\.$"):
        step(needs="colour", gives="color")(end.run)


def test_a_step_that_calls_another_goes_on_with_its_own_fields():
    @step(needs="moves")
    def inner(build):
        return build.moves

    @step(needs="faults")
    def outer(build, more, *, and_more):
        return [*inner(build), *build.faults, more, and_more]

    build = Build(None)
    build.faults, build.moves = [2], [1]
    assert outer(build, 3, and_more=4) == [1, 2, 3, 4]
    assert build.running is None

    # And with no others.
    @step(needs="faults")
    def sly(build):
        inner(build)
        return build.settings

    with pytest.raises(PluginError, match=r"sly uses “settings” and does not say so"):
        sly(build)


def test_a_step_that_breaks_off_before_anything_says_why():
    @step(ends="moves")
    def end(build):
        raise ValueError("it broke off")

    with pytest.raises(ValueError, match="it broke off"):
        end(Build(None))


def test_each_way_in_which_steps_cannot_follow_each_other_is_told_with_its_mend():
    def named(name, **fields):
        made = step(**fields)(lambda build: None)
        made.run.__module__, made.run.__name__ = "room", name
        return made

    first, last = named("first", needs="moves", gives="faults"), named("last", needs="faults", gives="moves")
    ends, after = named("ends", needs="faults", ends="faults"), named("after", needs="faults settings")
    assert list(order_problems({"config": (first, last), "files": (ends, after)})) == [
        "room.first needs “moves”, which room.last gives only later. Move it behind that one.",
        "room.after needs “faults”, which room.ends ends. Move it before that one.",
        "room.after needs “settings”, which no step gives. Put the step back that gave it.",
    ]
    # What is made anew behind the one that ended it is there again.
    anew = named("anew", gives="faults")
    again = named("again", needs="faults")
    assert list(order_problems({"config": (anew, ends, anew, again)})) == []
    # Of two that give a field the first is named.
    assert list(order_problems({"config": (again, anew, named("later", gives="faults"))})) == [
        "room.again needs “faults”, which room.anew gives only later. Move it behind that one."
    ]


def modules():
    return sorted(path for path in HOOKS.rglob("*.py") if path.parent != HOOKS)


def imported(path):
    """Yield the rooms that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name.partition(".")[0] for name in names if name.partition(".")[0] in ROOMS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_no_room_knows_a_later_one(path):
    here = ROOMS.index(path.parent.name)
    late = sorted({room for room in imported(path) if ROOMS.index(room) > here})
    assert not late, f"{path.relative_to(PROJECT)} imports from {late}, which come later: {', '.join(ROOMS)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_a_module_opens_with_a_sentence_and_has_no_state_that_changes(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert re.match(r"[A-Z][^\n]{20,}", ast.get_docstring(tree) or ""), path
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], path


def test_every_step_stands_in_the_list_once():
    found = {
        f"{path.relative_to(HOOKS).with_suffix('').as_posix().replace('/', '.')}.{node.name}"
        for path in HOOKS.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "step" for mark in node.decorator_list)
    }
    listed = [each.name for row in steps.WAY.values() for each in row]
    twice = sorted({name for name in listed if listed.count(name) > 1})
    assert not twice, f"overrides/hooks/steps.py: these stand in WAY twice: {twice}"
    missing = sorted(found - set(listed))
    assert not missing, f"overrides/hooks/steps.py: these are steps and stand in no row of WAY: {missing}"
    assert set(listed) == found


def test_the_hook_and_mkdocs_speak_of_the_same_events():
    handlers = {name.removeprefix("on_") for name in dir(steps) if name.startswith("on_")}
    assert handlers - {"pre_build", "serve"} == set(steps.WAY) - {"templates"}
