/** A runner chooses a file for all her photos, where a browser lets her: it is written as the photos come. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openArchive } from '../support/archives.js';
import { scene } from '../support/download-scene.js';

describe('a runner saves all her photos into a file of her choice', { timeout: 600_000 }, () => {
  const now = scene();
  const all = () => now.visit.part('download-all').click();

  it('straight into it, and nothing is left of one that she stops', async () => {
    await now.come({ fake: { teamPhotos: 80, mediaLatency: 30 }, bib: 'TEAM', before: pickIntoBrowser });
    await all();
    await now.visit.part('progress').waitFor();
    await now.visit.part('cancel').click();
    await now.visit.says('Stopped. Nothing of this was saved.');
    const [, stopped] = await now.visit.ended();
    assert.deepEqual([stopped?.saved, stopped?.failed?.length], [0, 80]);
    assert.deepEqual(await now.visit.page.evaluate(listPicked), []);
    await now.visit.part('retry').last().click();
    await now.visit.ended(2);
    await now.visit.says('80 photos saved.');
    const picked = await now.visit.page.evaluate(listPicked);
    assert.deepEqual(
      picked.map(({ name }) => name),
      ['Sahyadri Trail Marathon-TEAM.zip'],
    );
    const entries = await openArchive(Buffer.from(picked[0]?.base64 ?? '', 'base64'));
    assert.equal(entries.length, 80);
  });

  it('asks for the file before anything else, and closes quietly where she wants none', async () => {
    await now.come({
      before: () => {
        Object.assign(globalThis, {
          showSaveFilePicker: () => {
            (globalThis as unknown as { active: boolean }).active = navigator.userActivation.isActive;
            return Promise.reject(new DOMException('No.', 'AbortError'));
          },
        });
      },
    });
    await all();
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.saved, end?.failed?.length], [0, await now.visit.count()]);
    assert.equal(
      await now.visit.page.evaluate(() => (globalThis as unknown as { active: boolean }).active),
      true,
    );
    assert.equal(now.requests('originals'), 0);
    await now.visit.part('downloads').waitFor({ state: 'detached' });
  });

  it('in the other way where the browser refuses the file', async () => {
    await now.come({
      before: () => {
        Object.assign(globalThis, {
          showSaveFilePicker: () => Promise.reject(new DOMException('No.', 'SecurityError')),
        });
      },
    });
    const [download] = await Promise.all([now.download(), all()]);
    assert.equal((await now.names(download)).length, await now.visit.count());
    assert.equal((await now.visit.ended()).length, 2);
  });

  it('can stop where the picker never answers', async () => {
    await now.come({
      before: () => {
        Object.assign(globalThis, { showSaveFilePicker: () => new Promise(() => undefined) });
      },
    });
    await all();
    await now.visit.says('Choose where to save the photos.');
    await now.visit.part('cancel').click();
    await now.visit.says('Stopped.');
    assert.equal(now.requests('originals'), 0);
  });
});

/** A picker whose file is in the browser's own file system: streamed to disk, as the real one is. */
function pickIntoBrowser(): void {
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
  });
}

async function listPicked(): Promise<{ name: string; base64: string }[]> {
  const found: { name: string; base64: string }[] = [];
  const folder = (await navigator.storage.getDirectory()) as unknown as AsyncIterable<
    [string, { getFile(): Promise<File> }]
  >;
  for await (const [name, handle] of folder) {
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    found.push({ name, base64: btoa(text) });
  }
  return found;
}
