"""A county official looks at the county, down to a single place, and comes back."""

from visitor import expect, only

WHO = "bureau"


def story_from_the_overview_to_a_place_and_back(visitor):
    visitor.go("/")
    visitor.sees("各区市墓位与格位使用情况", "Use of plots and niches by county")
    visitor.follow("环翠区", "Huancui District")
    visitor.sees("各乡镇容量", "Capacity by town")
    visitor.sees("应享未办", "Due, not decided")
    visitor.sees("规划监测", "The plan monitor")
    visitor.follow("环翠区中心街道（模拟）", "Central Sub-district of Huancui District (simulated)", within="#capacity ~ .scroll")
    visitor.sees("各设施容量", "Capacity by facility")
    visitor.sees("乡镇 371002090，今属环翠区", "Town 371002090, in Huancui District today")
    visitor.follow("环翠区骨灰堂（模拟）", "Huancui District Columbarium (simulated)")
    visitor.sees("许可期限", "Licensed")
    visitor.sees("所在乡镇", "Town")
    visitor.follow("G01 1期骨灰安放厅", "G01 1期骨灰安放厅", within="#sections ~ .scroll")
    visitor.sees("图例与数量", "Legend and counts")
    counts = [int(text.replace(",", "")) for text in visitor.page.locator(".states strong").all_inner_texts()]
    expect(sum(counts[:-1]) == counts[-1], f"the states do not add up: {counts}")
    cells = visitor.page.locator("table.map td a").count()
    expect(cells == counts[-1], f"{cells} places are drawn of {counts[-1]}")
    taken = visitor.page.locator("td.full a, td.partly a").first.inner_text()
    visitor.follow(taken, taken, within="table.map")
    visitor.sees("骨灰安葬（放）", "Ashes placed")
    visitor.sees("墓位建立", "Plot range created")
    visitor.sees("入库时间", "Recorded")
    visitor.back()
    visitor.follow("环翠区中心街道（模拟）", "Central Sub-district of Huancui District (simulated)", within=".trail")
    visitor.follow("环翠区", "Huancui District", within=".trail")
    visitor.follow("威海市", "Weihai", within=".trail")
    visitor.sees("各区划容量", "Capacity by division")


def story_the_towns_of_a_county_add_up(visitor):
    """Each facility with places stands in one town, or among those whose licence names none; all are the county's total."""
    visitor.go("/divisions/371002")
    county = visitor.page.locator("#capacity ~ .scroll tbody tr")
    names = county.locator("th").all_inner_texts()
    total = visitor.word("合计", "Total")
    expect(names[-1] == total and names[-2] == visitor.word("未注明乡镇", "Town not stated"), f"{names}")
    left = [figures(row)[4] for row in county.all()]
    expect(sum(left[:-1]) == left[-1] > 0, f"the towns' places do not add up: {left}")
    others = visitor.page.locator("#town-not-stated ~ .scroll tbody tr").all()
    expect(sum(figures(row)[4] for row in others) == left[-2], "nor do those of no town")
    visitor.follow(names[0], names[0], within="#capacity ~ .scroll")
    town = visitor.page.locator("#capacity ~ .scroll tbody tr").all()
    expect(figures(town[-1])[4] == left[0], "the page of the town says otherwise")
    visitor.follow("余位", "Places left", within=".tiles")
    shown = visitor.page.locator("input[name=division]").input_value()
    expect(shown.startswith("371002") and len(shown) == 9, f"the table is of {shown!r}")


def figures(row):
    """Of a row of capacity, without its head and its kind."""
    texts = row.locator("td").all_inner_texts()[1:7]
    return [int(text.replace(",", "")) if text != "—" else 0 for text in texts]


def story_a_figure_leads_to_its_rows(visitor):
    visitor.go("/divisions/371002")
    visitor.follow("余位", "Places left", within=".tiles")
    visitor.sees("按墓区", "By section")
    shown = visitor.page.locator("input[name=division]").input_value()
    expect(shown == "371002", f"the table is of {shown!r}")
    visitor.back()
    chart = visitor.page.locator("#capacity-chart-title")
    expect(chart.count() == 1, "the chart has no name")
    visitor.page.locator("summary").first.press("Enter")
    expect(visitor.page.locator("details[open] table").first.is_visible(), "the figures of the chart do not open")


