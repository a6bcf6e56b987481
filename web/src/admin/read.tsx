import type { ComponentChildren } from 'preact';
import type { Resource } from '../api/use_resource';
import { Notice } from '../parts/notice';
import { Loaded } from '../parts/states';
import { t } from '../text/messages';
import { isAbsent } from './problems';

/** Loading, failed or there; and a sentence for what this server does not offer. */
export function Read<T>({ resource, lines, children }: { resource: Resource<T>; lines?: number; children: (data: T) => ComponentChildren }) {
  if (!resource.data && isAbsent(resource.problem)) return <Notice tone="warning" title={t('admin.absent')}>{t('admin.absent.advice')}</Notice>;
  return <Loaded resource={resource} lines={lines}>{children}</Loaded>;
}
