"""The check that refuses a page without the notice: a page that passes, and each way to fail."""

import lxml.html
import pytest

from words.safety_notice import notice_problem

NOTICE = '<div id="safety-notice" role="note"><p>General information.</p></div>'
GOOD = f"<html><body><main><h1>Page</h1>{NOTICE}<h2>Text</h2></main></body></html>"


def test_one_notice_before_the_text_passes():
    assert notice_problem(lxml.html.document_fromstring(GOOD)) is None


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (GOOD.replace(NOTICE, ""), "0 times"),
        (GOOD.replace(NOTICE, NOTICE + NOTICE), "2 times"),
        (GOOD.replace("General information.", " "), "empty"),
        (GOOD.replace(NOTICE, "").replace("Text</h2>", f"Text</h2>{NOTICE}"), "behind the main text"),
        (GOOD.replace(NOTICE, "").replace("</main>", f"</main>{NOTICE}"), "0 times"),
    ],
)
def test_a_page_without_it_is_named(html, words):
    assert words in notice_problem(lxml.html.document_fromstring(html))


def test_only_the_answer_may_hold_steps_before_it():
    steps = "<ol><li>Sit up.</li></ol>"
    for before, problem in (
        (f'<div class="admonition fc-answer">{steps}</div>', None),
        (f"<div>{steps}</div>", "behind"),
    ):
        told = notice_problem(lxml.html.document_fromstring(GOOD.replace(NOTICE, before + NOTICE)))
        assert told is None if problem is None else problem in told


def test_what_is_wrong_is_told_in_a_sentence():
    def told(html):
        return notice_problem(lxml.html.document_fromstring(html))

    assert told(GOOD.replace(NOTICE, "")) == "the safety notice stands on this page 0 times, not once"
    assert told(GOOD.replace("General information.", " ")) == "the safety notice on this page is empty"
    behind = "the safety notice on this page stands behind the main text"
    assert told(GOOD.replace(NOTICE, f"<ol><li>Push.</li></ol>{NOTICE}")) == behind
    assert told(GOOD.replace(NOTICE, f"<h3>Steps</h3>{NOTICE}")) == behind
