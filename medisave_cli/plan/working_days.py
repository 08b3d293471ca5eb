"""Working days in China: the State Council's holidays and adjusted working weekends, from the ``chinesecalendar`` library.

Counting follows the Civil Code, articles 201 and 203: the first day is the one after, and a period counted in calendar
days that would end on a day of rest ends on the next working day.
"""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)


def announced() -> tuple[int, int]:
    """The first and the last year whose holidays are on file."""
    from chinese_calendar import holidays

    return min(holidays).year, max(holidays).year


def is_announced(day: date) -> bool:
    """Whether the holidays of the day's year are on file."""
    first, last = announced()
    return first <= day.year <= last


def is_working(day: date) -> bool:
    """Whether offices work that day; in a year whose holidays are not on file, every day from Monday to Friday."""
    if not is_announced(day):
        return day.weekday() < 5
    from chinese_calendar import is_workday

    return bool(is_workday(day))


def next_working(day: date) -> date:
    """The first working day on or after ``day``."""
    while not is_working(day):
        day += DAY
    return day


def after_working_days(day: date, count: int) -> date:
    """The last day of a period of ``count`` working days; ``day`` itself does not count, and is the answer for 0."""
    while count > 0:
        day += DAY
        count -= is_working(day)
    return day


def after_days(day: date, count: int) -> date:
    """The last day of a period of ``count`` calendar days, put off to a working day if it is one of rest."""
    return next_working(day + count * DAY)
