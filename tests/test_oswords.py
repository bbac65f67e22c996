"""Reasons of the operating system in both languages."""

import errno
import os

from disclosure.oswords import reason


def test_a_usual_reason_is_told_in_chinese_and_an_unusual_one_as_it_is() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert reason(full) == ("磁盘已满", "No space left on device")
    assert reason(OSError(errno.EPIPE, "Broken pipe")) == ("Broken pipe", "Broken pipe")
    assert reason(OSError("odd")) == ("odd", "odd")
