import { type RecordView } from '../../client/session.ts';
import { makeSchoolPlan, makeSealPng, makeSignaturePng } from '../../documents/index.ts';
import { isPrefix, must, mustBe } from '../checks.ts';
import { type Person, type World } from '../world.ts';
import { mustBeValid } from './chain.ts';

/** Whoever signs by Decree 30 stores the picture of the own signature, the keeper of the seal that of the seal. */
export async function storePictures({ people, sample }: World): Promise<string[]> {
  const kept = [people.vicePrincipal, people.principal].map((person) =>
    store(person, '/me/signature-pictures', {
      metadata: { kind: 'signature' },
      bytes: makeSignaturePng(person.fullName),
    }),
  );
  const seal = await makeSealPng(sample.school.name);
  await Promise.all([...kept, store(people.clerk, '/seal-picture', { metadata: { widthMm: 36 }, bytes: seal })]);
  const other = await people.teacher.session.call('GET /me/signature-pictures/signature/file');
  mustBe('the answer to who asks for a picture of their own and has none', other.status, 404);
  return [people.vicePrincipal.fullName, people.principal.fullName, sample.school.name];
}

/** The school's plan, which keeps a field for the principal, is signed and sealed by Decree 30; gives the sealed file. */
export async function signSchoolPlan(world: World): Promise<{ record: RecordView; bytes: Uint8Array }> {
  const { vicePrincipal, principal, clerk } = world.people;
  const file = {
    name: 'kế hoạch.pdf',
    bytes: await makeSchoolPlan({ school: world.sample, signatureFields: true }),
  };
  const metadata = { type: 'schoolEducationPlan', year: world.sample.year.code };
  const { id } = await vicePrincipal.session.submitRecord(metadata, file);
  let bytes: Uint8Array = file.bytes;
  for (const [person, pin] of [
    [vicePrincipal, vicePrincipal.pin],
    [principal, principal.pin],
    [clerk, clerk.sealPin],
  ] as const) {
    const done = await person.session.sign([id], pin);
    mustBe(`the signature of ${person.fullName}`, done.state, 'done');
    const { versions } = await person.session.get<RecordView>(`/records/${id}`);
    const signed = await person.session.download(id, versions.length);
    must(isPrefix(bytes, signed), `version ${versions.length} does not begin with the one before`);
    bytes = signed;
  }
  await mustBeValid(world, bytes, 3);
  const record = await clerk.session.get<RecordView>(`/records/${id}`);
  const fields = record.versions.at(-1)?.signatures.map(({ fieldName }) => fieldName);
  mustBe('the field that the principal signed', fields?.[1], 'Sig_principal');
  return { record, bytes };
}

async function store(
  { session, fullName }: Person,
  path: string,
  { metadata, bytes }: { metadata: object; bytes: Uint8Array },
): Promise<void> {
  const { status } = await session.upload(path, { metadata, file: { name: 'ảnh.png', bytes } });
  mustBe(`the answer to a picture of ${fullName}`, status, 201);
}
