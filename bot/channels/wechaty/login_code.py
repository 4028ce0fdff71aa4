"""How does one log in from a terminal? With the login link as a QR code, to be scanned with the phone."""

from __future__ import annotations

import io
import sys

import segno


def login_code(link: str) -> str:
    """The link as a QR code of block characters, for a terminal of any colour."""
    drawn = io.StringIO()
    segno.make(link, error="l", micro=False).terminal(out=drawn, compact=True)
    return drawn.getvalue()


def show_in_terminal(link: str) -> None:
    """Written to standard error, so that what commands print stays clean."""
    sys.stderr.write(f"\n{login_code(link)}\n用手机微信扫码登录（也可打开链接：{link}）\n")
    sys.stderr.flush()
