import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PenLine, Upload } from 'lucide-react';
import { type ReactNode } from 'react';
import { answer, api, type Schemas } from '../kernel/api.ts';
import { DUTY_NAMES } from '../kernel/duties.ts';
import { dateTime, date, span, weekdayDate } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { useMe } from '../kernel/session.ts';
import { ButtonLink, Empty, Failure, LoadingRows, Mark, Tag, TAG_ICONS } from '../kit/index.ts';
import { LONG_WAIT_MS, StateTag } from '../records/index.ts';
import { texts } from './texts.ts';

type Summary = Schemas['record-summary'];

const SHOWN = 6;
const SOON_MS = 3 * 86_400_000;

/** What is owed, what came back, what is under way: the state of the work in one sentence, and one next thing. */
export function HomePage() {
  const t = useTexts(texts);
  const language = useLanguage();
  const me = useMe();
  const mine = useQuery({
    queryKey: ['records', 'mine', me.account.id],
    queryFn: async () =>
      (await answer(api.GET('/records', { params: { query: { owner: me.account.id, limit: 100 } } }))).records,
  });
  const inbox = useQuery({
    queryKey: ['inbox', 'first'],
    queryFn: async () => (await answer(api.GET('/inbox', { params: { query: { limit: 100 } } }))).items,
  });
  const waiting = inbox.data ?? [];
  const of = (...states: readonly Summary['state'][]) =>
    (mine.data ?? []).filter((record) => states.includes(record.state));
  const returned = of('returned');
  const drafts = of('draft');
  const underWay = of('inApproval', 'approved');
  const done = of('sealed', 'archived');
  const headline = returned.length > 0 ? t.returnedTitle(returned.length) : t.greeting(waiting.length);
  return (
    <div className="flex w-full flex-col gap-7 px-4 py-6 desk:px-8">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="flex flex-col gap-1">
          <p className="text-small text-text2 first-letter:uppercase">{`${weekdayDate(new Date(), language).replace(/ \S+$/, '')}, ${date(new Date())}`}</p>
          <h1 className="text-[22px] leading-8 font-semibold desk:text-page">{headline}</h1>
          <p className="text-text2">{t.sub(drafts.length)}</p>
        </div>
        {waiting.length > 0 ? (
          <ButtonLink href="/cho-ky" kind="primary" size="large" icon={<PenLine size={20} aria-hidden />}>
            {t.signNow(waiting.length)}
          </ButtonLink>
        ) : (
          <ButtonLink href="/nop" kind="primary" size="large" icon={<Upload size={20} aria-hidden />}>
            {t.upload}
          </ButtonLink>
        )}
      </header>
      {mine.isError && <Failure error={mine.error} onRetry={() => void mine.refetch()} />}
      {mine.isPending && <LoadingRows />}
      {mine.isSuccess && mine.data.length === 0 && waiting.length === 0 && (
        <Empty title={t.none} action={<ButtonLink href="/nop">{t.upload}</ButtonLink>}>
          {t.noneWhy}
        </Empty>
      )}
      <div className="grid gap-7 desk:grid-cols-[minmax(0,1fr)_452px]">
        <div className="flex min-w-0 flex-col gap-7">
          <Group title={t.returned} records={returned} href="/ho-so?state=returned">
            {(record) => <Row record={record} mark="returned" end={<StateTag state={record.state} />} />}
          </Group>
          {waiting.length > 0 && (
            <Section title={t.waiting} count={waiting.length} href="/cho-ky">
              {waiting.slice(0, SHOWN).map((item) => (
                <li key={item.record} className="border-b border-line last:border-0">
                  <Link
                    to="/ho-so/$id"
                    params={{ id: item.record }}
                    className="flex min-h-[57px] items-center gap-4 px-5 py-2 text-text no-underline hover:bg-tint"
                  >
                    <span className="flex min-w-0 grow flex-col">
                      <span className="font-semibold desk:clipped">{item.title}</span>
                      <span className="clipped text-small text-text2">{item.owner.name}</span>
                    </span>
                    {item.submittedAt !== undefined && <Age since={item.submittedAt} />}
                  </Link>
                </li>
              ))}
            </Section>
          )}
          <Group title={t.drafts} records={drafts} href="/ho-so?state=draft">
            {(record) => <Row record={record} end={<Due record={record} />} />}
          </Group>
        </div>
        <div className="flex min-w-0 flex-col gap-7">
          <Group title={t.underWay} records={underWay} href="/ho-so?state=inApproval">
            {(record) => (
              <Row
                record={record}
                under={<WaitsFor record={record} />}
                mark={record.waiting?.kind === 'seal' ? 'sealCurrent' : 'current'}
              />
            )}
          </Group>
          <Group title={t.done} records={done} href="/ho-so?state=archived">
            {(record) => <Row record={record} end={<StateTag state={record.state} />} />}
          </Group>
        </div>
      </div>
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly records: readonly Summary[];
  readonly href: string;
  readonly children: (record: Summary) => ReactNode;
}

function Group({ title, records, href, children }: GroupProps) {
  if (records.length === 0) return null;
  return (
    <Section title={title} count={records.length} href={href}>
      {records.slice(0, SHOWN).map((record) => (
        <li key={record.id} className="border-b border-line last:border-0">
          {children(record)}
        </li>
      ))}
    </Section>
  );
}

function Section({
  title,
  count,
  href,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly href: string;
  readonly children: ReactNode;
}) {
  const t = useTexts(texts);
  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="flex items-baseline gap-2 text-section font-semibold">
        {title} <span className="text-small font-normal text-text3">{count}</span>
        {count > SHOWN && (
          <a href={href} className="ml-auto text-small font-normal">
            {t.all}
          </a>
        )}
      </h2>
      <ul className="overflow-hidden rounded-card border border-line bg-surface shadow-card">{children}</ul>
    </section>
  );
}

