import { describe, expect, it } from 'vitest';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import { type RecordScope } from '../../src/records/index.ts';
import { differencesOfName } from '../../src/records/name-check.ts';
import { alternativeName, MAX_NAME, nameRecord, ownerPart } from '../../src/records/naming.ts';
import { loadRecordTypes } from '../../src/records/record-types.ts';
import { parseTemplate } from '../../src/records/template.ts';
import { asciiPart, withoutMarks } from '../../src/records/text.ts';

const types = loadRecordTypes();
const scope = scopeOfSchool('s');
const owner = { fullName: 'Nguyễn Văn A', username: 'nguyenvana' };

function named(type: string, about: RecordScope, things: object = {}) {
  return nameRecord(types.get(scope, type), { year: '2026-2027', scope: about, owner, ...things });
}

describe('the names of a record', () => {
  const PLAN = { class: '10A1', subject: 'Toan', week: 12, department: 'Toan' };

  for (const [type, about, folder, fileName] of [
    ['lessonPlan', PLAN, '2026-2027/03_GiaoVien/NguyenVanA/KHBD/Tuan12', 'KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf'],
    [
      'lessonPlan',
      { grade: 10, subject: 'Toan', week: 5 },
      '2026-2027/03_GiaoVien/NguyenVanA/KHBD/Tuan05',
      'KHBD_Toan_K10_Tuan05_NguyenVanA.pdf',
    ],
    [
      'departmentTeachingPlan',
      { grade: 10, subject: 'Toan', department: 'Toan' },
      '2026-2027/02_ToChuyenMon/ToToan/KeHoach',
      'KHT_PL1_Toan_K10.pdf',
    ],
    [
      'departmentTeachingPlan',
      { grade: 10, subject: 'Toan', department: 'ToToan', week: 3 },
      '2026-2027/02_ToChuyenMon/ToToan/KeHoach',
      'KHT_PL1_Toan_K10_Tuan03.pdf',
    ],
    [
      'teacherEducationPlan',
      { grade: 10, subject: 'Toan' },
      '2026-2027/03_GiaoVien/NguyenVanA/KeHoach',
      'KHGV_PL3_Toan_K10_NguyenVanA.pdf',
    ],
    ['homeroomBook', { class: '10A1', term: 'HK1' }, '2026-2027/04_Lop/10A1/SoChuNhiem', 'SCN_10A1_HK1.pdf'],
    ['classAssessmentBook', { class: '10A1', term: 'CN' }, '2026-2027/04_Lop/10A1/SoTheoDoi', 'STD_10A1_CN.pdf'],
    ['schoolEducationPlan', {}, '2026-2027/01_NhaTruong/KeHoach', 'KHGDNT_2026-2027.pdf'],
    ['studentRegister', {}, '2026-2027/01_NhaTruong/SoDangBo', 'SDB_2026-2027.pdf'],
    [
      'transcript',
      { class: '10A1', student: 'HS000123' },
      '2026-2027/05_HocSinh/HocBa/10A1',
      'HB_10A1_HS000123_2026-2027.pdf',
    ],
  ] as const) {
    it(`of type ${type} are ${folder}/${fileName}`, () => {
      expect(named(type, about)).toMatchObject({ folder, fileName });
    });
  }

  it('carry a Vietnamese title', () => {
    expect(named('lessonPlan', PLAN, { subjectName: 'Toán' }).title).toBe(
      'Kế hoạch bài dạy môn Toán, lớp 10A1, tuần 12',
    );
  });

  it('are ASCII whatever the letters', () => {
    const odd = { fullName: 'ĐặngThị Ánh Tuyết-Ngọc 阿', username: 'tuyet' };
    expect(named('lessonPlan', PLAN, { owner: odd }).fileName).toBe('KHBD_Toan_10A1_Tuan12_DangThiAnhTuyetNgoc.pdf');
    expect(named('lessonPlan', PLAN, { owner: { fullName: '李', username: 'li.ming' } }).fileName).toContain(
      '_Li.ming.',
    );
  });

  it('never exceed 120 characters, and stay different when they are cut', () => {
    const long = (end: string) =>
      named('lessonPlan', PLAN, { owner: { fullName: `${'Nguyễn '.repeat(40)}${end}`, username: 'x' } });
    const [first, second] = [long('An').fileName, long('Ân Bình').fileName];
    expect(first.length).toBeLessThanOrEqual(MAX_NAME);
    expect(first).not.toBe(second);
    expect(first.endsWith('.pdf')).toBe(true);
    expect(alternativeName(first, 12).length).toBeLessThanOrEqual(MAX_NAME);
    expect(alternativeName('A.pdf', 2)).toBe('A_2.pdf');
  });

  it('keep two people of one name apart by the number of their account', () => {
    expect(ownerPart({ fullName: 'Nguyễn Văn An', username: 'nguyenvanan2' })).toBe('NguyenVanAn2');
    expect(ownerPart({ fullName: 'Nguyễn Văn An', username: 'an.toan' })).toBe('NguyenVanAn');
  });
});

