import { type SignatureReport, type VerificationReport } from './report.ts';
import { type Reason } from './reasons.ts';

/** A sentence in both languages. */
interface Sentence {
  readonly vi: string;
  readonly en: string;
}

type Undescribed<T> = Omit<T, 'vi' | 'en'>;

/** One signature in words that need no schooling in signatures. */
export function describeSignature(one: Undescribed<SignatureReport>): Sentence {
  const who = whoOf(one);
  const why = reasonsOf(one.reasons);
  switch (one.conclusion) {
    case 'valid': {
      const when = whenOf(one);
      return {
        vi: `${who.vi} hợp lệ${when.vi}. Nội dung không bị thay đổi trái phép sau khi ký.`,
        en: `${who.en} is valid${when.en}. The content was not changed in any way that is not allowed.`,
      };
    }
    case 'invalid':
      return { vi: `${who.vi} KHÔNG hợp lệ. ${why.vi}`, en: `${who.en} is NOT valid. ${why.en}` };
    case 'indeterminate':
      return {
        vi: `Chưa kết luận được về ${lower(who.vi)}. ${why.vi}`,
        en: `Nothing certain about: ${who.en}. ${why.en}`,
      };
  }
}

/** The whole file in one sentence or two. */
export function describeFile(report: Undescribed<VerificationReport>): Sentence {
  const { signatures, conclusion } = report;
  const why = reasonsOf(report.reasons);
  if (signatures.length === 0) return why;
  const stamps = signatures.filter(({ kind }) => kind === 'document-timestamp').length;
  const signed = signatures.length - stamps;
  const vi = `${signed} chữ ký số${stamps > 0 ? ` và ${stamps} dấu thời gian` : ''}`;
  const en = `${count(signed, 'digital signature')}${stamps > 0 ? ` and ${count(stamps, 'timestamp')}` : ''}`;
  const bad = signatures.filter((one) => one.conclusion === conclusion).length;
  switch (conclusion) {
    case 'valid':
      return { vi: `Tệp có ${vi}, tất cả đều hợp lệ.`, en: `The file has ${en}, all valid.` };
    case 'invalid':
      return join({ vi: `Tệp có ${vi}; ${bad} không hợp lệ.`, en: `The file has ${en}; ${bad} not valid.` }, why);
    case 'indeterminate':
      return join(
        { vi: `Tệp có ${vi}; chưa kết luận được.`, en: `The file has ${en}; nothing certain can be said.` },
        why,
      );
  }
}

function join(a: Sentence, b: Sentence): Sentence {
  return { vi: `${a.vi} ${b.vi}`.trim(), en: `${a.en} ${b.en}`.trim() };
}

function whoOf({ signer, kind, field }: Undescribed<SignatureReport>): Sentence {
  const name = signer ? `${signer.name}${signer.organisation === undefined ? '' : ` (${signer.organisation})`}` : field;
  if (kind === 'document-timestamp') return { vi: `Dấu thời gian của ${name}`, en: `The timestamp of ${name}` };
  return { vi: `Chữ ký của ${name}`, en: `The signature of ${name}` };
}

function whenOf({ time, kind }: Undescribed<SignatureReport>): Sentence {
  if (time.value === undefined) return { vi: '', en: '' };
  const at = localTime(time.value);
  if (kind === 'document-timestamp') return { vi: `, cấp lúc ${at}`, en: `, issued at ${at}` };
  if (time.source === 'claimed') {
    return { vi: `; thời gian do người ký khai là ${at}`, en: `; the signer states ${at} as the time` };
  }
  const by = time.authority ?? '';
  return { vi: `, ký trước ${at} theo dấu thời gian của ${by}`, en: `, signed before ${at} by the timestamp of ${by}` };
}

function reasonsOf(reasons: readonly Reason[]): Sentence {
  const heavy = reasons.filter(({ weight }) => weight === 'invalid');
  const told = heavy.length > 0 ? heavy : reasons.filter(({ weight }) => weight === 'indeterminate');
  return { vi: told.map(({ vi }) => vi).join(' '), en: told.map(({ en }) => en).join(' ') };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function lower(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}

/** `dd/MM/yyyy HH:mm:ss` in the schools' time zone. */
function localTime(iso: string): string {
  const local = new Date(new Date(iso).getTime() + 7 * 3_600_000).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 19)} +07:00`;
}
