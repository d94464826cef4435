"""All that happens in a build, in order: start here. This is the one hook that `mkdocs.yml` names.

Each row of `WAY` is an event of MkDocs, in the order in which they come, with the steps that we take then. (The rows
`templates` and `env` are one event of MkDocs: they differ in what their steps are given.) A step is a function of a
room; `build.py` says what steps share. Rooms, in the order of a page's way, each of which knows only
those before it: door, words, evidence, styles, drawings, page, tools, sharing, taking_along.
"""

import gc
import logging
from pathlib import Path

from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.utils import CountHandler

from build import Build, order_problems, step
from door.fault import refuse
from door.port import find_port_free, port_told
from door.settings import read_settings
from drawings.drawing import keep_shown_drawings, offer_drawings, place_drawings, publish_drawings, read_drawings
from evidence.evidence_notes import find_notes, find_uses, number_markers, print_notes, read_evidence, word_citations
from evidence.evidence_rules import check_pages
from evidence.register_downloads import publish_data
from evidence.scorecard import begin_scores, print_scores, read_scorecard
from page.content_policy import write_headers
from page.finished_pages import begin_finished_pages, end_finished_pages, finish_page, finish_template
from page.lasting_names import name_pictures
from page.licenses import publish_licenses
from page.page_script import publish_page_script, read_keys_style
from page.published_files import keep_own_files
from page.whole_site import SiteInMaking
from sharing.moved_addresses import check_moves, print_moves, read_ledger, write_former_pages
from sharing.plain_text import begin_twins, end_twins, twin_last_pages, twin_page
from sharing.preview_pictures import name_previews, put_previews
from sharing.search import publish_search, read_dialog_style, read_search_words
from sharing.section_links import link_headings
from sharing.short_addresses import fit_onward, print_preview, publish_sharing, read_panel_style, write_short_addresses
from sharing.structured_data import print_structured_data
from taking_along.home_screen import publish_home_screen
from taking_along.offline_worker import publish_kept, write_worker
from taking_along.take_along import begin_offer, keep_offer, make_downloads, order_pages
from tools.country_numbers import find_numbers
from tools.tools import publish_tools, read_tool_styles
from words.cautions import read_cautions
from words.danger_signs import read_signs
from words.page_record import date_the_site_map
from words.safety_notice import check_notices
from words.sections import find_sections, parse_text
from words.source_page import hand_on_source, hand_on_text, read_pages
from words.stacked_tables import stack_tables


@step(needs="faults register signs cautions scorecard moves drawings search_words", gives="accepted")
def accept(build):
    """Go on if all that was written can be read, and tell every fault if not."""
    refuse(build.faults)
    build.accepted = True


@step(needs="settings", gives="env")
def keep_templates(build, env):
    """Keep the templates at hand, and tell them all who publishes the guide."""
    build.env = env
    env.globals["publisher"] = build.settings.publisher


WAY = {
    # The site is set up, and all but the pages is read.
    "config": (
        read_settings,
        read_evidence,
        read_signs,
        read_cautions,
        read_scorecard,
        read_ledger,
        read_drawings,
        read_search_words,
        accept,
        find_port_free,
        word_citations,
        # These four only tell the Markdown reader what to do later, with each page.
        number_markers,
        link_headings,
        stack_tables,
        place_drawings,
        # What every page will need.
        read_keys_style,
        read_dialog_style,
        read_panel_style,
        read_tool_styles,
        begin_finished_pages,
        begin_offer,
    ),
    # All files are known: pages are read and checked, and what is published beside them is gathered. To check a page,
    # its Markdown is converted here, once; MkDocs goes on later with what came of that (`words/read_once.py`).
    "files": (
        keep_own_files,
        read_pages,
        find_uses,
        publish_licenses,
        publish_data,
        publish_drawings,
        name_pictures,
        check_pages,
    ),
    "nav": (order_pages,),
    # For each page: its text goes to the Markdown reader, and comes back as HTML.
    "page_read_source": (hand_on_source,),
    "page_markdown": (hand_on_text,),
    "page_content": (parse_text, find_notes),
    # All pages are HTML; the templates are ready.
    "templates": (keep_templates, offer_drawings),
    "env": (
        date_the_site_map,
        keep_shown_drawings,
        find_numbers,
        # Before the sections are found, which takes the texts apart.
        begin_scores,
        find_sections,
        publish_search,
        publish_home_screen,
        publish_kept,
        name_previews,
        publish_sharing,
        publish_tools,
        publish_page_script,
        begin_twins,
        check_moves,
    ),
    # For each page that is a template alone, such as 404.html.
    "post_template": (finish_template,),
    # For each page: what its template prints, then the page that came out of it.
    "page_context": (print_notes, print_scores, print_moves, print_preview, keep_offer, print_structured_data),
    "post_page": (finish_page, twin_page),
    # All pages are written: what is made of them.
    "post_build": (
        end_finished_pages,
        check_notices,
        twin_last_pages,
        fit_onward,
        write_former_pages,
        put_previews,
        write_short_addresses,
        make_downloads,
        end_twins,
        write_headers,
        write_worker,
    ),
}
log = logging.getLogger("mkdocs.hooks.steps")
HOOKS = Path(__file__).parent
# Python looks through all that is there ever again for what nobody needs. The trees of the pages are needed to the end
# of a build, and to walk through them was a tenth of one of a thousand pages: it looks at what is new, as before.
gc.set_threshold(*gc.get_threshold()[:2], 1000)


