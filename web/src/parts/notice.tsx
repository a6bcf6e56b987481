import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/client';
import { problemText } from '../text/problems';
import { t } from '../text/messages';
import { Button } from './button';

type Tone = 'info' | 'warning' | 'error' | 'success';

export function Notice({ tone = 'info', title, children }: { tone?: Tone; title?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class={`notice${tone === 'info' ? '' : ` notice--${tone}`}`} role={tone === 'error' ? 'alert' : undefined}>
      {title && <p><strong>{title}</strong></p>}
      {children && <div>{children}</div>}
    </div>
  );
}

/** What went wrong and what to do; with `retry` a button that tries again. */
export function ProblemNotice({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const { title, advice } = problemText(problem);
  return (
    <Notice tone="error" title={title}>
      <p>{advice}</p>
      {retry && (
        <p>
          <Button size="small" onClick={retry}>
            {t('action.retry')}
          </Button>
        </p>
      )}
    </Notice>
  );
}
