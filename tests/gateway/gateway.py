"""How do tests run a real gateway? As a process on loopback that can be asked, killed, frozen and started again."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import IO, Any

import aiohttp

HOME = Path(__file__).parent
TOKEN = "puppet-service-token-for-tests-8f1c"
_NODE_NEEDED = 20


def missing() -> str | None:
    """What stands in the way of running the gateway, with what to install; None where nothing does."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return f"the gateway's tests need Node.js {_NODE_NEEDED} or newer with npm: install it, and run tests again"
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").partition(".")[0]) < _NODE_NEEDED:
        return f"the gateway's tests need Node.js {_NODE_NEEDED} or newer, this is {version}: install a newer one"
    return None


def install() -> None:
    """Fetch the gateway's packages as locked, unless they are there."""
    lock = HOME / "package-lock.json"
    installed = HOME / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run([str(HOME / "install.sh")], check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Gateway:
    """One gateway, on a port that it keeps over restarts."""

    def __init__(self, *, token: str = TOKEN, tls: bool = False, logged_in: bool = True) -> None:
        self.port = free_port()
        self.token = token
        self._flags = {"GATEWAY_TLS": "1" if tls else "0", "GATEWAY_LOGIN": "1" if logged_in else "0"}
        self._process: subprocess.Popen[str] | None = None
        self._control = 0

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Run it, and wait until it listens."""
        self._process = subprocess.Popen(
            ["node", "--no-deprecation", "gateway.mjs"],
            cwd=HOME,
            env=os.environ
            | self._flags
            | {"GATEWAY_PORT": str(self.port), "GATEWAY_TOKEN": self.token, "WECHATY_LOG": "silent"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self._control = _control_port(self._process.stdout)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    def freeze(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    async def ask(self, control: str, **wanted: Any) -> Any:
        """One call of the control port."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"http://127.0.0.1:{self._control}/{control}", json=wanted) as answer,
        ):
            assert answer.status == 200, await answer.text()
            return json.loads(await answer.text())

    async def sent(self) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = await self.ask("sent")
        return sent


def _control_port(output: IO[str]) -> int:
    for line in output:
        if line.startswith("{"):
            return int(json.loads(line)["control"])
    raise AssertionError("the gateway ended before it listened")


class Proxy:
    """A wire between client and gateway that can be cut, frozen and slowed down while both ends live on."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self.port = 0
        #: How long each piece takes, in each direction.
        self.delay_seconds = 0.0

    async def __aenter__(self) -> Proxy:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.thaw()
        self.cut()
        await asyncio.gather(*self._serving)

    def cut(self) -> None:
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    def freeze(self) -> None:
        """Let nothing through, and tell nobody: as a router does that forgot the connection."""
        self._flows.clear()

    def thaw(self) -> None:
        self._flows.set()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._serving.add(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        self._open |= {writer, far_writer}
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(65536):
                await asyncio.sleep(self.delay_seconds)
                await self._flows.wait()
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


if __name__ == "__main__":
    install()
