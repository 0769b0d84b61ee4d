import { describe, expect, it } from 'vitest';
import { type DeadlineRule } from '../../schemas/index.ts';
import { isHosoError } from '../../src/kernel/errors.ts';
import { addDays } from '../../src/kernel/local-date.ts';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import { assertOpen, type DeadlineFacts, judge, loadRecordTypes, momentOf } from '../../src/records/index.ts';

const types = loadRecordTypes();
const scope = scopeOfSchool('s');

/** Week n of 2026-2027 begins on the nth Monday from 7 September; week 21 to 22 are Tết, so that teaching goes on with 23. */
const year: DeadlineFacts['year'] = {
  code: '2026-2027',
  startsOn: '2026-09-07',
  endsOn: '2027-05-30',
  terms: [
    { code: 'HK1', name: 'Học kỳ I', startsOn: '2026-09-07', endsOn: '2027-01-10' },
    { code: 'HK2', name: 'Học kỳ II', startsOn: '2027-01-11', endsOn: '2027-05-30' },
  ],
  weeks: Array.from({ length: 35 }, (_, index) => {
    const startsOn = addDays('2026-09-07', index * 7);
    return { number: index + 1, startsOn, endsOn: addDays(startsOn, 6), term: index < 18 ? 'HK1' : 'HK2' };
  }),
  holidays: [{ name: 'Ngày nghỉ', startsOn: '2026-11-10', endsOn: '2026-11-12' }],
};

function facts(about: DeadlineFacts['scope'], extensions: DeadlineFacts['extensions'] = []): DeadlineFacts {
  return { year, scope: about, extensions };
}

function ruleOf(id: string): DeadlineRule {
  const { deadline } = types.get(scope, id);
  if (!deadline) throw new Error(`${id} has no deadline`);
  return deadline;
}

/** An instant given in the school's time. */
function local(text: string): Date {
  return new Date(`${text}+07:00`);
}

describe('a lesson plan, due before Wednesday of the week before', () => {
  const rule = ruleOf('lessonPlan');
  const week12 = facts({ week: 12 });

  it('is in time on Tuesday up to the last millisecond', () => {
    const verdict = judge(rule, week12, local('2026-11-17T23:59:59.999'));
    expect(verdict).toEqual({ timeliness: 'onTime', dueAt: local('2026-11-18T00:00:00') });
  });

  it('is late on Wednesday at 00:00', () => {
    expect(judge(rule, week12, local('2026-11-18T00:00:00.000')).timeliness).toBe('late');
  });

  it('is counted from the calendar week before, even if that is a holiday', () => {
    const verdict = judge(rule, facts({ week: 11 }), local('2026-11-11T08:00:00'));
    expect(verdict).toEqual({ timeliness: 'late', dueAt: local('2026-11-11T00:00:00') });
  });

  it("of a week that begins in the middle is counted from that week's Monday", () => {
    const weeks = [{ number: 1, startsOn: '2026-09-09', endsOn: '2026-09-13', term: 'HK1' }];
    const due = momentOf(rule.due, rule, { year: { ...year, weeks }, scope: { week: 1 } });
    expect(due?.at).toEqual(local('2026-09-02T00:00:00'));
  });
});

describe('a department plan, due 16 days before the week', () => {
  const rule = ruleOf('departmentTeachingPlan');

  it('is in time on the 16th day before up to its last millisecond, and late after that', () => {
    const week = facts({ week: 12 });
    expect(judge(rule, week, local('2026-11-07T23:59:59.999')).timeliness).toBe('onTime');
    expect(judge(rule, week, local('2026-11-08T00:00:00.000'))).toEqual({
      timeliness: 'late',
      dueAt: local('2026-11-07T23:59:59.999'),
    });
  });

  it('for the whole year is due before its first week', () => {
    expect(judge(rule, facts({}), local('2026-08-01T00:00:00')).dueAt).toEqual(local('2026-08-22T23:59:59.999'));
  });
});

it('a teacher plan is due 10 days before the week', () => {
  const verdict = judge(ruleOf('teacherEducationPlan'), facts({ week: 12 }), local('2026-11-13T23:59:59.999'));
  expect(verdict).toEqual({ timeliness: 'onTime', dueAt: local('2026-11-13T23:59:59.999') });
});

