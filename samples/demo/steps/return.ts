import { type RecordView } from '../../client/session.ts';
import { must, mustBe } from '../checks.ts';
import { makePlan } from '../plans.ts';
import { type World } from '../world.ts';

const REASON = 'Cần bổ sung hoạt động vận dụng và câu hỏi phân hóa cho học sinh khá, giỏi.';

/** The head returns a signed plan with a reason; the teacher uploads a revision; the old one stays with its signature. */
export async function returnAndRevise({ people, sample }: World): Promise<RecordView> {
  const { teacher, head } = people;
  const what = { teacher: teacher.username, subject: 'Toan', class: '10A1', week: 13 };
  const first = await makePlan(sample, what);
  const { id } = await teacher.session.submitRecord(first.metadata, first);
  await teacher.session.sign([id], teacher.pin);
  const empty = await head.session.call<{ code: string }>(`POST /records/${id}/return`, { json: { reason: ' ' } });
  mustBe('the answer to a return without a reason', empty.body.code, 'RETURN_REASON_REQUIRED');
  await head.session.post(`/records/${id}/return`, { reason: REASON });
  const second = await makePlan(sample, { ...what, seed: 2 });
  const file = { name: 'giáo án sửa.pdf', bytes: second.bytes };
  const revised = await teacher.session.upload(`/records/${id}/versions`, { metadata: {}, file });
  mustBe('the answer to the revision', revised.status, 201);
  const record = await teacher.session.post<RecordView>(`/records/${id}/submit`);
  mustBe('the revision', record.revision, 2);
  const old = record.versions.filter((version) => version.revision === 1);
  must(old.length === 2 && old.every((version) => !version.current), 'the old revision did not stay, marked as old');
  must(
    record.steps.some((step) => step.revision === 1 && step.state === 'returned' && step.comment === REASON),
    'the reason of the return was not kept',
  );
  const oldBytes = await teacher.session.download(id, 2);
  must(oldBytes.length > first.bytes.length, 'the signed old version cannot be read any more');
  return record;
}
