import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { DUTY_NAMES } from '../kernel/duties.ts';
import { type Language, storeLanguage, useLanguage, useTexts } from '../kernel/i18n.ts';
import { signOut, useMe } from '../kernel/session.ts';
import { storedTheme, storeTheme, type Theme } from '../kernel/theme.ts';
import { Button, Choice, Dialog } from '../kit/index.ts';
import { ChangePassword } from './change-password.tsx';
import { scopeText } from './scope-text.ts';
import { texts } from './texts.ts';

/** One's own account: who one is, what one may do, password, how the pages look. */
export function AccountPage() {
  const t = useTexts(texts);
  const language = useLanguage();
  const navigate = useNavigate();
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const [theme, setTheme] = useState<Theme>(storedTheme);
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-7 px-4 py-6 desk:px-8 desk:py-8">
      <header className="flex flex-col gap-1">
        <h1 className="text-page font-semibold">{me.account.fullName}</h1>
        <p className="text-text2">{[me.account.title, me.account.username].filter(Boolean).join(' · ')}</p>
      </header>
      <Section title={t.duties}>
        {me.duties.length === 0 && <p className="text-text2">{t.noDuties}</p>}
        <ul className="flex flex-col">
          {me.duties.map(({ duty, scope }, index) => (
            <li
              key={index}
              className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2.5 last:border-0"
            >
              <span className="font-medium">{DUTY_NAMES[duty]?.[language]}</span>
              <span className="text-text2">{scopeText(scope, language)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.appearance}>
        <div className="flex flex-wrap gap-5">
          <Choice
            label={t.appearance}
            options={(['system', 'light', 'dark'] as const).map((id) => ({ id, label: t[id] }))}
            value={theme}
            onChange={(id) => {
              setTheme(id as Theme);
              storeTheme(id as Theme);
            }}
          />
          <Choice
            label={t.languageName}
            options={[
              { id: 'vi', label: 'Tiếng Việt' },
              { id: 'en', label: 'English' },
            ]}
            value={language}
            onChange={(id) => {
              storeLanguage(id as Language);
              location.reload();
            }}
          />
        </div>
      </Section>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          onPress={() => {
            setChanging(true);
          }}
        >
          {t.changePassword}
        </Button>
        <Button kind="quiet" onPress={() => void signOut().finally(() => navigate({ to: '/dang-nhap' }))}>
          {t.signOut}
        </Button>
        {changed && (
          <span role="status" className="text-small text-ink2">
            {t.changed}
          </span>
        )}
      </div>
      <Dialog
        title={t.changePassword}
        isOpen={changing}
        onClose={() => {
          setChanging(false);
        }}
      >
        <ChangePassword
          onDone={() => {
            setChanging(false);
            setChanged(true);
          }}
        />
      </Dialog>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-section font-semibold">{title}</h2>
      <div className="rounded-card border border-line bg-surface px-5 py-4 shadow-card">{children}</div>
    </section>
  );
}
