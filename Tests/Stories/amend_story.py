"""A home finds a mistake and proposes to correct it; its bureau decides. Personal data are found by a number, and shown in clear."""

from home_story import choose, citizen, fill, open_a_case, submit
from visitor import expect

WHO = "home"


def press(visitor, zh, en, refused=False):
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=visitor.word(zh, en), exact=True).first.click()
    if refused:  # the browser says that the answer is a refusal, which is so
        visitor.complaints.clear()
    visitor.arrive()


def propose(visitor):
    """Proposes to correct where a new case's body was collected; gives the proposal's address."""
    case = open_a_case(visitor)
    visitor.go(f"/cases/{case}")
    visitor.follow("提出更正", "Propose a correction")
    was = visitor.page.locator("[name='data.place_kind']").input_value()
    choose(visitor, data__place_kind="home" if was != "home" else "hospital", reason_code="clerical_error")
    press(visitor, "先看改动", "Look at the changes")
    visitor.sees("改动（尚未提交）", "What would change (nothing is sent yet)")
    expect(visitor.page.locator(".changes tbody tr").count() == 1, "not just one change")
    press(visitor, "提交申请", "Propose it")
    visitor.sees("申请已登记", "The proposal is recorded")
    visitor.sees("须由另一人审批", "somebody else decides it")
    return visitor.page.url.removeprefix(visitor.address).split("?")[0]


def story_a_mistake_is_amended_by_two(visitor):
    proposal = propose(visitor)
    visitor.sign_in("bureau")
    visitor.go("/")
    visitor.follow("更正与撤销：待审批的申请", "Amendments that wait for a decision")
    visitor.go(proposal)
    expect(visitor.page.locator(".changes tbody tr").count() == 1, "the bureau does not see what would change")
    press(visitor, "不予批准", "Decline", refused=True)
    visitor.sees("没有登记：规则 L6", "Not recorded: rule L6")
    press(visitor, "批准", "Approve")
    visitor.sees("已批准", "Approved")
    visitor.follow("据此登记的更正", "the amendment that came of it")
    visitor.sees("更正为", "Corrected to")


def story_a_proposal_is_withdrawn(visitor):
    propose(visitor)
    press(visitor, "撤回申请", "Withdraw it")
    visitor.sees("申请已撤回", "Withdrawn")
    visitor.follow("更正与撤销", "Amendments", within="nav.tabs")
    visitor.sees("登记有误的，由一人提出", "A mistake is amended by two")


def story_personal_data_in_clear_for_a_purpose(visitor):
    case = open_a_case(visitor)
    number = citizen()
    visitor.follow("办理下一步：死亡证明登记", "Next step: Death certificate recorded")
    fill(
        visitor, sealed__certificate_number=number, data__issuer_uscc="11370100004188768U", data__death_at="2026-11-20T05:20",
        data__death_division="371002", data__issued_on="2026-11-20",
    )
    choose(visitor, data__manner="normal")
    submit(visitor)
    visitor.follow("办理下一步：身份核验", "Next step: Identity verified")
    fill(visitor, sealed__id_number=number, sealed__name="示例逝者")
    submit(visitor)

    visitor.follow("个人信息", "Personal data")
    visitor.sees("示**", "示**")
    page = visitor.page.locator("body").inner_text()
    expect("示例逝者" not in page and number not in page, "it is not masked")
    names = visitor.page.locator("section:has(h2:has-text('P-'))")
    names.locator("[name=purpose]").fill("……")
    names.locator("[name=legal_basis]").fill("个人信息保护法第十三条")
    with visitor.page.expect_navigation():
        names.get_by_role("button").click()
    visitor.complaints.clear()
    visitor.arrive()
    visitor.sees("没有登记：规则 V1", "Not recorded: rule V1")
    expect(names.locator("[name=legal_basis]").input_value() == "个人信息保护法第十三条", "what was typed is lost")
    names.locator("[name=purpose]").fill("核对骨灰领取人身份")
    with visitor.page.expect_navigation():
        names.get_by_role("button").click()
    visitor.arrive()
    visitor.sees("示例逝者", "示例逝者")
    visitor.sees(number, number)
    expect("示例" not in visitor.page.url and number not in visitor.page.url, visitor.page.url)
    visitor.follow("查看登记", "the record")
    visitor.sees("核对骨灰领取人身份", "核对骨灰领取人身份")

    visitor.go("/persons")
    fill(visitor, id_number=number)
    press(visitor, "查找", "Find")
    expect(number not in visitor.page.url, visitor.page.url)
    visitor.follow(f"case/{case}", f"case/{case}")
    expect(visitor.heading() == visitor.word(f"逝者个案 {case}", f"Case {case}"), visitor.heading())
