"""What holds for every suite? In CI nothing may be skipped, but for the tests on an outside corpus."""

from __future__ import annotations

import os

import pytest

OUTSIDE_CORPUS = "no outside corpus"


def _is_allowed(report: pytest.TestReport | pytest.CollectReport) -> bool:
    return OUTSIDE_CORPUS in str(report.longrepr)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A suite that was skipped in CI is a failure: something that it needs was not installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None or exitstatus != pytest.ExitCode.OK:
        return
    if any(not _is_allowed(report) for report in reporter.stats.get("skipped", [])):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
