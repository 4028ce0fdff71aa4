"""Is what the table tells of a command true: where it may be typed, where it is answered, and by whom it is given?"""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.command_table import TABLE
from handlers.command_table.spec import Spec
from handlers.helping import describe
from models.values import Role
from tests.flow.shop import Stage, posts_since, shop
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio

PRIVATE = [spec for spec in TABLE if not spec.public]
#: What she says of money and people is given to a helper by its name, or not at all.
NEVER_USUAL = {"开团", "截单", "重开", "代记", "改单", "转单", "采购单", "日程", "模板", "帮手", "交接", "休团"}


@pytest.mark.parametrize("spec", PRIVATE, ids=lambda spec: spec.name)
async def test_what_the_group_needs_not_is_answered_privately_wherever_it_is_typed(spec: Spec, tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        before, heard = len(world.group()), len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, f"@小助手 {spec.examples[0]}")
        await world.advance(minutes=2)
        # `撤` takes back whatever it was, before all who have read it; the word of the cut-off may be among it.
        assert spec.name in {"撤销"} or posts_since(world, before) == []
        assert world.heard(ORGANIZER)[heard:]
    assert describe(spec)["answered"] == ["private"]


async def test_the_table_says_whose_each_command_is() -> None:
    for spec in TABLE:
        told = describe(spec)
        assert told["rights"] == sorted(role.value for role in spec.rights)
        assert Role.ORGANIZER in spec.rights
        assert Role.RESIDENT not in spec.rights
        assert told["usual_for_helpers"] <= ("helper" in told["rights"])
        assert not (told["usual_for_helpers"] and spec.name in NEVER_USUAL)
        assert told["typed"] == ["private", "group"]
        assert ("group" in told["answered"]) is spec.public
