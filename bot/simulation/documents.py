"""What stands for a picture or a table, where thousands of them would tell nothing? A file of the right name."""

from __future__ import annotations

from collections.abc import Mapping

from models.mail import Json
from models.values import Attachment

_ENDINGS = {
    **dict.fromkeys(("orders_workbook", "purchase_workbook"), "xlsx"),
    **dict.fromkeys(("labels", "route_sheet"), "pdf"),
    "export": "json",
}


class Placeholders:
    """Implements ``bot.rendering.rendering.Documents`` without making anything."""

    async def render(self, name: str, values: Mapping[str, Json]) -> Attachment:
        return Attachment(f"{name}.{_ENDINGS.get(name, 'png')}", b"")

    async def close(self) -> None:
        return
