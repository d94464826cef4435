"""A window that shows WebKit and nothing else, of any width, for `webkit.py`.

The system's own Python runs this, since GTK lives there: it knows nothing of this project. WebKit's driver starts it.
It is told on a socket what no driver can do: one line of JSON for each thing, answered by one line when it is done.
"""

import json
import socket
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

settings = WebKit2.Settings()
# Nothing is kept on the disk.
context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)
view = WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=True)
window = Gtk.Window()
window.add(view)
window.show_all()

line = socket.socket(socket.AF_UNIX)
line.connect(sys.argv[1])
told = line.makefile("rw", encoding="utf-8")


def answer(what=""):
    told.write(json.dumps(what) + "\n")
    told.flush()


def size(width, height):
    window.resize(width, height)
    answer()


def choose(dark, scripts, worker):
    Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", dark)
    # The scripts of a page; the driver's own still run.
    settings.set_enable_javascript_markup(scripts)
    features = WebKit2.Settings.get_all_features()
    for feature in map(features.get, range(features.get_length())):
        if feature.get_identifier() == "ServiceWorkers":
            settings.set_feature_enabled(feature, worker)
    answer()


def printed(paper, uri):
    on_paper = Gtk.PageSetup()
    on_paper.set_paper_size_and_default_margins(Gtk.PaperSize.new(paper))
    to_file = Gtk.PrintSettings()
    to_file.set_printer("Print to File")
    to_file.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    to_file.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, uri)
    # Kept by its name until it is done.
    printed.operation = operation = WebKit2.PrintOperation(web_view=view, page_setup=on_paper, print_settings=to_file)
    operation.connect("failed", lambda operation, error: answer(error.message))
    operation.connect("finished", lambda operation: answer())
    operation.print_()


def listen(*event):
    wish = told.readline()
    if not wish:
        # Whoever started this has gone.
        Gtk.main_quit()
        return False
    name, *arguments = json.loads(wish)
    {"size": size, "choose": choose, "printed": printed}[name](*arguments)
    return True


def begin(context, session):
    session.set_application_info(WebKit2.ApplicationInfo())
    session.connect("create-web-view", lambda session: view)


context.connect("automation-started", begin)
GLib.io_add_watch(line.fileno(), GLib.IO_IN | GLib.IO_HUP, listen)
Gtk.main()
