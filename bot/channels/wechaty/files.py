"""How do pictures and files travel? In file boxes: a few inline, the rest as an id of bytes moved in chunks."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

import aiohttp
from wechaty_grpc.wechaty import puppet

from bot.channels.wechaty.calls import CallFailed, Garbled
from bot.channels.wechaty.wire import GatewayStub
from models.errors import ChannelError
from models.values import Attachment, MediaRef

#: The gateway's own limit for bytes inside a box; what is larger goes by upload.
INLINE_BYTES = 20 * 1024
#: WeChat takes files up to 100 MB; a box that claims more is not fetched.
_MOST_BYTES = 100 * 1024 * 1024
_ARTWORK = 3


class Box(IntEnum):
    BASE64 = 1
    URL = 2
    QR_CODE = 3
    UUID = 7


async def pack(stub: GatewayStub, attachment: Attachment) -> str:
    """A file box that the gateway can send, its bytes uploaded first where they are many. Raises CallFailed."""
    size = len(attachment.content)
    box: dict[str, Any] = {"name": attachment.file_name, "size": size, "metadata": {}}
    if size <= INLINE_BYTES:
        box |= {"type": Box.BASE64, "base64": base64.b64encode(attachment.content).decode("ascii")}
    else:
        box |= {"type": Box.UUID, "uuid": await stub.upload(attachment.content)}
    return json.dumps(box | {"boxType": box["type"]}, ensure_ascii=False)


async def fetch(stub: GatewayStub, media: MediaRef, seconds: float) -> bytes:
    """The bytes of a picture or file. Raises CallFailed or ChannelError."""
    call, _, message_id = media.key.partition(":")
    if call == "image":
        image = await stub.message_image(id=message_id, type=puppet.ImageType(_ARTWORK))
        return await _unpack(stub, image.filebox, seconds)
    if call == "file":
        file = await stub.message_file(id=message_id)
        return await _unpack(stub, file.filebox, seconds)
    raise ChannelError(f"{media.key!r} names no file of this channel")


async def _unpack(stub: GatewayStub, text: str, seconds: float) -> bytes:
    box = _box(text)
    match box.get("type", box.get("boxType")):
        case Box.BASE64:
            return _decoded(box)
        case Box.UUID:
            return await stub.download(str(box.get("uuid", "")))
        case Box.URL:
            return await _from_web(str(box.get("url", "")), box.get("headers"), seconds)
        case other:
            raise Garbled(f"a file box of type {other}")


def _box(text: str) -> Mapping[str, Any]:
    try:
        box = json.loads(text)
    except ValueError as error:
        raise Garbled(f"a file box that is not JSON: {error}") from error
    if not isinstance(box, dict):
        raise Garbled("a file box that is not an object")
    return box


def _decoded(box: Mapping[str, Any]) -> bytes:
    try:
        return base64.b64decode(str(box.get("base64", "")), validate=True)
    except ValueError as error:
        raise Garbled(f"a file box with broken base64: {error}") from error


async def _from_web(url: str, headers: object, seconds: float) -> bytes:
    """Gateways hand out WeChat's own addresses for large files."""
    if not url.startswith(("https://", "http://")):
        raise Garbled("a file box with an address that is not on the web")
    wanted = {str(key): str(value) for key, value in headers.items()} if isinstance(headers, dict) else {}
    content = bytearray()
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session,
            session.get(url, headers=wanted) as answer,
        ):
            answer.raise_for_status()
            async for piece in answer.content.iter_chunked(256 * 1024):
                content += piece
                if len(content) > _MOST_BYTES:
                    raise Garbled("a file of more than 100 MB")
    except (TimeoutError, aiohttp.ClientError) as error:
        raise CallFailed(f"the file's address does not answer: {type(error).__name__}") from error
    return bytes(content)
