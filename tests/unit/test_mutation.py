"""What `make mutants` reads and writes: without changing anything."""

import multiprocessing
import os
import pkgutil
import re
import tomllib

import pytest
import yaml

from beside import beside
from mutation import quick_first
from mutation.mutants import LEFT_OUT, change_of, chosen, configuration, function_of, reason, verdict
from styles.used_styles import names_of
from support.built_site import PROJECT

SURVIVORS = yaml.safe_load((PROJECT / "tests" / "mutation" / "survivors.yml").read_text(encoding="utf-8"))


def test_the_tests_see_the_code_that_is_changed():
    found = tomllib.loads(configuration((PROJECT / "pyproject.toml").read_text(encoding="utf-8")))["tool"]
    assert found["pytest"]["ini_options"]["pythonpath"] == ["src", "tests", ".ci/hosts"]
    assert found["mutmut"]["source_paths"] == ["src"]


def test_what_is_left_out_is_there():
    assert [name for name in LEFT_OUT if not (PROJECT / "overrides" / "hooks" / name).exists()] == []


@pytest.mark.parametrize(
    ("mutant", "name"),
    [
        ("words.sections.x_cut__mutmut_3", "words.sections.cut"),
        ("words.sections.x__spaced__mutmut_12", "words.sections._spaced"),
        ("words.danger_signs.xǁDangerSignǁtold__mutmut_3", "words.danger_signs.DangerSign.told"),
    ],
)
def test_a_function_is_called_by_its_name(mutant, name):
    assert function_of(mutant) == name


def test_a_change_is_the_line_that_was_put_in():
    diff = "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n def a():\n-    return 1\n+    return 2\n"
    assert change_of(diff) == "return 2"


@pytest.mark.parametrize(
    ("code", "word"), [(1, "killed"), (36, "killed"), (0, "survived"), (33, "survived"), (None, "untried")]
)
def test_a_change_that_no_test_reaches_has_survived(code, word):
    assert verdict(code) == word


@pytest.mark.parametrize(
    ("rooms", "taken"),
    [([], True), (["words"], True), (["words/sections"], True), (["word"], False), (["door/"], False)],
)
def test_a_room_or_a_file_can_be_named(rooms, taken):
    assert chosen("words/sections.py", rooms) is taken


def test_no_answer_of_the_unchanged_code_is_given_for_that_of_a_changed_one():
    names_of("a{}")
    assert names_of.cache_info().currsize
    quick_first.forget()
    assert not names_of.cache_info().currsize


def test_no_process_of_a_test_is_left_for_mutmut_to_take_for_one_of_its_own():
    told, tell = os.pipe()
    others = multiprocessing.active_children()
    beside(os.read, told, 1)
    (process,) = set(multiprocessing.active_children()).difference(others)
    os.write(tell, b"x")
    quick_first.pytest_sessionfinish()
    with pytest.raises(ChildProcessError):
        os.waitpid(process.pid, 0)
    os.close(told)
    os.close(tell)


def test_a_reason_is_that_of_one_change_or_of_all_that_are_like_it():
    listed = [{"in": "a.b.c", "becomes": "return 2", "why": "One."}, {"like": r"strict=\w+", "why": "All."}]
    assert reason("a.b.c", "return 2", listed) == "One."
    assert reason("a.b.d", "return 2", listed) == ""
    assert reason("a.b.d", "return zip(x, y, strict=None)", listed) == "All."


@pytest.mark.parametrize("survivor", [each for each in SURVIVORS if "in" in each], ids=lambda each: each["in"])
def test_each_survivor_with_a_reason_is_of_a_function_that_is_there(survivor):
    assert set(survivor) == {"in", "becomes", "why"}
    assert callable(pkgutil.resolve_name(survivor["in"]))


@pytest.mark.parametrize("survivor", [each for each in SURVIVORS if "like" in each], ids=lambda each: each["like"])
def test_what_many_survivors_are_like_is_a_pattern_that_few_lines_of_the_hooks_match_as_they_are(survivor):
    """Or it would excuse what nobody changed."""
    assert set(survivor) == {"like", "why"}
    hooks = [path.read_text(encoding="utf-8") for path in (PROJECT / "overrides" / "hooks").rglob("*.py")]
    assert not re.search(survivor["like"], "\n".join(hooks))
