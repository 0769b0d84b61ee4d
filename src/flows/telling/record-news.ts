import { DUTY_NAMES } from '../../approvals/index.ts';
import { localDateOf } from '../../kernel/local-date.ts';
import { type OutboxEvent } from '../../kernel/outbox.ts';
import { type NewNotification, type NotificationKind } from '../../notifications/index.ts';
import { openStep, type RecordDocument, type StepDuty, type StepKind } from '../../records/index.ts';

const TURN_NEWS: Readonly<Record<StepKind, NotificationKind>> = {
  sign: 'yourTurnToSign',
  initial: 'yourTurnToInitial',
  approve: 'yourTurnToApprove',
  seal: 'yourTurnToSeal',
};

/** The news of a record's open step, one for each whose turn it is. The turn itself is the event: it is told once. */
export function turnNews(record: RecordDocument, holders: Iterable<string>, at: Date): NewNotification[] {
  const step = openStep(record);
  if (!step) return [];
  return [...holders].map((account) => ({
    event: `turn:${record._id}:${step.revision}:${step.index}`,
    account,
    kind: TURN_NEWS[step.kind],
    record: record._id,
    parameters: { title: record.title },
    at,
  }));
}

/** What the owner is told of a record's events: that it came back, is approved, sealed or revoked. */
export function ownerNews(record: RecordDocument): NewNotification[] {
  return record.outbox.flatMap((entry) => {
    const kind = ownerKind(entry.event, entry.details?.['state']);
    if (!kind || entry.actor === record.owner) return [];
    const { by, reason } = { by: '', reason: '', ...entry.details };
    return [
      {
        event: entry.id,
        account: record.owner,
        kind,
        record: record._id,
        parameters: { title: record.title, by: String(by), reason: String(reason) },
        at: entry.at,
      },
    ];
  });
}

function ownerKind(event: string, state: unknown): NotificationKind | undefined {
  if (event === 'record.returned') return 'recordReturned';
  if (event === 'record.revoked') return 'recordRevoked';
  if (state === 'sealed') return 'recordSealed';
  return state === 'approved' ? 'recordApproved' : undefined;
}

/** Both are told of a record that went from one to the other, but not who did it. */
export function handOverNews(record: RecordDocument): NewNotification[] {
  return record.outbox
    .filter(({ event }) => event === 'record.handedOver')
    .flatMap((entry) => {
      const { from, to, fromName, toName, by } = entry.details as Record<
        'from' | 'to' | 'fromName' | 'toName' | 'by',
        string
      >;
      const parameters = { title: record.title, from: fromName, to: toName, by };
      return [from, to]
        .filter((account) => account !== entry.actor)
        .map((account) => ({
          ...{ event: entry.id, account, kind: 'recordHandedOver' as const },
          ...{ record: record._id, parameters, at: entry.at },
        }));
    });
}

/** Whether an event tells of a step that its own duty cannot take. */
export function isVacancy({ event }: Pick<OutboxEvent, 'event'>): boolean {
  return event === 'record.stepRaised' || event === 'record.stepUnattended';
}

/** What the principal and the administrators are told of posts that nobody fills: once a day for each duty and department. */
export function vacancyNews(record: RecordDocument, leaders: readonly string[]): NewNotification[] {
  return record.outbox.filter(isVacancy).flatMap((entry) => {
    const { duty, raisedTo } = { duty: 'owner', raisedTo: undefined, ...entry.details } as VacancyDetails;
    const { department = '', class: code = '' } = record.scope;
    return leaders.map((account) => ({
      event: ['vacancy', duty, raisedTo ?? '', department || code, localDateOf(entry.at)].join(':'),
      account,
      kind: raisedTo ? ('stepRaised' as const) : ('stepUnattended' as const),
      record: record._id,
      parameters: {
        title: record.title,
        duty: DUTY_NAMES[duty].vi,
        dutyEn: DUTY_NAMES[duty].en,
        above: raisedTo ? DUTY_NAMES[raisedTo].vi : '',
        aboveEn: raisedTo ? DUTY_NAMES[raisedTo].en : '',
      },
      at: entry.at,
    }));
  });
}

interface VacancyDetails {
  readonly duty: StepDuty;
  readonly raisedTo?: StepDuty | undefined;
}
