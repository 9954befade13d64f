"""A clerk of a cemetery finds ashes by the number of their certificate, finds a place for them, and places them there."""

import json
import pathlib
import subprocess
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone

from home_story import choose, fill, submit
from visitor import expect, only

# The home's own clerk hands the ashes over; the cemetery's signs in with a token.
WHO = None
DATA = pathlib.Path(__file__).parents[2] / ".qingming" / "stories"
HOME = "371002-BYG-01"


def token(*who):
    return subprocess.run(
        ["qingming", "token", *who, "--data", DATA], check=True, capture_output=True, text=True
    ).stdout.strip()


def ask(visitor, path, bearer, body=None):
    headers = {"Authorization": f"Bearer {bearer}"} | ({"Content-Type": "application/json"} if body else {})
    request = urllib.request.Request(visitor.address + path, json.dumps(body).encode() if body else None, headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def rows(visitor, view, bearer, **matching):
    asked = "&".join(f"{name}={value}" for name, value in matching.items())
    return ask(visitor, f"/v1/read-models/{view}?limit=1000&{asked}", bearer)["rows"]


def handed_over(visitor, cemetery):
    """Ashes that the home keeps, handed over for the cemetery: the two plays take them from both ends of the list."""
    home = token("home")
    kept = [row for row in rows(visitor, "custody_trace/ashes", home, facility=HOME) if row["cert_no"] and row["state"] != "released"]
    expect(kept, "the home keeps no ashes")
    ashes = kept[-1 if visitor.language == "en" else 0]
    now = datetime.now(timezone(timedelta(hours=8))).isoformat(timespec="seconds")
    ask(visitor, "/v1/submissions", home, {
        "specversion": "1.0", "id": str(uuid.uuid4()), "source": HOME, "actor": "clerk-001", "type": "AshesReleased",
        "subject": f"ashes/{ashes['custody_id']}", "time": now, "dataschema": "AshesReleased/v1",
        "data": {
            "to_person_ref": "P-STORY", "cert_no": ashes["cert_no"], "destination_kind": "placement",
            "destination_facility": cemetery,
        },
    })
    return ashes


def free_section(visitor):
    """A section of plots or niches that are sold, with room for all plays."""
    for row in rows(visitor, "plot_capacity/by_section", token("bureau"), facility_status="open"):
        if row["kind"] in ("niche", "single") and row["free"] > 8:
            return row["facility"], row["section"]
    raise AssertionError("no section has free plots")


@only(width=1280)
def story_ashes_find_their_place(visitor):
    cemetery, section = free_section(visitor)
    ashes = handed_over(visitor, cemetery)
    bearer = token("cemetery", "--facility", cemetery)
    visitor.page.context.add_cookies([{"name": "qingming", "value": bearer, "url": visitor.address}])

    visitor.go("/home")
    visitor.sees("待收骨灰", "Ashes to come")
    visitor.page.locator("[name=number]").fill("HZ-NOBODY")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=visitor.word("查找", "Find")).click()
    visitor.arrive()
    visitor.sees("没有查到可以在本公墓办理的骨灰", "There are no ashes and no contract under that number")
    visitor.page.locator("[name=number]").fill(f" {ashes['cert_no']} ")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=visitor.word("查找", "Find")).click()
    visitor.arrive()
    expect(f"/home/ashes/{ashes['custody_id']}" in visitor.page.url, visitor.page.url)
    visitor.follow("找一个墓位或格位安放", "Find a plot or niche for them")
    with visitor.page.expect_navigation():
        visitor.page.locator(f"#sections ~ .scroll a[href*='section={section}&']").first.click()
    visitor.arrive()
    with visitor.page.expect_navigation():
        visitor.page.locator(".numbers a").nth(int(visitor.language == "en")).click()
    visitor.arrive()

    # The use right first: a refusal keeps what was typed.
    visitor.follow("使用权确立", "Use right granted", within="main")
    contract = visitor.page.locator("[name=key]").input_value()
    day = visitor.page.locator("[name='data.from']").input_value()
    year = int(day[:4])
    fill(
        visitor, data__to=f"{year + 40}{day[4:]}", data__use_fee_fen="12,000", data__maintenance_fee_fen="600.50",
        data__maintenance_to=f"{year + 40}{day[4:]}",
    )
    if not visitor.page.locator("[name='data.decedent_case_id']").input_value():
        fill(visitor, data__decedent_case_id=ashes["case_id"])
    submit(visitor, refused="P5")
    expect(visitor.page.locator("[name='data.use_fee_fen']").input_value() == "12,000", "the fee is lost")
    fill(visitor, data__to=f"{year + 19}{day[4:]}", data__maintenance_to=f"{year + 19}{day[4:]}")
    submit(visitor)
    visitor.sees(contract, contract)
    visitor.follow(f"把骨灰 {ashes['custody_id']} 安放在这里", f"Place the ashes {ashes['custody_id']} here")
    expect(visitor.page.locator("[name='data.contract_no']").input_value() == contract, "the contract is not filled in")
    fill(visitor, data__agreement_no="示例-1", data__approval_no="示例-2")
    choose(visitor, data__degradable="false")
    submit(visitor)
    visitor.sees("已安放", "placed in")
    visitor.sees("已登记。", "Recorded.")


def story_a_cemetery_looks_at_its_shelves(visitor):
    cemetery, section = free_section(visitor)
    bearer = token("cemetery", "--facility", cemetery)
    visitor.page.context.add_cookies([{"name": "qingming", "value": bearer, "url": visitor.address}])
    visitor.go("/home")
    visitor.follow("骨灰盘点", "Stocktake", within="nav.tabs")
    visitor.sees("清单，最久没盘的在前", "The list, longest not looked for first")
    visitor.follow("找墓位", "Find a plot", within="nav.tabs")
    visitor.go(f"/home/places?section={section}")
    with visitor.page.expect_navigation():
        plots = visitor.page.locator(".numbers a")
        own = (visitor.language == "en") * 2 + (visitor.width == 390)
        plots.nth(plots.count() - 1 - own).click()
    visitor.arrive()
    visitor.follow("墓位停用", "Plot blocked", within="main")
    fill(visitor, data__reason="示例：维修")
    submit(visitor)
    visitor.sees("停用（示例：维修）", "blocked (示例：维修)")
    visitor.follow("墓位恢复", "Plot unblocked", within="main")
    fill(visitor, data__reason="修好了")
    submit(visitor)
    visitor.sees("空闲", "free")
