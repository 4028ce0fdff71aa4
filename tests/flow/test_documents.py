"""Does she get her sheets, labels and files by a word, with what belongs on each and to whom it belongs?"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.values import Attachment, Outgoing
from tests.flow.shop import LIST, Stage, answer_to, shop
from tests.flow.test_arriving_goods import table
from tests.flow.world import ORGANIZER, World, contact_of
from tests.rendering.pages import texts

pytestmark = pytest.mark.asyncio


def files_of(world: World, name: str = ORGANIZER) -> list[Attachment]:
    sent: list[Outgoing] = [one for one in world.fake.sent if one.contact_id == contact_of(name)]
    return [one.attachment for one in sent if one.attachment is not None]


async def order(world: World, name: str, text: str) -> None:
    await world.say(name, text)
    await world.advance(minutes=3)


async def closed(world: World) -> None:
    """Four households, of whom two want it brought, one of them with a wish that is nobody's business."""
    await order(world, "老周", "草莓1盒 12-1-302 送上门")
    await order(world, "李梅", "鸡蛋1板 3-2-1203 送上门，放门口，我妈糖尿病少糖")
    await order(world, "小美", "草莓2盒")
    await world.tell("截单")


async def test_a_route_sheet_is_walked_and_tells_neither_money_nor_secrets(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        told = await answer_to(world, "送货单")
        assert "2家" in told
        assert told.index("3栋") < told.index("2单元1203 李梅") < told.index("12栋") < told.index("1单元302 老周")
        assert "放门口" in told
        (page,) = texts(files_of(world)[-1].content)
        assert page.index("2单元1203") < page.index("1单元302")
        for secret in ("糖", "妈", "32", "块", "王芳"):
            assert secret not in told.replace("1203", "").replace("302", "")
            assert secret not in page.replace("1203", "").replace("302", "")


async def test_everybody_is_on_it_where_everything_is_brought(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        told = await answer_to(world, "送货单 全部")
        assert "4家" in told
        assert "王芳" in told
        assert told.index("没写地址") < told.index("小美")
        await world.tell("群模式 封控")
        assert "4家" in await answer_to(world, "跑楼单")


async def test_nobody_to_bring_anything_to(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        assert "没有要送上门的" in await answer_to(world, "送货单")
        assert files_of(world) == []


async def test_the_driver_gets_it_where_one_can_write_to_them(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        assert "没找到能私聊的小刘" in await answer_to(world, "发给小刘")
        await world.say("小刘", "大家好")
        await world.say("小刘", "在吗", private=True)
        told = await answer_to(world, "发给小刘")
        assert "送货单发给小刘了，2家" in told
        assert any("2单元1203 李梅" in heard for heard in world.heard("小刘"))
        assert [file.file_name for file in files_of(world, "小刘")] == ["送货单-1123.pdf"]
        assert files_of(world) == []


async def test_labels_tell_rooms_only_where_goods_go_to_doors(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        assert await answer_to(world, "标签") == "[标签-1123.pdf]"
        faces = texts(files_of(world)[-1].content)
        assert [face.startswith(number) for face, number in zip(faces, "1432", strict=True)] == [True] * 4
        first, meimei, limei, zhou = faces
        assert "王芳" in first
        assert "501" not in first
        assert "小美" in meimei
        assert "3-2-1203" in limei
        assert "放门口" in limei
        assert "糖" not in limei
        assert "12-1-302" in zhou


async def test_a_group_that_shows_rooms_has_them_on_every_label(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        await world.tell("群模式 封控")
        await world.tell("标签 A4")
        (sheet,) = texts(files_of(world)[-1].content)
        assert "3-501" in sheet


async def test_before_the_cutoff_nothing_is_certain(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        for word in ("送货单", "标签"):
            assert "截了才知道" in await answer_to(world, word)


async def test_of_two_group_buys_of_a_day_she_is_asked_which(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        await world.tell("1. 牛奶 58元/箱\n2. 豆腐 6元/块\n晚上8点截单")
        await world.tell("发")
        await order(world, "老周", "牛奶1箱 送上门 12-1-302")
        await world.tell("截单")
        assert "1" in await answer_to(world, "送货单")
        told = await answer_to(world, "1")
        assert "牛奶1箱" in told
        assert "草莓" not in told


async def test_yesterdays_bags_are_not_asked_about(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        await world.advance_to(8, days=1)
        await world.tell(LIST)
        await world.tell("发")
        await order(world, "老周", "鸡蛋3板 送上门 12-1-302")
        await world.tell("截单")
        assert "1家" in await answer_to(world, "送货单")


async def test_totals_and_purchase_come_as_files_where_asked(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        assert "[订单-1123.xlsx]" in await answer_to(world, "统计 表格")
        book = openpyxl.load_workbook(io.BytesIO(files_of(world)[-1].content), data_only=True)
        assert book.sheetnames == ["订单", "汇总", "人×商品", "按楼"]
        assert book["按楼"]["A2"].value == "3栋"
        assert "[报货单-1123.xlsx]" in await answer_to(world, "采购单 表格")
        sheet: Any = openpyxl.load_workbook(io.BytesIO(files_of(world)[-1].content))["报货单"]
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
        assert "土鸡蛋" in cells
        assert not {"25", "32", "王芳", "李梅"} & set(cells)


async def test_everything_is_handed_out_as_a_table_and_as_data(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)
        told = await world.tell("导出")
        assert told == ["[订单-1123.xlsx]", "[导出-1123.json]"]
        table, data = files_of(world)[-2:]
        assert "记录" in openpyxl.load_workbook(io.BytesIO(table.content)).sheetnames
        read = json.loads(data.content)
        assert read["sum_fen"] == 3 * 3200 + 3 * 2990
        assert [row["nickname"] for row in read["orders"]] == ["王芳", "老周", "李梅", "小美"]
        assert read["orders"][2]["note"] is not None
        assert read["products"][0]["cost_fen"] == 2500
        assert {"line_changed", "book_closed"} <= {one["what"] for one in read["history"]}
        assert any(one.get("text") == "鸡蛋2板 3-501" for one in read["history"])


async def test_of_somebody_forgotten_figures_are_left(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)

        def who(unit: Any) -> Any:
            return unit.people.id_of("o1", world.fake.name, contact_of("李梅"))

        world.store.forget(await world.database.read(who))
        await world.tell("导出")
        read = json.loads(files_of(world)[-1].content)
        gone = read["orders"][2]
        assert (gone["nickname"], gone["building"], gone["note"]) == ("邻居", None, None)
        assert read["sum_fen"] == 3 * 3200 + 3 * 2990


async def test_helpers_may_ask_for_paper(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await closed(world)

        def make_helper(unit: Any) -> None:
            (organizer,) = unit.organizers.all()
            person = unit.people.id_of(organizer.id, world.fake.name, contact_of("小美"))
            unit.people.let_help(person, frozenset({"标签"}))

        await world.database.write(make_helper)
        before = world.group()
        await world.say("小美", "@小助手 标签")
        await world.advance(minutes=1)
        assert world.group() == before
        assert [file.file_name for file in files_of(world, "小美")] == ["标签-1123.pdf"]


async def test_every_document_says_what_there_is_where_goods_are_short(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少1板鸡蛋")
        await world.tell("发")
        assert "田田 5-501 鸡蛋1" in await answer_to(world, "谁没拿")
        await world.tell("标签")
        (label,) = [page for page in texts(files_of(world)[-1].content) if "田田" in page]
        assert "鸡蛋1板" in label
        told = await answer_to(world, "送货单 全部")
        assert "501 田田 4号：鸡蛋1板、草莓1盒" in told
        await world.tell("导出")
        workbook, exported = files_of(world)[-2:]
        sheet = openpyxl.load_workbook(io.BytesIO(workbook.content))["订单"]
        head, *rows = sheet.iter_rows(values_only=True)
        hers = [dict(zip(head, row, strict=True)) for row in rows if row[1] == "田田"]
        assert [(row["商品"], row["数量"], row["缺"]) for row in hers] == [("鸡蛋", 2, 1), ("草莓", 1, None)]
        (order,) = [one for one in json.loads(exported.content)["orders"] if one["nickname"] == "田田"]
        assert [(line["quantity"], line["missing"]) for line in order["lines"]] == [("2", "1"), ("1", "0")]
