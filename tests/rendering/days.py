"""What stands in the documents of a sample day? Values as the database gives them, references looked up."""

from __future__ import annotations

from models.mail import Json


def order(who: str | None, *lines: Json, number: str = "1", **more: Json) -> Json:
    """``lines``: what stands and what waits of a product, by its number."""
    return {"number": number, "who": who, "house": None, "note": None, "lines": list(lines), **more}


def house(building: str | None, unit: str | None, room: str | None, name: str | None = None) -> Json:
    return {"building": building, "unit": unit, "room": room, "name": name}


def product(number: str, name: str, short: str, unit: str, price_fen: int | None) -> Json:
    return {"number": number, "name": name, "short": short, "unit": unit, "price_fen": price_fen}


PRODUCTS: list[Json] = [
    product("1", "散养土鸡蛋", "鸡蛋", "板", 3200),
    product("2", "丹东草莓", "草莓", "盒", 5800),
    product("3", "黑猪肋排", "排骨", "斤", 3801),
    product("4", "有机青菜", "青菜", "份", None),
]


def workbook_values(**more: Json) -> dict[str, Json]:
    return {
        "title": "周末生鲜",
        "day": "2026-11-23",
        "orders": [
            order(
                "芳芳妈",
                ["1", "2", "0"],
                ["2", "1", "2"],
                number="7",
                house=house("3", "2", "501", "王芳"),
                note="少糖",
                to_door=True,
                on_behalf_of="奶奶",
                paid=True,
            ),
            order(None, ["3", "1.5", "0"], ["4", "1", "0"], number="8", paid=False),
        ],
        "products": PRODUCTS,
        "late": [{"who": "小美", "text": "+1", "at": "2026-11-23T12:10:00+00:00"}],
        "questions": [{"who": "老高", "about": "product", "product": "排骨、五花", "text": "黑猪2斤"}],
        "time_zone": "Asia/Shanghai",
        **more,
    }


def goods(name: str, quantity: str, unit: str) -> Json:
    return {"product": name, "quantity": quantity, "unit": unit}


def bags(*rows: Json) -> dict[str, Json]:
    """``goods`` and ``rows``, whose lines (``goods(...)``) name them by place."""
    listed: list[Json] = []
    for row in rows:
        told: list[Json] = []
        for one in row["lines"]:
            kept = {"product": one["product"], "unit": one["unit"]}
            if kept not in listed:
                listed.append(kept)
            told += [listed.index(kept), one["quantity"]]
        row["lines"] = told
    return {"goods": listed, "rows": list(rows)}


def label(number: str, who: str | None, *lines: Json, **more: Json) -> Json:
    return {"number": number, "who": who, "house": None, "note": None, "lines": list(lines), "large": False, **more}


def label_values(*labels: Json, **more: Json) -> dict[str, Json]:
    packed = bags(*({**one, "lines": one["lines"]} for one in labels))
    return {"paper": "single", "day": "2026-11-23", "goods": packed["goods"], "labels": packed["rows"], **more}


def stop(number: str, who: str | None, where: Json, *lines: Json, note: str | None = None) -> Json:
    return {"number": number, "who": who, "house": where, "note": note, "lines": list(lines)}


def route_values(*stops: Json, load: tuple[Json, ...] = ()) -> dict[str, Json]:
    packed = bags({"lines": list(load)}, *({**one} for one in stops))
    loaded, *rows = packed["rows"]
    day = {"title": "周末生鲜", "day": "2026-11-23"}
    return {**day, "goods": packed["goods"], "load": loaded["lines"], "stops": rows}


def chart_values(**more: Json) -> dict[str, Json]:
    sold = (("鸡蛋", "板", "42", 134_400), ("草莓", "盒", "10", 58_000), ("排骨", "斤", "12.5", 47_500))
    return {
        "title": "今天",
        "day": "2026-11-23",
        "products": [
            {"product": product, "unit": unit, "quantity": quantity, "sum_fen": fen}
            for product, unit, quantity, fen in sold
        ],
        "by_hour": [0] * 6 + [1, 4, 9, 22, 14, 8, 5, 3, 2, 3, 6, 8, 9, 21, 10, 3, 0, 0],
        "messages": 128,
        "speakers": 36,
        "orders": 86,
        "sum_fen": 239_900,
        "time_zone": "Asia/Shanghai",
        **more,
    }
