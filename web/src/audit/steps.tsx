import { t, tWord } from '../text/messages';
import { whole } from '../text/numbers';
import { instantOf } from './instants';
import type { Compared, Outcome, Step } from './check';
import { type Climb, type RecordHead, toHex } from './proofs';

const marks: Record<Outcome, string> = { holds: '✓', fails: '✗', unknown: '?' };

/** What was checked, step by step, each with what was held against what. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol class="proof-steps">
      {steps.map((step, i) => (
        <li key={i} class={`proof-steps__step proof-steps__step--${step.outcome}`}>
          <span class="proof-steps__mark" aria-hidden="true">{marks[step.outcome]}</span>
          <div class="stack stack--tight">
            <h3>
              {t(step.title)} <span class={`badge badge--outcome-${step.outcome}`}>{t(`audit.outcome.${step.outcome}`)}</span>
            </h3>
            <p>{t(step.says, shown(step.values))}</p>
            {step.record && <Head head={step.record} />}
            {step.compared && <Comparison compared={step.compared} />}
            {step.climbs && step.climbs.length > 0 && <Climbs climbs={step.climbs} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function shown(values: Step['values'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? whole(value) : value]));
}

function Comparison({ compared }: { compared: readonly Compared[] }) {
  return (
    <dl class="proof-hashes">
      {compared.map((each) => (
        <div key={each.label}>
          <dt>{t(each.label)}</dt>
          <dd class="mono">{each.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the record says in clear about itself. */
function Head({ head }: { head: RecordHead }) {
  const [kind, number] = head.stream.split('/');
  return (
    <dl class="meta">
      <div>
        <dt>{t('audit.record.stream')}</dt>
        <dd>{tWord('audit.stream', kind)} {number}</dd>
      </div>
      <div>
        <dt>{t('audit.record.version')}</dt>
        <dd>{whole(head.version)}</dd>
      </div>
      <div>
        <dt>{t('audit.record.at')}</dt>
        <dd>{instantOf(head.at)}</dd>
      </div>
      <div>
        <dt>{t('audit.record.by')}</dt>
        <dd>{tWord('role', head.role)}{head.institution && ` · ${head.institution}`}</dd>
      </div>
    </dl>
  );
}

function Climbs({ climbs }: { climbs: readonly Climb[] }) {
  return (
    <details class="proof-climbs">
      <summary>{t('audit.climbs', { count: climbs.length })}</summary>
      <ol>
        {climbs.map((climb, i) => (
          <li key={i}>
            {t(`audit.climb.${climb.sibling}`)} <span class="mono">{toHex(climb.hash)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
