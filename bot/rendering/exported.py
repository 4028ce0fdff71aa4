"""How is the data of a group-buy written into a file? As JSON that people can read, too."""

from __future__ import annotations

import json

from bot.rendering.documents.export import Export
from bot.rendering.documents.values import file_name
from models.values import Attachment


def write(export: Export) -> Attachment:
    content = json.dumps(export.data, ensure_ascii=False, indent=1)
    # A text may hold half a character; a file may not.
    return Attachment(file_name(["导出", export.title], export.day, ".json"), content.encode("utf-8", "replace"))
