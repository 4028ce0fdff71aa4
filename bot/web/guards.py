"""Who may ask, and what may a page do? Checks before a handler, and headers on every answer."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, Collection
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.web.frame import Render
from models.errors import BadInput, NotAllowed

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # A stricter policy would turn the Origin of a form's POST into "null", which the same-origin check refuses.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

EXPLANATIONS = {
    400: "这次填的内容读不懂，改一下再试。",
    403: "这个请求不是从本页发来的，没有照办。",
    404: "这里没有东西。",
    413: "文件太大了，换个小一点的。",
    421: "这个地址不对，请用启动时显示的那个。",
}


async def add_security_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this computer itself, however a proxy or a name server may resolve it."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def known_host_only(hosts: Collection[str]) -> Middleware:
    """Refuse a Host that is neither this computer nor one of ``hosts``.

    A page elsewhere can let its own name resolve to 127.0.0.1 (DNS rebinding) and would then be of our origin; the
    name in the Host header gives it away.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        name = host_name(request.host)
        if not (is_loopback(name) or name in hosts):
            raise web.HTTPMisdirectedRequest
        return await handler(request)

    return check


@web.middleware
async def same_origin_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what changes something unless a page of ours sent it: browsers say so, and nothing else is served."""
    if request.method not in SAFE_METHODS and not is_same_origin(request):
        raise web.HTTPForbidden
    return await handler(request)


def is_same_origin(request: web.Request) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return site == "same-origin"
    return urlsplit(origin).netloc == request.host


def host_name(host_header: str) -> str:
    """The name in a Host header, without its port and an IPv6 address's brackets; empty where it can't be read."""
    try:
        return urlsplit(f"//{host_header}").hostname or ""
    except ValueError:
        return ""


def telling_errors(render: Render) -> Middleware:
    """Answer what a person did wrong with a word to read: a page for a browser's navigation, else JSON."""

    @web.middleware
    async def tell(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as exception:
            if exception.status < 400:
                raise
            return _error(request, render, exception.status, EXPLANATIONS.get(exception.status, exception.reason))
        except NotAllowed as exception:
            return _error(request, render, 403, str(exception))
        except BadInput as exception:
            return _error(request, render, 400, str(exception))

    return tell


def _error(request: web.Request, render: Render, status: int, explanation: str) -> web.Response:
    if "text/html" in request.headers.get("Accept", ""):
        page = render("frame/error.html", status=status, explanation=explanation)
        return web.Response(text=page, content_type="text/html", status=status)
    return web.json_response({"error": explanation}, status=status)
