"""What do the tests need that PyPI does not give? The gateway's Node packages and a Chromium, fetched if they may be.

What can't be had is said in one line, with what to install; its suite is then skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

GATEWAY = Path(__file__).parent / "gateway"
LEAST_NODE = 20


def node_is_there() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return version.startswith("v") and int(version[1:].split(".")[0]) >= LEAST_NODE


def chromium() -> str | None:
    """The system's Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


def install_node_packages() -> str | None:
    if not node_is_there():
        return f"tests/gateway is skipped: install Node.js {LEAST_NODE} or later with npm"
    lock, installed = GATEWAY / "package-lock.json", GATEWAY / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return None
    sys.stderr.write("installing the gateway's Node packages (once) ...\n")
    if subprocess.run(["sh", str(GATEWAY / "install.sh")], check=False, stdout=subprocess.DEVNULL).returncode:
        return "tests/gateway is skipped: tests/gateway/install.sh failed"
    return None


def install_chromium() -> str | None:
    if chromium():
        return None
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stderr.write("installing Chromium (once) ...\n")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium", "fonts-noto-cjk"]):
            subprocess.run(command, env=environment, check=False, **quiet)  # type: ignore[call-overload]
    return None if chromium() else "tests/browser is skipped: install Chromium (Debian: apt-get install chromium)"


def main() -> None:
    for word in (install_node_packages(), install_chromium()):
        if word:
            sys.stderr.write(word + "\n")


if __name__ == "__main__":
    main()
