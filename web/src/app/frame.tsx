import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useSession, useWho } from '../api/session';
import { t } from '../text/messages';
import { language, localized } from './language';
import { clearDevice, mayLeave } from './leaving';
import { type Page, pages } from './pages';
import { NewRelease } from './release';
import { Link, navigate, usePlace } from './router';
import { chooseTheme, chosenTheme, type Theme } from './theme';
import { announce, Toasts } from './toasts';

/** Header, content and footer. `bareOfFrame`: a wall has none. The server's documents (api/web/) have the same markup. */
export function Frame({ page, bareOfFrame, children }: { page: Page | undefined; bareOfFrame: boolean; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#page">{t('frame.skip')}</a>
      {!bareOfFrame && <Masthead page={page} />}
      <Offline />
      <NewRelease />
      <main id="page" tabIndex={-1}>{children}</main>
      {!bareOfFrame && <Footer />}
      <Toasts />
    </>
  );
}

function isInMenu({ menu }: Page, role: string | undefined): boolean {
  if (menu === undefined || menu === 'everyone') return menu === 'everyone';
  if (menu === 'public') return role === undefined || role === 'reporter' || role === 'anyone';
  return role !== undefined && (menu as readonly string[]).includes(role);
}

function Masthead({ page }: { page: Page | undefined }) {
  const who = useWho();
  const menu = pages.filter((each) => isInMenu(each, who?.role));
  const items = menu.map((each) => (
    <li key={each.pattern}>
      <Link to={each.pattern} aria-current={each === page ? 'page' : undefined}>{t(each.label ?? each.title)}</Link>
    </li>
  ));
  return (
    <header class="masthead">
      <div class="wrap wrap--wide masthead__row">
        <Brand />
        <nav class="masthead__bar" aria-label={t('frame.menu')}>
          <ul class="nav">{items}</ul>
        </nav>
        <div class="masthead__end">
          <LanguageLink />
          <AccountLink />
        </div>
        <CollapsedMenu>{items}</CollapsedMenu>
      </div>
    </header>
  );
}

function Brand() {
  return (
    <Link class="brand" to="/" aria-label={t('app.name_long')}>
      <span class="brand__mark" aria-hidden="true" />
      <span>{t('app.name')}</span>
    </Link>
  );
}

/** Where there is no room for the bar. Closes when a page is chosen, and with Escape. */
function CollapsedMenu({ children }: { children: ComponentChildren }) {
  const details = useRef<HTMLDetailsElement>(null);
  const { path } = usePlace();
  const close = () => details.current?.removeAttribute('open');
  useEffect(close, [path]);
  return (
    <details class="menu" ref={details} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <summary>{t('frame.menu')}</summary>
      <nav aria-label={t('frame.menu')}>
        <ul class="nav">{children}</ul>
      </nav>
    </details>
  );
}

function LanguageLink() {
  const { path } = usePlace();
  const other = language() === 'id' ? 'en' : 'id';
  return (
    <a class="button button--quiet button--small" href={localized(path, other) + location.search} lang={other} hreflang={other}>
      {t('frame.other_language')}
    </a>
  );
}

function AccountLink() {
  const { who, signOut } = useSession();
  if (who === 'unknown') return null;
  if (!who) return <Link class="button button--small" to="/sign-in">{t('nav.sign_in')}</Link>;
  const leave = async () => {
    if (!(await mayLeave())) return;
    await signOut();
    await clearDevice();
    announce(t('frame.signed_out'));
    navigate('/');
  };
  return (
    <>
      <Link class="button button--quiet button--small" to="/account">{who.name ?? t('nav.account')}</Link>
      <button type="button" class="button button--small" onClick={() => void leave()}>{t('nav.sign_out')}</button>
    </>
  );
}

function Footer() {
  return (
    <footer class="footer">
      <div class="wrap wrap--wide">
        <ul>
          <li><Link to="/about">{t('nav.about')}</Link></li>
          <li><Link to="/privacy">{t('nav.privacy')}</Link></li>
          <li><Link to="/proof">{t('nav.proof')}</Link></li>
          <li><a href="/v1/openapi.json">API</a></li>
        </ul>
        <ThemeChoice />
      </div>
    </footer>
  );
}

function ThemeChoice() {
  const [theme, setTheme] = useState(chosenTheme);
  const choose = (value: Theme) => {
    chooseTheme(value);
    setTheme(value);
  };
  return (
    <label class="row">
      <span>{t('frame.theme')}</span>
      <select class="select--small" value={theme} onChange={(event) => choose(event.currentTarget.value as Theme)}>
        <option value="system">{t('frame.theme.system')}</option>
        <option value="light">{t('frame.theme.light')}</option>
        <option value="dark">{t('frame.theme.dark')}</option>
      </select>
    </label>
  );
}

function Offline() {
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return <div role="status">{offline && <p class="offline-bar">{t('frame.offline')}</p>}</div>;
}
