"""Plays every story of the files *_story.py beside this one: play.py ADDRESS [a part of a story's name]."""

import concurrent.futures
import importlib
import pathlib
import sys
import time

from playwright.sync_api import sync_playwright

from visitor import Disappointed, Visitor

FOLDER = pathlib.Path(__file__).parent
browser = None


def open_browser():
    """Once in each process: they share nothing."""
    global browser
    # Debian's; what Playwright would bring along comes from elsewhere.
    browser = sync_playwright().start().chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])


def play(address, module, name, language, width):
    began = time.monotonic()
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        stories = importlib.import_module(module)
        visitor = Visitor(page, address, language, width)
        visitor.sign_in(stories.WHO)
        getattr(stories, name)(visitor)
        trouble = None
    except Disappointed as disappointment:
        trouble = str(disappointment)
    except Exception as error:  # a time limit, say
        trouble = f"{page.url}: {type(error).__name__}: {error}"
    page.close()
    return trouble, time.monotonic() - began


def plays(part):
    for file in sorted(FOLDER.glob("*_story.py")):
        module = importlib.import_module(file.stem)
        for name in dir(module):
            if name.startswith("story_") and part in name:
                only_width, only_language = getattr(getattr(module, name), "only", (None, None))
                for language in [only_language] if only_language else ["zh", "en"]:
                    for width in [only_width] if only_width else [1280, 390]:
                        yield file.stem, name, language, width


def main():
    address, part = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else "")
    failed = played = 0
    with concurrent.futures.ProcessPoolExecutor(2, initializer=open_browser) as pool:
        waiting = {pool.submit(play, address, *one): one for one in plays(part)}
        for future in concurrent.futures.as_completed(waiting):
            (_, name, language, width), (trouble, seconds) = waiting[future], future.result()
            played += 1
            failed += trouble is not None
            print(f"{name} {language} {width}: {'FAILED: ' + trouble if trouble else 'ok'} ({seconds:.1f} s)", flush=True)
    print(f"stories: {played} played, {failed} failed")
    sys.exit(1 if failed or not played else 0)


if __name__ == "__main__":
    main()
