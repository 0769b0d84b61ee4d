import { type Answer } from '../../client/http.ts';
import { must } from '../checks.ts';
import { makePlan } from '../plans.ts';
import { type World } from '../world.ts';
import { verifyBytes } from './chain.ts';

const WRONG_PIN = '000001';

/** What must not be taken is refused with its code, and nothing of it stays. */
export async function refuseBadInput(world: World, sealed: Uint8Array): Promise<string[]> {
  const { people, sample } = world;
  const { session, username } = people.teacher;
  const plan = await makePlan(sample, { teacher: username, subject: 'Toan', class: '10A1', week: 34 });
  const upload = (metadata: object, file: { name: string; bytes: Uint8Array }) =>
    session.upload('/records', { metadata: { ...plan.metadata, ...metadata }, file });
  const docx = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('word/document.xml'), Buffer.alloc(500)]);
  const other = sample.classes.find((each) => each.code === '12A10')?.code ?? '';
  const found = [
    refused(
      'a name of another week',
      await upload({}, { name: 'KHBD_Toan_10A1_Tuan33_NguyenVanA.pdf', bytes: plan.bytes }),
      'NAME_CONTRADICTS',
    ),
    refused('a class that is not taught', await upload({ class: other }, plan), 'CLASS_NOT_TAUGHT'),
    refused('a week that does not exist', await upload({ week: 36 }, plan), 'WEEK_'),
    refused('an unknown type', await upload({ type: 'giayKhen' }, plan), 'TYPE_UNKNOWN'),
    refused('an empty file', await upload({}, { name: 'a.pdf', bytes: new Uint8Array() }), 'UPLOAD_EMPTY'),
    refused('a Word file renamed', await upload({}, { name: 'a.pdf', bytes: docx }), 'UPLOAD_NOT_PDF'),
  ];
  const altered = Uint8Array.from(sealed);
  const middle = Math.floor(altered.length / 3);
  altered[middle] = (altered[middle] ?? 0) ^ 1;
  const report = await verifyBytes(world, altered);
  must(
    report.signatures.every((each) => each.conclusion !== 'valid'),
    'a file altered by one bit has a valid signature',
  );
  return [...found, 'one altered bit: no signature valid'];
}

/** A wrong PIN is told with the tries that are left, and the right one still works after it. */
export async function refuseWrongPin({ people }: World, id: string): Promise<void> {
  const { session, pin } = people.teacher;
  const request = await session.post<{ id: string }>('/signing-requests', { records: [id] });
  await session.waitFor(request.id, (state) => state !== 'preparing');
  const wrong = await session.call<{ code: string }>(`POST /signing-requests/${request.id}/confirm`, {
    json: { pin: WRONG_PIN },
  });
  must(wrong.body.code === 'PIN_WRONG', `a wrong PIN was answered with ${wrong.status} ${wrong.body.code}`);
  await session.post(`/signing-requests/${request.id}/confirm`, { pin });
  const done = await session.waitFor(request.id, (state) => state === 'done' || state === 'failed');
  must(done.state === 'done', `after the wrong PIN the right one did not sign: ${done.state}`);
}

function refused(what: string, answer: Answer, code: string): string {
  const found = (answer.body as { code?: string }).code ?? '';
  must(
    answer.status >= 400 && found.startsWith(code),
    `${what} was answered with ${answer.status} ${found}, not ${code}`,
  );
  return `${what}: ${answer.status} ${found}`;
}
