import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { asProblem, Problem } from '../kernel/problem.ts';
import { mayBeSignedIn, meQuery, rememberedSchool, signIn, signOut } from '../kernel/session.ts';
import { BookMark, Button, ButtonLink, Failure, Field } from '../kit/index.ts';
import { ChangePassword } from './change-password.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { texts } from './texts.ts';

/** Sign-in, then the first change of a password where one is due; then back to where the person wanted to go. */
export function SignInPage() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { back = '/' } = useSearch({ from: '/dang-nhap' });
  const me = useQuery({ ...meQuery, retry: false, enabled: mayBeSignedIn() });
  const changes = me.data?.mustChangePassword === true;
  const go = () => navigate({ href: back, replace: true });
  return (
    <div className="flex min-h-dvh flex-col desk:flex-row">
      <aside className="flex items-center gap-4 bg-spine px-6 py-5 text-white desk:w-[38%] desk:flex-col desk:items-start desk:justify-between desk:px-12 desk:py-12">
        <span className="flex items-center gap-3 desk:flex-col desk:items-start">
          <BookMark size={44} />
          <span className="text-verdict font-semibold">hoso</span>
        </span>
        <span className="hidden max-w-xs text-work text-spinetext desk:block">{t.product}</span>
        <span className="ml-auto desk:ml-0">
          <LanguageSwitch />
        </span>
      </aside>
      <main className="flex grow flex-col justify-center px-5 py-10 desk:px-16">
        <div className="mx-auto flex w-full max-w-[420px] flex-col gap-6">
          {changes ? (
            <>
              <header className="flex flex-col gap-2">
                <h1 className="text-page font-semibold">{t.changeTitle}</h1>
                <p className="text-text2">{t.changeWhy}</p>
              </header>
              <ChangePassword onDone={go} />
              <Button kind="quiet" onPress={() => void signOut().then(() => me.refetch())}>
                {t.otherAccount}
              </Button>
            </>
          ) : (
            <SignInForm
              onDone={async () => {
                const found = await me.refetch();
                if (found.data?.mustChangePassword !== true) await go();
              }}
            />
          )}
        </div>
      </main>
    </div>
  );
}

function SignInForm({ onDone }: { readonly onDone: () => Promise<void> }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const [school, setSchool] = useState(rememberedSchool);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const sent = useMutation({
    mutationFn: async () => {
      await signIn({ school: school.trim(), username: username.trim(), password, ...(code !== '' && { totp: code }) });
      await onDone();
    },
  });
  const asksCode = sent.error instanceof Problem && ['TOTP_REQUIRED', 'TOTP_WRONG'].includes(sent.error.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = [school, username, password].some((value) => value.trim() === '');
    setMissing(incomplete);
    if (!incomplete) sent.mutate();
  };
  const unfilled = (value: string) => (missing && value.trim() === '' ? t.fill : undefined);
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <h1 className="text-page font-semibold">{t.signIn}</h1>
      <Field
        label={t.school}
        value={school}
        onChange={setSchool}
        hint={t.schoolHint}
        error={unfilled(school)}
        autoComplete="organization"
        autoFocus={school === ''}
      />
      <Field
        label={t.username}
        value={username}
        onChange={setUsername}
        error={unfilled(username)}
        autoComplete="username"
        autoFocus={school !== ''}
      />
      <Field
        label={t.password}
        type="password"
        value={password}
        onChange={setPassword}
        error={unfilled(password)}
        autoComplete="current-password"
      />
      {(asksCode || code !== '') && (
        <Field
          label={t.code}
          value={code}
          onChange={setCode}
          hint={t.codeHint}
          inputMode="numeric"
          maxLength={6}
          autoComplete="one-time-code"
          autoFocus
        />
      )}
      {sent.error !== null && (!asksCode || asProblem(sent.error).code === 'TOTP_WRONG') && (
        <Failure error={sent.error} />
      )}
      <Button type="submit" kind="primary" size="large" busy={sent.isPending} wide>
        {t.signIn}
      </Button>
      <p className="text-small text-text3">{t.forgot}</p>
      <span lang={language}>
        <ButtonLink href="/kiem-tra" kind="quiet">
          {t.verify}
        </ButtonLink>
      </span>
    </form>
  );
}