def build_of(config):
    """Return the build that a configuration belongs to."""
    return config.build


def on_config(config):
    """Begin a build."""
    if problems := list(order_problems(WAY)):
        raise PluginError("overrides/hooks/steps.py: these steps cannot stand in this order:\n" + "\n".join(problems))
    build = config.build = Build(config)
    for each in WAY["config"]:
        each(build)
    return config


def on_pre_build(config):
    """Build beside the site that stands there: it stays as it is until the next one is whole."""
    making = build_of(config).making = SiteInMaking(config.site_dir)
    config.site_dir = str(making.folder)


def on_files(files, config):
    for each in WAY["files"]:
        each(build_of(config), files)
    return files


def on_nav(nav, config, files):
    for each in WAY["nav"]:
        each(build_of(config), nav, files)
    return nav


def on_page_read_source(page, config):
    for each in WAY["page_read_source"]:
        text = each(build_of(config), page)
    return text


def on_page_markdown(markdown, page, config, files):
    for each in WAY["page_markdown"]:
        markdown = each(build_of(config), markdown, page)
    return markdown


def on_page_content(html, page, config, files):
    for each in WAY["page_content"]:
        html = each(build_of(config), html, page)
    return html


def on_env(env, config, files):
    for each in WAY["templates"]:
        each(build_of(config), env)
    for each in WAY["env"]:
        each(build_of(config), files)
    return env


def on_page_context(context, page, config, nav):
    for each in WAY["page_context"]:
        each(build_of(config), context, page)
    return context


def on_post_page(output, page, config):
    for each in WAY["post_page"]:
        output = each(build_of(config), output, page)
    return output


def on_post_template(output_content, template_name, config):
    for each in WAY["post_template"]:
        output_content = each(build_of(config), output_content, template_name)
    return output_content


def on_post_build(config):
    build = build_of(config)
    for each in WAY["post_build"]:
        each(build)
    config.site_dir = str(build.making.site)
    # A strict build goes on to its end and fails there, if there was anything to warn of.
    counters = [each for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler)]
    if not any(each.get_counts() for each in counters):
        build.making.put_in_place()


def code_of_hooks():
    """Return what stands in the files of this folder, which Python reads once."""
    return {path: path.read_bytes() for path in sorted(HOOKS.rglob("*.py"))}


def on_serve(server, config, builder):
    """Let a build that fails leave the last good site where it is, so that no page hangs until the fault is mended.

    The code of the hooks is that of the start: where it has changed, nothing is built that would only look new.
    """
    build, bind = server.builder, server.server_bind
    begun = seen = code_of_hooks()

    def careful():
        nonlocal seen
        before, seen = seen, code_of_hooks()
        if changed := sorted(path for path in begun.keys() | seen.keys() if begun.get(path) != seen.get(path)):
            names = ", ".join(f"overrides/hooks/{path.relative_to(HOOKS).as_posix()}" for path in changed)
            log.error(f"Restart: end this server with Ctrl-C, and begin anew with: make serve. Changed: {names}")
            if seen != before:
                log.error("The pages stay as they were.")
                return
        try:
            build()
        except (MkDocsException, SystemExit) as error:
            # Whoever stopped the build has told why, except where the configuration could not even be read.
            log.error(str(error))
        except Exception:
            log.exception("The build broke off.")
        else:
            return
        log.error("The pages stay as they were. Mend what is told above, and they come anew.")

    def bind_or_say():
        with port_told(*config.dev_addr):
            bind()

    server.builder, server.server_bind = careful, bind_or_say
    return server
