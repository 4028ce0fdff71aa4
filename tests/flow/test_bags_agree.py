"""Do notice, route, labels, loads and tables tell the same of each bag, whatever has happened to its order?"""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.flow.shop import Stage, answer_to, posts_since, shop
from tests.flow.test_arriving_goods import on_the_way, table
from tests.flow.test_documents import files_of, order
from tests.flow.world import World
from tests.rendering.pages import texts

pytestmark = pytest.mark.asyncio


async def faces(world: World) -> dict[str, str]:
    """The text of each label, by its first sign: the pickup number."""
    await world.tell("标签")
    return {face[0]: face[1:] for face in texts(files_of(world)[-1].content)}


async def test_an_order_that_is_withdrawn_moves_nobodys_number(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await order(world, "老周", "鸡蛋1板 12-1-302")
        await order(world, "李梅", "草莓1盒 3-2-1203 送上门")
        await order(world, "老周", "鸡蛋不要了")
        await world.tell("截单")
        assert "李梅 3号：" in await answer_to(world, "送货单")
        assert "3" in texts(files_of(world)[-1].content)[0].split("1203")[1]
        assert set(await faces(world)) == {"1", "3"}
        await world.tell("导出")
        book, data = files_of(world)[-2:]
        sheet = openpyxl.load_workbook(io.BytesIO(book.content))["订单"]
        assert {str(row[0].value) for row in sheet.iter_rows(min_row=2)} >= {"1", "3"}
        assert [one["number"] for one in json.loads(data.content)["orders"]] == ["1", "3"]
        before = len(world.group())
        await world.tell("都到了")
        assert "号：1王芳。" in posts_since(world, before)[0].replace("\n", "。") + "。"
        assert "李梅 3-2-1203拿了" in await answer_to(world, "3号拿了")


async def test_what_did_not_come_is_on_no_paper(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("3-502以后送门口")
        await world.tell("3-502缺鸡蛋1")
        await world.tell("田田缺草莓1")
        told = await answer_to(world, "送货单")
        assert "带上：鸡蛋1板、草莓1盒" in told
        assert "李哥 2号：鸡蛋1板、草莓1盒" in told
        labels = await faces(world)
        assert ("鸡蛋1板" in labels["2"], "草莓1盒" in labels["2"]) == (True, True)
        assert ("鸡蛋2板" in labels["4"], "草莓" in labels["4"]) == (True, False)
        loads = await answer_to(world, "司机单")
        assert "鸡蛋6" in loads
        assert "送门口：1袋，鸡蛋1 草莓1" in loads


async def test_a_bag_of_which_nothing_came_is_none(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("张伯以后送门口")
        await world.tell("张伯缺鸡蛋2")
        assert "没有要送上门的" in await answer_to(world, "送货单")
        assert set(await faces(world)) == {"1", "2", "4"}


async def test_a_kept_bag_is_not_carried_but_has_its_label(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        for who in ("3-501", "3-503"):
            await world.tell(f"{who}以后送门口")
        await world.tell("3-503寄存")
        told = await answer_to(world, "送货单")
        assert "王芳" in told
        assert "张伯" not in told
        assert "张伯" not in await answer_to(world, "送货单 全部")
        assert set(await faces(world)) == {"1", "2", "3", "4"}
        assert "送门口：1袋" in await answer_to(world, "司机单")
        await world.tell("撤")
        assert "张伯" in await answer_to(world, "送货单")


async def test_who_always_has_it_brought_has_a_door_on_the_label_unless_they_come_this_time(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await order(world, "王芳", "鸡蛋2板 3-501")
        await order(world, "张伯", "鸡蛋1板 3-503，这次自提")
        for who in ("王芳", "张伯"):
            await world.tell(f"{who}以后送门口")
        await world.tell("截单")
        labels = await faces(world)
        assert "3-501" in labels["1"]
        assert "3-503" not in labels["2"]
        assert "1家" in await answer_to(world, "送货单")
        await world.tell("统计 表格")
        sheet = openpyxl.load_workbook(io.BytesIO(files_of(world)[-1].content))["按楼"]
        brought = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell == "送上门"]
        assert len(brought) == 1


async def test_goods_that_were_called_off_are_in_no_bag(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await world.tell("取消团 草莓")
        await world.tell("好")
        told = await answer_to(world, "送货单 全部")
        assert "草莓" not in told
        assert "鸡蛋8板" in told
        assert not any("草莓" in face for face in (await faces(world)).values())


async def test_a_part_of_the_doors_is_told_and_printed_for_a_helper(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        for who in ("3-501", "田田"):
            await world.tell(f"{who}以后送门口")
        told = await answer_to(world, "分给小刘 5栋")
        assert told.startswith("小刘，")
        (page,) = texts(files_of(world)[-1].content)
        assert "田田" in page
        assert "小刘" in page
        assert "王芳" not in page
        assert "没有要送上门的" in await answer_to(world, "分给小刘 9栋")
