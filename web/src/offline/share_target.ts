import { changed, withPhotos } from './draft';
import { limits, photoTypes } from '../citizen/filing/form_rules';
import { makeDraft, saveDraft } from './drafts';

/** What another program has shared (the manifest's share_target) becomes a draft; answers where it is continued. */
export async function receiveShared(request: Request, prefix: string): Promise<Response> {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const files = form.getAll('photos').filter((each): each is File => each instanceof File);
  const now = Date.now();
  const written = changed(makeDraft(), { title: text('title'), text: [text('text'), text('url')].filter(Boolean).join('\n') }, now);
  const photos = fitting(files).map((file) => ({ id: crypto.randomUUID(), name: file.name, file }));
  const draft = withPhotos(written, photos, now);
  await saveDraft(draft);
  return Response.redirect(`${prefix}/submit?draft=${draft.id}`, 303);
}

/** What a report may carry; of a stranger's page or program nothing else is stored. */
export function fitting<T extends Pick<File, 'size' | 'type'>>(files: readonly T[]): T[] {
  return files.filter(({ size, type }) => size > 0 && size <= limits.photoBytes && photoTypes.includes(type)).slice(0, limits.photos);
}
