"""Does docs/stages.md tell the tables of the code? Run as a module it writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from models.groupbuy.deeds import RULES
from models.groupbuy.order_states import NEXT_HAND_OUT, NEXT_ORDER
from models.groupbuy.stages import NEXT
from models.values import Role

PAGE = Path(__file__).parents[2] / "docs" / "stages.md"
_TABLE = re.compile(r"(<!-- table: (\w+)[^>]*-->\n).*?(<!-- end -->)", re.DOTALL)


def _ways(table: object) -> str:
    assert isinstance(table, dict)
    rows = ["| from | to |", "| --- | --- |"]
    for state, following in table.items():
        ordered = [f"`{one.value}`" for one in type(state) if one in following and one is not state]
        rows.append(f"| `{state.value}` | {' '.join(ordered) or '–'} |")
    return "\n".join(rows) + "\n"


def _deeds() -> str:
    rows = ["| what | in which stage | by whom | leads to |", "| --- | --- | --- | --- |"]
    for deed, rule in RULES.items():
        stages = " ".join(f"`{stage.value}`" for stage in NEXT if stage in rule.stages)
        whom = "her and helpers" if Role.HELPER in rule.by else "her alone"
        rows.append(f"| `{deed.value}` | {stages} | {whom} | {f'`{rule.leads_to.value}`' if rule.leads_to else '–'} |")
    return "\n".join(rows) + "\n"


def page() -> str:
    """The page as it should be."""
    tables = {"stages": _ways(NEXT), "deeds": _deeds(), "orders": _ways(NEXT_ORDER), "goods": _ways(NEXT_HAND_OUT)}
    written = PAGE.read_text(encoding="utf-8")
    return _TABLE.sub(lambda found: f"{found[1]}{tables[found[2]]}{found[3]}", written)


def test_the_page_has_the_tables_of_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