describe('text without tone marks', () => {
  it('is the same for composed and decomposed letters', () => {
    expect(withoutMarks('Tuần Đỗ đường'.normalize('NFC'))).toBe('Tuan Do duong');
    expect(withoutMarks('Tuần Đỗ đường'.normalize('NFD'))).toBe('Tuan Do duong');
    expect(asciiPart('vật lí 10')).toBe('VatLi10');
  });
});

describe('a template', () => {
  it('with brackets that do not pair is refused', () => {
    for (const source of ['{week', 'a]b', '[a', '[a[b]]', '{}', '{a b}']) {
      expect(() => parseTemplate(source), source).toThrow();
    }
  });

  it('reads back what it has filled in', () => {
    const template = parseTemplate('KHT_{subject}_{class|grade}[_Tuan{week}]');
    const full = template.fill({ subject: 'Toan', grade: 'K10', week: '03' });
    expect(full).toBe('KHT_Toan_K10_Tuan03');
    expect(Object.fromEntries(template.match(full) ?? [])).toEqual({
      subject: 'Toan',
      'class|grade': 'K10',
      week: '03',
    });
    expect(template.fill({ subject: 'Toan', class: '10A1' })).toBe('KHT_Toan_10A1');
    expect(() => template.fill({ subject: 'Toan' })).toThrow();
  });
});

describe("a file's own name", () => {
  const check = {
    type: types.get(scope, 'lessonPlan'),
    things: { year: '2026-2027', scope: { class: '10A1', subject: 'Toan', week: 12 }, owner },
    types: types.list(scope),
    grade: 10,
    classes: ['10A1', '10A2', '11A1'],
  };
  const fieldsOf = (name: string) => differencesOfName(name, check).map(({ field }) => field);

  for (const [name, fields] of [
    ['KHBD_Toan_10A1_Tuan11_NguyenVanA.pdf', ['week']],
    ['KHBD_Toan_10A2_Tuan12_NguyenVanA.pdf', ['class']],
    ['KHBD_NguVan_10A1_Tuan12_NguyenVanA.pdf', ['subject']],
    ['KHBD_NguVan_10A2_Tuan11_TranThiB.pdf', ['subject', 'class', 'week', 'owner']],
    ['khbd_toan_10a1_tuan11_nguyenvana_v2.pdf', ['week']],
    ['SCN_10A1_HK1.pdf', ['type']],
    ['KHT_PL1_Toan_K10.pdf', ['type']],
    ['KHGV_PL3_gi_do.pdf', ['type']],
    ['Tuần 11.pdf', ['week']],
    ['Tuần 11.pdf'.normalize('NFD'), ['week']],
    ['TUAÀN 20.pdf', ['week']],
    ['TuÇn 20.pdf', ['week']],
    ['TUAN 8,9.pdf', ['week']],
    ['tuan 8-10.pdf', ['week']],
    ['giáo án lớp 11.pdf', ['grade']],
    ['giao an 10A2 tuan 12.pdf', ['class']],
    ['GA Lop 5Tuan 13 HOT tich hop TTHCM.pdf', ['week', 'grade']],
    ['giáo án tuần 12 năm học 2025-2026.pdf', ['year']],
  ] as const) {
    it(`"${name}" contradicts in ${fields.join(', ')}`, () => {
      expect(fieldsOf(name)).toEqual(fields);
    });
  }

  for (const name of [
    'KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf',
    'khbd_toan_10a1_tuan12_nguyenvana.PDF',
    'KHBD Toan 10A1 Tuan12 NguyenVanA (1).pdf',
    'KHBD_Toan_10A1_Tuan12_NguyenVanA_v3.pdf',
    'KHBD_Toan_10A1_Tuan12_NguyenVanA.signed.pdf',
    'giáo án tuần 12.pdf',
    'Tuần 12.pdf',
    'tuan 11-13.pdf',
    'tuần 12, lớp 10A1.pdf',
    'lớp 10 tuần 12 (2026-2027).pdf',
    'tuan 12-10A1.pdf',
    'scan0001.pdf',
    'Tuyển 10 bài toán hay.pdf',
    'An toàn giao thông.pdf',
    'Document 99.pdf',
    '12.pdf',
    '.pdf',
  ]) {
    it(`"${name}" contradicts nothing`, () => {
      expect(fieldsOf(name)).toEqual([]);
    });
  }

  it('is told what it says and what would be right', () => {
    expect(differencesOfName('KHBD_Toan_10A1_Tuan11_NguyenVanA.pdf', check)).toEqual([
      { field: 'week', given: '11', expected: '12' },
    ]);
  });

  it('of a class book is held to its term', () => {
    const book = {
      ...check,
      type: types.get(scope, 'homeroomBook'),
      things: { ...check.things, scope: { class: '10A1', term: 'HK1' as const } },
    };
    expect(differencesOfName('Sổ chủ nhiệm học kỳ II.pdf', book)).toHaveLength(1);
    expect(differencesOfName('Sổ chủ nhiệm HKI.pdf', book)).toEqual([]);
  });
});
