"""An inspector goes from what is to do to what the log holds, and draws a draw again."""

import re
import subprocess
import sys

from visitor import expect, only

WHO = "inspector"


def first_link(visitor, within):
    """The name of the first link there, in any language."""
    links = visitor.page.locator(f"{within} a")
    expect(links.count() > 0, f"{visitor.page.url}: there is no link in {within}")
    return links.first.inner_text()


def story_from_the_worklist_to_the_evidence(visitor):
    visitor.go("/")
    visitor.follow(
        "年检工作台：待检、逾期、双随机抽取与检查记录", "Inspections: due, overdue, random draws and reports"
    )
    visitor.sees("逾期在前", "What is overdue comes first")
    year = first_link(visitor, "#risk ~ .scroll td")
    visitor.follow(year, year, within="#risk ~ .scroll tbody")
    visitor.sees("由日志汇集的证据", "Evidence from the log")
    for zh, en in [
        ("无凭据出售", "Sold without papers"), ("超面积", "Over the area limit"), ("超容量安放", "Over-full"),
        ("到期未续", "Expired and not renewed"), ("有火化证明而无火化记录", "Certificates without a cremation"),
    ]:
        visitor.sees(zh, en)
    event = first_link(visitor, ".steps")
    visitor.follow(event, event, within=".steps")
    visitor.sees("年检启动", "Inspection opened")
    visitor.sees("日志原文", "The line of the log")
    visitor.back()
    visitor.follow("本次年检的全部事件", "All events of this inspection")
    visitor.sees("现场检查", "Site check recorded")


def story_a_case_then_and_now(visitor):
    visitor.go("/read-models/custody_trace/decedent?limit=5")
    case = first_link(visitor, "table.rows tbody td:first-child")
    visitor.follow(case, case, within="table.rows")
    visitor.sees("业务发生时间", "Occurred")
    visitor.sees("遗体和骨灰的去向", "Where the body and the ashes went")
    visitor.follow("当时所知", "as known then", within=".timeline")
    visitor.sees("当时尚未入库", "not yet known then")
    heads = visitor.page.locator(".heads .head").count()
    expect(heads == 2, f"{visitor.page.url}: {heads} states beside each other")
    then, now = (visitor.page.locator(".heads .head").nth(n).inner_text() for n in (0, 1))
    expect(then.split("\n", 1)[1] != now.split("\n", 1)[1], "the case stands as it stood at its first event")
    visitor.follow("回到现在", "Back to now")
    expect("asOf" not in visitor.page.url, visitor.page.url)
    visitor.page.locator("input[name=trueAt]").fill("2020-01-01")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=visitor.word("查看", "Show"), exact=True).click()
    visitor.sees("当时尚未发生", "had not happened yet")


def story_what_differs_from_now(visitor):
    visitor.go("/read-models/plot_capacity/by_facility?division=371002")
    visitor.page.locator("input[name=trueAt]").fill("2025-12-31")
    visitor.page.get_by_label(visitor.word("与现在比较", "Show what differs from now")).check()
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=visitor.word("查看", "Show"), exact=True).click()
    visitor.arrive()
    expect("diff=now" in visitor.page.url and "asOf" not in visitor.page.url, visitor.page.url)
    changed = visitor.page.locator("tr.changed")
    expect(changed.count() > 0, f"{visitor.page.url}: nothing has changed")
    expect(changed.first.locator("del").count() == changed.first.locator("ins").count() > 0, "no old beside the new")


def story_a_draw_is_drawn_again(visitor):
    visitor.go("/inspections")
    # Another may be announced meanwhile, and not drawn yet.
    held = visitor.page.locator("#draws ~ .scroll tbody tr", has_text=visitor.word("一致", "same"))
    draw = held.first.locator("a").first.inner_text()
    visitor.follow(draw, draw, within="#draws ~ .scroll")
    visitor.sees("一致：", "Same:")
    command = visitor.page.locator("#recipe ~ p code").inner_text()
    visitor.sees("种子所取的事件", "Event that gives the seed")
    lines = b"".join(visitor.page.request.get(source).body() + b"\n" for source in re.findall(r"http://[^']+", command))
    program = visitor.page.locator("#program").inner_text()
    drawn = subprocess.run([sys.executable, "-c", program], input=lines, capture_output=True, check=True).stdout.decode()
    _, picked, inspectors, *seed = drawn.splitlines()
    expect(seed == ["True"] * 4, f"the log does not give the seed: {drawn}")
    marked = [row.split()[0] for row in visitor.page.locator("tr:has(td strong) th").all_inner_texts()]
    expect(marked == picked.split() + inspectors.split(), f"the page has {marked}, the program {drawn}")


@only(width=1280)
def story_a_report_fits_a4(visitor):
    visitor.go("/inspections")
    year = first_link(visitor, "#risk ~ .scroll td")
    visitor.follow(year, year, within="#risk ~ .scroll tbody")
    paper = visitor.page.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox \[([^\]]+)\]", paper))
    expect(len(sizes) == 1, f"{sizes}")
    width, height = [float(number) for number in sizes.pop().split()[2:]]
    expect(abs(width - 595) < 1.5 and abs(height - 842) < 1.5, f"a page is {width} by {height} points")


def story_what_is_not_recorded(visitor):
    visitor.go("/cases/nobody", status=404)
    visitor.sees("没有这个个案", "There is no such case")
    visitor.go("/inspections/draws/371000/1999/1", status=404)
    visitor.sees("没有这项登记", "Nothing is recorded of it")


@only(width=1280, language="zh")
def story_the_page_says_that_there_is_something_new(visitor):
    """Somebody else records something while the page is looked at: it says so, stays where it is, and shows it when asked to."""
    visitor.go("/inspections")
    link = visitor.page.locator("#news a")
    expect(link.count() == 1 and not link.is_visible(), "there is news before anything has happened")
    address = visitor.page.url
    visitor.somebody_else_records()
    link.wait_for(state="visible", timeout=20_000)
    visitor.sees("有新的记录，刷新查看", "New records: reload to see them")
    expect(visitor.page.url == address, "the page has gone elsewhere by itself")
    visitor.arrive()
    with visitor.page.expect_navigation():
        link.click()
    expect(not visitor.page.locator("#news a").is_visible(), "what has been shown is news still")
    visitor.arrive()


@only(width=1280, language="zh")
def story_pages_do_without_a_script(visitor):
    state = visitor.page.context.storage_state()
    context = visitor.page.context.browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    try:
        page.goto(visitor.address + "/")
        expect(page.locator("table.capacity tbody tr").count() > 5, "there is no table")
        expect(page.locator("#news a").count() == 1 and not page.locator("#news a").is_visible(), "there is news")
    finally:
        context.close()
