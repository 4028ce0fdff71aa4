"""How do we reach WeChat? Through a wechaty gateway; nothing outside this package knows its protocol."""

from bot.channels.wechaty.channel import WechatyChannel
from bot.channels.wechaty.settings import WechatySettings

__all__ = ["WechatyChannel", "WechatySettings"]