describe('anchors', () => {
  const basis = ruleOf('lessonPlan').basis;
  const at = (
    due: DeadlineRule['due'],
    about: DeadlineFacts['scope'] = {},
    holidays: DeadlineRule['holidays'] = 'ignore',
  ) => momentOf(due, { holidays }, { year, scope: about })?.at;

  it('of term and year are their first and last days', () => {
    expect(at({ anchor: 'termEnd', until: 'dayEnds' }, { term: 'HK1' })).toEqual(local('2027-01-10T23:59:59.999'));
    expect(at({ anchor: 'termStart', until: 'dayBegins' }, { term: 'HK2' })).toEqual(local('2027-01-11T00:00:00'));
    expect(at({ anchor: 'termEnd', until: 'dayEnds' }, { term: 'CN' })).toEqual(local('2027-05-30T23:59:59.999'));
    expect(at({ anchor: 'yearStart', until: 'dayBegins' })).toEqual(local('2026-09-07T00:00:00'));
    expect(at({ anchor: 'yearEnd', offsetDays: 5, until: '17:00' })).toEqual(local('2027-06-04T17:00:00'));
    expect(at({ anchor: 'weekEnd', week: 2, until: 'dayEnds' })).toEqual(local('2026-09-20T23:59:59.999'));
  });

  it('of a month lie in the right half of the school year', () => {
    expect(at({ anchor: 'monthEnd', until: 'dayEnds' }, { month: 9 })).toEqual(local('2026-09-30T23:59:59.999'));
    expect(at({ anchor: 'monthEnd', until: 'dayEnds' }, { month: 2 })).toEqual(local('2027-02-28T23:59:59.999'));
  });

  it('that a record does not have give no deadline, and no lateness', () => {
    const rule = { due: { anchor: 'weekStart', until: 'dayEnds' }, holidays: 'ignore', basis } as const;
    expect(judge(rule, facts({}), local('2030-01-01T00:00:00'))).toEqual({ timeliness: 'onTime' });
    expect(judge(undefined, facts({}), local('2030-01-01T00:00:00'))).toEqual({ timeliness: 'onTime' });
    expect(at({ anchor: 'monthEnd', until: 'dayEnds' })).toBeUndefined();
    expect(at({ anchor: 'termEnd', until: 'dayEnds' })).toBeUndefined();
  });

  it('that fall on a holiday move where the rule says so', () => {
    const wednesday = { anchor: 'weekBefore', weekday: 3, until: 'dayEnds' } as const;
    expect(at(wednesday, { week: 11 }, 'earlier')).toEqual(local('2026-11-09T23:59:59.999'));
    expect(at(wednesday, { week: 11 }, 'later')).toEqual(local('2026-11-13T23:59:59.999'));
    const sunday = { anchor: 'weekEnd', until: 'dayEnds' } as const;
    expect(at(sunday, { week: 3 }, 'earlier')).toEqual(local('2026-09-26T23:59:59.999'));
  });
});

describe('late submission', () => {
  const rule = ruleOf('lessonPlan');
  const late = local('2026-11-20T08:00:00');
  const extension = { _id: 'e1', until: local('2026-11-21T00:00:00') };

  it('is refused when the last day is over', () => {
    const verdict = judge(rule, facts({ week: 12 }), local('2027-05-31T00:00:00'));
    expect(verdict.closedAt).toEqual(local('2027-05-30T23:59:59.999'));
    expect(codeOf(() => assertOpen(verdict))).toBe('SUBMISSION_CLOSED');
    expect(codeOf(() => assertOpen(judge(rule, facts({ week: 12 }), late)))).toBe('none');
  });

  it('is lawful with an extension, even after the last day', () => {
    const verdict = judge(rule, facts({ week: 12 }, [extension]), late);
    expect(verdict).toMatchObject({ timeliness: 'lateWithExtension', extension: 'e1' });
    const closed = judge(
      rule,
      facts({ week: 12 }, [{ ...extension, until: local('2028-01-01T00:00:00') }]),
      local('2027-06-05T00:00:00'),
    );
    expect(codeOf(() => assertOpen(closed))).toBe('none');
  });

  it('is only late when the extension is over, or is for another week, class or subject', () => {
    const about = { week: 12, class: '10A1', subject: 'Toan' };
    const after = new Date(extension.until.getTime() + 1);
    expect(judge(rule, facts(about, [extension]), extension.until).timeliness).toBe('lateWithExtension');
    expect(judge(rule, facts(about, [extension]), after).timeliness).toBe('late');
    for (const other of [{ week: 13 }, { class: '10A2' }, { subject: 'NguVan' }]) {
      expect(judge(rule, facts(about, [{ ...extension, ...other }]), late).timeliness).toBe('late');
    }
    expect(judge(rule, facts(about, [{ ...extension, ...about }]), late).timeliness).toBe('lateWithExtension');
  });
});

function codeOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (isHosoError(error)) return error.code;
    throw error;
  }
  return 'none';
}
