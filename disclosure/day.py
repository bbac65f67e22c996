"""The day on which something is looked at, which knows for how long what it said will hold.

In: a day (ISO). Out: answers to those who ask it for the day, and the first later day on which one of them would be another.
"""

from __future__ import annotations

from datetime import date, timedelta


class Day:
    """A day that remembers what was asked of it."""

    def __init__(self, today: str) -> None:
        self._today = today
        self.until = ""
        """First day on which an answer would be another; empty where none would."""

    def has_come(self, day: str) -> bool:
        """Whether `day` (ISO) is today or past."""
        if day > self._today:
            self.until = min(self.until or day, day)
        return day <= self._today

    def today(self) -> str:
        """The day itself; who asks will be answered otherwise tomorrow."""
        self.has_come(after(self._today, 1))
        return self._today


def after(day: str, days: int) -> str:
    """The day `days` after `day`, both ISO; before it where `days` is negative. The calendar's last day has none after it."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return (date.max if days > 0 else date.min).isoformat()
