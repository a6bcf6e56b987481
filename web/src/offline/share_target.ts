import { changed, withPhotos } from './draft';
import { makeDraft, saveDraft } from './drafts';

/** What another program has shared (the manifest's share_target) becomes a draft; answers where it is continued. */
export async function receiveShared(request: Request, prefix: string): Promise<Response> {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const files = form.getAll('photos').filter((each): each is File => each instanceof File && each.size > 0);
  const now = Date.now();
  const written = changed(makeDraft(), { title: text('title'), text: [text('text'), text('url')].filter(Boolean).join('\n') }, now);
  const photos = files.map((file) => ({ id: crypto.randomUUID(), name: file.name, file }));
  const draft = withPhotos(written, photos, now);
  await saveDraft(draft);
  return Response.redirect(`${prefix}/submit?draft=${draft.id}`, 303);
}
