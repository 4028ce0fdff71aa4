"""What stands in the documents of a sample day? Values as the database gives them, references looked up."""

from __future__ import annotations

from models.mail import Json


def line(product: str, number: str, quantity: str, unit: str, price_fen: int | None, waiting: str = "0") -> Json:
    return {
        "product": product,
        "number": number,
        "quantity": quantity,
        "unit": unit,
        "price_fen": price_fen,
        "waiting": waiting,
    }


def order(who: str | None, *lines: Json, recipient: str | None = None, **more: Json) -> Json:
    return {"who": who, "recipient": recipient, "lines": list(lines), **more}


def workbook_values(**more: Json) -> dict[str, Json]:
    return {
        "title": "周末生鲜",
        "day": "2026-11-23",
        "orders": [
            order(
                "芳芳妈",
                line("鸡蛋", "1", "2", "板", 3200),
                line("草莓", "2", "1", "盒", 5800, waiting="2"),
                recipient="3-501 王芳",
                on_behalf_of="奶奶",
                paid=True,
            ),
            order(None, line("排骨", "3", "1.5", "斤", 3801), line("青菜", "4", "1", "份", None), paid=False),
        ],
        "products": [
            {"number": "1", "product": "散养土鸡蛋", "unit": "板", "price_fen": 3200},
            {"number": "2", "product": "丹东草莓", "unit": "盒", "price_fen": 5800},
            {"number": "3", "product": "黑猪肋排", "unit": "斤", "price_fen": 3801},
            {"number": "4", "product": "有机青菜", "unit": "份", "price_fen": None},
        ],
        "late": [{"who": "小美", "text": "+1", "at": "2026-11-23T12:10:00+00:00"}],
        "questions": [{"who": "老高", "about": "product", "product": "排骨、五花", "text": "黑猪2斤"}],
        "time_zone": "Asia/Shanghai",
        **more,
    }


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
