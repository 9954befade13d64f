"""A bureau and an inspector enter an annual inspection, from its opening to the published result."""

from cemetery_story import rows, token
from home_story import choose, fill, submit
from visitor import expect, only

WHO = "bureau"


def enter(visitor, zh, en):
    visitor.follow(zh, en, within="#forms ~ ul")


def scan(visitor, text):
    file = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": text.encode()}
    visitor.page.locator("[name=document]").set_input_files(file)


@only(width=1280)
def story_an_inspection_from_its_opening_to_the_result(visitor):
    due = [row for row in rows(visitor, "inspection_worklist/worklist", token("bureau")) if row["task"] == "open"]
    expect(len(due) > 1, f"{len(due)} inspections are to be opened")
    one = due[visitor.language == "en"]
    path = f"/inspections/{one['facility']}/{one['year']}"
    visitor.go(path)
    visitor.sees("应检而未启动", "Due and not opened")

    enter(visitor, "年检启动", "Inspection opened")
    fill(visitor, data__checklist_version="example-1", data__self_due="2026-11-25", data__review_due="2026-11-20")
    submit(visitor, refused="R4")
    fill(visitor, data__review_due="2026-12-20")
    submit(visitor)
    visitor.sees("检查表 example-1", "checklist example-1")

    enter(visitor, "年检自查", "Self check submitted")
    for number, (item, score) in enumerate([("prices", "9"), ("fund", "8")]):
        fill(visitor, **{f"data__answers__{number}__item": item, f"data__answers__{number}__score": score})
    submit(visitor)
    visitor.sees("2 项，自评 17 分", "2 items, 17 points")
    enter(visitor, "年检材料归档", "Document filed")
    fill(visitor, data__item="fund", data__title="账目")
    scan(visitor, "accounts")
    submit(visitor)
    visitor.sees("fund：账目" if visitor.language == "zh" else "fund: 账目", "fund: 账目")

    # Two inspectors; the scan that was chosen stays with the form that was refused.
    visitor.sign_in("inspector")
    visitor.go(path)
    enter(visitor, "现场检查", "Site check recorded")
    me = visitor.page.locator("[name='data.inspector_id']").input_value()
    fill(visitor, data__item="fund", data__second_inspector_id=me)
    choose(visitor, data__finding="pass")
    scan(visitor, "on site")
    submit(visitor, refused="I6")
    fill(visitor, data__second_inspector_id="inspector-002")
    submit(visitor)
    visitor.sees("1 项，不符合 0 项", "1 items, 0 failed")

    visitor.sign_in("bureau")
    visitor.go(path)
    enter(visitor, "年检结论", "Conclusion issued")
    fill(visitor, data__score="88", data__legal_reviewer_id="law-001")
    choose(visitor, data__result="qualified")
    submit(visitor)
    visitor.sees("合格，88 分", "qualified, 88 points")
    visitor.sees("已登记。", "Recorded.")
