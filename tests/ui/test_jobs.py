"""Long work off the window's thread."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.errors import ReadError
from halfyear_desktop.ui.jobs import Jobs, Progress


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


def test_a_job_works_in_another_thread_and_ends_in_the_windows(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    ended: list[int] = []

    def work(_progress: Progress) -> str:
        threads.append(threading.get_ident())
        return "done"

    job = jobs.start(work, "数")
    job.finished.connect(lambda _result: ended.append(threading.get_ident()))
    with qtbot.waitSignal(job.finished) as told:
        pass
    assert told.args == ["done"]
    assert threads != [threading.get_ident()]
    assert ended == [threading.get_ident()]
    qtbot.waitUntil(lambda: not jobs.busy)


def test_progress_is_told_in_steps(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []

    def work(progress: Progress) -> None:
        for step in range(3):
            progress(step, 3)

    job = jobs.start(work, "数")
    job.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(job.finished):
        pass
    assert steps == [(0, 3), (1, 3), (2, 3)]


def test_a_refusal_is_told_as_its_sentence(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ReadError("读不了。")

    job = jobs.start(work, "读")
    with qtbot.waitSignal(job.failed) as told:
        pass
    assert told.args == ["读不了。"]


def test_a_mistake_of_ours_is_told_in_general_words(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    job = jobs.start(work, "除")
    with qtbot.waitSignal(job.failed) as told:
        pass
    assert "意外问题" in told.args[0]


def test_a_cancelled_job_stops_at_its_next_step_and_gives_no_result(jobs: Jobs, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        assert go_on.wait(10)
        progress(1, 2)
        return "never"

    results: list[object] = []
    job = jobs.start(work, "等")
    job.finished.connect(results.append)
    assert begun.wait(10)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        go_on.set()
    assert not results


def test_closing_waits_for_what_is_under_way(jobs: Jobs) -> None:
    ended = threading.Event()
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress(0, 1)
        finally:
            ended.set()

    jobs.start(work, "转")
    assert begun.wait(10)
    jobs.close()
    assert ended.is_set()