def story_the_keyboard_comes_in(visitor):
    visitor.go("/divisions/371002")
    names = visitor.tabs(7)
    expected = [
        visitor.word("跳到正文", "Skip to the contents"), visitor.word("English", "中文"),
        visitor.word("退出", "Sign out"), visitor.word("首页", "First page"), visitor.word("山东省", "Shandong"),
        visitor.word("威海市", "Weihai"), visitor.word("今日死亡", "Deaths today"),
    ]
    expect(names == expected, f"Tab comes to {names}")
    visitor.page.evaluate("document.activeElement.blur()")
    visitor.go("/divisions/371002")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.evaluate("document.activeElement.id") == "main", "the skip link leads nowhere")


def story_the_language_is_changed_in_place(visitor):
    visitor.go("/facilities/371002-GHT-01/sections/G01")
    heading = visitor.heading()
    visitor.language = "en" if visitor.language == "zh" else "zh"
    other = visitor.page.locator(".language a")
    with visitor.page.expect_navigation():
        other.click()
    expect("/facilities/371002-GHT-01/sections/G01" in visitor.page.url, visitor.page.url)
    expect(visitor.heading() != heading, "the heading has stayed as it was")


def story_what_there_is_not(visitor):
    visitor.go("/divisions/110000", status=404)
    visitor.sees("没有这个区划", "There is no such division")
    visitor.follow("首页", "First page", within=".trail")


@only(width=1280, language="zh")
def story_every_table_speaks_chinese(visitor):
    visitor.go("/read-models/plot_capacity/by_division")
    addresses = "links => links.map(a => a.getAttribute('href'))"
    models = visitor.page.eval_on_selector_all("nav.tabs:not(section nav) a", addresses)
    expect(len(models) > 5, f"{models}")
    for model in models:
        visitor.go(model + "?limit=20")
        for view in visitor.page.eval_on_selector_all("section nav.tabs a:not([aria-current])", addresses):
            visitor.go(view, thorough=False)


def story_a_draw_is_announced_and_held(visitor):
    """Whom it draws is decided by what somebody else records in between."""
    visitor.go("/inspections")
    visitor.follow("公告一次抽取", "Announce a draw")
    page = visitor.page
    # A round is drawn before the next is announced, so that each who plays has a county of its own.
    county = {("zh", 1280): "371002", ("zh", 390): "371003", ("en", 1280): "371082", ("en", 390): "371083"}
    visitor.go(f"/inspections/draws?division={county[visitor.language, visitor.width]}")
    expect(len(page.locator("[name='data.population']").input_value().split()) > 2, "no cemeteries are listed")
    page.locator("[name='data.pool']").fill("JC-001\nJC-002\nJC-003\nJC-004")
    page.locator("[name='data.picked_count']").fill("2")
    page.locator("[name='data.inspector_count']").fill("1")
    with page.expect_navigation():
        page.locator("form.entry-form button").click()
    # The browser reports the status 422 of a page that says what was refused.
    visitor.complaints.clear()
    visitor.sees("没有登记：规则 I6", "Not recorded: rule I6")
    expect(page.locator("[name='data.pool']").input_value().split() == ["JC-001", "JC-002", "JC-003", "JC-004"], "typed in vain")
    visitor.arrive()
    page.locator("[name='data.inspector_count']").fill("2")
    with page.expect_navigation():
        page.locator("form.entry-form button").click()
    visitor.arrive()
    visitor.sees("已公告，待抽取", "Announced, not drawn yet")
    if page.locator("#seed ~ p.notice").count():
        visitor.somebody_else_records()
        page.reload()
        visitor.arrive()
    visitor.sees("它的叶哈希就是种子", "its leaf is the seed")
    with page.expect_navigation():
        page.locator("form.entry-form button").click()
    visitor.arrive()
    visitor.sees("一致：", "Same:")
    visitor.sees("种子所取的事件", "Event that gives the seed")
