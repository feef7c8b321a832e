"""A whole spend file: surveyed, then every record of it judged, one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import BinaryIO

from tendering.spend_files.domain import Cells, Line, Stated
from tendering.spend_files.readers import texts, workbooks
from tendering.spend_files.readers.surveys import Records, Survey, surveyed
from tendering.spend_files.rules.judging import Judge, heading, unplaced


@dataclass(frozen=True)
class SpendFile:
    """A file that was surveyed, and can be read from its first record as often as one likes."""

    records: Records
    survey: Survey
    stated: Stated
    today: date

    def lines(self) -> Iterator[Line]:
        """Every record in order, with what became of it."""
        survey, sheet = self.survey, None
        judge: Judge | None = None
        months, tomorrow = frozenset(survey.months), self.today + timedelta(days=1)
        for number, record in enumerate(self.records(), start=1):
            if record.sheet != sheet:
                sheet, judge = record.sheet, None
            layout = survey.layouts.get(number)
            if number in survey.layouts:
                judge = None if layout is None else Judge(layout, survey.order, months, self.stated, tomorrow)
            line = self._line(number, record, judge)
            line.layout = layout
            yield line

    def _line(self, number: int, record: Cells, judge: Judge | None) -> Line:
        if number in self.survey.headings:
            return heading(number, record, understood=self.survey.layouts.get(number, True) is not None)
        if judge is None:
            return unplaced(number, record, titled=number < self.survey.sheets.get(record.sheet, 0))
        return self._unless_heading(number, record, judge)

    def _unless_heading(self, number: int, record: Cells, judge: Judge) -> Line:
        """A heading that was sorted to the end looks like a row."""
        if record.cells == judge.headings:
            return heading(number, record, understood=True)
        return judge.judge(number, record)


def spend_file(file: BinaryIO, is_workbook: bool, stated: Stated, today: date) -> SpendFile:
    """The table in a container. Raises FileRefused."""
    records: Records = partial((workbooks if is_workbook else texts).records_in, file)
    return SpendFile(records, surveyed(records, stated), stated, today)
