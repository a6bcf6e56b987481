import { useRef, useState } from 'preact/hooks';
import { asProblem, get, type Problem } from '../../../api/client';
import type { Report } from '../../../api/types';
import { Button } from '../../../parts/button';
import { TextField } from '../../../parts/field';
import { ProblemNotice } from '../../../parts/notice';
import { t } from '../../../text/messages';
import { problemText } from '../../../text/problems';
import { groupedCode, isWholeCode, numberOf, pastedReceipt } from './receipt_code';

interface Props {
  /** From the URL; the code is never there. */
  number: string;
  onOpen: (report: number, code: string) => void;
}

/** Number and code open one's own report. */
export function OpeningForm({ number: given, onOpen }: Props) {
  const [number, setNumber] = useState(given);
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<{ number?: string; code?: string }>({});
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const show = (found: typeof errors) => {
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const typeNumber = (text: string) => {
    const both = pastedReceipt(text);
    setNumber(both?.number ?? text);
    if (both) setCode(both.code);
  };
  const open = async () => {
    setProblem(undefined);
    const report = numberOf(number);
    if (!report || !isWholeCode(code)) return show({ ...(!report && { number: t('filing.track.number_missing') }), ...(!isWholeCode(code) && { code: t('filing.track.code_missing') }) });
    show({});
    setBusy(true);
    await get<Report>(`/v1/reports/${report}`, { receipt: code }).then(
      () => onOpen(report, code),
      (error: unknown) => {
        const found = asProblem(error);
        if (found.status === 401 || found.status === 404) show({ code: problemText(found).title });
        else setProblem(found);
      },
    );
    setBusy(false);
  };
  return (
    <form ref={form} class="card stack" noValidate onSubmit={(event) => (event.preventDefault(), void open())}>
      <h2>{t('filing.track.open')}</h2>
      <TextField label={t('filing.receipt.number')} required name="number" inputMode="numeric" autocomplete="off" value={number} onValue={typeNumber} error={errors.number} />
      <TextField
        label={t('filing.receipt.code')}
        hint={t('filing.track.code_hint')}
        required
        name="code"
        class="mono"
        inputMode="numeric"
        autocomplete="off"
        spellcheck={false}
        value={code}
        onValue={(text) => setCode(groupedCode(text))}
        error={errors.code}
      />
      {problem && <ProblemNotice problem={problem} />}
      <p><Button type="submit" kind="primary" busy={busy}>{t('filing.track.do')}</Button></p>
    </form>
  );
}
