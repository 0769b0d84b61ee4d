import { type SchemaTypes } from '../../../schemas/index.ts';
import { ApiProblem, callApi } from '../../client/http.ts';
import { type RecordView } from '../../client/session.ts';
import { DEMO_WEEK, lessonPlanDue } from '../calendar.ts';
import { becomes, isPrefix, must, mustBe } from '../checks.ts';
import { makePlan } from '../plans.ts';
import { type Person, type World } from '../world.ts';

type VerificationReport = SchemaTypes['api/verification-report'];

const SUBJECT = { subject: 'Toan', class: '10A1' };

/** The teacher uploads the plan for week 12: named, filed and judged by the system. */
export async function uploadPlan({ people, sample }: World): Promise<RecordView> {
  const { session, username } = people.teacher;
  const plan = await makePlan(sample, { teacher: username, ...SUBJECT, week: DEMO_WEEK });
  const record = await session.submitRecord(plan.metadata, plan);
  const week = sample.year.weeks.find(({ number }) => number === DEMO_WEEK);
  mustBe('the file name', record.fileName, 'KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf');
  mustBe('the folder', record.folder, `${sample.year.code}/03_GiaoVien/NguyenVanA/KHBD/Tuan12`);
  mustBe('the judgement', record.timeliness, 'onTime');
  mustBe('the deadline', record.judged?.dueAt, lessonPlanDue(week?.startsOn ?? '').toISOString());
  return record;
}

/** A plan for a week that is too late is taken, and called late. */
export async function uploadLatePlan({ people, sample }: World, now = new Date()): Promise<RecordView | undefined> {
  const { session, username } = people.teacher;
  const late = sample.year.weeks.findLast((week) => lessonPlanDue(week.startsOn) <= now);
  if (!late) return undefined;
  const plan = await makePlan(sample, { teacher: username, ...SUBJECT, week: late.number });
  const record = await session.submitRecord(plan.metadata, plan);
  mustBe('the judgement', record.timeliness, 'late');
  mustBe('the deadline', record.judged?.dueAt, lessonPlanDue(late.startsOn).toISOString());
  return record;
}

/** Teacher, head, vice-principal and clerk sign one after the other; each is told, each version begins with the one before. */
export async function signChain(world: World, id: string): Promise<Uint8Array[]> {
  const { teacher, head, vicePrincipal, clerk } = world.people;
  const versions = [await teacher.session.download(id, 1)];
  await refuseOutOfTurn(vicePrincipal, id, 'NOT_YOUR_TURN');
  await refuseOutOfTurn(clerk, id, 'SEAL');
  const order: [Person, string][] = [
    [teacher, teacher.pin],
    [head, head.pin],
    [vicePrincipal, vicePrincipal.pin],
    [clerk, clerk.sealPin],
  ];
  for (const [person, pin] of order) {
    await mustWait(person, id);
    if (person !== teacher) await mustBeTold(person, id);
    const page = { appearance: { page: -1, place: 'bottomRight' } };
    const done = await person.session.sign([id], pin, page);
    mustBe(`the signature of ${person.fullName}`, done.state, 'done');
    const bytes = await person.session.download(id, versions.length + 1);
    must(
      isPrefix(versions.at(-1) ?? bytes, bytes),
      `version ${versions.length + 1} does not begin with the one before`,
    );
    versions.push(bytes);
    await mustBeValid(world, bytes, versions.length - 1);
  }
  return versions;
}

/** Uploads bytes to the public verification and checks that it finds so many signatures, all valid. */
export async function mustBeValid(world: World, bytes: Uint8Array, signatures: number): Promise<VerificationReport> {
  const report = await verifyBytes(world, bytes);
  mustBe('the number of signatures', report.signatures.length, signatures);
  for (const each of report.signatures) {
    must(each.conclusion === 'valid', `a signature is ${each.conclusion}: ${JSON.stringify(each)}`);
  }
  return report;
}

/** The public verification of a file, without any account. */
export async function verifyBytes({ url }: World, bytes: Uint8Array): Promise<VerificationReport> {
  const form = new FormData();
  form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'tep.pdf');
  const answer = await callApi<VerificationReport>(url, 'POST /verify', { form });
  if (answer.status !== 200) throw new ApiProblem('verification', answer.status, answer.body);
  return answer.body;
}

async function mustWait({ session, fullName }: Person, id: string): Promise<void> {
  const inbox = await session.inbox();
  must(
    inbox.some((item) => item.record === id),
    `the record does not wait for ${fullName}`,
  );
}

async function mustBeTold({ session, fullName }: Person, id: string): Promise<void> {
  const told = async () => {
    const { notifications } = await session.get<SchemaTypes['api/notification-list']>('/notifications');
    return notifications.some((each) => each.record === id && each.kind.startsWith('yourTurn'));
  };
  must(await becomes(told), `${fullName} was not told that it is their turn`);
}

async function refuseOutOfTurn({ session, fullName }: Person, id: string, code: string): Promise<void> {
  const answer = await session.call<{ details?: { refused?: { code: string }[] }; code: string }>(
    'POST /signing-requests',
    {
      json: { records: [id] },
    },
  );
  const found = answer.body.details?.refused?.[0]?.code ?? answer.body.code;
  must(answer.status >= 400 && found.startsWith(code), `${fullName} could sign out of turn: ${answer.status} ${found}`);
}
