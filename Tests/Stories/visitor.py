"""A person with a browser, for stories."""

import re

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}


class Disappointed(AssertionError):
    """The page is not what the story says."""


def expect(holds, what):
    if not holds:
        raise Disappointed(what)


def only(width=None, language=None):
    """Plays a story for one width or language."""

    def mark(story):
        story.only = (width, language)
        return story

    return mark


class Visitor:
    def __init__(self, page, address, language, width):
        (self.page, self.address, self.language, self.width) = (page, address, language, width)
        self.complaints = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def word(self, zh, en):
        return zh if self.language == "zh" else en

    def sign_in(self, who):
        """As one of the three who sign in with a click; a story of somebody else sees to it itself."""
        if who is None:
            return
        self.page.goto(self.address + "/sign-in")
        with self.page.expect_navigation():
            self.page.locator(f"form[action*='person={who}'] button").click()

    def go(self, path, status=200, thorough=True):
        """Opens an address, in the visitor's language. Of many pages that are made alike, one is looked at thoroughly."""
        joint = "&" if "?" in path else "?"
        response = self.page.goto(self.address + path + (f"{joint}lang=en" if self.language == "en" else ""))
        expect(response.status == status, f"{path}: {response.status}")
        if status != 200:  # the browser says that there is no page, which is so
            self.complaints.clear()
        self.arrive(thorough)

    def follow(self, zh, en, within=None):
        """Follows the first link of that name."""
        name = self.word(zh, en)
        place = self.page.locator(within) if within else self.page
        link = place.get_by_role("link", name=name, exact=True).first
        expect(link.count() == 1, f"{self.page.url}: there is no link {name!r}")
        with self.page.expect_navigation():
            link.click()
        self.arrive()

    def back(self):
        self.page.go_back()
        self.arrive()

    def sees(self, zh, en):
        text = self.word(zh, en)
        expect(text in self.page.locator("body").inner_text(), f"{self.page.url}: {text!r} is not there")

    def heading(self):
        return self.page.locator("h1").inner_text()

    def tabs(self, count):
        """The names of what so many presses of Tab come to, from the top; each must be seen to have the focus."""
        self.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        names = []
        for _ in range(count):
            self.page.keyboard.press("Tab")
            name, seen = self.page.evaluate(
                """() => {
                  const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
                  return [e.getAttribute("aria-label") || e.innerText || e.tagName,
                          s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 && b.width > 0 && b.right > 0];
                }"""
            )
            expect(seen, f"{self.page.url}: nobody sees that {name!r} has the focus")
            names.append(name.strip())
        return names

    def somebody_else_records(self):
        """The clerk of a funeral home opens a case."""
        other = self.page.context.browser.new_page()
        try:
            other.goto(self.address + "/sign-in")
            with other.expect_navigation():
                other.locator("form[action*='person=home'] button").click()
            status = other.evaluate(
                """async () => {
                  const id = crypto.randomUUID(), event = {
                    specversion: "1.0", id, source: "371002-BYG-01", actor: "clerk-001", type: "CaseOpened",
                    subject: "case/C-BESIDE-" + id.slice(0, 8).toUpperCase(), time: "2026-09-30T09:30:00+08:00",
                    dataschema: "CaseOpened/v1",
                    data: {facility_id: "371002-BYG-01", place_kind: "hospital", unknown_person: false}};
                  const answer = await fetch("/v1/submissions", {
                    method: "POST", headers: {"Content-Type": "application/cloudevents+json"}, body: JSON.stringify(event)});
                  return answer.status;
                }"""
            )
            expect(status == 201, f"the submission was answered {status}")
        finally:
            other.close()

    def arrive(self, thorough=True):
        page = self.page
        if thorough:
            report = Axe().run(page, options=RULES)
            expect(report.violations_count == 0, f"{page.url} at {self.width}: {report.generate_report()}")
        overflow = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        expect(overflow <= 0, f"{page.url} is {overflow} pixels wider than a screen of {self.width}")
        expect(not self.complaints, f"{page.url}: the browser says {self.complaints}")
        language = page.locator("html").get_attribute("lang")
        expect(language == self.word("zh-CN", "en"), f"{page.url} is in {language}")
        expect(page.locator("h1").count() == 1, f"{page.url} has not one heading of the first order")
        levels = [int(name[1]) for name in page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(e => e.tagName)")]
        expect(all(b - a <= 1 for a, b in zip(levels, levels[1:])), f"{page.url}: headings {levels}")
        if self.language == "zh":
            self._no_codes()

    def _no_codes(self):
        """Tables for people have words, not the codes that programs write."""
        cells = self.page.evaluate(
            "[...document.querySelectorAll('table.rows td, dl.facts dd')].map(e => e.innerText)"
        )
        codes = {cell for cell in cells if re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", cell)}
        expect(not codes, f"{self.page.url}: {sorted(codes)}")
