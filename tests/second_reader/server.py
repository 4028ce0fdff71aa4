"""A model server of our own: it answers chat completions as a test tells it to, and keeps what it was asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.second_reader import ChatCompletions, ReaderSettings


def line(product: str, quantity: str | None, quote: str, op: str = "order") -> dict[str, Any]:
    return {"product": product, "op": op, "quantity": quantity, "quote": quote}


def lines(*of: dict[str, Any]) -> str:
    """What a model writes that does as it was told."""
    return json.dumps({"lines": list(of)}, ensure_ascii=False)


@dataclass
class ModelServer:
    """``content`` is what the model writes; ``body``, where it is set, what the server sends instead of a completion;
    ``silent``: it takes the question, and never answers."""

    content: str = '{"lines": []}'
    body: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    address: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json() if request.can_read_body else {})
        self.keys.append(request.headers.get("Authorization"))
        self.paths.append(request.path)
        if self.silent:
            await asyncio.Event().wait()
        completion = {"choices": [{"message": {"role": "assistant", "content": self.content}}]}
        body = json.dumps(completion).encode() if self.body is None else self.body
        return web.Response(body=body, status=self.status, headers=self.headers, content_type="application/json")

    def told(self) -> dict[str, Any]:
        """What the last question told of the message and the products."""
        return dict(json.loads(self.asked[-1]["messages"][1]["content"]))


@asynccontextmanager
async def model_server() -> AsyncIterator[ModelServer]:
    """A server on a free port of this machine."""
    server = ModelServer()
    site = web.Application()
    site.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(site, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.address = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        yield server
    finally:
        await runner.cleanup()


@asynccontextmanager
async def reader_of(server: ModelServer, **more: Any) -> AsyncIterator[ChatCompletions]:
    reader = ChatCompletions(ReaderSettings(server.address, "small-model", **more))
    try:
        yield reader
    finally:
        await reader.close()
