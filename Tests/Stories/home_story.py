"""A clerk of a funeral home begins the day, enters a case step by step, uploads a file and prints what the family is due."""

import json
import random
import uuid

from visitor import expect, only

WHO = "home"


def submit(visitor, refused=None):
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=visitor.word("提交登记", "Submit"), exact=True).click()
    if refused:  # the browser says that the answer is a refusal, which is so
        visitor.complaints.clear()
    visitor.arrive()
    if refused:
        visitor.sees(f"没有登记：规则 {refused}", f"Not recorded: rule {refused}")


def fill(visitor, **values):
    for name, value in values.items():
        visitor.page.locator(f"[name='{name.replace('__', '.')}']").fill(value)


def choose(visitor, **values):
    for name, value in values.items():
        visitor.page.locator(f"[name='{name.replace('__', '.')}']").select_option(value)


def citizen():
    """A number that passes its check and is nobody's."""
    digits = f"371002{random.randint(1930, 1960)}{random.randint(1, 12):02}{random.randint(1, 28):02}{random.randint(0, 999):03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def open_a_case(visitor):
    visitor.go("/home/begin")
    case = visitor.page.locator("[name=key]").input_value()
    submit(visitor)
    visitor.sees("已登记：建案", "Recorded: Case opened")
    visitor.sees("办理下一步：死亡证明登记", "Next step: Death certificate recorded")
    return case


def story_a_case_from_the_call_to_the_confirmation(visitor):
    visitor.go("/home")
    visitor.sees("未结个案，按下一步分", "Open cases, by their next step")
    visitor.follow("新建个案", "Open a case")
    case = open_a_case(visitor)
    number = citizen()

    visitor.follow("办理下一步：死亡证明登记", "Next step: Death certificate recorded")
    visitor.sees("一份死亡证明只能用一次", "A death certificate is used once")
    fill(
        visitor, sealed__certificate_number=number, data__issuer_uscc="11370100004188768U", data__death_at="2026-11-20T05:20",
        data__death_division="371002", data__issued_on="2026-11-20",
    )
    choose(visitor, data__manner="abnormal")
    # Refused: the rule, what was found, what to do; and nothing that was typed is lost.
    submit(visitor, refused="D5")
    expect(visitor.page.locator("[name='sealed.certificate_number']").input_value() == number, "the number is lost")
    expect(number not in visitor.page.url, visitor.page.url)
    choose(visitor, data__manner="normal")
    submit(visitor)
    visitor.sees("已登记：死亡证明登记", "Recorded: Death certificate recorded")

    visitor.follow("办理下一步：身份核验", "Next step: Identity verified")
    fill(visitor, sealed__id_number=number[:-1] + ("1" if number[-1] != "1" else "2"), sealed__name="示例")
    submit(visitor, refused="S9")
    expect(visitor.page.locator("[aria-invalid=true]").count() == 1, "the field is not marked")
    fill(visitor, sealed__id_number=number)
    submit(visitor)
    visitor.sees("已登记：身份核验", "Recorded: Identity verified")

    visitor.follow("办理下一步：火化确认", "Next step: Cremation authorised")
    me = visitor.page.locator("[name='data.checker_id']").input_value()
    fill(visitor, sealed__name="示例", data__confirm_form_no="示例-1", data__second_checker_id=me)
    choose(visitor, data__relation_code="child")
    submit(visitor, refused="D3")
    fill(visitor, data__second_checker_id="clerk-002")
    # A second click sends the same event.
    typed = visitor.page.evaluate("Object.fromEntries(new FormData(document.querySelector('.entry-form')))")
    own = {"Sec-Fetch-Site": "same-origin"}
    first = visitor.page.request.post(visitor.page.url, form=typed, headers=own, max_redirects=0)
    expect(first.status == 303, f"{first.status}")
    submit(visitor)
    visitor.sees("已登记：火化确认", "Recorded: Cremation authorised")
    visitor.sees("办理下一步：火化完成", "Next step: Cremation completed")
    expect(f"/home/cases/{case}" in visitor.page.url, visitor.page.url)
    names = visitor.page.locator("#entries ~ .scroll tbody th").all_inner_texts()
    expect(names.count(visitor.word("火化确认", "Cremation authorised")) == 1, f"{names}")

    visitor.go("/home")
    visitor.page.locator("[name=number]").fill(f" {case} ")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=visitor.word("查找", "Find")).click()
    visitor.arrive()
    expect(visitor.heading() == visitor.word(f"个案 {case}", f"Case {case}"), visitor.heading())


def story_what_a_family_is_due(visitor):
    visitor.go("/home")
    visitor.page.locator("#cases ~ .scroll tbody th a").first.click()
    visitor.arrive()
    visitor.follow("这一家能减免多少：说明单（可打印）", "What this family is due, to print")
    visitor.sees("应当减免", "yuan are free")
    visitor.sees("逐项说明", "Service by service")


def story_a_file_line_by_line(visitor):
    case = f"C-STORY-{uuid.uuid4().hex[:8]}"
    opened = {
        "specversion": "1.0", "id": str(uuid.uuid4()), "source": "371002-BYG-01", "actor": "clerk-001",
        "type": "CaseOpened", "subject": f"case/{case}", "time": "2026-11-20T08:00:00+08:00",
        "dataschema": "CaseOpened/v1",
        "data": {"facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": False},
    }
    kept = dict(opened, id=str(uuid.uuid4()), type="KeepingEnded", dataschema="KeepingEnded/v1",
                data={"ended_at": "2026-11-20T09:00:00+08:00"})
    lines = [opened, opened, kept, {"nothing": "of the kind"}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    visitor.go("/home/upload")
    visitor.page.locator("[name=file]").set_input_files({"name": "十一月.ndjson", "mimeType": "text/plain", "buffer": text.encode()})
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button").filter(has_text=visitor.word("上传并登记", "Upload and record")).click()
    visitor.arrive()
    figures = visitor.page.locator(".tiles dd").all_inner_texts()
    expect(figures == ["1", "1", "2"], f"{figures}")
    visitor.sees("办法：", "What to do:")
    visitor.follow("全部", "All")
    visitor.sees("以前登记过", "recorded before")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=visitor.word("下载全部结果（CSV）", "All answers as a table (CSV)")).click()
    rows = open(download.value.path(), encoding="utf-8-sig").read().splitlines()
    expect(len(rows) == 5, f"{rows}")
    visitor.page.reload()
    visitor.arrive()


def story_the_blank_certificates(visitor):
    visitor.go("/home/stock")
    visitor.sees("逐批领用情况", "Delivery by delivery")
    left = visitor.page.locator(".tiles dd").first.inner_text()
    visitor.follow("登记空白证明作废", "Enter: Stock spoiled")
    serial = visitor.page.locator("[name='data.serial']")
    serial.fill("00000000")
    fill(visitor, data__reason="写错", data__witness_id="clerk-002")
    submit(visitor, refused="D7")
    visitor.follow("空白证明", "Blank certificates", within="nav.tabs")
    expect(visitor.page.locator(".tiles dd").first.inner_text() == left, "a form is gone")


@only(width=1280, language="zh")
def story_the_keyboard_fills_a_form(visitor):
    visitor.go("/home/begin")
    names = visitor.tabs(12)
    expect(names[-2:] == ["更正与撤销", "INPUT"], f"Tab comes to {names}")
