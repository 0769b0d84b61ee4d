import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { Bell, CircleHelp, Folder, House, Inbox, Search } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { answer, api } from '../kernel/api.ts';
import { DUTY_NAMES } from '../kernel/duties.ts';
import { initials } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { type Me, useMe } from '../kernel/session.ts';
import { BookMark, Strip } from '../kit/index.ts';
import { texts } from './texts.ts';

/** The frame of every page behind the sign-in: the spine at the left, on a phone the tabs at the bottom, and the bar above. */
export function Frame() {
  const t = useTexts(texts);
  const me = useMe();
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  return (
    <div className="flex min-h-dvh flex-col desk:pl-[84px]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-button focus:bg-surface focus:p-3"
      >
        {t.skip}
      </a>
      <Spine />
      {!online && <Strip tone="amber">{t.offline}</Strip>}
      <TopBar me={me} />
      <main
        id="main"
        tabIndex={-1}
        className="flex min-h-0 grow flex-col pb-[calc(64px+env(safe-area-inset-bottom))] outline-none desk:pb-0"
      >
        <Outlet />
      </main>
    </div>
  );
}

function watchNetwork(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

const PLACES = [
  { to: '/', key: 'today', icon: House },
  { to: '/cho-ky', key: 'inbox', icon: Inbox },
  { to: '/ho-so', key: 'records', icon: Folder },
] as const;

function Spine() {
  const t = useTexts(texts);
  const waiting = useQuery(inboxCount).data ?? 0;
  return (
    <nav
      aria-label={t.navigation}
      className="fixed inset-x-0 bottom-0 z-40 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] desk:inset-y-0 desk:right-auto desk:left-0 desk:w-[84px] desk:flex-col desk:items-stretch desk:gap-1 desk:border-0 desk:bg-spine desk:px-1.5 desk:py-3 print:hidden"
    >
      <Link to="/" className="mb-3 hidden flex-col items-center gap-1 py-1 text-white no-underline desk:flex">
        <BookMark />
        <span className="text-small font-semibold">hoso</span>
      </Link>
      {PLACES.map(({ to, key, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/' }}
          className="group relative flex min-h-16 flex-1 flex-col items-center justify-center gap-1 text-least font-medium text-text2 no-underline data-[status=active]:text-ink desk:min-h-[60px] desk:flex-none desk:rounded-button desk:text-spinetext desk:hover:bg-white/10 desk:data-[status=active]:bg-white/15 desk:data-[status=active]:text-white"
        >
          <span
            aria-hidden="true"
            className="absolute top-0 h-1 w-12 rounded-b-full bg-ink opacity-0 group-data-[status=active]:opacity-100 desk:hidden"
          />
          <span className="relative">
            <Icon size={22} strokeWidth={1.8} aria-hidden />
            {key === 'inbox' && waiting > 0 && <Count value={waiting} label={t.waiting(waiting)} />}
          </span>
          {t[key]}
        </Link>
      ))}
      <Link
        to="/kiem-tra"
        className="mt-auto hidden min-h-[60px] flex-col items-center justify-center gap-1 rounded-button text-least font-medium text-spinetext no-underline hover:bg-white/10 desk:flex"
      >
        <CircleHelp size={22} strokeWidth={1.8} aria-hidden />
        {t.help}
      </Link>
    </nav>
  );
}

function Count({ value, label }: { readonly value: number; readonly label: string }) {
  return (
    <span className="absolute -top-2.5 left-3 min-w-5 rounded-full bg-ink px-1 text-center text-[11px] leading-5 font-semibold text-on desk:bg-white desk:text-[#121a3a]">
      <span aria-hidden="true">{value > 99 ? '99+' : value}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

function TopBar({ me }: { readonly me: Me }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const unread = useQuery(unreadNotices).data ?? 0;
  const [duty] = me.duties;
  const role = me.account.title ?? (duty ? DUTY_NAMES[duty.duty]?.[language] : undefined);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-3 border-b border-line bg-paper px-4 desk:px-8 print:hidden">
      <span className="text-ink desk:hidden">
        <BookMark size={26} />
      </span>
      <span className="clipped min-w-0 grow font-semibold">hoso</span>
      <SearchBox />
      <Link
        to="/thong-bao"
        aria-label={unread > 0 ? t.unread(unread) : t.notices}
        className="relative flex size-11 shrink-0 items-center justify-center rounded-button text-text2 hover:bg-tint"
      >
        <Bell size={21} strokeWidth={1.8} aria-hidden />
        {unread > 0 && (
          <span
            aria-hidden="true"
            className="absolute top-1 right-0.5 min-w-5 rounded-full bg-ink px-1 text-center text-[11px] leading-5 font-semibold text-on"
          >
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </Link>
      <Link
        to="/tai-khoan"
        className="flex min-h-11 items-center gap-3 rounded-button text-text no-underline desk:pr-2"
      >
        <Badge name={me.account.fullName} />
        <span className="hidden min-w-0 flex-col leading-5 desk:flex">
          <span className="clipped text-small font-semibold">{me.account.fullName}</span>
          {role !== undefined && <span className="clipped text-least text-text3">{role}</span>}
        </span>
      </Link>
    </header>
  );
}

function Badge({ name }: { readonly name: string }): ReactNode {
  return (
    <span
      aria-hidden="true"
      className="flex size-9 shrink-0 items-center justify-center rounded-full border border-inkline bg-tint text-small font-semibold text-ink2"
    >
      {initials(name)}
    </span>
  );
}

/** One field for everything; `/` leads to it from anywhere but another field. */
function SearchBox() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== '/' || target.closest('input, textarea, [contenteditable]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <form
      role="search"
      className="relative hidden w-full max-w-[340px] desk:block"
      onSubmit={(event) => {
        event.preventDefault();
        const q = words.trim();
        void navigate({ to: '/ho-so', search: q === '' ? {} : { q } });
      }}
    >
      <Search size={17} aria-hidden className="absolute top-2.5 left-3 text-text3" />
      <input
        ref={input}
        type="search"
        aria-label={t.search}
        placeholder={t.search}
        value={words}
        maxLength={200}
        onChange={(event) => {
          setWords(event.target.value);
        }}
        className="h-9 w-full rounded-button border border-line2 bg-surface pr-9 pl-9 text-body placeholder:text-text3"
      />
      <kbd
        aria-hidden="true"
        className="absolute top-2 right-2 rounded-tag border border-line2 px-1.5 text-[11px] leading-5 text-text3"
      >
        /
      </kbd>
    </form>
  );
}

const inboxCount = {
  queryKey: ['inbox', 'count'],
  queryFn: async () => (await answer(api.GET('/inbox', { params: { query: { limit: 100 } } }))).items.length,
  refetchInterval: 60_000,
};

const unreadNotices = {
  queryKey: ['notifications', 'unread'],
  queryFn: async () => (await answer(api.GET('/notifications', { params: { query: { limit: 1 } } }))).unread,
  refetchInterval: 60_000,
};
