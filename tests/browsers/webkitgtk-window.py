"""One window of WebKitGTK, driven by WebKitWebDriver.

Under automation WebKit does not write the console out, and its own MiniBrowser takes no script that runs before those of
a page. This window takes one, and writes to a file what that script tells, each request, and each one that failed.
"""

import argparse
import tempfile

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

LIMITS = ("no-cookies", "no-indexed-db", "no-javascript", "no-local-storage", "private-window")

parser = argparse.ArgumentParser()
parser.add_argument("--log", required=True, help="file for the console and the requests")
parser.add_argument("--script", required=True, help="file with a script that runs before those of each page")
parser.add_argument("--limit", choices=LIMITS)
options = parser.parse_args()

log = open(options.log, "a", buffering=1, encoding="utf8")

settings = WebKit2.Settings(
    # WebKit stops opening IndexedDB when a page goes to the back/forward cache with an open transaction. This happens
    # on http without "no-store" only, so on this machine and not in a deployment.
    enable_page_cache=False,
    enable_javascript=options.limit != "no-javascript",
    enable_html5_local_storage=options.limit != "no-local-storage",
    hardware_acceleration_policy=WebKit2.HardwareAccelerationPolicy.NEVER,
)
if options.limit == "no-indexed-db":
    features = WebKit2.Settings.get_all_features()
    named = {features.get(n).get_identifier(): features.get(n) for n in range(features.get_length())}
    settings.set_feature_enabled(named["IndexedDBAPI"], False)

with tempfile.TemporaryDirectory() as profile, open(options.script, encoding="utf8") as script:
    data = (
        WebKit2.WebsiteDataManager.new_ephemeral()
        if options.limit == "private-window"
        else WebKit2.WebsiteDataManager(base_data_directory=profile, base_cache_directory=profile)
    )
    context = WebKit2.WebContext.new_with_website_data_manager(data)
    context.set_automation_allowed(True)
    if options.limit == "no-cookies":
        context.get_cookie_manager().set_accept_policy(WebKit2.CookieAcceptPolicy.NEVER)

    content = WebKit2.UserContentManager()
    content.add_script(
        WebKit2.UserScript(
            script.read(),
            WebKit2.UserContentInjectedFrames.ALL_FRAMES,
            WebKit2.UserScriptInjectionTime.START,
            None,
            None,
        )
    )

    content.register_script_message_handler("problem")
    content.connect(
        "script-message-received::problem",
        lambda _, message: print("PROBLEM", message.get_js_value().to_string().replace("\n", " "), file=log),
    )

    view = WebKit2.WebView(
        web_context=context,
        settings=settings,
        user_content_manager=content,
        is_controlled_by_automation=True,
    )
    def watch(_, resource, request):
        address = request.get_uri()
        print("REQUEST", address, file=log)

        def finish(resource):
            status = resource.get_response().get_status_code()
            if status >= 400:
                print("PROBLEM", f"{status}: {address}", file=log)

        resource.connect("finished", finish)

    view.connect("resource-load-started", watch)

    def start(_, session):
        information = WebKit2.ApplicationInfo()
        information.set_name("webkitgtk-window")
        information.set_version(1, 0, 0)
        session.set_application_info(information)
        session.connect("create-web-view", lambda _: view)

    context.connect("automation-started", start)

    # Animations would take processor time from the tests.
    Gtk.Settings.get_default().set_property("gtk-enable-animations", False)
    window = Gtk.Window(default_width=1280, default_height=800)
    window.connect("destroy", Gtk.main_quit)
    view.connect("close", lambda _: window.destroy())
    window.add(view)
    window.show_all()
    Gtk.main()
