"""Where is the gateway, and how long do we wait for it? Checked before anything is dialled."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import ConfigError

#: The CA of wechaty-puppet-service, by which gateways sign their certificate unless they were given another.
GATEWAY_CA = Path(__file__).with_name("gateway-ca.pem")
#: The name in the certificate that wechaty-puppet-service brings along.
GATEWAY_CERTIFICATE_NAME = "insecure"

_PLAINTEXT_REFUSED = (
    "wechaty.endpoint: {endpoint!r} is not on this machine and wechaty.tls is off. "
    "The token would travel readable, and with it the whole account. "
    "Switch wechaty.tls on at both ends, or reach the gateway through a tunnel that ends on 127.0.0.1."
)


@dataclass(frozen=True, slots=True)
class WechatySettings:
    """One gateway. ``endpoint`` is ``host:port`` and always stands here: without one, wechaty's own clients ask a
    public service, and hand it the token.

    ``tls_ca`` and ``tls_name`` are for a gateway with a certificate of its own (the key of the built-in one is
    public). Waits are in seconds: ``rpc`` for a look-up, ``send`` for handing over a message, ``file`` for moving the
    bytes of a file, ``start`` for the gateway's own start-up.
    """

    endpoint: str
    token: str = field(repr=False)
    tls: bool = False
    tls_ca: Path = GATEWAY_CA
    tls_name: str = GATEWAY_CERTIFICATE_NAME
    connect_seconds: float = 4.0
    rpc_seconds: float = 5.0
    send_seconds: float = 10.0
    file_seconds: float = 60.0
    start_seconds: float = 20.0
    ping_every_seconds: float = 4.0
    ping_seconds: float = 4.0
    retry_first_seconds: float = 0.5
    retry_most_seconds: float = 30.0

    def __post_init__(self) -> None:
        if not self.token or not self.token.isascii() or not self.token.isprintable() or " " in self.token:
            raise ConfigError("wechaty.token: a token of printable ASCII characters without spaces is needed")
        if not self.tls and not self.is_next_door:
            raise ConfigError(_PLAINTEXT_REFUSED.format(endpoint=self.endpoint))

    @property
    def address(self) -> tuple[str, int]:
        """Host and port. Raises ConfigError where ``endpoint`` is not ``host:port``."""
        host, colon, port = self.endpoint.rpartition(":")
        bare = host.removeprefix("[").removesuffix("]")
        if not colon or not bare or "/" in bare or not port.isdecimal() or not 0 < int(port) < 65536:
            raise ConfigError(f"wechaty.endpoint: {self.endpoint!r} is not host:port, such as 127.0.0.1:8788")
        return bare, int(port)

    @property
    def is_next_door(self) -> bool:
        """Whether the gateway runs on this machine, where nobody else reads what goes over the wire."""
        host, _ = self.address
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def longest_send_seconds(self) -> float:
        """The longest that one ``send`` can take: names looked up, the file moved, handed over, the place checked."""
        return 2 * self.rpc_seconds + self.file_seconds + self.send_seconds