interface RowProps {
  readonly record: Summary;
  readonly mark?: 'returned' | 'current' | 'sealCurrent';
  readonly under?: ReactNode;
  readonly end?: ReactNode;
}

function Row({ record, mark, under, end }: RowProps) {
  return (
    <Link
      to="/ho-so/$id"
      params={{ id: record.id }}
      className="flex min-h-[57px] items-center gap-4 px-5 py-2 text-text no-underline hover:bg-tint"
    >
      {mark && <Mark state={mark} size={22} />}
      <span className="flex min-w-0 grow flex-col">
        <span className="font-semibold desk:clipped">{record.title}</span>
        {under ?? (
          <span className="clipped text-small text-text3">
            {dateTime(new Date(record.submittedAt ?? record.createdAt))}
          </span>
        )}
      </span>
      {end}
    </Link>
  );
}

function WaitsFor({ record }: { readonly record: Summary }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { waiting, submittedAt } = record;
  if (!waiting || submittedAt === undefined) return <StateTag state={record.state} />;
  const age = Date.now() - Date.parse(submittedAt);
  const duty = DUTY_NAMES[waiting.duty];
  const who = language === 'vi' ? duty?.vi.toLocaleLowerCase('vi') : duty?.en.toLowerCase();
  return (
    <span className={`clipped text-small ${age > LONG_WAIT_MS ? 'text-amber' : 'text-text2'}`}>
      {t.waits(who ?? waiting.duty, span(age, language))}
    </span>
  );
}

function Age({ since }: { readonly since: string }) {
  const language = useLanguage();
  const age = Date.now() - Date.parse(since);
  return (
    <span className={`shrink-0 text-small ${age > LONG_WAIT_MS ? 'font-medium text-amber' : 'text-text3'}`}>
      {span(age, language)}
    </span>
  );
}

function Due({ record }: { readonly record: Summary }) {
  const t = useTexts(texts);
  const language = useLanguage();
  if (record.dueAt === undefined) return null;
  const left = Date.parse(record.dueAt) - Date.now();
  const tag =
    left < 0 ? (
      <Tag tone="late" icon={TAG_ICONS.late}>
        {t.lateBy(span(left, language))}
      </Tag>
    ) : (
      <Tag tone={left < SOON_MS ? 'amber' : 'plain'} icon={TAG_ICONS.dueSoon}>
        {t.left(span(left, language))}
      </Tag>
    );
  return (
    <span className="flex shrink-0 flex-col items-end gap-0.5">
      {tag}
      <span className="text-least text-text3">{t.due(weekdayDate(new Date(record.dueAt), language))}</span>
    </span>
  );
}
